"""Public figures against cases whose days are known. 18 May 2026 is a Monday; 25 May is five working days on."""

from datetime import date

import pytest
from django.utils.translation import override

from hub.reference.data import calendar
from hub.site import figures
from tests.site.made import participant, went

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 5, 18)
ON = date(2026, 6, 30)


def day(number: int) -> date:
    return date(2026, 5, number)


def test_times_of_one_case_are_exact_and_said_to_be_few():
    went(1, ("file", MONDAY), ("refer", day(20)), ("register", date(2026, 6, 1)))
    times = figures.decision_times(ON, calendar())
    assert (times.cases, times.median, times.ninety, times.few) == (1, 9, 9, True)


def test_median_and_ninth_of_ten():
    for serial, last in enumerate([19, 20, 21, 22, 25, 26, 19, 20, 21, 29], 1):
        went(serial, ("file", MONDAY), ("refer", MONDAY), ("register", day(last)))
    times = figures.decision_times(ON, calendar())
    # 1 1 2 2 3 3 4 5 6 9 working days: Kurban Ait on 27 May does not count
    assert (times.cases, times.median, times.few) == (10, 3, False)
    assert times.ninety == 6


def test_the_time_for_remarks_belongs_to_the_whole():
    went(
        1,
        ("file", MONDAY),
        ("remark", day(19)),
        ("answer", day(21)),
        ("refer", day(22)),
        ("refuse", day(25)),
    )
    assert figures.decision_times(ON, calendar()).median == 5


def test_without_decisions_there_are_no_times():
    went(1, ("file", MONDAY))
    assert figures.decision_times(ON, calendar()) is None
    assert figures.decided(ON) == 0


def test_each_decision_counts_in_the_quarter_in_which_it_was_taken():
    went(1, ("file", date(2026, 3, 30)), ("refer", date(2026, 3, 31)), ("register", date(2026, 4, 1)))
    went(2, ("file", date(2026, 3, 2)), ("refer", date(2026, 3, 3)), ("refuse", date(2026, 3, 4)))
    with override("en"):
        found = figures.decision_times_by_quarter(ON, calendar())
        assert [(title, times.cases if times else 0) for title, times in found] == [
            ("Q2 2026", 1),
            ("Q1 2026", 1),
            ("Q4 2025", 0),
            ("Q3 2025", 0),
        ]
        first, second = figures.applications(ON, count=2)
    assert (first.title, first.filed, first.registered, first.refused) == ("Q2 2026", 0, 1, 0)
    assert (second.title, second.filed, second.registered, second.refused) == ("Q1 2026", 2, 0, 1)
    assert figures.decided(ON) == 2


@pytest.mark.clause("12")
def test_terms_kept_tells_in_time_from_late_and_overdue_from_open():
    went(1, ("file", MONDAY), ("refer", day(25)))  # the fifth working day
    went(2, ("file", MONDAY), ("refer", day(26)))
    went(3, ("file", MONDAY))
    before, after = figures.terms_kept(day(25), calendar()), figures.terms_kept(day(26), calendar())
    assert [(one.duty.key, one.in_time, one.late, one.share) for one in before] == [("check", 1, 1, 50)]
    assert [(one.duty.key, one.in_time, one.late, one.share) for one in after] == [("check", 1, 2, 33)]
    assert after[0].times.cases == 2


def test_participants_by_region_and_activity():
    participant(1, works=["1.sale", "13.development"])
    participant(2, region="abay", works=["13.sale"])
    participant(3, region="abay")
    participant(4, region="abay", until=date(2026, 5, 1))
    participant(5, region="abay", entered_on=None)
    assert figures.participants(ON) == 3
    assert figures.by_region(ON) == [("abay", 2), ("astana", 1)]
    assert figures.by_activity(ON) == [("1", 2), ("13", 2)]
