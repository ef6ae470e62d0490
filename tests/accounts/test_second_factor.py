"""Who holds a role or a seat comes with a second factor; before it no page of the work opens."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from hub.accounts import second_factor
from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.audit.models import Event
from hub.cases.models import Case
from hub.notices.models import Outgoing
from tests import world
from tests.accounts.factor import PASSWORD, app_of, code, recovery_codes, sign_in

WORK = "/en/office/work/"


def test_before_the_second_factor_no_right_is_there(officer, filed, today):
    weak = Access(officer, today, strong=False)
    assert weak.entered
    assert not weak.known
    assert (weak.person, weak.roles, weak.own_roles, weak.acts_for) == (None, frozenset(), frozenset(), frozenset())
    assert not Case.objects.visible_to(weak).exists()
    strong = Access(officer, today)
    assert strong.has(Role.REGISTRATION)
    assert Case.objects.visible_to(strong).exists()


def test_an_applicant_needs_none(applicant, organisation, today):
    weak = Access(applicant, today, strong=False)
    assert weak.known
    assert weak.owns(organisation.pk)


def test_a_member_of_a_commission_needs_one(db, today):
    member = world.commission()[1][2]
    assert not Access(member, today, strong=False).known


@pytest.mark.parametrize("role", Role.values)
def test_every_role_needs_one(db, today, role):
    person = world.person("one@example.kz", "Бір Адам", roles=(role,))
    assert not Access(person, today, strong=False).known


def test_without_it_every_page_of_the_work_leads_to_it(client, officer):
    client.force_login(officer, weak=True)
    for address in (WORK, "/en/account/profile/", "/en/notices/", "/en/account/security/"):
        assert client.get(address)["Location"] == f"/en/account/second-factor/?next={address}"
    assert client.post("/en/account/profile/", {})["Location"].startswith("/en/account/second-factor/")


def test_public_pages_and_the_way_out_stay_open(client, officer):
    client.force_login(officer, weak=True)
    assert client.get("/en/").status_code == 200
    assert client.get("/en/account/logout/").status_code == 200
    assert client.post("/en/account/logout/").status_code == 302
    assert client.get(WORK)["Location"].startswith("/en/account/login/")


def test_an_officer_sets_up_an_app_and_goes_on_to_the_work(client, officer):
    assert sign_in(client, officer)["Location"] == WORK
    assert client.get(WORK)["Location"] == f"/en/account/second-factor/?next={WORK}"
    way = client.get(f"/en/account/second-factor/?next={WORK}").content.decode()
    assert f"/en/account/security/app/?next={WORK}" in way
    page = client.get(f"/en/account/security/app/?next={WORK}").content.decode()
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
    assert "<svg" in page
    wrong = client.post("/en/account/security/app/", {"code": "000000"})
    assert wrong.status_code == 422
    done = client.post(f"/en/account/security/app/?next={WORK}", {"code": code(secret)})
    codes = recovery_codes(officer)
    assert done.status_code == 200
    assert all(f"{one[:4]} {one[4:]}" in done.content.decode() for one in codes)
    assert WORK in done.content.decode()
    assert client.get(WORK).status_code == 200
    assert secret not in str(Authenticator.objects.get(type="totp").data), "the secret lies sealed"
    assert Event.objects.filter(action="account.factor_added").count() == 1
    assert Outgoing.objects.filter(to=officer.email, key__startswith="warning:").exists()


def test_signing_in_asks_for_the_code(client, officer):
    secret = app_of(officer)
    first = sign_in(client, officer)
    assert first["Location"] == "/en/account/code/"
    assert client.get(WORK)["Location"].startswith("/en/account/login/"), "a password alone opens nothing"
    wrong = client.post("/en/account/code/", {"code": "12345"})
    assert wrong.status_code == 422
    assert Event.objects.filter(action="account.code_failed", about=f"user:{officer.pk}").exists()
    assert client.post("/en/account/code/", {"code": code(secret)})["Location"] == WORK
    assert client.get(WORK).status_code == 200


def test_a_code_works_once_and_no_older_one_after_it(officer):
    secret = app_of(officer)
    newest, now = code(secret, 1), code(secret)
    assert sign_in(world.Browser(), officer, newest).status_code == 302
    assert sign_in(world.Browser(), officer, newest).status_code == 422
    assert sign_in(world.Browser(), officer, now).status_code == 422


def test_a_recovery_code_works_once_and_the_person_is_told(officer):
    app_of(officer)
    one = recovery_codes(officer)[3]
    assert sign_in(world.Browser(), officer, f"{one[:4]} {one[4:]}").status_code == 302
    assert sign_in(world.Browser(), officer, one).status_code == 422
    assert Event.objects.filter(action="account.code_used").count() == 1
    assert Outgoing.objects.filter(to=officer.email, key__startswith="warning:").count() == 1
    assert len(recovery_codes(officer)) == 9


def test_a_reset_password_does_not_pass_the_second_factor(client, officer):
    app_of(officer)
    client.post("/en/account/reset/", {"email": officer.email})
    letter = Outgoing.objects.get(to=officer.email)
    path = re.search(r"https?://[^/]+(/\S+/account/reset/\S+)", letter.text)[1]
    form = client.get(path)["Location"]
    client.post(form, {"password1": "күн мен тұман арасы"})
    assert client.get(WORK)["Location"].startswith("/en/account/login/"), "nobody is signed in by a reset"
    answer = client.post("/en/account/login/", {"login": officer.email, "password": "күн мен тұман арасы"})
    assert answer["Location"] == "/en/account/code/"


def test_a_reset_ends_the_other_sessions(client, applicant):
    elsewhere = world.Browser()
    sign_in(elsewhere, applicant)
    assert elsewhere.get("/en/account/profile/").status_code == 200
    client.post("/en/account/reset/", {"email": applicant.email})
    path = re.search(r"https?://[^/]+(/\S+/account/reset/\S+)", Outgoing.objects.get(to=applicant.email).text)[1]
    client.post(client.get(path)["Location"], {"password1": "күн мен тұман арасы"})
    assert elsewhere.get("/en/account/profile/").status_code == 302
    assert not UserSession.objects.filter(user=applicant).exists()


def test_the_last_factor_stays_with_who_needs_one(client, officer, applicant):
    for person, left in ((officer, 1), (applicant, 0)):
        app_of(person)
        client.force_login(person)
        pk = Authenticator.objects.get(user=person, type="totp").pk
        client.post(f"/en/account/security/{pk}/remove/")
        assert Authenticator.objects.filter(user=person, type="totp").count() == left
    assert not Authenticator.objects.filter(user=applicant).exists(), "recovery codes alone are of no use"


def test_removing_a_factor_ends_the_other_sessions(client, applicant):
    app_of(applicant)
    elsewhere = world.Browser()
    sign_in(elsewhere, applicant, recovery_codes(applicant)[0])
    client.force_login(applicant)
    client.post(f"/en/account/security/{Authenticator.objects.get(type='totp').pk}/remove/")
    assert elsewhere.get("/en/account/profile/").status_code == 302
    assert client.get("/en/account/profile/").status_code == 200


def test_nobody_removes_anothers_factor(client, applicant, officer):
    app_of(officer)
    client.force_login(applicant)
    assert client.post(f"/en/account/security/{Authenticator.objects.first().pk}/remove/").status_code == 404


def test_new_codes_are_shown_once_and_the_old_ones_are_void(client, officer):
    app_of(officer)
    old = recovery_codes(officer)
    client.force_login(officer)
    page = client.post("/en/account/security/codes/").content.decode()
    new = recovery_codes(officer)
    assert set(old).isdisjoint(new)
    assert all(f"{one[:4]} {one[4:]}" in page for one in new)
    assert all(one not in client.get("/en/account/security/").content.decode() for one in new)
    assert sign_in(world.Browser(), officer, old[0]).status_code == 422


def test_the_demonstration_s_entry_counts_only_where_it_is_installed(monkeypatch):
    assert second_factor.DEMO in second_factor.strong_methods()
    monkeypatch.setattr("django.apps.apps.is_installed", lambda _name: False)
    assert second_factor.strong_methods() == {"mfa"}


def test_a_weak_session_cannot_add_a_factor_where_one_is_set_up(client, officer, monday):
    """A stolen password is not enough to put one's own app beside the owner's."""
    app_of(officer)
    client.force_login(officer, weak=True, at=monday)
    answer = client.get("/en/account/security/passkey/")
    assert answer["Location"].startswith(("/en/account/confirm/", "/en/account/security/"))
    assert client.get("/en/account/second-factor/")["Location"].startswith("/en/account/confirm/")
    sent = {"password": PASSWORD, "code": recovery_codes(officer)[0], "next": WORK}
    assert client.post("/en/account/confirm/", sent)["Location"] == WORK
    assert client.get(WORK).status_code == 200
