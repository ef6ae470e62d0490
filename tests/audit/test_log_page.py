"""The auditor's log: searched, paged, read only."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hub.audit.log import record
from hub.audit.models import Event
from tests import world

LOG = "/en/office/log/"


@pytest.fixture
def auditor(client, db):
    user = world.person("auditor@example.kz", "Тексеруші Адам", roles=("auditor",))
    client.force_login(user)
    return user


def noted(action, about, by, at, **data):
    with transaction.atomic():
        return record(action, about, by=by, at=at, **data)


@pytest.fixture
def events(auditor, applicant, officer, monday):
    noted("case.file", "case:one", applicant, monday - timedelta(days=3), entry=1)
    noted("case.refer", "case:one", officer, monday - timedelta(days=1), state="commission")
    noted("role.grant", "user:7", None, monday, role="auditor")


def rows(client, query=""):
    return (
        client.get(f"{LOG}?{query}")
        .content.decode()
        .partition("<tbody")[2]
        .partition("</tbody")[0]
        .replace("<wbr>", "")
    )


def test_everything_newest_first(client, events):
    table = rows(client)
    assert table.index("role.grant") < table.index("case.refer") < table.index("case.file")


@pytest.mark.parametrize(
    ("query", "there", "missing"),
    [
        ("action=case.", "case.file", "role.grant"),
        ("about=case:one", "case.refer", "role.grant"),
        ("person=дана", "case.refer", "case.file"),
        ("since=2026-05-17", "case.refer", "case.file"),
        ("until=2026-05-17", "case.refer", "role.grant"),
        ("since=17.05.2026&until=17.05.2026", "case.refer", "role.grant"),
    ],
)
def test_search(client, events, query, there, missing):
    table = rows(client, query)
    assert there in table
    assert missing not in table


@pytest.mark.parametrize(
    "query", ["since=junk", "since=0001-01-01", "until=9999-12-31", "since=2026-05-18&until=2026-05-17", "action=%00"]
)
def test_a_wrong_search_is_explained(client, events, query):
    answer = client.get(f"{LOG}?{query}")
    assert answer.status_code == 422
    assert "Please correct this" in answer.content.decode()


@pytest.mark.parametrize("query", ["page=junk", "page=-1", "page=99999999999999999999", "about=%27%22%3Cscript%3E%25"])
def test_hostile_addresses_do_no_harm(client, events, query):
    answer = client.get(f"{LOG}?{query}")
    assert answer.status_code == 200
    assert "<script>%" not in answer.content.decode()


def test_nobody_else_reads_the_log(client, events, officer, applicant):
    for person in (officer, applicant):
        client.force_login(person)
        assert client.get(LOG).status_code == 404


def test_only_reading_is_allowed(client, events):
    before = Event.objects.count()
    assert client.post(LOG).status_code == 405
    assert client.get(f"{LOG}?since=junk").status_code == 422
    assert Event.objects.count() == before, "what was not shown was not read"


def test_many_events_cost_as_much_as_one(client, auditor, applicant, monday, django_assert_num_queries):
    noted("case.file", "case:one", applicant, monday)
    with CaptureQueriesContext(connection) as few:
        client.get(LOG)
    for number in range(60):
        noted("case.file", f"case:{number}", world.person(f"p{number}@example.kz", f"Адам {number}"), monday)
    with django_assert_num_queries(len(few)):
        assert "?page=2" in client.get(LOG).content.decode()


def test_facts_are_shown_as_words(client, auditor, monday):
    noted("calendar.correct", "calendar:x", None, monday, duty=["Тексеру"], note="<script>1</script>")
    table = rows(client)
    assert "duty: [&quot;Тексеру&quot;]" in table
    assert "&lt;script&gt;1" in table
