"""Two hands at once on one case: one outcome, the other is told. Each with the lock off as a negative control."""

import threading
from contextlib import suppress

import pytest
from django.db import close_old_connections, connection

from hub.accounts.access import Access
from hub.cases import perform as door
from hub.cases.models import Case, Entry

pytestmark = pytest.mark.django_db(transaction=True)


def two_at_once(work, monkeypatch):
    """Run `work` in two threads that meet after asking the law and before writing, if nothing keeps them apart."""
    meeting = threading.Barrier(2)
    asked = door._refused
    results = []

    def slow(*args):
        answer = asked(*args)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=2)
        return answer

    monkeypatch.setattr(door, "_refused", slow)

    def run(key):
        close_old_connections()
        try:
            results.append(work(key))
        except Exception as problem:  # noqa: BLE001  the outcome is what is asserted
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(key,)) for key in ("tab-1", "tab-2")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def filing(draft, applicant, monday):
    def work(key):
        return door.perform(
            draft.pk,
            "file",
            access=Access(applicant, monday.date()),
            at=monday,
            key=key,
            seen=0,
            given={"declared": True},
        )

    return work


def test_two_tabs_file_at_once_one_case_is_made(draft, applicant, monday, monkeypatch):
    results = two_at_once(filing(draft, applicant, monday), monkeypatch)
    assert sorted(type(result).__name__ for result in results) == ["Entry", "Stale"]
    assert Case.objects.get(pk=draft.pk).entries.count() == 1


def test_without_the_lock_the_same_two_tabs_collide(draft, applicant, monday, monkeypatch):
    """The negative control: were the lock not there, the test above would fail."""
    monkeypatch.setattr(door, "perform", door.perform.__wrapped__)
    monkeypatch.setattr("hub.cases.models.CaseQuerySet.select_for_update", lambda self, **_more: self, raising=False)
    results = two_at_once(filing(draft, applicant, monday), monkeypatch)
    names = sorted(type(result).__name__ for result in results)
    assert names != ["Entry", "Stale"]


def test_a_lost_reply_is_repeated_and_does_nothing_twice(draft, applicant, monday):
    work = filing(draft, applicant, monday)
    assert work("same") == work("same")
    assert Entry.objects.count() == 1
