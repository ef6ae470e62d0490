"""The database itself refuses to change what is only ever added, whoever asks and by whatever statement."""

import pytest
from django.db import DatabaseError, connection, transaction

from hub.audit import guard
from hub.audit.log import record
from hub.audit.models import Event, Private

pytestmark = pytest.mark.django_db


@pytest.fixture
def event(monday):
    return record("role.grant", "user:7", by=None, at=monday, private={"reason": "Бұйрық"}, role="auditor")


def run(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        connection.check_constraints()  # PostgreSQL empties no table that waits for the check of a reference
        cursor.execute(statement, values)


REFUSED = [
    "UPDATE audit_event SET about = 'user:8'",
    "UPDATE audit_event SET id = id + 1",
    "UPDATE audit_event SET digest = digest",
    "DELETE FROM audit_event",
    "UPDATE audit_private SET name = 'other'",
    "UPDATE audit_private SET event_id = event_id + 1",
    "UPDATE audit_private SET id = id + 1",
]
BY_VENDOR = {
    "sqlite": [
        "UPDATE audit_event SET rowid = 99",
        "UPDATE audit_event SET _rowid_ = 99",
        "REPLACE INTO audit_event SELECT * FROM audit_event",
        "UPDATE OR REPLACE audit_event SET number = 1",
        "INSERT INTO audit_event SELECT * FROM audit_event WHERE true ON CONFLICT (number) DO UPDATE SET about = 'x'",
    ],
    "postgresql": [
        "TRUNCATE audit_event CASCADE",
        "TRUNCATE audit_private",
        "TRUNCATE cases_entry CASCADE",
        "INSERT INTO audit_event SELECT * FROM audit_event ON CONFLICT (number) DO UPDATE SET about = 'x'",
        "MERGE INTO audit_event USING (SELECT 1) one ON true WHEN MATCHED THEN DELETE",
    ],
}


def told():
    return list(Event.objects.values_list()), list(Private.objects.values_list("event_id", "name"))


@pytest.mark.parametrize("statement", REFUSED)
def test_refused(event, statement):
    before = told()
    with pytest.raises(DatabaseError, match="only ever added"):
        run(statement)
    assert told() == before


@pytest.mark.parametrize("number", range(5))
def test_side_doors_are_refused(event, number):
    with pytest.raises(DatabaseError, match="only ever added"):
        run(BY_VENDOR[connection.vendor][number])


@pytest.mark.parametrize("statement", [REFUSED[0], REFUSED[2], "DELETE FROM audit_event"])
def test_without_the_guard_the_same_would_pass(event, statement):
    """The negative control."""
    guard.lift(connection, guard.GUARDS[0])
    guard.lift(connection, guard.GUARDS[1])
    if "DELETE" in statement:
        run("DELETE FROM audit_private")
    run(statement)


def test_without_recursive_triggers_replace_would_slip_past(event):
    """The negative control of the connection's setting."""
    if connection.vendor != "sqlite":
        pytest.skip("REPLACE is SQLite's")
    run("PRAGMA recursive_triggers=OFF")
    try:
        run("REPLACE INTO audit_event SELECT * FROM audit_event")
    finally:
        run("PRAGMA recursive_triggers=ON")


def test_the_queryset_is_refused_as_well(event):
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        Event.objects.update(about="x")


def test_a_private_value_may_be_sealed_again_and_may_go(event):
    kept = Private.objects.get()
    kept.save(update_fields=["value"])
    assert Private.objects.get().holds()
    kept.delete()
    assert not Private.objects.exists()


def test_entries_and_filings_are_guarded(filed):
    for statement in (
        "UPDATE cases_entry SET act = 'x'",
        "DELETE FROM cases_entry",
        "UPDATE cases_filing SET sha256 = 'x'",
        "DELETE FROM cases_filing",
    ):
        with pytest.raises(DatabaseError, match="only ever added"):
            run(statement)


def test_every_guard_stands_after_all_migrations(db):
    """A migration that rebuilds a table of SQLite drops its triggers: it must install the guard again."""
    assert guard.missing() == []


def test_a_missing_guard_is_named(db):
    run(f"DROP TRIGGER audit_event_no_delete{' ON audit_event' if connection.vendor == 'postgresql' else ''}")
    assert guard.missing() == ["audit_event_no_delete"]
