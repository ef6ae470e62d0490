"""A report from its opening to its correction, by the portal's own acts (clauses 62, 64–66, 68)."""

from datetime import date
from decimal import Decimal

import pytest

from hub.cases import drafts
from hub.register.figures import reported
from hub.reports import beside, correction, timer
from rules.record import Unlawful
from tests import world
from tests.reports.conftest import DECLARED
from tests.reports.filled import typed

pytestmark = pytest.mark.django_db
JUNE_30 = date(2026, 6, 30)


@pytest.mark.clause("66")
def test_cl66_a_filed_report_gives_receipt_paper_and_figures(report, participant):
    assert report.state_key == "filed"
    entry = report.entries.get(act="file")
    assert sorted(paper.kind for paper in entry.papers.all()) == ["receipt", "report"]
    figures = reported(participant, JUNE_30)
    assert figures["income_total"] == Decimal(12_000_000)
    assert figures["income_listed"] == figures["income_listed.1"] == Decimal("10000000.50")
    assert figures["staff_total"] == 8
    assert figures["staff_nonresident"] == 1
    assert figures["investment"] == 0
    assert not report.open


@pytest.mark.clause("64(1)")
def test_cl64_an_incomplete_report_is_not_filed(opened, fill, applicant, july):
    fill(opened, july, income={"income_other": "1"})
    with pytest.raises(Unlawful) as refused:
        world.do(opened, "file", applicant, july, given=DECLARED)
    assert [one.key for one in refused.value.refusals] == ["complete"]
    [problem] = drafts.problems(opened, july.date())
    assert problem.part == "income"
    assert problem.field == "id_income_total"


@pytest.mark.clause("66")
def test_cl66_a_report_filed_late_is_taken_and_marked(opened, fill, applicant, july, watcher):
    from hub.accounts.access import Access
    from hub.reports import lists
    from rules.calendar import Quarter

    at = july.replace(day=13)
    world.do(fill(opened, july), "file", applicant, at, given=DECLARED)
    rows = lists.of_quarter(Access(watcher, at.date()), Quarter(2026, 2))
    assert lists.row(rows.get(), at.date())["late"]
    assert lists.counts(rows, at.date()) == {"all": 1, "filed": 1, "late": 1, "waiting": 0, "overdue": 0, "dropped": 0}


@pytest.mark.clause("64(1)")
def test_cl64_a_correction_keeps_both_versions_and_counts_from_then_on(report, participant, applicant, fill, july):
    at = july.replace(day=20)
    with pytest.raises(Unlawful) as refused:
        world.do(report, "correct", applicant, at, given=DECLARED | {"reasons": "Нашли ошибку в счёте."})
    assert [one.key for one in refused.value.refusals] == ["changed"]
    fill(report, at, taxes={"taxes_total": "900000", "taxes-1-amount": "400000"})
    told = {(one.label, one.before, one.after) for one in correction.differences(report, at.date())}
    assert ("Төленген салықтар мен аударымдар, ₸", "700\xa0000", "900\xa0000") in told
    with pytest.raises(Unlawful) as refused:
        world.do(report, "correct", applicant, at, given=DECLARED)
    assert [one.key for one in refused.value.refusals] == ["explained"]
    case = world.do(report, "correct", applicant, at, given=DECLARED | {"reasons": "Нашли ошибку в счёте."})
    assert case.filings.count() == 2
    assert participant.figures.count() == 2
    assert reported(participant, JUNE_30)["taxes_total"] == 900_000
    assert case.filings.first().content["parts"]["taxes"]["taxes_total"] == ["700 000"]


@pytest.mark.clause("64(1)")
def test_cl64_the_next_report_begins_with_what_seldom_changes(report, july, participant):
    october = july.replace(month=10, day=5)
    timer.open_due(october)
    case = participant.organisation.cases.get(topic="2026-Q3")
    parts = drafts.answers(case, october.date(), unmasked=True)
    assert parts["foreigners"].rows("foreigner")[0]["passport"] == "QZ7654321"
    assert parts["family"].rows("relative")[0]["of"] == "Ульгилиев Пример Тестович"
    assert parts["income"].cleaned().get("income_total") is None
    assert not case.parts.exists(), "nothing is written by looking"
    hint = parts["income"].form.fields["income_total"].help_text
    assert "12\xa0000\xa0000" in hint
    assert "Бизнес-жоспар" in hint or "Business plan" in hint
    assert [one.plan for one in beside.indicators(case)]


def test_what_was_carried_is_the_reports_own_once_filed(report, july, participant, applicant, fill):
    october = july.replace(month=10, day=5)
    timer.open_due(october)
    case = participant.organisation.cases.get(topic="2026-Q3")
    for key, raw in typed().items():
        if key not in ("foreigners", "family"):
            drafts.save_part(case, key, raw, seen=0, by=applicant, at=october)
    case = world.do(case, "file", applicant, october, given=DECLARED)
    assert case.parts.get(key="foreigners").data["foreigner-0-passport"] == ["QZ7654321"]
    fill(report, october, foreigners={"foreigner-0-passport": "ZZ0000001"})
    world.do(report, "correct", applicant, october, given=DECLARED | {"reasons": "Паспорт заменён в мае."})
    case.refresh_from_db()
    assert not correction.begun(case, october.date())


@pytest.mark.clause("62")
def test_cl62_a_report_that_nobody_owes_is_dropped_with_its_reason(opened, watcher, officer, july):
    case = world.do(opened, "drop", watcher, july, given={"reasons": "Участие прекращено до квартала."})
    assert case.state_key == "dropped"
    timer.open_due(july)
    assert case.organisation.cases.filter(procedure_key="report").count() == 1
