"""Signals: each from its figures, none from what is in order, none where nothing is known (clauses 63, 64)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.utils.translation import override

from hub.monitoring.signals import CLAUSES, Seen, Term, look
from hub.monitoring.wording import TITLES, signal
from rules.calendar import Quarter
from rules.clauses import CLAUSES as RULES
from rules.editions import edition
from rules.text import LANGUAGES

EDITION = edition("2023-08-04")
QUARTER = Quarter(2026, 2)
DUE, TODAY = date(2026, 7, 10), date(2026, 7, 13)
IN_TIME = Term(DUE, DUE)
GOOD = {
    "income_total": Decimal(1000),
    "income_listed": Decimal(900),
    "income_listed.1": Decimal(900),
    "staff_total": Decimal(10),
}
SEEN = Seen(
    QUARTER,
    TODAY,
    {QUARTER: GOOD, QUARTER.before: GOOD},
    IN_TIME,
    IN_TIME,
    ("1.1", "1.2"),
    frozenset({"1", "2"}),
    date(2026, 1, 5),
    None,
    0,
)


def found(seen: Seen) -> dict[str, dict[str, str]]:
    return {one.key: one.says for one in look(seen, EDITION)}


def reported(**says) -> Seen:
    now = GOOD | {name.replace("__", "."): Decimal(str(value)) for name, value in says.items()}
    return replace(SEEN, figures={QUARTER: now, QUARTER.before: GOOD})


def test_what_is_in_order_gives_no_signal():
    assert found(SEEN) == {}


def test_every_signal_cites_a_clause_and_has_words():
    assert set(CLAUSES) == set(TITLES)
    assert all(clause in RULES for clause in CLAUSES.values())


@pytest.mark.clause("66")
def test_cl66_a_report_that_did_not_come_is_missing_once_its_day_is_over():
    none = replace(SEEN, figures={}, report=Term(DUE, None))
    assert found(none) == {"report_missing": {"due": "2026-07-10"}}
    assert found(replace(none, on=DUE)) == {}
    assert found(replace(none, report=None)) == {"report_missing": {}}


@pytest.mark.clause("66")
def test_cl66_a_late_report_says_both_days():
    late = replace(SEEN, report=Term(DUE, TODAY))
    assert found(late) == {"report_late": {"due": "2026-07-10", "met": "2026-07-13"}}


@pytest.mark.clause("31")
def test_cl31_a_fee_that_is_late_is_told_whether_paid_or_not():
    due = date(2026, 7, 20)
    after = replace(SEEN, on=date(2026, 7, 22))
    assert found(replace(after, fee=Term(due, None))) == {"fee_late": {"due": "2026-07-20"}}
    assert found(replace(after, fee=Term(due, date(2026, 7, 21))))["fee_late"]["met"] == "2026-07-21"
    assert found(replace(after, fee=Term(due, due))) == {}


@pytest.mark.clause("7/7")
def test_cl7_a_low_share_of_listed_income_is_told_from_just_below_the_limit():
    assert found(reported(income_listed=900)) == {}
    assert found(reported(income_listed="899.9"))["share_low"] == {"share": "89.9", "limit": "90"}
    assert found(reported(income_total=0, income_listed=0)).keys() == {"income_fall"}


@pytest.mark.clause("64(1)")
@pytest.mark.parametrize(
    ("says", "key", "fall"),
    [
        ({"income_total": "699.99", "income_listed": "699.99"}, "income_fall", "30.0"),
        ({"staff_total": 7}, "staff_drop", "30.0"),
    ],
)
def test_cl64_a_fall_on_the_quarter_before_is_told_with_both_figures(says, key, fall):
    told = found(reported(**says))
    assert list(told) == [key]
    assert told[key]["fall"] == fall
    assert {"now", "before", "limit"} < set(told[key])


@pytest.mark.clause("64(1)")
def test_cl64_a_fall_up_to_the_limit_is_none():
    assert found(reported(income_total=700, income_listed=700)) == {}
    assert found(reported(staff_total=8)) == {}
    alone = replace(SEEN, figures={QUARTER: GOOD | {"staff_total": Decimal(1)}})
    assert found(alone) == {}, "without the quarter before there is nothing to compare with"


@pytest.mark.clause("64(1)")
def test_cl64_indicators_behind_their_plan_are_named():
    told = found(reported(kpi__1__plan=200, kpi__1__fact=80, kpi__2__plan=200, kpi__2__fact="79.9", kpi__3__plan=5))
    assert told == {"kpi_behind": {"numbers": "2", "limit": "20"}}


@pytest.mark.clause("9-1", "7/7")
def test_cl9_1_income_from_other_activities_is_told():
    assert found(reported(income_listed__2=5)) == {"activity_unregistered": {"activities": "2"}}
    assert found(reported(income_listed__12=5)) == {"activity_unlisted": {"activities": "12"}}
    assert found(reported(income_listed__2=0)) == {}


@pytest.mark.clause("9(3)")
def test_cl9_3_a_location_proven_long_ago_or_never():
    assert found(replace(SEEN, located_on=date(2025, 7, 13))) == {}
    told = found(replace(SEEN, located_on=date(2025, 7, 12)))
    assert told == {"location_old": {"since": "2025-07-12", "limit": "365"}}
    assert found(replace(SEEN, located_on=None)) == {"location_old": {"limit": "365"}}


@pytest.mark.clause("39(6)")
def test_cl39_6_a_visit_that_found_nobody():
    assert found(replace(SEEN, not_found_on=TODAY)) == {"visit_failed": {"on": "2026-07-13"}}


@pytest.mark.clause("64-1")
def test_cl64_1_requests_without_an_answer_are_counted():
    assert found(replace(SEEN, requests_late=2)) == {"requests_late": {"count": "2"}}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_signal_is_said_in_words_without_a_gap(language):
    worst = replace(
        reported(income_total=100, income_listed=50, staff_total=1, income_listed__2=1, income_listed__9=1),
        report=Term(DUE, TODAY),
        fee=Term(DUE, None),
        located_on=None,
        not_found_on=TODAY,
        requests_late=3,
    )
    worst.figures[QUARTER].update({"kpi.1.plan": Decimal(9), "kpi.1.fact": Decimal(1)})
    signals = look(worst, EDITION)
    assert {one.key for one in signals} == set(CLAUSES) - {"report_missing"}
    with override(language):
        for one in signals:
            told = signal(one.key, one.says)
            assert told["title"]
            assert told["text"].endswith(".")
            assert "%(" not in told["text"]
