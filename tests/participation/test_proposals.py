"""Grounds 4 and 7 of clause 39: proposed from missed terms, judged by an officer (clauses 39, 64, 66)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from hub.cases.models import Case
from hub.cases.opening import Opening, open_many
from hub.participation import proposals
from rules.early_end import MISSED
from rules.record import Unlawful
from tests import world

OPENED = datetime(2026, 10, 1, 4, tzinfo=UTC)
DUE = date(2026, 10, 12)  # the 10th is a Saturday
LATE = datetime(2026, 11, 12, 4, tzinfo=UTC)
"""The 31st day after the due day."""


@pytest.fixture
def unreported(participant):
    opening = Opening("report", "open", "2026-Q3", {"period_end": date(2026, 9, 30)})
    list(open_many(opening, [participant.organisation], at=OPENED))
    return participant


def matter():
    return Case.objects.get(procedure_key="early_end")


@pytest.mark.clause("39(4)")
def test_cl39_4_a_missed_report_is_proposed_with_its_evidence_and_the_participant_sees_nothing(unreported, applicant):
    from hub.accounts.access import Access

    assert proposals.run(LATE - timedelta(days=1)) == 0
    assert proposals.run(LATE) == 1
    case = matter()
    assert (case.state_key, case.turn) == ("proposed", "technopark")
    entry = case.entries.get()
    assert (entry.act, entry.actor, entry.by, entry.grounds) == ("propose", "timer", None, ["no_reports"])
    assert entry.given["missed"][0]["due"] == DUE.isoformat()
    (line,) = proposals.laid_out(case)
    assert Case.objects.get(procedure_key="report").number in line
    assert not Case.objects.visible_to(Access(applicant, LATE.date())).filter(pk=case.pk).exists()


@pytest.mark.clause("39(4)")
def test_cl39_4_it_is_proposed_once_however_often_the_timer_runs(unreported):
    assert [proposals.run(LATE + timedelta(days=n)) for n in range(3)] == [1, 0, 0]


@pytest.mark.clause("39")
def test_cl39_what_an_officer_dismissed_is_not_proposed_again_but_a_new_missed_term_is(unreported, officer):
    proposals.run(LATE)
    with pytest.raises(Unlawful):
        world.do(matter(), "drop", officer, LATE)
    world.do(matter(), "drop", officer, LATE, given={"reasons": "Отчёт сдан на бумаге."})
    assert proposals.run(LATE + timedelta(days=9)) == 0
    opening = Opening("report", "open", "2026-Q4", {"period_end": date(2026, 12, 31)})
    list(open_many(opening, [unreported.organisation], at=datetime(2027, 1, 1, 4, tzinfo=UTC)))
    assert proposals.run(datetime(2027, 3, 1, 4, tzinfo=UTC)) == 1
    assert [
        one["topic"] for one in Case.objects.get(open=True, procedure_key="early_end").entries.get().given["missed"]
    ] == ["2026-Q4"]


@pytest.mark.clause("39(4)")
def test_cl39_4_a_person_confirms_it_with_the_facts_at_hand(unreported, officer):
    proposals.run(LATE)
    case = matter()
    begun = case.chapter.act_initial(case, "raise")
    assert begun["grounds"] == ["no_reports"]
    assert "2026" in begun["facts"]
    case = world.do(case, "raise", officer, LATE, given={"facts": begun["facts"]}, grounds=("no_reports",))
    assert case.state_key == "raised"


def test_a_report_filed_late_is_no_reason_to_propose(unreported, applicant, monkeypatch):
    report = Case.objects.get(procedure_key="report")
    report.deadlines.update(met_on=DUE + timedelta(days=5))
    assert proposals.run(LATE) == 0


def test_who_takes_part_no_more_is_left_alone(unreported):
    unreported.until = date(2026, 10, 31)
    unreported.save()
    assert proposals.run(LATE) == 0


@pytest.mark.clause("39(4)", "39(7)")
def test_cl39_the_clauses_of_missed_duties_lead_to_their_grounds():
    assert MISSED == {"64": "no_reports", "64-1": "no_reports", "66": "no_reports", "31": "fees_unpaid"}
