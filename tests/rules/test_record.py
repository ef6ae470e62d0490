"""What follows from a record, on tables made for the purpose: routes, terms, duties that meet, lapse or are late."""

from datetime import date

import pytest

from rules.procedure import APPLICANT, COMMISSION, PARTICIPANT, TECHNOPARK, TIMER, Limit
from rules.record import Unlawful, duties_of, late, lawful, refusals, state_of
from tests.rules.made_up import (
    CALENDAR,
    CLOSED,
    EDITION,
    OPEN,
    SOUND,
    WAITING,
    act,
    done,
    duty,
    ground,
    said,
    state,
    table,
    with_terms,
)

MONDAY, TUESDAY, FRIDAY = date(2026, 5, 18), date(2026, 5, 19), date(2026, 5, 22)


def ask(procedure, record, doing, actor, *, met=(), edition=EDITION, facts=None):
    """Keys of the refusals."""
    found = refusals(procedure, record, doing, actor=actor, met=met, edition=edition, calendar=CALENDAR, facts=facts)
    return [refusal.key for refusal in found]


def keys(acts):
    return [one.key for one in acts]


def owed(procedure, *record, edition=EDITION):
    return duties_of(procedure, record, edition, CALENDAR)


# --- where a case stands --------------------------------------------------------------------------------------------


def test_without_a_record_a_case_stands_at_its_beginning():
    assert state_of(SOUND, ()) == OPEN
    assert keys(lawful(SOUND, ())) == ["ask", "close"]


def test_the_state_follows_from_the_acts_done():
    record = (done("ask", MONDAY), done("reply", TUESDAY), done("close", FRIDAY, grounds=("answered",)))
    assert [state_of(SOUND, record[:length]) for length in range(4)] == [OPEN, WAITING, OPEN, CLOSED]
    assert lawful(SOUND, record) == ()


def test_grounds_can_lead_to_different_states():
    """So clauses 39 and 41 will be written: some grounds go before the Commission, the others end participation."""
    before = state("before the Commission")
    ending = act(
        "end", TECHNOPARK, OPEN, CLOSED, grounds=(ground("unpaid"), ground("inexpedient", before), ground("given up"))
    )
    procedure = table(OPEN, ending, act("decide", COMMISSION, before, CLOSED))
    assert state_of(procedure, [done("end", MONDAY, grounds=("unpaid",))]) == CLOSED
    assert state_of(procedure, [done("end", MONDAY, grounds=("inexpedient",))]) == before
    assert state_of(procedure, [done("end", MONDAY, grounds=("unpaid", "inexpedient"))]) == before
    assert state_of(procedure, [done("end", MONDAY, grounds=("inexpedient", "unpaid"))]) == before


def test_of_two_routes_the_table_decides_not_the_order_of_ticking():
    left, right = state("left", final=True), state("right", final=True)
    procedure = table(OPEN, act("end", TECHNOPARK, OPEN, grounds=(ground("a", left), ground("b", right))))
    for given in (("a", "b"), ("b", "a")):
        assert state_of(procedure, [done("end", MONDAY, grounds=given)]) == left


# --- why an act is refused ------------------------------------------------------------------------------------------


def test_an_act_out_of_its_state_is_refused_by_its_clause():
    (refusal,) = refusals(
        SOUND, (), done("reply", MONDAY), actor=TECHNOPARK, met=(), edition=EDITION, calendar=CALENDAR
    )
    assert (refusal.key, refusal.clause) == ("state", "12")
    assert "open en" in refusal.reason.en


def test_an_act_that_the_table_lacks_is_refused():
    assert ask(SOUND, (), done("sing", MONDAY), TECHNOPARK) == ["state"]


def test_an_act_is_for_its_actor_alone():
    assert ask(SOUND, (), done("ask", MONDAY), TECHNOPARK, met={"question"}) == ["actor"]
    assert ask(SOUND, (), done("ask", MONDAY), APPLICANT, met={"question"}) == []


def test_each_unmet_need_is_named():
    assert ask(SOUND, (), done("ask", MONDAY), APPLICANT) == ["question"]


@pytest.mark.parametrize("grounds", [(), ("whim",), ("answered", "whim")])
def test_a_ground_is_one_of_the_listed(grounds):
    assert ask(SOUND, (), done("close", MONDAY, grounds=grounds), TECHNOPARK) == ["ground"]


def test_one_act_can_have_several_grounds():
    assert ask(SOUND, (), done("close", MONDAY, grounds=("answered", "silent")), TECHNOPARK) == []


def test_a_ground_cannot_be_given_where_none_is_asked():
    assert ask(SOUND, (), done("ask", MONDAY, grounds=("answered",)), APPLICANT, met={"question"}) == ["ground"]


def test_the_refusals_can_be_raised_together():
    found = refusals(SOUND, (), done("reply", MONDAY), actor=TECHNOPARK, met=(), edition=EDITION, calendar=CALENDAR)
    assert "stands at “open en”" in str(Unlawful(found))


# --- duties ---------------------------------------------------------------------------------------------------------


def test_a_term_counts_from_the_day_after_the_act():
    (reply,) = owed(SOUND, done("ask", MONDAY))
    assert (reply.event, reply.due) == (MONDAY, date(2026, 6, 2))  # 27 May is a holiday
    assert reply.explain(EDITION, CALENDAR).due == reply.due


def test_a_last_day_is_kept_until_it_is_over():
    (reply,) = owed(SOUND, done("ask", MONDAY))
    assert reply.standing(date(2026, 6, 2)) == "open"
    assert reply.standing(date(2026, 6, 3)) == "late"


def test_a_duty_met_in_time_and_one_met_late():
    (in_time,) = owed(SOUND, done("ask", MONDAY), done("reply", date(2026, 6, 2)))
    (too_late,) = owed(SOUND, done("ask", MONDAY), done("reply", date(2026, 6, 3)))
    assert (in_time.standing(FRIDAY), too_late.standing(FRIDAY)) == ("met", "met_late")
    assert not in_time.open


def test_each_time_it_is_opened_a_duty_is_owed_anew():
    first, second = owed(SOUND, done("ask", MONDAY), done("reply", TUESDAY), done("ask", FRIDAY))
    assert (first.met, second.met) == (TUESDAY, None)
    assert second.due == date(2026, 6, 8)


def test_a_duty_falls_away_when_nothing_that_meets_it_is_lawful_any_more():
    leave = act("leave", APPLICANT, WAITING, CLOSED)
    (reply,) = owed(table(OPEN, *SOUND.acts, leave), done("ask", MONDAY), done("leave", TUESDAY))
    assert (reply.lapsed, reply.standing(date(2027, 1, 11))) == (TUESDAY, "lapsed")


def test_what_fell_away_is_not_asked_for_when_the_case_comes_back():
    note = duty("note", TECHNOPARK, "note")
    procedure = table(
        OPEN,
        act("begin", APPLICANT, OPEN, WAITING, opens=(note,)),
        act("note", TECHNOPARK, WAITING),
        act("back", APPLICANT, WAITING, OPEN),
        act("forth", APPLICANT, OPEN, WAITING),
        act("end", APPLICANT, WAITING, CLOSED),
    )
    record = (done("begin", MONDAY), done("back", MONDAY), done("forth", MONDAY))
    (one,) = owed(procedure, *record)
    assert not one.open
    assert "note" not in keys(lawful(procedure, record))
    assert "note" in keys(lawful(procedure, record[:1]))


def test_a_duty_without_a_term_is_never_late():
    procedure = table(
        OPEN,
        act("begin", APPLICANT, OPEN, WAITING, opens=(duty("end", TECHNOPARK, "end"),)),
        act("end", TECHNOPARK, WAITING, CLOSED),
    )
    (end,) = owed(procedure, done("begin", MONDAY))
    assert (end.due, end.standing(date(2030, 1, 1)), end.explain(EDITION, CALENDAR)) == (None, "open", None)


def test_a_term_can_rest_on_the_applicant():
    """So clause 79 will be written: the applicant has ten working days to mend what was remarked."""
    mend = duty("mend", APPLICANT, "mend", term="answer_education_remarks")
    procedure = table(
        OPEN,
        act("remark", TECHNOPARK, OPEN, WAITING, opens=(mend,)),
        act("mend", APPLICANT, WAITING, OPEN),
        act("end", TECHNOPARK, OPEN, CLOSED),
    )
    (one,) = owed(procedure, done("remark", MONDAY))
    assert (one.duty.actor, one.due) == (APPLICANT, date(2026, 6, 2))


def test_a_term_can_count_from_the_receipt_or_from_a_date_given():
    receipt = duty("receipt", TECHNOPARK, "end", term="notify_decision", since="receipt")
    signed = duty("signed", TECHNOPARK, "end", term="notify_decision", since="signed_on")
    procedure = table(
        OPEN,
        act("begin", APPLICANT, OPEN, WAITING, opens=(receipt, signed)),
        act("end", TECHNOPARK, WAITING, CLOSED),
    )
    by_receipt, by_date = owed(procedure, done("begin", FRIDAY, received=date(2026, 5, 25), signed_on=MONDAY))
    assert (by_receipt.due, by_date.due) == (date(2026, 6, 2), date(2026, 5, 25))


def test_the_date_a_term_counts_from_must_be_given_and_past():
    signed = duty("enter", TECHNOPARK, "end", term="enter_register", since="signed_on")
    procedure = table(
        OPEN, act("sign", TECHNOPARK, OPEN, WAITING, opens=(signed,)), act("end", TECHNOPARK, WAITING, CLOSED)
    )
    assert ask(procedure, (), done("sign", MONDAY), TECHNOPARK) == ["signed_on"]
    assert ask(procedure, (), done("sign", MONDAY, signed_on=TUESDAY), TECHNOPARK) == ["signed_on"]
    assert ask(procedure, (), done("sign", MONDAY, signed_on=MONDAY), TECHNOPARK) == []


def test_a_duty_of_the_quarter_is_due_on_the_tenth_of_the_month_after():
    """So clauses 31 and 66 will be written: the calendar opens the quarter's report when the quarter has ended."""
    report = duty("report", PARTICIPANT, "report", term="quarterly_report", since="quarter_end")
    procedure = table(
        OPEN,
        act("quarter", TIMER, OPEN, WAITING, opens=(report,)),
        act("report", PARTICIPANT, WAITING, CLOSED),
    )
    (one,) = owed(procedure, done("quarter", date(2026, 4, 1), quarter_end=date(2026, 3, 31)))
    assert one.due == date(2026, 4, 10)
    (one,) = owed(procedure, done("quarter", date(2026, 7, 1), quarter_end=date(2026, 6, 30)))
    assert one.due == date(2026, 7, 10)
    (one,) = owed(procedure, done("quarter", date(2025, 7, 1), quarter_end=date(2025, 9, 30)))
    assert one.due == date(2025, 10, 10)


def test_a_duty_can_be_counted_back_from_a_day_ahead():
    warn = duty("warn", TECHNOPARK, "end", term="notify_giving_up", since="ends_on")
    procedure = table(
        OPEN, act("plan", TECHNOPARK, OPEN, WAITING, opens=(warn,)), act("end", TECHNOPARK, WAITING, CLOSED)
    )
    planned = done("plan", date(2026, 4, 1), ends_on=MONDAY)
    assert ask(procedure, (), planned, TECHNOPARK) == []
    (one,) = owed(procedure, planned)
    assert one.due == date(2026, 4, 29)  # 1, 7 and 11 May are days of rest


# --- acts that must not come too late -------------------------------------------------------------------------------


def test_an_act_can_have_a_last_lawful_day_counted_back():
    """So clause 36 will be written: an extension is asked for ten working days before the end of the term, or not."""
    limit = Limit("ask_extension", "until", "36", said("too late"))
    procedure = table(OPEN, act("extend", PARTICIPANT, OPEN, CLOSED, limit=limit))
    facts = {"until": MONDAY}
    assert ask(procedure, (), done("extend", date(2026, 4, 29)), PARTICIPANT, facts=facts) == []
    assert ask(procedure, (), done("extend", date(2026, 4, 30)), PARTICIPANT, facts=facts) == ["limit"]


def test_a_limit_without_its_date_is_never_passed_over():
    procedure = table(
        OPEN, act("extend", PARTICIPANT, OPEN, CLOSED, limit=Limit("ask_extension", "until", "36", said("x")))
    )
    assert ask(procedure, (), done("extend", MONDAY), PARTICIPANT) == ["until"]


def test_a_limit_that_is_not_strict_marks_the_act_late_and_lets_it_pass():
    limit = Limit("answer_request", "asked_on", "28", said("late"), strict=False)
    tell = act("tell", PARTICIPANT, OPEN, CLOSED, limit=limit)
    doing = done("tell", MONDAY, asked_on=date(2026, 1, 5))
    assert ask(table(OPEN, tell), (), doing, PARTICIPANT) == []
    assert late(tell, doing, edition=EDITION, calendar=CALENDAR)


# --- the calendar proposes, a person decides ------------------------------------------------------------------------


def test_the_timer_proposes_and_a_person_confirms():
    """So clause 39(7) will be raised from missed terms: nothing ends until a person confirms it."""
    proposed = state("proposed")
    weigh = duty("weigh", TECHNOPARK, "confirm", "dismiss", term="weigh")
    procedure = table(
        OPEN,
        act("propose", TIMER, OPEN, proposed, opens=(weigh,)),
        act("confirm", TECHNOPARK, proposed, CLOSED, grounds=(ground("unpaid"),)),
        act("dismiss", TECHNOPARK, proposed, OPEN),
    )
    record = (done("propose", MONDAY),)
    edition = with_terms(weigh=(5, "working"))
    assert ask(procedure, record, done("confirm", MONDAY, grounds=("unpaid",)), TIMER, edition=edition) == ["actor"]
    assert ask(procedure, record, done("confirm", MONDAY), TECHNOPARK, edition=edition) == ["ground"]
    assert ask(procedure, record, done("confirm", MONDAY, grounds=("unpaid",)), TECHNOPARK, edition=edition) == []
    assert not state_of(procedure, record).final
    dismissed = (*record, done("dismiss", TUESDAY))
    assert state_of(procedure, dismissed) == OPEN
    assert owed(procedure, *dismissed, edition=edition)[0].met == TUESDAY
