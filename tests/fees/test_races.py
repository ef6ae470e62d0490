"""Two hands at once on the same money: one outcome. Each with the lock off as a negative control."""

import threading
from contextlib import suppress

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import close_old_connections, connection

from hub.accounts.access import Access
from hub.fees import ledger, matching
from hub.fees.models import Account, Booking, Statement, StatementLine
from hub.fees.statements import store as statements
from tests.fees import files
from tests.fees.conftest import JULY

pytestmark = pytest.mark.django_db(transaction=True)
Kind = Account.Kind


def two_at_once(work):
    """Run `work` in two threads; what each answered."""
    results = []

    def run():
        close_old_connections()
        try:
            results.append(work())
        except Exception as problem:  # noqa: BLE001  the outcome is what is asserted
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def meeting(monkeypatch, where, name):
    """Both threads meet inside `name`, after reading what is there and before writing, if nothing parts them."""
    both = threading.Barrier(2)
    plain = getattr(where, name)

    def slow(*args, **more):
        answer = plain(*args, **more)
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=2)
        return answer

    monkeypatch.setattr(where, name, slow)


def without_locks(monkeypatch):
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda self, **_more: self)


@pytest.fixture
def line(finance):
    sent = SimpleUploadedFile("a.xml", files.camt053(files.line("1000.00")))
    statements.upload(sent, Statement.Format.CAMT053, None, by=finance, at=JULY)
    statements.read_due(JULY)
    return StatementLine.objects.get()


def matched(line, participant, finance):
    access = Access(finance, JULY.date())
    return lambda: matching.match(line.pk, participant, access=access, at=JULY)


def test_two_officers_match_one_payment_and_it_is_laid_once(line, participant, finance, monkeypatch):
    meeting(monkeypatch, matching, "open_fees")
    results = two_at_once(matched(line, participant, finance))
    assert sorted(type(result).__name__ for result in results) == ["Booking", "Taken"]
    assert ledger.advance(participant) == 1000
    assert ledger.balance(Kind.UNMATCHED) == 0


@pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has one writer at a time, lock or no lock")
def test_without_the_lock_the_payment_is_laid_twice(line, participant, finance, monkeypatch):
    """The negative control: were the lock not there, the test above would fail."""
    without_locks(monkeypatch)
    meeting(monkeypatch, matching, "open_fees")
    two_at_once(matched(line, participant, finance))
    assert ledger.advance(participant) == 2000


def two_statements(finance):
    """The same lines in two files of different kinds, both waiting."""
    lines = [files.line(f"{n}.00", reference=f"R{n}") for n in range(1, 6)]
    for kind, made in (("camt053", files.camt053(*lines)), ("mt940", files.mt940(*lines))):
        sent = SimpleUploadedFile("a", made)
        statements.upload(sent, Statement.Format(kind), None, by=finance, at=JULY)


def test_two_workers_read_the_same_statements_and_each_line_is_booked_once(finance, monkeypatch):
    two_statements(finance)
    two_at_once(lambda: statements.read_due(JULY))
    statements.read_due(JULY)
    assert StatementLine.objects.count() == 5
    assert Booking.objects.count() == 5
    assert ledger.balance(Kind.BANK) == 15
    assert set(Statement.objects.values_list("state", "done")) == {("read", 5)}


def test_a_statement_that_a_killed_worker_left_is_read_to_its_end(finance, monkeypatch):
    two_statements(finance)
    monkeypatch.setattr(statements, "BATCH", 2)
    take, calls = statements._take, []

    def dies(*args):
        calls.append(args)
        if len(calls) == 2:
            raise KeyboardInterrupt
        take(*args)

    monkeypatch.setattr(statements, "_take", dies)
    with pytest.raises(KeyboardInterrupt):
        statements.read_due(JULY)
    assert ledger.balance(Kind.BANK) == 3
    statements.read_due(JULY)
    assert ledger.balance(Kind.BANK) == 15
    assert ledger.of_all() == 0
