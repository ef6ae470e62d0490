"""Two hands at once on one participation: one outcome, and the other is told. Each with the lock off as a control."""

from contextlib import nullcontext
from datetime import date, timedelta
from functools import partial
from threading import Event, Thread
from types import SimpleNamespace
from unittest.mock import MagicMock

import pytest
from django.db import connection, connections
from django.urls import reverse

from hub.cases import act_views, drafts
from hub.cases import perform as door
from hub.cases.models import Case
from hub.participation import timer
from hub.register import standing
from hub.register.models import Participant
from tests import clock, world
from tests.participation.conftest import UNTIL

pytestmark = pytest.mark.django_db(transaction=True)

DECLARED = {"declared": True}
GROUND = "fees_unpaid"
TERM = {"years": "2", "results": "Запущен сервис, подключены сто магазинов.", "plans": "Выход на соседние рынки."}
EXTEND = {"years": "2", "amendment": "Д-1/1", "signed_on": "2027-06-14"}
END = {"grounds": [GROUND], "reasons": "Задолженность не погашена."}
PLACE = {"region": "almaty", "address_kk": "Алматы, Сынақ көшесі, 7", "address_ru": "Алматы, ул. Примерная, 7"}
TOLD = 409
REFUSED = 422


class Pause:
    """A place in the code at which the first who comes waits until the other has tried, or half a second at most."""

    def __init__(self, monkeypatch, module, name, *, before: bool = False) -> None:
        self.reached, self.go = Event(), Event()
        self.work, self.before = getattr(module, name), before
        monkeypatch.setattr(module, name, self)

    def __call__(self, *args, **given):
        found = None if self.before else self.work(*args, **given)
        if not self.reached.is_set():
            self.reached.set()
            self.go.wait(15)
        return self.work(*args, **given) if self.before else found


def at_once(pause, first, second):
    """What came of `first`, which stands at the pause while `second` tries, and of `second`: a result or an error."""
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
    threads[1].join(1)
    pause.go.set()
    [thread.join(30) for thread in threads]
    return came["first"], came["second"]


def asking(user, case, act, **sent):
    """What the portal answers to the act sent from this person's page, as it was when the page was made."""
    browser = world.Browser(raise_request_exception=True)
    browser.force_login(user)
    told = {"key": f"{user.pk}-{act}-{case.pk}", "seen": str(case.version), **sent}
    return lambda: browser.post(reverse("act", args=[case.pk, act]), told).status_code


def unlocked(monkeypatch):
    """The controls: whatever keeps two acts on one participation apart is taken away."""
    monkeypatch.setattr(standing, "held", lambda one: Participant.objects.get(pk=one.pk))
    if connection.vendor == "sqlite":  # where every transaction waits for the one before it
        monkeypatch.setattr(act_views, "perform", door.perform.__wrapped__)
        monkeypatch.setattr(act_views, "transaction", SimpleNamespace(atomic=nullcontext))
        for name in ("log", "notify"):  # they refuse to be without a transaction
            monkeypatch.setattr(door, name, MagicMock())


def stands(participant):
    participant.refresh_from_db()
    return participant.ended, participant.until


# --- an extension against the planned end ---


@pytest.fixture
def extension(participant, begin, applicant, monday):
    """Filed in time and not decided on the last day of the term."""
    case = begin("extension", monday.replace(year=2027, month=5, day=20), about=TERM)
    return world.do(case, "file", applicant, monday.replace(year=2027, month=5, day=20), given=DECLARED)


@pytest.fixture
def last_evening(monday, monkeypatch):
    moment = monday.replace(year=2027, month=6, day=14, hour=23, minute=59)
    clock.stop(monkeypatch, moment)
    return moment


def ending(last_evening):
    return partial(timer.end_planned, last_evening + timedelta(minutes=2))


@pytest.mark.clause("36", "38")
def test_cl38_the_planned_end_waits_for_an_extension_in_progress(
    participant, extension, officer, last_evening, monkeypatch
):
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(officer, extension, "extend", **EXTEND), ending(last_evening))
    assert came == (302, 0)
    assert stands(participant) == ("", date(2029, 6, 14))


@pytest.mark.clause("36", "38")
def test_cl38_without_the_lock_a_participation_is_both_extended_and_ended(
    participant, extension, officer, last_evening, monkeypatch
):
    unlocked(monkeypatch)
    pause = Pause(monkeypatch, door, "_refused")
    assert at_once(pause, asking(officer, extension, "extend", **EXTEND), ending(last_evening)) == (302, 1)
    assert stands(participant) != ("", date(2029, 6, 14))


@pytest.mark.clause("36", "38")
def test_cl38_an_extension_that_comes_after_the_planned_end_is_refused(
    participant, extension, officer, last_evening, monkeypatch
):
    pause = Pause(monkeypatch, standing, "end", before=True)
    came = at_once(pause, ending(last_evening), asking(officer, extension, "extend", **EXTEND))
    assert came == (1, REFUSED)
    assert stands(participant) == ("planned", UNTIL)
    assert not extension.entries.filter(act="extend").exists()


@pytest.mark.clause("36", "38")
def test_cl38_what_ended_is_not_extended_even_before_the_timer_has_come(
    participant, extension, officer, last_evening, monkeypatch
):
    clock.stop(monkeypatch, last_evening + timedelta(minutes=2))
    assert asking(officer, extension, "extend", **EXTEND)() == REFUSED
    assert stands(participant) == ("", UNTIL)


# --- two officers, and the participant's word against the decision ---


@pytest.fixture
def july(monday, monkeypatch):
    """The morning after the participant's time to explain."""
    moment = monday.replace(month=7, day=20)
    clock.stop(monkeypatch, moment)
    return moment


@pytest.fixture
def matter(participant, officer, july):
    """An early end of which the participant was told a week ago; it has not explained."""
    told = july - timedelta(days=7)
    case = drafts.begin("early_end", participant.organisation, by=officer, language="ru", at=told)
    case = world.do(case, "raise", officer, told, given={"facts": "Сбор не уплачен."}, grounds=(GROUND,))
    return world.do(case, "tell", officer, told)


@pytest.fixture
def second_officer(db):
    return world.person("officer2@example.kz", "Марат Екінші", roles=("registration",))


def loose(monkeypatch):
    """The control: the case is not held either."""
    unlocked(monkeypatch)
    monkeypatch.setattr("hub.cases.models.CaseQuerySet.select_for_update", lambda self, **_more: self, raising=False)


@pytest.mark.clause("39", "41")
def test_cl39_two_officers_end_a_participation_once(participant, matter, officer, second_officer, july, monkeypatch):
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(officer, matter, "end", **END), asking(second_officer, matter, "end", **END))
    assert came == (302, TOLD)
    assert matter.entries.filter(act="end").count() == 1
    assert stands(participant) == ("early", july.date())
    assert participant.facts.filter(kind="end").count() == 1


@pytest.mark.clause("39", "41")
def test_cl39_without_the_lock_both_officers_would_have_decided(
    participant, matter, officer, second_officer, monkeypatch
):
    loose(monkeypatch)
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(officer, matter, "end", **END), asking(second_officer, matter, "end", **END))
    assert TOLD not in came


@pytest.mark.clause("39")
def test_cl39_two_officers_raise_one_matter(participant, officer, second_officer, july, monkeypatch):
    def raising(user):
        browser = world.Browser()
        browser.force_login(user)
        return lambda: browser.post(reverse("early_end_begin", args=[participant.pk])).headers["Location"]

    pause = Pause(monkeypatch, drafts, "begin", before=True)
    came = at_once(pause, raising(officer), raising(second_officer))
    case = Case.objects.get(procedure_key="early_end")
    assert {where.rsplit("/", 2)[-2] for where in came} == {str(case.pk)}


EXPLAIN = {"reasons": "Сбор уплачен вчера, платёжное поручение приложим."}


@pytest.mark.clause("39", "41")
def test_cl39_an_explanation_in_progress_sends_the_decision_back_to_the_officer(
    participant, matter, applicant, officer, july, monkeypatch
):
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(applicant, matter, "explain", **EXPLAIN), asking(officer, matter, "end", **END))
    assert came == (302, TOLD)
    assert stands(participant) == ("", UNTIL)


@pytest.mark.clause("39", "41")
def test_cl39_an_explanation_that_comes_during_the_decision_is_told_of_it(
    participant, matter, applicant, officer, july, monkeypatch
):
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(officer, matter, "end", **END), asking(applicant, matter, "explain", **EXPLAIN))
    assert came == (302, TOLD)
    assert stands(participant) == ("early", july.date())


@pytest.mark.clause("39", "41")
def test_cl39_without_the_lock_an_explanation_would_be_passed_over(
    participant, matter, applicant, officer, july, monkeypatch
):
    loose(monkeypatch)
    pause = Pause(monkeypatch, door, "_refused")
    came = at_once(pause, asking(officer, matter, "end", **END), asking(applicant, matter, "explain", **EXPLAIN))
    assert TOLD not in came


@pytest.fixture
def moved(participant, begin, attach, applicant, july):
    """A notice of a new location that awaits its entry in the register."""
    about = PLACE | {"moved_on": "2026-07-15"}
    case = begin("location", july, about=about, location={"kind": "lease", "number": "7", "dated": "2026-07-10"})
    attach(case, "location_proof", july)
    return world.do(case, "file", applicant, july, given=DECLARED)


@pytest.mark.clause("9(3)", "39")
def test_cl39_a_notice_entered_during_the_decision_takes_nothing_from_it(
    participant, moved, matter, officer, second_officer, july, monkeypatch
):
    """Two cases, one entry in the register: both the new place and the end come into it."""
    pause = Pause(monkeypatch, standing, "standing")
    came = at_once(pause, asking(officer, moved, "record"), asking(second_officer, matter, "end", **END))
    assert came == (302, 302)
    assert stands(participant) == ("early", july.date())
    assert participant.region == "almaty"


@pytest.mark.clause("9(3)", "39")
def test_cl39_without_the_lock_the_entry_of_the_notice_would_bring_the_ended_back(
    participant, moved, matter, officer, second_officer, monkeypatch
):
    unlocked(monkeypatch)
    pause = Pause(monkeypatch, standing, "standing")
    at_once(pause, asking(officer, moved, "record"), asking(second_officer, matter, "end", **END))
    assert participant.facts.filter(kind="end").exists()
    assert stands(participant) == ("", UNTIL)
