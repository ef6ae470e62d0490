"""Many hands write at once: one chain without fork or gap. With the lock off, acts collide."""

import threading
from contextlib import suppress

import pytest
from django.db import DatabaseError, close_old_connections, connection, transaction

from hub.audit import heads, log
from hub.audit.log import record
from hub.audit.models import Event
from hub.audit.verify import verify

pytestmark = pytest.mark.django_db(transaction=True)
HANDS, ACTS = 6, 8


def at_once(work):
    """Run `work(hand)` in several threads with connections of their own; what each gave or raised."""
    results = []
    start = threading.Barrier(HANDS)

    def run(hand):
        close_old_connections()
        try:
            start.wait()
            results.append(work(hand))
        except DatabaseError as problem:
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(hand,)) for hand in range(HANDS)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def acting(monday, before=lambda: None):
    def work(hand):
        for number in range(ACTS):
            before()
            with transaction.atomic():
                record("act.done", f"case:{hand}", by=None, at=monday, act=number)
                if number % 3 == 2:
                    transaction.set_rollback(True)
        return hand

    return work


def test_many_hands_make_one_chain(monday):
    assert sorted(at_once(acting(monday))) == list(range(HANDS))
    kept = ACTS - ACTS // 3
    assert list(Event.objects.values_list("number", flat=True)) == list(range(1, HANDS * kept + 1))
    assert verify().whole
    for hand in range(HANDS):
        mine = [event.data["act"] for event in Event.objects.filter(about=f"case:{hand}")]
        assert mine == sorted(mine), "the chain is in the order of the commits"


def test_without_the_lock_they_collide(monday, monkeypatch):
    """The negative control: whoever read the same end of the chain cannot write to it."""
    meeting, read = threading.Barrier(HANDS), log._end

    def slow():
        end = read()
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=3)
        return end

    def no_write_lock():
        if connection.vendor == "sqlite":
            connection.transaction_mode = "DEFERRED"

    monkeypatch.setattr(log, "hold", lambda: None)
    monkeypatch.setattr(log, "_end", slow)
    results = at_once(acting(monday, before=no_write_lock))
    assert any(isinstance(result, DatabaseError) for result in results)
    assert verify().whole, "what was written in spite of it is still one chain"


def test_two_workers_write_one_head(monday):
    with transaction.atomic():
        record("act.done", "case:1", by=None, at=monday)
    written = [head for head in at_once(lambda _hand: heads.write_due(monday)) if head]
    assert len(written) == 1
    assert len(list(heads.read())) == 1


def test_two_workers_note_one_verification(monday):
    from hub.audit.watch import VERIFIED, verify_due

    at_once(lambda _hand: verify_due(monday))
    assert Event.objects.filter(action=VERIFIED).count() == 1
