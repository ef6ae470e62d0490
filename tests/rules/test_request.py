"""Clauses 27, 29, 64(2), 64-1: what the Technopark asks for, by when it is answered, and what an answer lacks."""

from datetime import date

import pytest

from rules.early_end import MISSED
from rules.faults import faults
from rules.procedure import PARTICIPANT, TECHNOPARK
from rules.request import DOCUMENTS, INFORMATION, KINDS, MONITORING_REQUEST, REQUEST
from tests.rules.law import Law
from tests.rules.made_up import EDITION, done

# Monday 18 May 2026; ten working days from the next day end on 2 June.
MONDAY, TENTH, ELEVENTH = date(2026, 5, 18), date(2026, 6, 2), date(2026, 6, 3)
ASKED = done("ask", MONDAY, received=MONDAY)
FILED = done("file", date(2026, 6, 1))
RETURNED = done("remark", date(2026, 6, 1), received=date(2026, 6, 1))
documents, information = Law(REQUEST), Law(MONITORING_REQUEST)


@pytest.mark.clause("27")
def test_cl27_documents_are_given_within_ten_working_days_of_receipt():
    assert documents.owed(ASKED) == {"answer": TENTH}
    assert REQUEST.duty("answer").clause == "27"


@pytest.mark.clause("64-1", "64(2)")
def test_cl64_1_a_monitoring_request_is_answered_within_ten_working_days_of_receipt():
    assert information.owed(ASKED) == {"answer": TENTH}
    assert MONITORING_REQUEST.duty("answer").clause == "64-1"


@pytest.mark.clause("64-1")
def test_cl64_1_the_term_counts_from_receipt_not_from_sending():
    after_hours = done("ask", MONDAY, received=date(2026, 5, 19))
    assert information.owed(after_hours) == {"answer": ELEVENTH}


@pytest.mark.clause("39(4)", "64-1")
def test_cl39_4_only_what_monitoring_asked_for_is_a_ground_when_missed():
    duties = {procedure.key: {duty.clause for duty in procedure.duties} for procedure in (REQUEST, MONITORING_REQUEST)}
    assert duties == {"request": {"27"}, "monitoring_request": {"64-1"}}
    assert MISSED["64-1"] == "no_reports"
    assert "27" not in MISSED


@pytest.mark.clause("27", "29", "64(2)", "64-1")
def test_cl29_every_kind_names_its_clause():
    assert {kind.clause for kind in DOCUMENTS} == {"27", "29"}
    assert {kind.clause for kind in INFORMATION} == {"64(2)", "64-1"}
    assert set(KINDS) == {REQUEST.key, MONITORING_REQUEST.key}
    assert all(kind.open for kind in INFORMATION)


@pytest.mark.clause("27")
def test_cl27_a_request_names_what_it_asks_for():
    assert documents.cited(ASKED, TECHNOPARK, without="items") == [("items", "27")]
    assert documents.cited(ASKED, PARTICIPANT) == [("actor", "27")]
    assert documents.cited(ASKED, TECHNOPARK) == []


@pytest.mark.clause("27", "11")
@pytest.mark.parametrize(("without", "clause"), [("complete", "27"), ("declared", "11")])
def test_cl27_an_answer_is_whole_and_declared(without, clause):
    assert documents.cited(FILED, PARTICIPANT, ASKED, without=without) == [(without, clause)]
    assert documents.cited(FILED, PARTICIPANT, ASKED) == []


@pytest.mark.clause("27", "64-1")
@pytest.mark.parametrize("law", [documents, information], ids=["27", "64-1"])
def test_cl64_1_an_answer_is_accepted_or_returned_and_mended_within_the_same_term(law):
    assert law.possible(ASKED, FILED) == {"accept", "remark", "withdraw"}
    assert law.standing(ASKED, FILED, done("accept", date(2026, 6, 2))) == "accepted"
    returned = (ASKED, FILED, RETURNED)
    assert law.owed(*returned) == {"mend": date(2026, 6, 15)}
    assert law.possible(*returned) == {"answer", "withdraw"}
    assert law.standing(*returned, done("answer", date(2026, 6, 10))) == "answered"


@pytest.mark.clause("27")
def test_cl27_a_withdrawn_request_is_owed_no_more():
    assert documents.owed(ASKED, done("withdraw", MONDAY)) == {}
    assert documents.cited(done("withdraw", MONDAY), PARTICIPANT, ASKED) == [("actor", "27")]


@pytest.mark.parametrize("procedure", [REQUEST, MONITORING_REQUEST], ids=lambda one: one.key)
def test_the_tables_have_no_fault(procedure):
    from rules.clauses import CLAUSES

    assert faults(procedure, edition=EDITION, clauses=CLAUSES) == []
