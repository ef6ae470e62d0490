"""Clauses 9-1, 9(3), 28 and 40: what a participant asks or tells while taking part."""

from datetime import date

import pytest

from rules.changes import ACTIVITY, GIVING_UP, LIQUIDATION, LOCATION, REREGISTRATION
from rules.procedure import COMMISSION, PARTICIPANT, TECHNOPARK
from rules.record import late
from tests.rules.law import Law
from tests.rules.made_up import CALENDAR, EDITION, done

# Monday 18 May 2026; Wednesday 27 May is Kurban Ait.
MONDAY = date(2026, 5, 18)
FILED = done("file", MONDAY, received=MONDAY)
REMARKED = done("remark", date(2026, 5, 19))
REFERRED = done("refer", date(2026, 5, 20))
APPROVED = done("approve", date(2026, 5, 25))
NOTICES = (LOCATION, REREGISTRATION, LIQUIDATION, GIVING_UP)
activity = Law(ACTIVITY)


@pytest.mark.clause("9-1")
def test_cl9_1_the_participant_applies_with_a_business_plan():
    assert activity.cited(FILED, PARTICIPANT) == []
    assert activity.cited(FILED, PARTICIPANT, without="complete") == [("complete", "9-1")]
    assert activity.cited(FILED, TECHNOPARK) == [("actor", "9-1")]


@pytest.mark.clause("9-1")
def test_cl9_1_the_commission_decides_in_ten_working_days_of_receiving_it():
    assert activity.owed(FILED) == {"check": date(2026, 5, 25)}
    assert activity.owed(FILED, REFERRED) == {"decide": date(2026, 6, 4)}
    assert activity.cited(APPROVED, TECHNOPARK, FILED, REFERRED) == [("actor", "9-1")]
    assert activity.cited(APPROVED, COMMISSION, FILED, REFERRED, without="decided") == [("decided", "9-1")]
    assert activity.cited(APPROVED, COMMISSION, FILED, REFERRED) == []


@pytest.mark.clause("9-1")
def test_cl9_1_an_approved_change_is_told_and_comes_into_a_certificate():
    assert activity.standing(FILED, REFERRED, APPROVED) == "changed"
    assert activity.owed(FILED, REFERRED, APPROVED) == {"notify": date(2026, 6, 2), "certify": date(2026, 5, 29)}


@pytest.mark.clause("9-1")
def test_cl9_1_a_refused_change_is_told_and_nothing_else_follows():
    refused = done("refuse", date(2026, 5, 25))
    assert activity.standing(FILED, REFERRED, refused) == "refused"
    assert activity.possible(FILED, REFERRED, refused) == {"notify"}


@pytest.mark.clause("9-1")
def test_cl9_1_what_is_amiss_is_mended_first():
    answered = done("answer", date(2026, 5, 21), received=date(2026, 5, 21))
    assert activity.owed(FILED, REMARKED) == {"answer": None}
    assert activity.owed(FILED, REMARKED, answered) == {"check": date(2026, 5, 29)}


@pytest.mark.parametrize("procedure", NOTICES, ids=lambda procedure: procedure.key)
def test_a_notice_is_checked_and_entered_in_the_register(procedure):
    law = Law(procedure)
    happened = {procedure.act("file").limit.fact: date(2026, 6, 30)} if procedure is GIVING_UP else {}
    happened = happened or {"happened_on": date(2026, 5, 14)}
    filed = done("file", MONDAY, received=MONDAY, **happened)
    assert law.cited(filed, PARTICIPANT) == []
    assert law.owed(filed) == {"record": date(2026, 5, 21)}
    recorded = done("record", date(2026, 5, 20))
    assert law.cited(recorded, PARTICIPANT, filed) == [("actor", "20")]
    assert law.cited(recorded, TECHNOPARK, filed) == []
    assert law.standing(filed, recorded) == "recorded"
    asked = {"certify"} if procedure.has("certify") else set()
    assert set(law.owed(filed, recorded)) == asked


@pytest.mark.clause("9(3)")
def test_cl9_3_a_new_location_comes_into_a_certificate():
    assert LOCATION.has("certify")


@pytest.mark.clause("28")
@pytest.mark.parametrize("procedure", [REREGISTRATION, LIQUIDATION], ids=lambda procedure: procedure.key)
def test_cl28_the_notice_is_due_in_ten_working_days_and_a_late_one_is_taken_and_marked(procedure):
    law, act = Law(procedure), procedure.act("file")
    in_time = done("file", MONDAY, received=MONDAY, happened_on=date(2026, 4, 29))
    too_late = done("file", MONDAY, received=MONDAY, happened_on=date(2026, 4, 28))
    assert law.cited(in_time, PARTICIPANT) == law.cited(too_late, PARTICIPANT) == []
    assert not late(act, in_time, edition=EDITION, calendar=CALENDAR)
    assert late(act, too_late, edition=EDITION, calendar=CALENDAR)


@pytest.mark.clause("28")
@pytest.mark.parametrize("dates", [{}, {"happened_on": date(2026, 5, 19)}])
def test_cl28_the_day_of_the_event_is_given_and_not_in_the_future(dates):
    assert Law(LIQUIDATION).cited(done("file", MONDAY, **dates), PARTICIPANT) == [("happened_on", "28")]


@pytest.mark.clause("40")
def test_cl40_giving_up_is_told_ten_working_days_before_the_decision():
    law = Law(GIVING_UP)
    # Counted back from 2 June past Kurban Ait, the tenth working day is 18 May.
    assert law.cited(done("file", MONDAY, received=MONDAY, decides_on=date(2026, 6, 2)), PARTICIPANT) == []
    too_soon = done("file", MONDAY, received=MONDAY, decides_on=date(2026, 6, 1))
    assert law.cited(too_soon, PARTICIPANT) == [("limit", "40")]
    assert law.cited(done("file", MONDAY), PARTICIPANT) == [("decides_on", "40")]
