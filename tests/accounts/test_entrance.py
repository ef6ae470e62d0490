"""From signing up to the room in which a person's work begins."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.accounts.models import RoleGrant, User
from hub.accounts.policy import Policy
from hub.accounts.urls import urlpatterns
from hub.audit.models import Event
from hub.notices.models import Outgoing
from tests import world

PASSWORD = "күн мен тұман арасы"
NEW = {"full_name": "  Айгерім \n Үлгілі ", "email": "New@Example.kz", "password1": PASSWORD, "consent": "on"}


def link_in(letter: Outgoing, start: str) -> str:
    """The path of the link to a page in a letter."""
    found = next(url for url in re.findall(r"https?://\S+", letter.text) if start in url)
    return urlsplit(found).path


def signed_up(client, language="ru"):
    with override(language):
        return client.post(reverse("account_signup"), NEW)


def test_every_route_of_the_entrance_has_a_policy():
    assert all(isinstance(route.callback.policy, Policy) for route in urlpatterns)


@pytest.mark.parametrize(
    "name",
    [
        "account_login",
        "account_signup",
        "account_inactive",
        "account_email_verification_sent",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key_done",
    ],
)
def test_a_stranger_reads_the_pages_of_the_entrance(client, db, name):
    answer = client.get(reverse(name))
    assert answer.status_code == 200
    assert "<h1>" in answer.content.decode()


def test_sign_up_confirm_by_the_letter_and_sign_in(client, db):
    answer = signed_up(client)
    assert answer["Location"] == "/ru/account/sent/"
    person = User.objects.get()
    assert (person.full_name, person.email, person.language) == ("Айгерім Үлгілі", "new@example.kz", "ru")
    letter = Outgoing.objects.get()
    assert letter.to == "new@example.kz"

    before = client.post("/ru/account/login/", {"login": "new@example.kz", "password": PASSWORD})
    assert before["Location"] == "/ru/account/sent/", "nobody signs in with an address that is not confirmed"

    path = link_in(letter, "/account/confirm/")
    assert path.startswith("/ru/")
    page = client.get(path)
    assert "new@example.kz" in page.content.decode()
    assert not person.emailaddress_set.get().verified, "opening the link alone confirms nothing"
    assert client.post(path)["Location"] == "/ru/account/login/"
    assert person.emailaddress_set.get().verified

    signed_in = client.post("/ru/account/login/", {"login": "NEW@example.kz", "password": PASSWORD})
    assert signed_in["Location"] == reverse("cabinet").replace("/kk/", "/ru/")
    assert client.get("/ru/account/profile/").status_code == 200
    actions = set(Event.objects.values_list("action", flat=True))
    assert {"account.sign_up", "account.sign_in"} <= actions
    assert not Event.objects.filter(data__icontains="example.kz").exists()


def test_a_used_link_says_what_to_do(client, db):
    signed_up(client)
    path = link_in(Outgoing.objects.get(), "/account/confirm/")
    client.post(path)
    again = client.get(path)
    assert again.status_code == 200
    assert reverse("account_login").removeprefix("/kk") in again.content.decode()
    assert client.get("/ru/account/confirm/junk:1:2/").status_code == 200
    assert client.post("/ru/account/confirm/junk:1:2/").status_code == 404


def test_signing_up_twice_tells_a_stranger_nothing(client, db, applicant):
    fresh = signed_up(client)
    taken = client.post("/ru/account/signup/", NEW | {"email": applicant.email})
    assert (taken.status_code, taken["Location"]) == (fresh.status_code, fresh["Location"])
    assert User.objects.filter(email=applicant.email).count() == 1
    letter = Outgoing.objects.get(to=applicant.email)
    assert "/account/login/" in letter.text
    assert "/account/confirm/" not in letter.text


def test_asking_for_a_new_password_tells_a_stranger_nothing(client, applicant):
    known = client.post("/en/account/reset/", {"email": applicant.email})
    unknown = client.post("/en/account/reset/", {"email": "nobody@example.kz"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_a_new_password_by_the_letter_in_the_language_of_the_person(client, applicant):
    client.post("/en/account/reset/", {"email": applicant.email})
    path = link_in(Outgoing.objects.get(), "/account/reset/")
    assert path.startswith("/ru/"), "letters come in the language that the person chose"
    form_path = client.get(path)["Location"]
    wrong = client.post(form_path, {"password1": "12345"})
    assert wrong.status_code == 422
    done = client.post(form_path, {"password1": PASSWORD})
    assert done["Location"] == "/ru/account/reset/done/"
    applicant.refresh_from_db()
    assert applicant.check_password(PASSWORD)
    stale = client.get(path)
    assert stale.status_code == 200
    assert 'type="password"' not in stale.content.decode()


def test_a_wrong_password_is_said_and_the_address_is_kept(client, applicant):
    answer = client.post("/en/account/login/", {"login": applicant.email, "password": "wrong"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The e-mail or the password is wrong." in page
    assert f'value="{applicant.email}"' in page


@pytest.mark.parametrize(
    ("password", "words"),
    [("short", "At least ten"), ("1029384756102", "digits alone"), ("newperson@example", "looks like")],
)
def test_a_weak_password_is_explained(client, db, password, words):
    answer = client.post("/en/account/signup/", NEW | {"email": "newperson@example.kz", "password1": password})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not User.objects.exists()


def test_hostile_words_are_shown_as_words(client, db):
    answer = client.post("/en/account/signup/", {"full_name": "<script>x</script>", "email": "<b>", "password1": "x"})
    page = answer.content.decode()
    assert "<script>x" not in page
    assert "&lt;script&gt;x" in page


@pytest.mark.parametrize(
    ("roles", "room"),
    [
        (("registration", "translation"), "worklist"),
        (("translation",), "translations"),
        (("secretary",), "sittings"),
        (("reference",), "office_reference"),
        (("auditor",), "audit_log"),
        (("administrator",), "roles"),
        ((), "cabinet"),
    ],
)
def test_each_person_comes_to_their_room(client, db, roles, room):
    world.person("one@example.kz", "Бір Адам", roles=roles)
    answer = client.post("/kk/account/login/", {"login": "one@example.kz", "password": "correct horse battery"})
    assert answer["Location"] == reverse(room)


def test_a_member_of_the_commission_comes_to_the_sittings(client, db):
    _commission, people = world.commission()
    answer = client.post("/kk/account/login/", {"login": people[0].email, "password": "correct horse battery"})
    assert answer["Location"] == reverse("sittings")


def test_a_role_that_has_ended_opens_no_room(client, officer):
    RoleGrant.objects.update(until="2026-05-17")
    answer = client.post("/kk/account/login/", {"login": officer.email, "password": "correct horse battery"})
    assert answer["Location"] == reverse("cabinet")


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [("/kk/notices/", "/kk/notices/"), ("https://evil.example/x", "/kk/"), ("//evil.example", "/kk/")],
)
def test_only_our_own_pages_come_after_sign_in(client, applicant, wanted, reached):
    sent = {"login": applicant.email, "password": "correct horse battery", "next": wanted}
    answer = client.post("/kk/account/login/", sent)
    assert answer["Location"].startswith(reached)


def test_signing_out_is_asked_and_done_by_post(client, applicant):
    client.force_login(applicant)
    assert client.get("/kk/account/logout/").status_code == 200
    assert client.get("/kk/account/profile/").status_code == 200, "a link does not sign anybody out"
    client.post("/kk/account/logout/")
    assert client.get("/kk/account/profile/").status_code == 302


def test_a_person_changes_the_password(client, applicant):
    client.force_login(applicant)
    wrong = client.post("/en/account/password/", {"oldpassword": "no", "password1": PASSWORD})
    assert "This is not your current password." in wrong.content.decode()
    sent = {"oldpassword": "correct horse battery", "password1": PASSWORD}
    done = client.post("/en/account/password/", sent, follow=True)
    assert "Your password is changed." in done.content.decode()
    applicant.refresh_from_db()
    assert applicant.check_password(PASSWORD)
    assert Event.objects.filter(action="account.password", actor=applicant).exists()


def test_a_closed_account_cannot_sign_in(client, applicant):
    User.objects.update(is_active=False)
    answer = client.post("/kk/account/login/", {"login": applicant.email, "password": "correct horse battery"})
    assert answer.status_code in (302, 422)
    assert client.get("/kk/account/profile/").status_code == 302


def test_profile_keeps_what_was_typed_and_saves_the_language(client, applicant):
    client.force_login(applicant)
    wrong = client.post("/en/account/profile/", {"full_name": "", "language": "kk"})
    assert wrong.status_code == 422
    bad = client.post("/en/account/profile/", {"full_name": "Жаңа Аты", "language": "xx"})
    assert "Жаңа Аты" in bad.content.decode()
    client.post("/en/account/profile/", {"full_name": "Жаңа Аты", "language": "kk"})
    applicant.refresh_from_db()
    assert (applicant.full_name, applicant.language) == ("Жаңа Аты", "kk")


def test_too_many_wrong_passwords_are_stopped(client, applicant, settings):
    settings.LIMITS = settings.LIMITS | {"sign_in_account": "2/5m"}
    for _attempt in range(2):
        client.post("/en/account/login/", {"login": applicant.email, "password": "wrong"})
    right = client.post("/en/account/login/", {"login": applicant.email, "password": "correct horse battery"})
    assert right.status_code == 422
    assert "Too many attempts" in right.content.decode()
