"""Clauses 8–20 in the order of the text, each shown on the table alone: no database, no screen."""

from datetime import date

import pytest

from rules.clauses import expand
from rules.procedure import APPLICANT, COMMISSION, TECHNOPARK, Actor
from rules.record import Refusal, duties_of, lawful, refusals, state_of
from rules.registration import REGISTRATION
from tests.rules.made_up import CALENDAR, EDITION, done

EVERY_NEED = {need.key for act in REGISTRATION.acts for need in act.needs}

# Monday 18 May 2026; Wednesday 27 May is Kurban Ait.
FILED = done("file", date(2026, 5, 18), received=date(2026, 5, 18))
REMARKED = done("remark", date(2026, 5, 20))
ANSWERED = done("answer", date(2026, 6, 1), received=date(2026, 6, 1))
REFERRED = done("refer", date(2026, 5, 20))
REGISTERED = done("register", date(2026, 5, 25))
REFUSED = done("refuse", date(2026, 5, 25), grounds=("plan",))
AGREED = done("agree", date(2026, 5, 29), signed_on=date(2026, 5, 28))
NOTIFIED = done("notify", date(2026, 5, 26))


def standing(*record):
    return state_of(REGISTRATION, record).key


def possible(*record):
    return {act.key for act in lawful(REGISTRATION, record)}


def owed(*record):
    """Duty → when it is due, of those still open."""
    return {one.duty.key: one.due for one in duties_of(REGISTRATION, record, EDITION, CALENDAR) if one.open}


def why_not(doing, actor: Actor, *record, without: str = "") -> list[Refusal]:
    return refusals(
        REGISTRATION,
        record,
        doing,
        actor=actor,
        met=EVERY_NEED - {without},
        edition=EDITION,
        calendar=CALENDAR,
    )


def cited(*given, **named):
    return [(refusal.key, refusal.clause) for refusal in why_not(*given, **named)]


def test_the_table_names_its_clauses():
    assert {"8", "12", "20"} < set(expand(REGISTRATION.clauses))


@pytest.mark.clause("8")
def test_cl8_the_applicant_files_and_the_technopark_checks():
    assert possible() == {"file"}
    assert why_not(FILED, APPLICANT) == []
    assert cited(FILED, TECHNOPARK) == [("actor", "8")]
    assert standing(FILED) == "check"


@pytest.mark.clause("8")
@pytest.mark.parametrize("record", [(FILED,), (FILED, REMARKED), (FILED, REFERRED)])
def test_cl8_what_was_filed_can_be_taken_back_until_it_is_decided(record):
    withdrawn = done("withdraw", date(2026, 5, 21))
    assert why_not(withdrawn, APPLICANT, *record) == []
    assert standing(*record, withdrawn) == "withdrawn"
    assert owed(*record, withdrawn) == {}


@pytest.mark.clause("8")
@pytest.mark.parametrize("record", [(), (FILED, REFERRED, REGISTERED), (FILED, REFERRED, REFUSED)])
def test_cl8_a_draft_or_a_decided_application_is_not_taken_back(record):
    assert "withdraw" not in possible(*record)


@pytest.mark.clause("9")
def test_cl9_an_incomplete_application_is_not_filed():
    assert cited(FILED, APPLICANT, without="complete") == [("complete", "9")]


@pytest.mark.clause("9(2)")
def test_cl9_2_an_old_statement_or_a_high_debt_stops_the_filing():
    assert cited(FILED, APPLICANT, without="statement") == [("statement", "9(2)")]


@pytest.mark.clause("10")
def test_cl10_an_untranslated_document_does_not_reach_the_commission():
    assert cited(REFERRED, TECHNOPARK, FILED, without="translated") == [("translated", "10")]


@pytest.mark.clause("11")
def test_cl11_the_applicant_declares_that_all_is_complete_and_true():
    assert cited(FILED, APPLICANT, without="declared") == [("declared", "11")]
    assert cited(ANSWERED, APPLICANT, FILED, REMARKED, without="declared") == [("declared", "11")]


@pytest.mark.clause("12")
def test_cl12_the_check_is_due_in_five_working_days_of_receipt():
    assert owed(FILED) == {"check": date(2026, 5, 25)}
    in_the_evening = done("file", date(2026, 5, 18), received=date(2026, 5, 19))
    assert owed(in_the_evening) == {"check": date(2026, 5, 26)}


@pytest.mark.clause("12")
def test_cl12_what_is_not_checked_is_not_referred():
    assert cited(REFERRED, TECHNOPARK, FILED, without="checked") == [("checked", "12")]


@pytest.mark.clause("13")
def test_cl13_an_application_in_order_goes_to_the_commission():
    assert why_not(REFERRED, TECHNOPARK, FILED) == []
    assert standing(FILED, REFERRED) == "commission"
    assert cited(REFERRED, APPLICANT, FILED) == [("actor", "13")]


@pytest.mark.clause("14")
def test_cl14_remarks_go_to_the_applicant_within_the_five_days_of_the_check():
    (check, answer) = duties_of(REGISTRATION, [FILED, REMARKED], EDITION, CALENDAR)
    assert (check.due, check.standing(date(2026, 6, 30))) == (date(2026, 5, 25), "met")
    assert (answer.duty.actor, answer.due) == (APPLICANT, None)
    late = done("remark", date(2026, 5, 26))
    assert duties_of(REGISTRATION, [FILED, late], EDITION, CALENDAR)[0].standing(late.on) == "met_late"


@pytest.mark.clause("14")
def test_cl14_a_notice_has_remarks_and_then_it_is_the_applicants_turn():
    assert cited(REMARKED, TECHNOPARK, FILED, without="has_remarks") == [("has_remarks", "14")]
    assert possible(FILED, REMARKED) == {"answer", "withdraw"}


@pytest.mark.clause("14")
def test_cl14_each_remark_is_answered():
    assert cited(ANSWERED, APPLICANT, FILED, REMARKED, without="answered") == [("answered", "14")]


@pytest.mark.clause("16")
def test_cl16_a_mended_application_is_checked_anew_in_five_working_days():
    assert standing(FILED, REMARKED, ANSWERED) == "check"
    assert owed(FILED, REMARKED, ANSWERED) == {"recheck": date(2026, 6, 8)}
    again = done("refer", date(2026, 6, 2))
    assert why_not(again, TECHNOPARK, FILED, REMARKED, ANSWERED) == []
    assert cited(again, TECHNOPARK, FILED, REMARKED, ANSWERED, without="no_open_remarks") == [("no_open_remarks", "16")]


@pytest.mark.clause("16")
def test_cl16_the_commission_decides_in_ten_working_days():
    assert owed(FILED, REFERRED) == {"decide": date(2026, 6, 4)}
    assert possible(FILED, REFERRED) == {"register", "refuse", "withdraw"}


@pytest.mark.clause("16")
@pytest.mark.parametrize("decision", [REGISTERED, REFUSED])
def test_cl16_only_the_commission_decides_and_by_a_vote(decision):
    assert why_not(decision, COMMISSION, FILED, REFERRED) == []
    assert cited(decision, TECHNOPARK, FILED, REFERRED) == [("actor", "16")]
    assert cited(decision, COMMISSION, FILED, REFERRED, without="decided") == [("decided", "16")]
    assert cited(decision, COMMISSION, FILED) == [("state", "16")]


@pytest.mark.clause("16")
def test_cl16_refusal_needs_a_ground():
    without = done("refuse", date(2026, 5, 25))
    invented = done("refuse", date(2026, 5, 25), grounds=("dislike",))
    assert cited(without, COMMISSION, FILED, REFERRED) == [("ground", "16")]
    assert cited(invented, COMMISSION, FILED, REFERRED) == [("ground", "16")]


@pytest.mark.clause("16", "16/1", "16/2")
def test_cl16_there_are_two_grounds_and_no_other():
    assert [(ground.key, ground.clause) for ground in REGISTRATION.grounds] == [("plan", "16/1"), ("list", "16/2")]
    for grounds in (("plan",), ("list",), ("plan", "list")):
        assert why_not(done("refuse", date(2026, 5, 25), grounds=grounds), COMMISSION, FILED, REFERRED) == []


@pytest.mark.clause("17")
@pytest.mark.parametrize("decision", [REGISTERED, REFUSED])
def test_cl17_notice_of_the_decision_is_due_in_five_working_days(decision):
    assert owed(FILED, REFERRED, decision)["notify"] == date(2026, 6, 2)


@pytest.mark.clause("17")
def test_cl17_a_refusal_ends_the_case_and_is_still_to_be_told_once():
    assert state_of(REGISTRATION, [FILED, REFERRED, REFUSED]).final
    assert possible(FILED, REFERRED, REFUSED) == {"notify"}
    assert why_not(NOTIFIED, TECHNOPARK, FILED, REFERRED, REFUSED) == []
    assert possible(FILED, REFERRED, REFUSED, NOTIFIED) == set()
    assert owed(FILED, REFERRED, REFUSED, NOTIFIED) == {}


@pytest.mark.clause("18")
def test_cl18_the_certificate_is_due_in_three_working_days_of_the_signing():
    assert owed(FILED, REFERRED, REGISTERED, AGREED)["certify"] == date(2026, 6, 2)
    assert standing(FILED, REFERRED, REGISTERED, AGREED) == "participant"


@pytest.mark.clause("18")
def test_cl18_there_is_no_agreement_without_a_decision_and_no_certificate_without_an_agreement():
    assert cited(AGREED, TECHNOPARK, FILED, REFERRED) == [("state", "18")]
    assert "certify" not in possible(FILED, REFERRED, REGISTERED)


@pytest.mark.clause("18")
@pytest.mark.parametrize("dates", [{}, {"signed_on": date(2026, 6, 1)}])
def test_cl18_the_day_of_signing_is_given_and_not_in_the_future(dates):
    unsigned = done("agree", date(2026, 5, 29), **dates)
    assert cited(unsigned, TECHNOPARK, FILED, REFERRED, REGISTERED) == [("signed_on", "18")]


@pytest.mark.clause("20")
def test_cl20_the_entry_in_the_register_is_due_in_three_working_days_of_the_agreement():
    assert owed(FILED, REFERRED, REGISTERED, AGREED)["enter"] == date(2026, 6, 2)


@pytest.mark.clause("17", "18", "20")
def test_cl17_18_20_notice_certificate_and_register_run_side_by_side():
    record = (FILED, REFERRED, REGISTERED, AGREED)
    assert set(owed(*record)) == {"notify", "certify", "enter"}
    for key in ("enter", "certify", "notify"):
        assert key in possible(*record)
        record = (*record, done(key, date(2026, 6, 1)))
        assert key not in owed(*record)
        assert key not in possible(*record)
    assert owed(*record) == {}
    assert {one.standing(date(2026, 7, 1)) for one in duties_of(REGISTRATION, record, EDITION, CALENDAR)} == {"met"}


@pytest.mark.clause("35")
def test_cl35_no_agreement_for_less_than_a_year():
    assert cited(AGREED, TECHNOPARK, FILED, REFERRED, REGISTERED, without="term_set") == [("term_set", "35")]
