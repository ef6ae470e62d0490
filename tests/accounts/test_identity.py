"""Signing in by a state identity provider: connected by its person alone, never by an e-mail."""

from datetime import timedelta

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from hub.accounts.models import User
from hub.audit.models import Event
from hub.config import env
from hub.notices.models import Outgoing
from tests import world
from tests.accounts import oidc_provider

START = "/ru/account/identity/state/"


@pytest.fixture
def provider(settings, monkeypatch):
    with oidc_provider.running() as server:
        monkeypatch.setenv("OIDC_CLIENT_ID", oidc_provider.CLIENT)
        monkeypatch.setenv("OIDC_CLIENT_SECRET", oidc_provider.SECRET)
        settings.OIDC_ISSUER = server.issuer
        settings.SOCIALACCOUNT_PROVIDERS = env.identity_provider(server.issuer)
        yield server


def through(client, sent=None):
    """Leave for the provider, come back with its answer, and say what the portal answers then."""
    left = client.post(START, sent or {})
    assert left.status_code == 302, left.content.decode()
    back = requests.get(left["Location"], allow_redirects=False, timeout=5).headers["Location"]
    path = back.partition("://")[2].partition("/")[2]
    return client.get(f"/{path}")


def connected(client, person):
    client.force_login(person)
    answer = through(client, {"process": "connect"})
    assert answer["Location"] == "/ru/account/security/"
    client.logout()


def test_without_a_provider_there_is_no_button(client, db):
    assert "identity" not in client.get("/ru/account/login/").content.decode()
    assert client.post(START).status_code == 404


def test_a_connected_identity_signs_its_person_in(client, applicant, provider):
    connected(client, applicant)
    made = SocialAccount.objects.get()
    assert (made.user, made.uid, made.extra_data) == (applicant, "iin-1", {}), "nothing of the claims is kept"
    assert Event.objects.filter(action="account.identity_connected", about=f"user:{applicant.pk}").exists()
    assert Outgoing.objects.filter(to=applicant.email).exists()
    assert START in client.get("/ru/account/login/").content.decode()

    answer = through(client)
    assert answer["Location"] == "/ru/cabinet/"
    assert client.get("/ru/account/profile/").status_code == 200


def test_an_unknown_identity_opens_nothing_and_makes_no_account(client, applicant, provider):
    provider.person["email"] = applicant.email
    answer = through(client)
    assert answer["Location"] == "/ru/account/login/"
    assert client.get("/ru/account/profile/")["Location"].startswith("/ru/account/login/")
    assert (User.objects.count(), EmailAddress.objects.count(), SocialAccount.objects.count()) == (1, 1, 0)


def test_the_same_answer_whether_the_e_mail_has_an_account(client, applicant, provider):
    answers = []
    for email in (applicant.email, "nobody@example.kz"):
        provider.person["email"] = email
        answers.append((through(client)["Location"], client.get("/ru/account/login/").content.count(b"hub-banner")))
    assert answers[0] == answers[1]


def test_an_identity_of_somebody_else_cannot_be_taken(client, applicant, provider):
    connected(client, applicant)
    other = world.person("other@example.kz", "Басқа Адам")
    client.force_login(other)
    through(client, {"process": "connect"})
    assert SocialAccount.objects.get().user == applicant


def test_an_identity_does_not_replace_the_second_factor(client, officer, provider):
    connected(client, officer)
    through(client)
    answer = client.get("/ru/office/work/")
    assert answer["Location"].startswith("/ru/account/second-factor/")


def test_connecting_asks_the_person_to_confirm_themself(client, applicant, provider, monday):
    client.force_login(applicant, weak=True, at=monday - timedelta(minutes=16))
    for where in (START, f"{START}?process=connect"):
        answer = client.post(where, {"process": "connect"})
        assert answer["Location"].startswith("/ru/account/confirm/")


def test_a_stranger_cannot_connect(client, db, provider):
    assert client.post(START, {"process": "connect"})["Location"].startswith("/ru/account/login/")


def test_an_answer_of_another_browser_is_refused(client, applicant, provider):
    """The state belongs to the session that left: a link slipped to somebody signs nobody in."""
    connected(client, applicant)
    left = client.post(START)
    back = requests.get(left["Location"], allow_redirects=False, timeout=5).headers["Location"]
    victim = world.Browser()
    victim.get(back.partition("://")[2].partition("/")[2].join(("/", "")))
    assert "_auth_user_id" not in victim.session


def test_without_its_verifier_the_code_is_worth_nothing(provider):
    """A negative control of the provider itself: PKCE is really asked."""
    provider.asked["stolen"] = {"code_challenge_method": "S256", "code_challenge": "x", "redirect_uri": "u"}
    sent = {
        "code": "stolen",
        "client_id": oidc_provider.CLIENT,
        "client_secret": oidc_provider.SECRET,
        "redirect_uri": "u",
    }
    assert requests.post(f"{provider.issuer}/token", sent, timeout=5).status_code == 400
    assert provider.refused


def test_a_person_disconnects(client, applicant, provider):
    connected(client, applicant)
    client.force_login(applicant)
    client.post(f"{START}remove/")
    assert not SocialAccount.objects.exists()
    client.logout()
    assert through(client)["Location"] == "/ru/account/login/"
