"""Roles: given with days and a reason, never to oneself, ended at once."""

from datetime import date

import pytest

from hub.accounts import roles as acts
from hub.accounts.access import Access
from hub.accounts.models import Role, RoleGrant
from hub.audit.models import Event
from tests import world

NEW = {"email": "worker@example.kz", "role": "registration", "since": "2026-05-18", "until": "", "reason": "Приказ № 7"}


@pytest.fixture
def administrator(client, db):
    user = world.person("admin@example.kz", "Әкімші Адам", roles=("administrator",))
    client.force_login(user)
    return user


@pytest.fixture
def worker(db):
    return world.person("worker@example.kz", "Қызметкер Адам")


def test_an_administrator_gives_a_role(client, administrator, worker, today):
    answer = client.post("/en/office/roles/new/", NEW | {"email": "Worker@example.kz"}, follow=True)
    assert "Қызметкер Адам" in answer.content.decode()
    assert Access(worker, today).has(Role.REGISTRATION)
    event = Event.objects.get(action="role.grant")
    assert (event.actor, event.data["role"]) == (administrator, "registration")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"email": "admin@example.kz"}, "Nobody gives a role to himself"),
        ({"email": "nobody@example.kz"}, "Nobody has signed up with this address"),
        ({"role": "king"}, "Role:"),
        ({"since": "2026-05-17"}, "cannot begin in the past"),
        ({"since": "0001-01-01"}, "between 2000 and 2100"),
        ({"until": "2026-05-17"}, "comes before the first one"),
        ({"reason": " "}, "Reason:"),
    ],
)
def test_a_wrong_grant_is_explained_and_kept(client, administrator, worker, change, words):
    answer = client.post("/en/office/roles/new/", NEW | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert (NEW | change)["email"] in page
    assert RoleGrant.objects.count() == 1


def test_a_role_is_not_given_twice_for_the_same_days(client, administrator, worker):
    client.post("/en/office/roles/new/", NEW | {"until": "2026-06-30"})
    again = client.post("/en/office/roles/new/", NEW | {"since": "2026-06-30"})
    assert "has this role on these days already" in again.content.decode()
    assert client.post("/en/office/roles/new/", NEW | {"since": "2026-07-01"}).status_code == 302


def test_an_ended_role_is_gone_at_the_next_request(client, administrator, worker, today):
    given = RoleGrant.objects.create(user=worker, role="auditor", since=date(2026, 1, 1), reason="x")
    client.post(f"/en/office/roles/{given.pk}/end/")
    assert not Access(worker, today).has(Role.AUDITOR)
    assert "Қызметкер Адам" not in client.get("/en/office/roles/").content.decode().split("<table")[-1]
    assert "Қызметкер Адам" in client.get("/en/office/roles/?ended=1").content.decode()


def test_a_role_that_has_not_begun_never_does(worker, administrator, monday):
    given = RoleGrant.objects.create(user=worker, role="auditor", since=date(2026, 7, 1), reason="x")
    acts.end(given, by=administrator, at=monday)
    assert not Access(worker, date(2026, 7, 1)).has(Role.AUDITOR)


def test_an_administrator_neither_raises_nor_removes_himself(client, administrator, monday, today):
    with pytest.raises(acts.OwnRole):
        acts.grant(administrator, "auditor", since=today, until=None, reason="x", by=administrator, at=monday)
    client.post(f"/en/office/roles/{administrator.grants.get().pk}/end/")
    assert Access(administrator, today).has(Role.ADMINISTRATOR)


def test_others_know_no_such_page(client, officer, worker):
    given = officer.grants.get()
    for person in (officer, worker):
        client.force_login(person)
        assert client.get("/en/office/roles/").status_code == 404
        assert client.post("/en/office/roles/new/", NEW).status_code == 404
        assert client.post(f"/en/office/roles/{given.pk}/end/").status_code == 404


def test_the_list_of_roles_asks_as_much_for_many_as_for_one(client, administrator, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get("/en/office/roles/")
    for number in range(20):
        world.person(f"p{number}@example.kz", f"Адам {number}", roles=("auditor", "reference"))
    with django_assert_num_queries(len(few)):
        client.get("/en/office/roles/")
