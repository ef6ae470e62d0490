"""Clauses 35–41: how long one takes part, and how that ends."""

from datetime import date

import pytest

from rules.early_end import EARLY_END, END_GROUNDS, FOR_COMMISSION
from rules.extension import EXTENSION
from rules.procedure import COMMISSION, PARTICIPANT, TECHNOPARK, TIMER
from tests.rules.law import Law
from tests.rules.made_up import done

# The participation ends on Friday 12 June 2026; the tenth working day before it is 29 May.
UNTIL = date(2026, 6, 12)
FILED = done("file", date(2026, 5, 29), received=date(2026, 5, 29), until=UNTIL)
EXTENDED = done("extend", date(2026, 6, 8))
RAISED = done("raise", date(2026, 5, 18), grounds=("fees_unpaid",))
TOLD = done("tell", date(2026, 5, 18))
extension, early_end = Law(EXTENSION), Law(EARLY_END)


@pytest.mark.clause("36")
def test_cl36_the_last_day_to_apply_is_ten_working_days_before_the_end():
    assert extension.cited(FILED, PARTICIPANT, until=UNTIL) == []
    next_day = done("file", date(2026, 6, 1), received=date(2026, 6, 1), until=UNTIL)
    assert extension.cited(next_day, PARTICIPANT, until=UNTIL) == [("limit", "36/2")]


@pytest.mark.clause("36")
def test_cl36_what_comes_after_hours_on_the_last_day_counts_as_the_next():
    in_the_evening = done("file", date(2026, 5, 29), received=date(2026, 6, 1), until=UNTIL)
    assert extension.cited(in_the_evening, PARTICIPANT, until=UNTIL) == [("limit", "36/2")]


@pytest.mark.clause("35")
def test_cl35_the_technopark_sets_the_term_and_a_year_is_the_least():
    assert extension.cited(EXTENDED, PARTICIPANT, FILED, until=UNTIL) == [("actor", "35")]
    assert extension.cited(EXTENDED, TECHNOPARK, FILED, without="term_set", until=UNTIL) == [("term_set", "35")]
    assert extension.cited(EXTENDED, TECHNOPARK, FILED, until=UNTIL) == []


@pytest.mark.clause("36")
def test_cl36_the_decision_is_due_before_the_term_ends():
    assert extension.owed(FILED) == {"decide": date(2026, 6, 11)}


@pytest.mark.clause("36/3")
def test_cl36_an_extension_gives_a_certificate_and_a_letter():
    assert extension.owed(FILED, EXTENDED) == {"notify": date(2026, 6, 15), "certify": date(2026, 6, 11)}


@pytest.mark.clause("36")
def test_cl36_a_refusal_says_why():
    refused = done("refuse", date(2026, 6, 8))
    assert extension.cited(refused, TECHNOPARK, FILED, without="reasoned", until=UNTIL) == [("reasoned", "35")]
    assert extension.possible(FILED, refused) == {"notify"}


@pytest.mark.clause(*(f"39({number})" for number in range(1, 9)))
def test_cl39_there_are_exactly_eight_grounds():
    assert [ground.clause for ground in END_GROUNDS] == [f"39({number})" for number in range(1, 9)]
    for ground in END_GROUNDS:
        assert early_end.cited(done("raise", date(2026, 5, 18), grounds=(ground.key,)), TECHNOPARK) == []
    assert early_end.cited(done("raise", date(2026, 5, 18)), TECHNOPARK) == [("ground", "39")]
    assert early_end.cited(done("raise", date(2026, 5, 18), grounds=("dislike",)), TECHNOPARK) == [("ground", "39")]


@pytest.mark.clause("39")
def test_cl39_the_participant_is_told_first_and_may_answer():
    assert early_end.possible(RAISED) == {"tell", "drop"}
    assert early_end.owed(RAISED, TOLD) == {"explain": date(2026, 5, 21), "conclude": None}
    explained = done("explain", date(2026, 5, 20))
    assert early_end.cited(explained, PARTICIPANT, RAISED, TOLD) == []
    assert early_end.possible(RAISED, TOLD, explained) == {"end", "refer", "dismiss"}


@pytest.mark.clause("39")
def test_cl39_nothing_is_decided_before_the_participant_was_heard_and_on_no_other_ground():
    end = done("end", date(2026, 5, 25), grounds=("fees_unpaid",))
    assert early_end.cited(end, TECHNOPARK, RAISED, TOLD, without="heard") == [("heard", "39")]
    assert early_end.cited(end, TECHNOPARK, RAISED, TOLD, without="same_ground") == [("same_ground", "41")]
    assert early_end.cited(end, TECHNOPARK, RAISED, TOLD) == []


@pytest.mark.clause("41")
@pytest.mark.parametrize("ground", END_GROUNDS, ids=lambda ground: ground.clause)
def test_cl41_grounds_1_2_and_8_go_to_the_commission_and_the_others_do_not(ground):
    raised = done("raise", date(2026, 5, 18), grounds=(ground.key,))
    refer = done("refer", date(2026, 5, 25), grounds=(ground.key,))
    end = done("end", date(2026, 5, 25), grounds=(ground.key,))
    to_commission = ground.clause in ("39(1)", "39(2)", "39(8)")
    wrong = [("ground", "39")] if to_commission else [("ground", "41")]
    assert early_end.cited(refer, TECHNOPARK, raised, TOLD) == ([] if to_commission else wrong)
    assert early_end.cited(end, TECHNOPARK, raised, TOLD) == (wrong if to_commission else [])


@pytest.mark.clause("41", "41/2")
def test_cl41_the_commission_decides_by_a_vote():
    raised = done("raise", date(2026, 5, 18), grounds=("results_reached",))
    referred = done("refer", date(2026, 5, 25), grounds=("results_reached",))
    record = (raised, TOLD, referred)
    over = done("terminate", date(2026, 5, 28), grounds=("results_reached",))
    assert early_end.cited(over, TECHNOPARK, *record) == [("actor", "41/2")]
    assert early_end.cited(over, COMMISSION, *record, without="decided") == [("decided", "41/2")]
    assert early_end.standing(*record, over) == "ended"
    assert early_end.standing(*record, done("keep", date(2026, 5, 28))) == "goes_on"
    assert {act.vote for act in EARLY_END.acts if act.vote} == {"for", "against"}
    assert len(FOR_COMMISSION) == 3


def test_the_calendar_ends_no_participation_early_it_only_proposes_grounds_4_and_7_to_an_officer():
    (proposing,) = [act for act in EARLY_END.acts if act.actor is TIMER]
    assert {ground.clause for ground in proposing.grounds} == {"39(4)", "39(7)"}
    assert proposing.reaches is not None
    assert proposing.reaches.inner
    assert {act.actor for act in EARLY_END.leaving(proposing.reaches)} == {TECHNOPARK}


@pytest.mark.clause("37", "39")
def test_cl39_a_dismissed_matter_says_why_and_lets_the_participation_go_on():
    dismissed = done("dismiss", date(2026, 5, 19))
    assert early_end.cited(dismissed, TECHNOPARK, RAISED, TOLD, without="reasoned") == [("reasoned", "39")]
    assert early_end.standing(RAISED, TOLD, dismissed) == "goes_on"


@pytest.mark.clause("39")
def test_cl39_what_the_participant_was_never_told_of_stays_the_technoparks_own_when_it_is_dropped():
    dropped = done("drop", date(2026, 5, 19))
    assert early_end.cited(dropped, TECHNOPARK, RAISED, without="reasoned") == [("reasoned", "39")]
    assert early_end.standing(RAISED, dropped) == "dropped"
    assert EARLY_END.state("dropped").inner
    assert early_end.cited(dropped, TECHNOPARK, RAISED, TOLD) == [("state", "39")]
