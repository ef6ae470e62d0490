"""On PostgreSQL an act that holds the end of the chain takes no further lock, or two acts could wait for each other."""

import os
import re

import pytest
from django.db import connection, transaction

from hub.cases.models import Case
from tests import world

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("sqlite" in os.environ.get("TEST_DATABASE_URL", "sqlite"), reason="SQLite has one lock"),
]
LOCK = re.compile(r'SELECT .*? FROM "(\w+)".* FOR (NO KEY )?UPDATE', re.DOTALL)


class Watcher:
    """Notes each lock that is taken while the end of the chain is held, unless it was held before."""

    def __init__(self):
        self.late, self._before, self._chain = [], set(), False

    def __call__(self, execute, sql, params, many, context):
        if "pg_advisory_xact_lock" in sql:
            self._chain = True
        elif found := LOCK.match(sql):
            row = (found[1], str(params))
            if self._chain and row not in self._before:
                self.late.append(row)
            self._before.add(row)
        return execute(sql, params, many, context)

    def forget(self):
        self._before, self._chain = set(), False


@pytest.fixture
def watcher(monkeypatch):
    made, leave = Watcher(), transaction.Atomic.__exit__

    def left(atomic, *problem):
        leave(atomic, *problem)
        if not connection.in_atomic_block:
            made.forget()

    monkeypatch.setattr(transaction.Atomic, "__exit__", left)
    with connection.execute_wrapper(made):
        yield made


def test_no_act_takes_a_lock_after_the_chain(watcher, filed, officer, monday):
    """From the filing over the commission's sitting to the entry in the register."""
    case = world.decide(world.referred(filed, officer, monday), "for", monday)
    world.do(case, "notify", officer, monday)
    given = {"number": "Д-1", "years": 2, "fees": [{"kind": "rate", "amount": "1"}], "report_form": "2026-1"}
    given["signed_on"] = monday.date().isoformat()
    world.do(case, "agree", officer, monday, given=given, dates={"signed_on": monday.date()})
    world.do(case, "certify", officer, monday)
    world.do(case, "enter", officer, monday)
    assert watcher.late == []


def test_a_lock_after_the_chain_would_be_noted(watcher, filed, monday):
    """The negative control."""
    from hub.audit.log import record

    with transaction.atomic():
        record("x", "y:1", by=None, at=monday)
        Case.objects.select_for_update().get(pk=filed.pk)
    assert [row[0] for row in watcher.late] == ["cases_case"]
