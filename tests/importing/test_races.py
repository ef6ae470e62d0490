"""Two at once: what one enters the other does not enter again. Each with the lock off as a control."""

from __future__ import annotations

from functools import partial
from threading import Event, Thread

import pytest
from django.db import connection, connections

from hub.accounts.models import Organisation
from hub.importing import applying, taking, work
from hub.importing.judging import Judge
from hub.importing.models import Import, State
from hub.register.models import Agreement, Participant
from tests import world
from tests.importing.conftest import go_on
from tests.importing.files import as_csv, row

pytestmark = pytest.mark.django_db(transaction=True)


class Pause:
    """A function at which the first who comes waits until the other has tried, or two seconds at most."""

    def __init__(self, monkeypatch, module, name) -> None:
        self.reached, self.go, self.work = Event(), Event(), getattr(module, name)
        monkeypatch.setattr(module, name, self)

    def __call__(self, *args, **given):
        if not self.reached.is_set():
            self.reached.set()
            self.go.wait(15)
        return self.work(*args, **given)


def at_once(pause, first, second):
    came = {}

    def run(name, work):
        try:
            came[name] = work()
        except Exception as problem:  # noqa: BLE001  the outcome is what is asserted
            came[name] = problem
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(name, work)) for name, work in (("first", first), ("second", second))]
    threads[0].start()
    assert pause.reached.wait(15)
    threads[1].start()
    threads[1].join(2)
    pause.go.set()
    [thread.join(30) for thread in threads]
    return came["first"], came["second"]


@pytest.fixture
def told(officer, monday):
    """Two files with the same participants and other numbers, both told to be entered."""
    found = []
    for suffix in ("а", "б"):
        content = as_csv(row(1, agreement_number=f"Д-{suffix}", certificate_number="", certificate_issued_on=""))
        one = taking.begin(taking.judge(world.upload(content, "a.csv")), by=officer, language="en", at=monday)
        found.append(go_on(one, monday))
    for one in found:
        taking.tell_to_apply(one, by=officer, at=monday)
        one.refresh_from_db()
    return found


def test_two_files_at_once_enter_a_participation_once(told, monday, monkeypatch):
    pause = Pause(monkeypatch, applying, "enter")
    came = at_once(pause, *(partial(applying.apply, one, monday) for one in told))
    assert came == (None, None)
    assert Participant.objects.count() == Agreement.objects.count() == 1
    states = [Import.objects.get(pk=one.pk).state for one in told]
    assert states == [State.DONE, State.CHECKING]
    second = go_on(told[1], monday)
    assert (second.state, second.wrong) == (State.CHECKED, 1)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on SQLite a transaction that writes is alone by itself")
def test_without_the_lock_they_meet(told, monday, monkeypatch):
    """The control: the organisation of both is on the portal already, so that no unique number keeps them apart."""
    one = row(1)
    Organisation.objects.create(bin=one["bin"], name_kk=one["name_kk"], name_ru=one["name_ru"])
    free = Judge.beside_the_register
    monkeypatch.setattr(applying, "alone", lambda: None)
    monkeypatch.setattr(Judge, "beside_the_register", lambda judge, rows, **_hold: free(judge, rows))
    pause = Pause(monkeypatch, applying, "enter")
    at_once(pause, *(partial(applying.apply, each, monday) for each in told))
    assert Participant.objects.count() == 2


def test_two_workers_at_once_enter_a_file_once(told, monday, monkeypatch):
    pause = Pause(monkeypatch, applying, "enter")
    again = Import.objects.select_related("file").get(pk=told[0].pk)
    came = at_once(pause, partial(applying.apply, told[0], monday), partial(applying.apply, again, monday))
    assert came == (None, None)
    assert Participant.objects.count() == 1
    assert Import.objects.get(pk=again.pk).state == State.DONE


def test_two_orders_at_once_are_one(officer, monday):
    one = taking.begin(taking.judge(world.upload(as_csv(row(1)), "a.csv")), by=officer, language="en", at=monday)
    go_on(one, monday)
    came, ready = [], Event()

    def order():
        ready.wait(5)
        try:
            came.append(taking.tell_to_apply(one, by=officer, at=monday))
        except taking.NotReady:
            came.append("not ready")
        finally:
            connections.close_all()

    threads = [Thread(target=order) for _number in range(2)]
    [thread.start() for thread in threads]
    ready.set()
    [thread.join(30) for thread in threads]
    assert sorted(came, key=str) == [None, "not ready"]
    work.run(monday)
    assert Participant.objects.count() == 1
