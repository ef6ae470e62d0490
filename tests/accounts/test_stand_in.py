"""Standing in during leave: for some days, marked, never for oneself, and over when its ground is."""

from datetime import date, timedelta

import pytest

from hub.accounts import roles as acts
from hub.accounts.access import Access
from hub.accounts.models import Role, RoleGrant
from hub.audit.models import Event
from hub.cases import queries
from hub.cases.models import Case
from tests import world

LEAVE = {"since": "2026-05-18", "until": "2026-05-31", "reason": "Бұйрық № 12"}


@pytest.fixture
def administrator(db):
    return world.person("admin@example.kz", "Әкімші", roles=("administrator",))


@pytest.fixture
def colleague(db):
    return world.person("colleague@example.kz", "Әріптес")


def stand_in(absent, colleague, by, at, *, days=13):
    on = at.date()
    return acts.stand_in(absent, colleague, since=on, until=on + timedelta(days), reason="демалыс", by=by, at=at)


def test_an_administrator_names_one(client, administrator, officer, colleague, today):
    client.force_login(administrator)
    given = LEAVE | {"person": officer.email, "colleague": colleague.email}
    page = client.post("/en/office/roles/stand-in/", given, follow=True).content.decode()
    assert f"In place of {officer.full_name}" in page
    made = RoleGrant.objects.get(user=colleague)
    assert (made.role, made.until, made.stands_in_for) == ("registration", date(2026, 5, 31), officer)
    assert Access(colleague, today).has(Role.REGISTRATION)
    assert not Access(colleague, date(2026, 6, 1)).has(Role.REGISTRATION), "the rights end with the days"
    event = Event.objects.get(action="role.stand_in")
    assert event.data["stands_in_for"] == officer.pk
    assert "Бұйрық" not in str(event.data), "the reason is free text"


@pytest.fixture
def at_work(db):
    """A colleague who holds a role already."""
    return world.person("at-work@example.kz", "Қызметтес", roles=("translation",))


def test_a_role_goes_to_nobody_outside_the_office_by_oneself(client, officer, colleague):
    client.force_login(officer)
    told = set()
    for address in (colleague.email, "nobody@example.kz"):
        answer = client.post("/en/account/stand-in/", LEAVE | {"colleague": address})
        told.add((answer.status_code, "No colleague who holds a role" in answer.content.decode()))
    assert told == {(422, True)}
    assert not RoleGrant.objects.filter(user=colleague).exists()


def test_the_person_names_one_for_their_own_absence(client, officer, at_work, today):
    colleague = at_work
    client.force_login(officer)
    client.post("/en/account/stand-in/", LEAVE | {"colleague": colleague.email})
    page = client.get("/en/account/profile/").content.decode()
    assert "stands in for you: Registration officer" in page
    client.force_login(colleague)
    assert f"In place of {officer.full_name}" in client.get("/en/account/profile/").content.decode()
    client.force_login(officer)
    given = RoleGrant.objects.get(user=colleague, stands_in_for=officer)
    client.post(f"/en/account/stand-in/{given.pk}/end/")
    assert Access(colleague, today).roles == {"translation"}


def test_work_of_the_absent_officer_is_the_stand_in_s_too(officer, colleague, filed, monday, today):
    Case.objects.update(assignee=officer)
    other = world.person("third@example.kz", "Үшінші", roles=("registration",))
    assert filed not in queries.work(Access(other, today), mine=True)
    stand_in(officer, colleague, officer, monday)
    assert filed in queries.work(Access(colleague, today), mine=True)


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_the_watch_over_others_is_not_handed_on_by_oneself(db, colleague, administrator, monday, today, role):
    watcher = world.person("watch@example.kz", "Бақылаушы", roles=(role,))
    with pytest.raises(acts.NoRole):
        stand_in(watcher, colleague, watcher, monday)
    stand_in(watcher, colleague, administrator, monday)
    assert Access(colleague, today).has(Role(role))


def test_nobody_stands_in_by_their_own_word(client, administrator, officer, colleague, monday):
    for absent, stand, by in ((officer, administrator, administrator), (officer, officer, officer)):
        with pytest.raises(acts.OwnRole):
            stand_in(absent, stand, by, monday)
    client.force_login(administrator)
    wrong = (
        {"person": officer.email, "colleague": administrator.email},
        {"person": officer.email, "colleague": officer.email},
    )
    for given in wrong:
        assert client.post("/en/office/roles/stand-in/", LEAVE | given).status_code == 422
    assert RoleGrant.objects.count() == 2


def test_a_role_that_one_holds_for_another_is_not_handed_on(officer, colleague, monday):
    stand_in(officer, colleague, officer, monday)
    third = world.person("third@example.kz", "Үшінші")
    with pytest.raises(acts.NoRole):
        stand_in(colleague, third, colleague, monday)


def test_it_ends_with_the_role_of_the_absent(administrator, officer, colleague, monday, today):
    stand_in(officer, colleague, officer, monday)
    acts.end(officer.grants.get(), by=administrator, at=monday)
    assert not Access(colleague, today).roles


def test_no_longer_than_the_role_itself(officer, colleague, monday):
    officer.grants.update(until=date(2026, 5, 20))
    stand_in(officer, colleague, officer, monday)
    assert RoleGrant.objects.get(user=colleague).until == date(2026, 5, 20)


def test_who_holds_nothing_has_no_such_page(client, applicant, officer, monday):
    client.force_login(applicant)
    assert client.get("/en/account/stand-in/").status_code == 404
    stand_in(officer, applicant, officer, monday)
    assert client.get("/en/account/stand-in/").status_code == 404, "held for another"
    client.force_login(officer)
    assert client.get("/en/account/stand-in/").status_code == 200


def test_nobody_ends_what_is_not_theirs(client, officer, colleague, monday):
    stand_in(officer, colleague, officer, monday)
    other = world.person("third@example.kz", "Үшінші", roles=("registration",))
    client.force_login(other)
    assert client.post(f"/en/account/stand-in/{RoleGrant.objects.get(user=colleague).pk}/end/").status_code == 404


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"until": ""}, "Last day"),
        ({"until": "2026-05-17"}, "comes before the first one"),
        ({"since": "2026-05-01"}, "cannot begin in the past"),
        ({"colleague": "nobody@example.kz"}, "No colleague who holds a role"),
        ({"reason": " "}, "Reason"),
    ],
)
def test_a_wrong_form_is_explained(client, officer, at_work, change, words):
    client.force_login(officer)
    answer = client.post("/en/account/stand-in/", LEAVE | {"colleague": at_work.email} | change)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_twice_for_the_same_days_is_once(client, officer, at_work):
    client.force_login(officer)
    for status in (302, 422):
        answer = client.post("/en/account/stand-in/", LEAVE | {"colleague": at_work.email})
        assert answer.status_code == status


def test_the_page_of_roles_is_searched(client, administrator, officer):
    client.force_login(administrator)
    world.person("tr@example.kz", "Аудармашы Адам", roles=("translation",))
    page = client.get("/en/office/roles/", {"q": "Аудармашы", "role": "translation"}).content.decode()
    assert "tr@example.kz" in page
    assert officer.email not in page
    assert "Nothing fits" in client.get("/en/office/roles/", {"q": "zzz"}).content.decode()
