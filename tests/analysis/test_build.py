"""What an analysis counts, and that no single participant can be read off (clauses 30, 70)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.analysis.build import OTHER, SMALLEST, build, fold
from hub.analysis.tables import tables
from hub.register import figures
from rules.calendar import Quarter

THIRD = Quarter(2026, 3)
SAID = {
    "income_total": Decimal("1000000.10"),
    "income_listed": Decimal(900000),
    "income_listed.1": Decimal(900000),
    "staff_total": Decimal(12),
}

groups = st.lists(st.integers(1, 9), max_size=12).map(
    lambda sizes: [
        {"key": str(n), "participants": size, "income_total": str(size * 10)} for n, size in enumerate(sizes)
    ]
)


@pytest.mark.clause("30", "70")
@given(groups)
def test_cl30_no_group_is_smaller_than_allowed_and_nobody_is_lost(given_groups):
    shown = fold(given_groups)
    assert all(one["participants"] >= SMALLEST for one in shown)
    everybody = sum(one["participants"] for one in given_groups)
    if everybody >= SMALLEST:
        assert sum(one["participants"] for one in shown) == everybody
        assert sum(Decimal(one["income_total"]) for one in shown) == everybody * 10
    else:
        assert shown == []
    assert sum(one["key"] == OTHER for one in shown) <= 1


@pytest.mark.clause("30")
def test_cl30_a_single_small_group_takes_another_one_with_it():
    """Otherwise the difference between the total and the groups shown would be that one participant."""
    shown = fold(
        [
            {"key": "a", "participants": 9, "x": "9"},
            {"key": "b", "participants": 4, "x": "4"},
            {"key": "c", "participants": 1, "x": "1"},
        ]
    )
    assert [(one["key"], one["participants"]) for one in shown] == [("a", 9), (OTHER, 5)]


@pytest.fixture
def reported(participant):
    """The last figures of the third quarter; an earlier version of the report does not count."""
    first, second = participant.case.entries.order_by("pk")[:2]
    at = first.at
    figures.report(participant, THIRD.last, SAID | {"income_total": Decimal(1)}, form="2026-1", entry=first, at=at)
    figures.report(participant, THIRD.last, SAID, form="2026-1", entry=second, at=at)
    return participant


@pytest.mark.clause("70")
def test_cl70_sums_and_trend_come_from_the_last_report_of_each_participant(reported):
    data = build(THIRD)
    assert data["totals"]["income_total"] == "1000000.10"
    assert [one["reports"] for one in data["trend"]] == [0, 0, 0, 0, 0, 0, 0, 1]
    assert data["participants"] | {"grounds": None} == {
        "at_start": 1,
        "joined": 0,
        "ended_planned": 0,
        "ended_early": 0,
        "at_end": 1,
        "grounds": None,
    }
    assert build(THIRD.before)["participants"]["joined"] == 1


@pytest.mark.clause("30")
def test_cl30_one_participant_alone_is_in_no_group(reported):
    data = build(THIRD)
    assert (data["by_activity"], data["by_region"], data["by_year"]) == ([], [], [])


@pytest.mark.clause("30")
def test_cl30_nothing_in_the_data_names_a_participant(reported):
    said = repr(build(THIRD)) + repr([table.written() for table in tables(build(THIRD))])
    organisation = reported.organisation
    for secret in (organisation.bin, organisation.name_ru, organisation.name_kk, reported.location_ru):
        assert secret not in said


@pytest.mark.clause("30")
def test_cl30_the_sums_of_too_few_reports_are_not_shown(reported):
    assert not {"totals", "trend"} & {table.key for table in tables(build(THIRD))}


def test_a_quarter_without_a_report_has_tables_that_can_be_read(participant):
    shown = {table.key: table for table in tables(build(THIRD))}
    assert "people" in shown
    assert "trend" not in shown
