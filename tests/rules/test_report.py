"""Clauses 62, 64–66 and 68: a date opens the quarterly report; it is filed by the 10th or late, and corrected."""

from datetime import date

import pytest

from rules.clauses import CLAUSES
from rules.faults import faults
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER
from rules.record import late
from rules.report import REPORT
from tests.rules.law import Law
from tests.rules.made_up import CALENDAR, EDITION, done

JUNE_30 = date(2026, 6, 30)
END = {"period_end": JUNE_30}
OPENED = done("open", date(2026, 7, 1), **END)
report = Law(REPORT)


def filed(on: date):
    return done("file", on, received=on)


def test_the_table_is_coherent():
    assert faults(REPORT, edition=EDITION, clauses=CLAUSES) == []


@pytest.mark.clause("68")
def test_cl68_the_end_of_a_calendar_quarter_opens_the_report_and_nobody_else_does():
    assert report.cited(OPENED, TIMER) == []
    assert report.cited(OPENED, TECHNOPARK) == [("actor", "68")]
    assert report.cited(OPENED, PARTICIPANT) == [("actor", "68")]
    assert report.cited(done("open", date(2026, 7, 1)), TIMER) == [("period_end", "68")]
    assert report.cited(done("open", date(2026, 6, 29), **END), TIMER) == [("period_end", "68")]


@pytest.mark.clause("66")
def test_cl66_it_is_due_on_the_10th_of_the_month_after_the_quarter():
    assert report.owed(OPENED) == {"file": date(2026, 7, 10)}


@pytest.mark.clause("66")
def test_cl66_a_tenth_that_is_no_working_day_rolls_forward():
    september = done("open", date(2026, 10, 1), period_end=date(2026, 9, 30))
    assert report.owed(september) == {"file": date(2026, 10, 12)}


@pytest.mark.clause("66")
def test_cl66_a_late_report_is_taken_and_marked():
    act = REPORT.act("file")
    for day, is_late in ((date(2026, 7, 10), False), (date(2026, 7, 13), True)):
        assert report.cited(filed(day), PARTICIPANT, OPENED, **END) == []
        assert late(act, filed(day), edition=EDITION, calendar=CALENDAR, facts=END) is is_late
    assert report.owed(OPENED, filed(date(2026, 7, 13))) == {}


@pytest.mark.clause("62")
def test_cl62_the_participant_files_it_and_nobody_else():
    assert report.cited(filed(date(2026, 7, 6)), TECHNOPARK, OPENED, **END) == [("actor", "66")]
    assert report.cited(filed(date(2026, 7, 6)), PARTICIPANT, OPENED, without="declared", **END) == [("declared", "11")]


@pytest.mark.clause("64(1)")
def test_cl64_it_is_complete_and_a_correction_gives_its_reason():
    assert report.cited(filed(date(2026, 7, 6)), PARTICIPANT, OPENED, without="complete", **END) == [
        ("complete", "64(1)")
    ]
    record = (OPENED, filed(date(2026, 7, 6)))
    corrected = done("correct", date(2026, 8, 3))
    assert report.standing(*record, corrected) == "filed"
    assert report.possible(*record) == {"correct"} == report.possible(*record, corrected)
    assert report.cited(corrected, PARTICIPANT, *record) == []
    for need in ("explained", "changed", "complete"):
        assert report.cited(corrected, PARTICIPANT, *record, without=need) == [(need, "64(1)")]
    assert report.cited(corrected, TECHNOPARK, *record) == [("actor", "64(1)")]


@pytest.mark.clause("62")
def test_cl62_the_technopark_drops_a_report_that_nobody_owes_with_its_reason():
    dropped = done("drop", date(2026, 7, 2))
    assert report.cited(dropped, TECHNOPARK, OPENED, without="reasoned") == [("reasoned", "62")]
    assert report.cited(dropped, PARTICIPANT, OPENED) == [("actor", "62")]
    assert report.standing(OPENED, dropped) == "dropped"
    assert report.possible(OPENED, dropped) == set()
    assert report.owed(OPENED, dropped) == {}
