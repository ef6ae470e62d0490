"""The timer opens a quarter's reports once, for whoever took part in it, however late it comes (clause 68)."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from hub.cases.models import Case
from hub.participation.obligations import obligations
from hub.register.models import Fact, Participant
from hub.reports import timer
from hub.reports.models import Opening
from rules.calendar import Quarter
from tests import world

Q2 = Quarter(2026, 2)


def topics(participant):
    return sorted(participant.organisation.cases.filter(procedure_key="report").values_list("topic", flat=True))


@pytest.fixture
def imported(participant, applicant, monday):
    """One that took part before the portal and was entered in it on 20 May 2026, with facts and no registration."""

    def make(since, until):
        organisation = world.organisation("Ескі ЖШС", "ТОО «Старое»", owner=applicant, on=monday.date())
        made = Participant.objects.create(organisation=organisation, region="astana", since=since, until=until)
        Fact.objects.create(participant=made, kind="term", since=since, says={}, at=monday + timedelta(days=2))
        return made

    return make


@pytest.mark.django_db
@pytest.mark.clause("68")
def test_cl68_nothing_opens_before_the_quarter_is_over(participant, july):
    assert timer.open_due(july.replace(month=6, day=30)) == 0
    assert topics(participant) == []


@pytest.mark.django_db
@pytest.mark.clause("66", "68")
def test_cl68_the_first_day_after_it_opens_one_report_and_only_once(participant, july):
    at = july.replace(day=1)
    assert timer.open_due(at) == 1
    assert timer.open_due(at + timedelta(hours=1)) == 0
    case = participant.organisation.cases.get(procedure_key="report")
    assert (case.topic, case.state_key, case.due_on, case.created_by) == ("2026-Q2", "open", date(2026, 7, 10), None)
    told = [one for one in obligations(participant, at.date()) if one.due == date(2026, 7, 10)]
    assert [one.case for one in told] == [case], "the computed report gives way to its case"
    kept = Opening.objects.get(quarter="2026-Q2")
    assert (kept.of, kept.done, kept.ended_at) == (1, 1, at)


@pytest.mark.django_db
@pytest.mark.clause("68")
def test_cl68_a_worker_that_slept_for_quarters_opens_each_of_them(participant, july):
    timer.open_due(july)
    timer.open_due(july.replace(year=2027, month=4, day=2))
    assert topics(participant) == ["2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]


@pytest.mark.django_db
@pytest.mark.clause("68")
def test_cl68_a_participation_that_ended_in_the_quarter_still_reports_on_it(participant, july):
    Participant.objects.filter(pk=participant.pk).update(until=date(2026, 7, 1), ended="early")
    timer.open_due(july)
    timer.open_due(july.replace(year=2027, month=4, day=2))
    assert topics(participant) == ["2026-Q2", "2026-Q3"]


@pytest.mark.django_db
def test_a_portal_that_begins_late_makes_nobody_late(participant, july):
    assert timer.open_due(july.replace(day=13)) == 0
    assert topics(participant) == []


@pytest.mark.django_db
def test_one_entered_from_an_earlier_register_owes_no_old_quarters(imported, july):
    made = imported(date(2024, 1, 15), date(2027, 1, 14))
    timer.open_due(july)
    assert topics(made) == ["2026-Q2"]


@pytest.mark.django_db
def test_one_that_came_in_after_the_opening_is_not_forgotten(participant, july, imported):
    timer.open_due(july)
    made = imported(date(2026, 6, 29), date(2027, 6, 28))
    assert timer.open_due(july + timedelta(days=1)) == 1
    assert topics(made) == ["2026-Q2"]
    assert Opening.objects.get(quarter="2026-Q2").of == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_one_report(participant, july, monkeypatch):
    """Both have seen that it is not there; the series that both must hold lets only one of them make it."""
    barrier, waiting, faults = threading.Barrier(2, timeout=20), timer.without_report, []

    def see(quarter):
        found = list(waiting(quarter))
        barrier.wait()
        return found

    def work():
        try:
            timer.open_quarter(Q2, at=july)
        except Exception as fault:  # noqa: BLE001  whatever it is, the test tells it
            faults.append(fault)
        finally:
            connections.close_all()

    monkeypatch.setattr(timer, "without_report", see)
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("threads see no shared database in memory")
    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Case.objects.filter(procedure_key="report", topic="2026-Q2").count() == 1
