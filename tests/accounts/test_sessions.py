"""How long sessions last, how they end, and what becomes of what was typed."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession

from hub.accounts import sessions
from hub.accounts.models import Attempts
from hub.audit.models import Event
from hub.notices.models import Outgoing
from tests import clock, world
from tests.accounts.factor import PASSWORD, app_of, code, sign_in

PROFILE = "/en/account/profile/"
NAME = {"full_name": "Жаңа Аты Өте Ұзын Болса Да", "language": "kk"}


def inside(browser):
    return browser.get(PROFILE).status_code == 200


@pytest.mark.parametrize(("who", "idle", "whole"), [("officer", 30, 12), ("applicant", 60, 24)])
def test_the_lengths(request, client, monkeypatch, monday, who, idle, whole):
    user = request.getfixturevalue(who)
    client.force_login(user, at=monday)
    clock.stop(monkeypatch, monday + timedelta(minutes=idle - 1))
    assert inside(client)
    clock.stop(monkeypatch, monday + timedelta(minutes=2 * idle - 1))
    assert not inside(client), "not used for the whole time"
    assert Event.objects.filter(action="account.session_over", about=f"user:{user.pk}").exists()

    client.force_login(user, at=monday)
    for minutes in range(0, whole * 60, idle - 1):
        clock.stop(monkeypatch, monday + timedelta(minutes=minutes))
        assert inside(client)
    clock.stop(monkeypatch, monday + timedelta(hours=whole))
    assert not inside(client), "the whole length is over, used or not"


def test_the_length_follows_the_role_at_once(client, applicant, monkeypatch, monday):
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(minutes=40))
    applicant.grants.create(role="registration", since=monday.date(), reason="тест")
    assert not inside(client)


def test_a_closed_account_has_no_session_even_when_opened_again(client, applicant):
    client.force_login(applicant)
    applicant.is_active = False
    applicant.save()
    assert not inside(client)
    applicant.is_active = True
    applicant.save()
    assert not inside(client)


def test_signing_out_is_logged(client, applicant):
    sign_in(client, applicant)
    client.post("/en/account/logout/")
    actions = list(Event.objects.values_list("action", flat=True))
    assert actions[-2:] == ["account.sign_in", "account.sign_out"]


def test_the_open_sessions_and_ending_them(client, applicant):
    other = world.Browser(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"})
    sign_in(other, applicant, REMOTE_ADDR="203.0.113.77")
    sign_in(client, applicant)
    page = client.get("/en/account/security/").content.decode()
    assert "Firefox, Linux" in page
    assert "203.0.113.…" in page
    assert "203.0.113.77" not in page
    mine = UserSession.objects.get(session_key=client.session.session_key)
    theirs = UserSession.objects.exclude(pk=mine.pk).get()
    assert client.post(f"/en/account/sessions/{mine.pk}/end/").status_code == 404, "for this one there is sign-out"
    client.post(f"/en/account/sessions/{theirs.pk}/end/")
    assert not inside(other)
    assert inside(client)


def test_nobody_ends_anothers_session(client, applicant, officer):
    other = world.Browser()
    sign_in(other, applicant)
    client.force_login(officer)
    assert client.post(f"/en/account/sessions/{UserSession.objects.first().pk}/end/").status_code == 404
    client.post("/en/account/sessions/end/")
    assert inside(other)


def test_ending_all_the_others(client, applicant):
    others = [world.Browser() for _one in range(3)]
    for browser in others:
        sign_in(browser, applicant)
    sign_in(client, applicant)
    assert "3 sessions are ended." in client.post("/en/account/sessions/end/", follow=True).content.decode()
    assert [inside(browser) for browser in (*others, client)] == [False, False, False, True]


def test_staying_signed_in(client, applicant, monkeypatch, monday):
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(minutes=58))
    assert client.post("/en/account/stay/").json() == {"seconds": 3600}
    clock.stop(monkeypatch, monday + timedelta(minutes=117))
    page = client.get(PROFILE).content.decode()
    assert 'data-hub-session="3600"' in page
    assert "You stay signed in until" in page, "without a script a sentence tells it"


def test_what_is_sent_after_the_end_waits_for_the_same_person(client, applicant, monkeypatch, monday):
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(hours=2))
    answer = client.post(PROFILE, NAME)
    assert answer["Location"] == "/en/account/login/?next=/en/account/kept/"
    back = client.post(
        answer["Location"], {"login": applicant.email, "password": PASSWORD, "next": "/en/account/kept/"}
    )
    assert back["Location"] == "/en/account/kept/"
    page = client.get("/en/account/kept/").content.decode()
    assert NAME["full_name"] in page
    assert f'action="{PROFILE}"' in page
    client.post(PROFILE, NAME)
    applicant.refresh_from_db()
    assert applicant.full_name == NAME["full_name"]
    assert client.get("/en/account/kept/").status_code == 302


def test_and_never_for_another(client, applicant, monkeypatch, monday):
    other = world.person("other@example.kz", "Басқа Адам")
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(hours=2))
    client.post(PROFILE, NAME)
    client.post("/en/account/login/", {"login": other.email, "password": PASSWORD, "next": "/en/account/kept/"})
    assert client.get("/en/account/kept/").status_code == 302
    assert "kept_form" not in client.session


def test_through_the_second_factor_too(client, officer, monkeypatch, monday):
    secret = app_of(officer)
    client.force_login(officer, at=monday)
    clock.stop(monkeypatch, monday + timedelta(hours=2))
    client.post(PROFILE, NAME)
    first = client.post("/en/account/login/?next=/en/account/kept/", {"login": officer.email, "password": PASSWORD})
    assert first["Location"].startswith("/en/account/code/")
    assert client.post("/en/account/code/", {"code": code(secret)})["Location"] == "/en/account/kept/"
    assert NAME["full_name"] in client.get("/en/account/kept/").content.decode()


def test_a_session_that_was_ended_elsewhere_keeps_what_was_typed_by_the_device_cookie(client, applicant):
    sign_in(client, applicant)
    sessions.end_all(applicant, but=None, by=applicant, at=client.get("/en/").wsgi_request.now)
    answer = client.post(PROFILE, NAME)
    assert answer["Location"].endswith("next=/en/account/kept/")


def test_a_stranger_s_form_is_not_kept(client, db):
    assert client.post(PROFILE, NAME)["Location"] == f"/en/account/login/?next={PROFILE}"
    assert "kept_form" not in client.session


def test_a_new_browser_is_told_of_by_letter_and_a_known_one_is_not(client, applicant):
    sign_in(client, applicant)
    assert not Outgoing.objects.exists(), "the very first sign-in is no news"
    client.post("/en/account/logout/")
    sign_in(client, applicant)
    assert not Outgoing.objects.exists()
    sign_in(world.Browser(), applicant)
    letter = Outgoing.objects.get()
    assert letter.to == applicant.email
    assert Event.objects.filter(action="account.sign_in").last().data == {"known_device": False}


def test_the_session_key_changes_with_more_strength(client, applicant):
    sign_in(client, applicant)
    before = client.session.session_key
    client.post("/en/account/confirm/", {"password": PASSWORD})
    assert client.session.session_key != before
    assert UserSession.objects.get(user=applicant).session_key == client.session.session_key


def test_what_htmx_sent_in_passing_goes_on_to_its_page(client, applicant, monkeypatch, monday):
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(hours=2))
    page = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{PROFILE}"}
    answer = client.post("/en/account/stay/", NAME, headers=page)
    assert answer["HX-Redirect"].startswith("/en/account/login/")
    client.post("/en/account/login/", {"login": applicant.email, "password": PASSWORD})
    assert f'action="{PROFILE}"' in client.get("/en/account/kept/").content.decode()


def test_files_cannot_be_kept_and_are_not(client, applicant, monkeypatch, monday):
    client.force_login(applicant, at=monday)
    clock.stop(monkeypatch, monday + timedelta(hours=2))
    answer = client.post(PROFILE, NAME | {"file": world.upload()})
    assert "kept" not in answer["Location"]
    assert "kept_form" not in client.session


def test_what_is_over_is_swept(client, applicant, monday):
    sign_in(client, applicant)
    over = UserSession.objects.create(user=applicant, ip="192.0.2.7", session_key="over")
    Attempts.objects.create(key="old", until=monday)
    Attempts.objects.create(key="new", until=monday + timedelta(minutes=1))
    sessions.sweep(monday)
    assert inside(client)
    assert not UserSession.objects.filter(pk=over.pk).exists()
    assert list(Attempts.objects.values_list("key", flat=True)) == ["new"]
