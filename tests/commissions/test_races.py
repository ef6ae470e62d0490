"""Two things at once: a vote while the chair closes the item, the same vote from two tabs, one case on two agendas."""

from threading import Event, Thread
from types import FunctionType

import pytest
from django.db import connections

from hub.commissions import sittings
from hub.commissions.models import Ballot, Item
from hub.commissions.order import OutOfOrder, listed

pytestmark = pytest.mark.django_db(transaction=True)


def in_thread(act, *args, **given) -> tuple[Thread, list[Exception]]:
    """`act` begun in a thread with a database connection of its own, and what it raised."""
    raised: list[Exception] = []

    def run() -> None:
        try:
            act(*args, **given)
        except Exception as error:  # noqa: BLE001  the test looks at it
            raised.append(error)
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread, raised


def close_while_voting(room, item, voting, monkeypatch) -> Item:
    """The chair closes the item while the last vote stands between its checks and its writing."""
    checked, closed = Event(), Event()

    def slowly(act, grounds):
        checked.set()
        closed.wait(1)
        return listed(act, grounds)

    monkeypatch.setattr(sittings, "listed", slowly)
    member = room.members[3]
    voter, _raised = in_thread(voting, item, vote="for", reasons="Довод", by=member, at=room.at)
    assert checked.wait(10)
    closer, raised = in_thread(sittings.close_item, item, by=room.chair, at=room.at)
    closer.join(2)
    closed.set()
    voter.join(30)
    closer.join(30)
    assert raised == []
    item.refresh_from_db()
    return item


@pytest.mark.clause("16")
def test_cl16_a_vote_in_progress_is_counted_by_the_close_that_waits_for_it(room, item, monkeypatch):
    for user in room.members[:2]:
        room.vote(item, user)
    done = close_while_voting(room, item, sittings.vote, monkeypatch)
    assert (done.count["cast"], done.outcome) == (3, "for")
    assert Ballot.objects.count() == 3


@pytest.mark.clause("16")
def test_cl16_without_the_lock_a_vote_would_be_written_uncounted(room, item, monkeypatch):
    """The control: the same vote outside its transaction, reading without a lock, slips in after the count."""
    for user in room.members[:2]:
        room.vote(item, user)

    def unlocked(_item, **given) -> None:
        loose = {
            **vars(sittings),
            "lock_item": lambda found: Item.objects.select_related("sitting__commission", "case").get(pk=found.pk),
            "log": lambda *_args, **_data: None,
            "_note_attendance": lambda *_args, **_given: None,
        }
        FunctionType(sittings.vote.__wrapped__.__code__, loose)(item, grounds=(), **given)

    done = close_while_voting(room, item, unlocked, monkeypatch)
    assert done.count["cast"] == 2
    assert Ballot.objects.count() == 3


@pytest.mark.clause("16")
def test_cl16_two_tabs_cast_one_ballot(room, item):
    given = {"vote": "for", "reasons": "Довод", "by": room.members[3], "at": room.at}
    threads = [in_thread(sittings.vote, item, **given) for _ in range(4)]
    for thread, raised in threads:
        thread.join(30)
        assert raised == []
    assert Ballot.objects.count() == 1


@pytest.mark.clause("16")
def test_cl16_two_closes_decide_once(room, item):
    for user in room.members[:3]:
        room.vote(item, user)
    threads = [in_thread(sittings.close_item, item, by=by, at=room.at) for by in (room.chair, room.deputy)]
    raised = []
    for thread, errors in threads:
        thread.join(30)
        raised += errors
    assert [type(error) for error in raised] == [OutOfOrder]
    assert item.case.entries.filter(act="register").count() == 1


@pytest.mark.clause("13")
def test_cl13_one_case_put_on_two_agendas_at_once_stands_on_one(room, referred):
    planned = [room.planned() for _ in range(2)]
    threads = [
        in_thread(sittings.put_on_agenda, sitting, referred, by=room.secretary, at=room.at) for sitting in planned
    ]
    raised = []
    for thread, errors in threads:
        thread.join(30)
        raised += errors
    assert [type(error) for error in raised] == [OutOfOrder]
    assert Item.objects.count() == 1
