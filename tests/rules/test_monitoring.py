"""Clauses 63, 64, 69: a round of monitoring, its remarks, its conclusion."""

from datetime import date

import pytest

from rules.clauses import CLAUSES
from rules.faults import faults
from rules.monitoring import MONITORING, VERDICTS
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER
from tests.rules.law import Law
from tests.rules.made_up import EDITION, done

MONDAY = date(2026, 5, 18)
OPENED = done("open", MONDAY)
CONCLUDED = done("conclude", MONDAY)
REMARKED = done("remark", MONDAY, received=MONDAY)
ANSWERED = done("answer", date(2026, 6, 10))
monitoring = Law(MONITORING)


def signed(verdict: str, on: date = MONDAY):
    return done("sign", on, grounds=(verdict,))


def test_the_table_has_no_fault():
    assert faults(MONITORING, edition=EDITION, clauses=CLAUSES) == []


@pytest.mark.clause("63")
def test_cl63_a_round_is_opened_by_the_technopark_and_never_by_the_timer():
    assert monitoring.cited(OPENED, TIMER) == [("actor", "63")]
    assert monitoring.cited(OPENED, TECHNOPARK) == []
    assert TIMER not in {act.actor for act in MONITORING.acts}


@pytest.mark.clause("69")
@pytest.mark.parametrize("verdict", ["expedient", "inexpedient"])
def test_cl69_there_are_two_conclusions_and_each_ends_the_round(verdict):
    assert {ground.key for ground in VERDICTS} == {"expedient", "inexpedient"}
    assert monitoring.standing(OPENED, CONCLUDED, signed(verdict)) == verdict
    assert monitoring.cited(signed("neither"), TECHNOPARK, OPENED, CONCLUDED) == [("ground", "69")]


@pytest.mark.clause("69")
@pytest.mark.parametrize("without", ["second_person", "as_drafted"])
def test_cl69_a_second_person_signs_what_was_drafted(without):
    assert monitoring.cited(signed("expedient"), TECHNOPARK, OPENED, CONCLUDED, without=without) == [(without, "69")]
    assert monitoring.cited(signed("expedient"), PARTICIPANT, OPENED, CONCLUDED) == [("actor", "69")]


@pytest.mark.clause("69")
def test_cl69_no_conclusion_is_signed_that_was_not_drafted():
    assert "sign" not in monitoring.possible(OPENED)
    assert monitoring.possible(OPENED) == {"conclude", "remark", "close"}


@pytest.mark.clause("64", "69")
@pytest.mark.parametrize(
    ("without", "clause"), [("looked_at", "64"), ("conclusion", "69"), ("no_open_remarks", "69/2")]
)
def test_cl64_a_conclusion_rests_on_what_was_looked_at_and_says_why(without, clause):
    assert monitoring.cited(CONCLUDED, TECHNOPARK, OPENED, without=without) == [(without, clause)]


@pytest.mark.clause("69")
def test_cl69_what_is_sent_back_is_drafted_again():
    back = done("send_back", MONDAY)
    assert monitoring.standing(OPENED, CONCLUDED, back) == "review"
    assert set(monitoring.owed(OPENED, CONCLUDED, back)) == {"assess"}


@pytest.mark.clause("69/2")
def test_cl69_2_remarks_are_mended_within_thirty_calendar_days_of_receipt():
    # The thirtieth day after 18 May is 17 June, a Wednesday.
    assert monitoring.owed(OPENED, REMARKED) == {"mend": date(2026, 6, 17), "assess": None}
    late = done("remark", MONDAY, received=date(2026, 5, 19))
    assert monitoring.owed(OPENED, late)["mend"] == date(2026, 6, 18)


@pytest.mark.clause("69/2")
def test_cl69_2_a_last_day_off_moves_to_the_next_working_day():
    # 30 days after Thursday 21 May is Saturday 20 June.
    sent = done("remark", date(2026, 5, 21), received=date(2026, 5, 21))
    assert monitoring.owed(OPENED, sent)["mend"] == date(2026, 6, 22)


@pytest.mark.clause("69/2")
def test_cl69_2_no_conclusion_before_the_time_to_mend_is_over():
    concluding = done("conclude_mended", date(2026, 6, 1))
    refused = monitoring.cited(concluding, TECHNOPARK, OPENED, REMARKED, without="mending_over")
    assert refused == [("mending_over", "69/2")]
    assert monitoring.cited(concluding, TECHNOPARK, OPENED, REMARKED, ANSWERED) == []


@pytest.mark.clause("69/2")
def test_cl69_2_the_participant_answers_each_remark():
    assert monitoring.cited(ANSWERED, PARTICIPANT, OPENED, REMARKED, without="answered") == [("answered", "69/2")]
    assert monitoring.possible(OPENED, REMARKED, ANSWERED) == {"conclude_mended", "remark", "close"}
    assert monitoring.owed(OPENED, REMARKED, ANSWERED) == {"assess": None}


@pytest.mark.clause("69/2")
def test_cl69_2_nothing_of_the_conclusion_is_shown_before_the_notice():
    inner = {state.key for state in MONITORING.states if state.inner}
    assert inner == {"draft", "review", "drafted"}
    # From the remarks on the participant knows of its round, and goes on seeing it.
    for record in ((REMARKED,), (REMARKED, ANSWERED), (REMARKED, ANSWERED, done("conclude_mended", MONDAY))):
        assert monitoring.standing(OPENED, *record) not in inner
