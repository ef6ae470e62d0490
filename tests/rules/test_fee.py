"""Clauses 31, 32, 34: fees of a quarter by the 20th of the next month, of kinds and amounts that the agreement sets."""

from datetime import date

import pytest

from rules.clauses import CLAUSES
from rules.faults import faults
from rules.fee import FEE
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER
from tests.rules.law import Law
from tests.rules.made_up import done

QUARTER_END = date(2026, 6, 30)
OPENED = done("open", date(2026, 7, 1), period_end=QUARTER_END)
ASSESSED = done("assess", date(2026, 7, 13))
PAID = done("pay", date(2026, 7, 20))
fee = Law(FEE)


def test_the_table_is_coherent():
    from rules.editions import edition_on

    assert faults(FEE, edition=edition_on(QUARTER_END), clauses=CLAUSES) == []


@pytest.mark.clause("31")
def test_cl31_the_fee_is_due_on_the_20th_of_the_month_after_the_quarter():
    assert fee.owed(OPENED) == {"pay": date(2026, 7, 20)}


@pytest.mark.clause("31")
def test_cl31_the_due_day_stands_whether_or_not_the_fee_is_assessed():
    late = done("assess", date(2026, 7, 27))
    assert fee.owed(OPENED, late) == {"pay": date(2026, 7, 20)}


@pytest.mark.clause("31")
def test_cl31_a_quarter_is_opened_by_its_end_and_by_nobody():
    assert fee.cited(OPENED, TECHNOPARK) == [("actor", "31")]
    assert fee.cited(OPENED, TIMER) == []
    assert fee.cited(done("open", date(2026, 6, 29), period_end=QUARTER_END), TIMER) == [("period_end", "31")]


@pytest.mark.clause("31")
def test_cl31_paying_is_the_participants_act_and_settles_the_fee():
    assert fee.cited(PAID, TECHNOPARK, OPENED, ASSESSED) == [("actor", "31")]
    assert fee.cited(PAID, PARTICIPANT, OPENED, ASSESSED) == []
    assert fee.standing(OPENED, ASSESSED, PAID) == "paid"
    assert fee.owed(OPENED, ASSESSED, PAID) == {}


@pytest.mark.clause("32")
def test_cl32_what_the_account_does_not_cover_is_not_paid():
    assert fee.cited(PAID, PARTICIPANT, OPENED, ASSESSED, without="covered") == [("covered", "32")]


@pytest.mark.clause("34")
def test_cl34_the_sum_is_assessed_by_the_technopark_from_the_agreement():
    assert fee.cited(ASSESSED, PARTICIPANT, OPENED) == [("actor", "34")]
    assert fee.cited(ASSESSED, TECHNOPARK, OPENED, without="known") == [("known", "34")]
    assert fee.cited(ASSESSED, TECHNOPARK, OPENED, without="owed") == [("owed", "34")]


@pytest.mark.clause("34")
def test_cl34_a_changed_sum_is_assessed_anew_and_only_a_changed_one():
    again = done("reassess", date(2026, 7, 17))
    assert fee.cited(again, TECHNOPARK, OPENED, ASSESSED, without="changed") == [("changed", "34")]
    assert fee.standing(OPENED, ASSESSED, again) == "assessed"
    assert fee.owed(OPENED, ASSESSED, again) == {"pay": date(2026, 7, 20)}


@pytest.mark.clause("34")
def test_cl34_after_payment_a_corrected_report_adds_a_difference_or_credits_one():
    more, less = done("charge_more", date(2026, 8, 3)), done("reduce", date(2026, 8, 3))
    assert fee.cited(more, TECHNOPARK, OPENED, ASSESSED, PAID, without="more") == [("more", "34")]
    assert fee.owed(OPENED, ASSESSED, PAID, more) == {"pay_difference": None}
    assert fee.owed(OPENED, ASSESSED, PAID, more, done("pay", date(2026, 8, 10))) == {}
    assert fee.cited(less, TECHNOPARK, OPENED, ASSESSED, PAID, without="less") == [("less", "34")]
    assert fee.standing(OPENED, ASSESSED, PAID, less) == "paid"


@pytest.mark.clause("31", "32")
def test_cl32_a_payment_taken_back_opens_the_fee_with_its_own_due_day():
    reopened = done("reopen", date(2026, 8, 3), period_end=QUARTER_END)
    assert fee.cited(reopened, TECHNOPARK, OPENED, ASSESSED, PAID, without="uncovered") == [("uncovered", "32")]
    assert fee.owed(OPENED, ASSESSED, PAID, reopened) == {"pay": date(2026, 7, 20)}


@pytest.mark.clause("34")
def test_cl34_where_nothing_is_owed_the_case_is_closed_and_a_debt_is_written_off_for_reasons_only():
    dropped = done("drop", date(2026, 7, 13))
    assert fee.cited(dropped, TECHNOPARK, OPENED, without="nothing_owed") == [("nothing_owed", "34")]
    assert fee.standing(OPENED, dropped) == "not_owed"
    waived = done("waive", date(2026, 7, 13))
    assert fee.cited(waived, TECHNOPARK, OPENED, without="reasoned") == [("reasoned", "34")]
    assert fee.owed(OPENED, waived) == {}
