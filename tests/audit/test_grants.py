"""On PostgreSQL the portal's role can add to the log and read it; it can neither change it nor switch the guard off."""

import os
from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction

from hub.audit import grants
from hub.audit.log import record
from hub.audit.models import Event, Private
from tests import world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("sqlite" in os.environ.get("TEST_DATABASE_URL", "sqlite"), reason="SQLite has no roles"),
]
ROLE = "hub portal test"


@contextmanager
def as_portal():
    """What follows is done by the portal's role, whose rights are those of `hub audit grants`."""
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{ROLE}"')
        grants.apply(ROLE)
        cursor.execute(f'SET LOCAL ROLE "{ROLE}"')
        yield cursor
        cursor.execute("RESET ROLE")


def test_the_portal_can_do_its_work(applicant, organisation, monday):
    with as_portal():
        event = record("x", "y:1", by=applicant, at=monday, private={"reason": "сөз"})
        assert Private.objects.get(event=event).holds()
        case = world.draft(organisation, applicant, monday)
        assert world.do(case, "file", applicant, monday, given={"declared": True}).entries.count() == 1
        Private.objects.all().delete()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET about = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_private SET name = 'x'",
        "UPDATE audit_private SET salt = ''",
        "TRUNCATE audit_private",
        "UPDATE cases_entry SET act = 'x'",
        "DELETE FROM cases_filing",
        "UPDATE cases_filing SET sha256 = 'x'",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
        "DROP TRIGGER audit_event_no_update ON audit_event",
        "CREATE OR REPLACE FUNCTION hub_append_only() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END'",
        "SET LOCAL session_replication_role = replica",
        "DELETE FROM django_migrations",
    ],
)
def test_the_portal_cannot_change_the_past(monday, statement):
    record("x", "y:1", by=None, at=monday, private={"reason": "сөз"})
    refused = pytest.raises(DatabaseError, match=r"permission denied|must be owner")
    with as_portal() as cursor, refused, transaction.atomic():
        cursor.execute(statement)
    assert Event.objects.count() == 1


def test_a_role_that_grants_cannot_hold_back_is_refused(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        owner = cursor.fetchone()[0]
        cursor.execute(f'CREATE ROLE "{ROLE}"')
        for role, why in ((owner, "superuser|owns"), ("nobody such", "no role")):
            with pytest.raises(grants.Unsuitable, match=why):
                grants.apply(role)
        cursor.execute(f'ALTER TABLE audit_event OWNER TO "{ROLE}"')
        with pytest.raises(grants.Unsuitable, match="owns"):
            grants.apply(ROLE)
