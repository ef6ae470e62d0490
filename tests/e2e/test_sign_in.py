"""Signing in with a passkey, an app and recovery codes, in a real browser with a virtual authenticator."""

import re

import pytest
from allauth.mfa.models import Authenticator

from hub.accounts.models import RoleGrant
from tests import world
from tests.accounts.factor import code, recovery_codes
from tests.e2e.walk import PASSWORD

LONG = 10**6
"""Minutes: more than lie between the stopped clock of the tests and the one on the wall."""

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def administrator():
    return world.person("admin@example.kz", "Әкімші Адам", roles=("administrator",))


def with_authenticator(me):
    """A device of the browser that makes passkeys and says that its person was verified."""
    tools = me.context.new_cdp_session(me.page)
    tools.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options = kind | {"isUserVerified": True, "automaticPresenceSimulation": True}
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return tools, made["authenticatorId"]


def password_only(me, person):
    me.go("/account/login/")
    me.fill({"login": person.email, "password": PASSWORD})
    me.send()


def test_a_passkey_from_setting_it_up_to_the_step_up(someone, administrator, settings):
    worker = world.person("worker@example.kz", "Қызметкер")
    me = someone("ru")
    tools, key = with_authenticator(me)
    password_only(me, administrator)
    assert me.path.startswith("/account/second-factor/")
    me.press("main a[href*='/security/passkey/']")
    me.fill({"name": "Рабочий ноутбук"})
    me.press("[data-hub-passkey-button]")
    assert [one.wrap().name for one in Authenticator.objects.filter(type="webauthn")] == ["Рабочий ноутбук"]
    for one in recovery_codes(administrator):
        me.says(f"{one[:4]} {one[4:]}")
    name, content = me.download("a[download]")
    assert name == "astana-hub-codes.txt"
    assert content.decode().split() == recovery_codes(administrator)
    me.press("main a.govuk-button:not([download])")
    me.says("Роли")

    me.go("/account/logout/")
    me.send("main form")
    me.go("/account/login/")
    me.press("[data-hub-passkey-button]")
    assert me.path == "/office/roles/"

    me.go("/office/roles/new/")
    me.fill({"email": worker.email, "role": "translation", "since": "2026-05-18", "reason": "Приказ № 5"})
    settings.STEP_UP_MINUTES = -LONG  # as if the person had confirmed themself long ago
    me.send()
    assert me.path.startswith("/account/confirm/")
    settings.STEP_UP_MINUTES = 15
    me.press("[data-hub-passkey-button]")
    me.says("Приказ № 5", "main form")
    me.send("main form[action*='/roles/new/']")
    assert RoleGrant.objects.get(user=worker).reason == "Приказ № 5"

    tools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    me.go("/account/logout/")
    me.send("main form")
    me.go("/account/login/")
    me.page.click("[data-hub-passkey-button]")
    me.see("[data-hub-passkey-failed]")


def test_an_app_without_any_script(someone, officer):
    me = someone("kk", script=False)
    password_only(me, officer)
    me.press("main a[href*='/security/app/']")
    me.page.click("summary.govuk-details__summary")
    secret = re.sub(r"\s", "", me.page.inner_text("details code"))
    me.see("main svg")
    me.fill({"code": "000000"})
    me.send(status=422)
    me.fill({"code": code(secret)})
    me.send()
    assert len(me.page.locator(".hub-codes li").all()) == 10
    me.press("main a.govuk-button:not([download])")
    assert me.path == "/office/work/"


def test_the_second_step_takes_a_recovery_code(someone, officer):
    me = someone("en")
    me.sign_in(officer.email)
    one = recovery_codes(officer)[0]
    me.go("/account/logout/")
    me.send("main form")
    password_only(me, officer)
    me.fill({"code": "111111"})
    me.send(status=422)
    me.fill({"code": one})
    me.send()
    assert me.path == "/office/work/"
    me.go("/account/security/")
    me.says("9 codes are left.")


def test_the_warning_before_the_end_and_staying(someone, applicant, settings):
    settings.SESSION_LENGTHS = {"guarded": (12, 4), "others": (24, 4)}
    me = someone("en")
    me.sign_in(applicant.email)
    me.see("dialog[open]")
    me.says("Are you still there?", "dialog")
    settings.SESSION_LENGTHS = {"guarded": (12, 30), "others": (24, 60)}
    me.page.click("[data-hub-stay]")
    me.page.locator("dialog[open]").wait_for(state="hidden")
