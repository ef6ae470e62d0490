"""Registration from filing to the register, clause by clause (clauses 8–20)."""

from datetime import date, timedelta

import pytest

from hub.accounts.access import Access
from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.perform import Forbidden, Stale, perform
from hub.documents.models import Series
from hub.notices.models import Notice, Outgoing
from hub.register.models import Participant
from rules.record import Unlawful
from tests import world

pytestmark = pytest.mark.django_db

AGREEMENT = {
    "number": "15/2026",
    "years": 2,
    "fees": [{"kind": "rate", "amount": "1"}],
    "report_form": "2026-1",
}


def duty(case, key):
    return case.deadlines.filter(duty=key).last()


@pytest.mark.clause("8", "8/2", "11")
def test_cl8_filing_gives_a_number_a_receipt_and_starts_the_term(filed, monday):
    assert filed.number == "R-2026-00001"
    assert filed.state_key == "check"
    entry = filed.entries.get()
    assert entry.given["declared"] is True
    assert entry.papers.get().kind == "receipt"
    assert filed.filings.get().sha256 == drafts.digest(filed.filings.get().content)


@pytest.mark.clause("11")
def test_cl11_without_the_declaration_nothing_is_filed(draft, applicant, monday):
    with pytest.raises(Unlawful) as refused:
        world.do(draft, "file", applicant, monday, given={"declared": False})
    assert [one.clause for one in refused.value.refusals] == ["11"]
    assert not Case.objects.get(pk=draft.pk).filed


@pytest.mark.clause("9")
def test_cl9_an_incomplete_application_cannot_be_filed(draft, applicant, monday):
    drafts.save_part(draft, "location", {"kind": ["lease"]}, seen=1, by=applicant, at=monday)
    with pytest.raises(Unlawful) as refused:
        world.do(draft, "file", applicant, monday, given={"declared": True})
    assert "9" in [one.clause for one in refused.value.refusals]


@pytest.mark.clause("9(2)")
@pytest.mark.parametrize(("age", "holds"), [(0, True), (10, True), (11, False), (-1, False)])
def test_cl9_2_the_statement_is_at_most_ten_calendar_days_old(draft, applicant, monday, age, holds):
    issued = (monday.date() - timedelta(days=age)).isoformat()
    drafts.save_part(draft, "tax", {"issued_on": [issued], "debt": ["0"]}, seen=1, by=applicant, at=monday)
    assert drafts.answers(draft, monday.date())["tax"].complete is holds


@pytest.mark.clause("9(2)")
@pytest.mark.parametrize(("debt", "holds"), [("25950", True), ("25 950,00", True), ("25950.01", False), ("0", True)])
def test_cl9_2_a_debt_of_six_mrp_is_allowed_and_a_tiyn_more_is_not(draft, applicant, monday, debt, holds):
    drafts.save_part(
        draft,
        "tax",
        {"issued_on": [monday.date().isoformat()], "debt": [debt]},
        seen=1,
        by=applicant,
        at=monday,
    )
    assert drafts.answers(draft, monday.date())["tax"].complete is holds


@pytest.mark.clause("9(3)")
def test_cl9_3_a_proof_of_location_is_demanded(draft, applicant, monday):
    for attachment in draft.attachments.filter(slot="location_proof"):
        drafts.detach(attachment, by=applicant, at=monday)
    problems = drafts.problems(draft, monday.date())
    assert [(problem.part, problem.field) for problem in problems] == [("location", "slot-location_proof")]


@pytest.mark.clause("9(1)", "A3", "A3.8", "A3.9")
def test_a3_figures_are_demanded_for_every_year_of_the_term(draft, applicant, monday):
    about = draft.parts.get(key="about").data | {"years": ["3"]}
    drafts.save_part(draft, "about", about, seen=1, by=applicant, at=monday)
    missing = {(problem.part, problem.field) for problem in drafts.problems(draft, monday.date())}
    assert ("budget", "id_budget-0-year3") in missing
    assert ("sale", "id_sale-0-income3") not in missing
    assert ("sales", "id_sale-0-income3") in missing
    assert ("kpi", "id_kpi-0-year3") in missing


@pytest.mark.clause("12")
def test_cl12_the_check_is_due_in_five_working_days(filed):
    assert duty(filed, "check").due_on == date(2026, 5, 25)
    assert filed.turn == "technopark"


@pytest.mark.clause("12")
def test_cl12_a_filing_on_friday_evening_counts_as_received_on_monday(draft, applicant, monday):
    friday_evening = monday.replace(day=22, hour=19)
    filed = world.do(draft, "file", applicant, friday_evening, given={"declared": True})
    assert filed.entries.get().received_on == date(2026, 5, 25)
    assert duty(filed, "check").due_on == date(2026, 6, 2)  # 27 May is Kurban Ait


@pytest.mark.clause("13", "12")
def test_cl13_only_a_checked_application_goes_to_the_commission(filed, officer, monday):
    with pytest.raises(Unlawful) as refused:
        world.do(filed, "refer", officer, monday)
    assert "12" in [one.clause for one in refused.value.refusals]
    assert world.referred(filed, officer, monday).state_key == "commission"


@pytest.mark.clause("10")
def test_cl10_an_untranslated_english_document_keeps_the_case_from_the_commission(draft, applicant, officer, monday):
    from hub.documents import store, translation

    english = store.take(
        world.upload(name="Lease.pdf"), language="en", organisation=draft.organisation, by=applicant, at=monday
    )
    drafts.attach(draft, "location_proof", english, single=True, by=applicant, at=monday)
    filed = world.do(draft, "file", applicant, monday, given={"declared": True})
    world.tick_all(filed, officer, monday)
    with pytest.raises(Unlawful) as refused:
        world.do(filed, "refer", officer, monday)
    assert [one.clause for one in refused.value.refusals] == ["10"]
    translation.ask([english], into="ru", by=officer, at=monday)
    result = store.take(
        world.upload(name="Аренда.pdf"), language="ru", organisation=draft.organisation, by=officer, at=monday
    )
    translation.deliver(english.translation.pk, result, by=officer, at=monday)
    assert world.do(filed, "refer", officer, monday).state_key == "commission"


@pytest.mark.clause("14")
def test_cl14_remarks_go_out_as_one_notice_and_are_answered_one_by_one(filed, applicant, officer, monday):
    for part, clause in (("kpi", "A3.6"), ("tax", "9(2)")):
        filed.remarks.create(
            part=part, clause=clause, text="Уточните показатель.", written_by=officer, written_at=monday
        )
    case = world.do(filed, "remark", officer, monday)
    assert case.state_key == "remarks"
    assert case.remarks.filter(notice=case.entries.last()).count() == 2
    assert case.entries.last().papers.get().kind == "letter"
    with pytest.raises(Unlawful) as refused:
        world.do(case, "answer", applicant, monday, given={"declared": True})
    assert [one.clause for one in refused.value.refusals] == ["14"]
    case.remarks.update(answer="Исправлено.", answered_at=monday)
    later = monday + timedelta(days=2)
    case = world.do(case, "answer", applicant, later, given={"declared": True})
    assert case.state_key == "check"
    assert duty(case, "recheck").due_on == date(2026, 5, 28)  # 27 May is Kurban Ait
    assert case.filings.count() == 2


@pytest.mark.clause("14")
def test_cl14_a_notice_without_remarks_is_refused(filed, officer, monday):
    with pytest.raises(Unlawful):
        world.do(filed, "remark", officer, monday)


@pytest.mark.clause("16")
def test_cl16_the_commission_decides_in_ten_working_days_and_only_by_a_vote(filed, officer, monday):
    case = world.referred(filed, officer, monday)
    assert duty(case, "decide").due_on == date(2026, 6, 2)
    with pytest.raises(Forbidden):
        world.do(case, "register", officer, monday)


def test_the_same_key_files_once(draft, applicant, monday):
    world.do(draft, "file", applicant, monday, given={"declared": True}, key="lost reply")
    again = world.do(draft, "file", applicant, monday, given={"declared": True}, key="lost reply")
    assert again.entries.count() == 1
    assert Series.objects.get(name="R-2026").last == 1


def test_a_second_tab_learns_that_the_case_has_moved_on(draft, applicant, monday):
    world.do(draft, "file", applicant, monday, given={"declared": True}, seen=0)
    with pytest.raises(Stale):
        world.do(draft, "file", applicant, monday, given={"declared": True}, seen=0)
    assert Case.objects.get(pk=draft.pk).entries.count() == 1


def test_what_is_filed_can_no_longer_be_written(filed, applicant, monday):
    with pytest.raises(drafts.Closed):
        drafts.save_part(filed, "tax", {"debt": ["1"]}, seen=1, by=applicant, at=monday)


def test_a_stranger_cannot_act(filed, monday):
    stranger = world.person("stranger@example.kz", "Бөтен Біреу")
    with pytest.raises(Forbidden):
        perform(filed.pk, "withdraw", access=Access(stranger, monday.date()), at=monday, key="x")


@pytest.mark.clause("8")
def test_cl8_every_change_of_status_is_told_once_to_those_concerned(officer, draft, applicant, monday):
    filed = world.do(draft, "file", applicant, monday, given={"declared": True})
    notice = Notice.objects.get(user=applicant)
    assert filed.number in notice.subject
    assert Outgoing.objects.filter(to=applicant.email, subject=notice.subject).count() == 1
    assert Outgoing.objects.get(to=applicant.email).attachment is not None
    assert Outgoing.objects.get(to=officer.email).attachment is None


def approved(filed, officer, monday):
    """The case after the Commission voted to register: by a real sitting, in tests/commissions; here by the record."""
    case = world.referred(filed, officer, monday)
    return world.decide(case, "for", monday)


@pytest.mark.clause("17", "18", "20")
def test_cl17_18_20_run_side_by_side(filed, officer, monday):
    case = approved(filed, officer, monday)
    signed = monday.date() + timedelta(days=1)
    tuesday = monday + timedelta(days=1)
    given = AGREEMENT | {"signed_on": signed.isoformat()}
    case = world.do(case, "agree", officer, tuesday, given=given, dates={"signed_on": signed})
    assert duty(case, "notify").due_on == date(2026, 5, 25)
    assert duty(case, "certify").due_on == date(2026, 5, 22)
    assert duty(case, "enter").due_on == date(2026, 5, 22)
    late = monday.replace(day=26)
    case = world.do(case, "certify", officer, tuesday)
    case = world.do(case, "enter", officer, late)
    case = world.do(case, "notify", officer, late)
    assert duty(case, "certify").met_on == tuesday.date()
    assert duty(case, "enter").met_on > duty(case, "enter").due_on
    assert case.turn == ""
    participant = Participant.objects.public().get()
    assert participant.until == date(2028, 5, 18)
    assert participant.certificates.get().number == "AH-2026-00001"


@pytest.mark.clause("35")
@pytest.mark.parametrize("years", [0, -1])
def test_cl35_a_term_below_a_year_is_refused(filed, officer, monday, years):
    case = approved(filed, officer, monday)
    given = AGREEMENT | {"signed_on": monday.date().isoformat(), "years": years}
    with pytest.raises(Unlawful) as refused:
        world.do(case, "agree", officer, monday, given=given, dates={"signed_on": monday.date()})
    assert [one.clause for one in refused.value.refusals] == ["35"]


@pytest.mark.clause("17", "17/2")
def test_cl17_a_refused_applicant_starts_again_from_the_old_application(filed, applicant, officer, monday):
    case = world.decide(world.referred(filed, officer, monday), "against", monday, grounds=("plan",))
    assert case.state_key == "refused"
    case = world.do(case, "notify", officer, monday)
    assert case.entries.last().papers.get().kind == "letter"
    fresh = drafts.begin_again(case, by=applicant, at=monday)
    assert fresh.previous == case
    assert fresh.state_key == "draft"
    assert {part.key: part.data for part in fresh.parts.all()} == {part.key: part.data for part in case.parts.all()}
    assert drafts.begin_again(case, by=applicant, at=monday) == fresh
