"""The course of an analysis: opened by the calendar, written, approved by a second officer, sent (clause 70)."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from hub.accounts.access import Access
from hub.analysis import timer
from hub.analysis.models import Analysis
from hub.cases.models import Case
from hub.documents.content import content_of
from hub.notices.models import Notice
from rules.record import Unlawful
from tests import world
from tests.documents.test_paper import needs_poppler, text_of

AT = datetime(2026, 10, 1, 4, tzinfo=UTC)


@pytest.fixture
def officers(db):
    return [world.person(f"m{n}@example.kz", f"Бақылаушы {n}", roles=("monitoring",)) for n in (1, 2)]


@pytest.fixture
def ministry(db):
    return world.person("ministry@example.kz", "Уәкілетті", roles=("authorised_body",))


@pytest.fixture
def one(participant):
    timer.run(AT)
    return Analysis.objects.get(quarter_end=date(2026, 9, 30))


def written(one, by):
    Analysis.objects.filter(pk=one.pk).update(text_kk="Жобалар орынды.", text_ru="Проекты целесообразны.", saved_by=by)
    return Case.objects.get(pk=one.case_id)


@pytest.mark.clause("70")
def test_cl70_a_quarter_that_is_over_opens_its_analysis_once(participant):
    assert timer.run(AT) == 1
    assert timer.run(AT) == 0
    assert timer.run(AT.replace(year=2027, month=4, day=2)) == 2  # the worker slept for half a year
    case = Case.objects.get(procedure_key="analysis", topic="2026-Q3")
    assert (case.due_on, case.turn) == (date(2026, 10, 30), "technopark")
    assert [one.quarter.key for one in Analysis.objects.all()] == ["2027-Q1", "2026-Q4", "2026-Q3"]


def test_a_portal_that_begins_late_owes_no_old_analysis(participant):
    assert timer.run(AT.replace(month=11)) == 0


def test_before_the_first_participation_nothing_is_opened(db):
    assert timer.run(AT) == 0


@needs_poppler
@pytest.mark.clause("70")
def test_cl70_written_approved_by_another_and_sent(one, officers, ministry):
    case = written(one, officers[0])
    case = world.do(case, "submit", officers[0], AT)
    assert (case.due_on, case.turn) == (date(2026, 10, 30), "technopark")
    with pytest.raises(Unlawful, match="another officer"):
        world.do(case, "approve", officers[0], AT)
    assert not Analysis.objects.visible_to(Access(ministry, AT.date())).exists()
    case = world.do(case, "approve", officers[1], AT)
    case = world.do(case, "send", officers[0], AT)
    assert case.state_key == "sent"
    assert Analysis.objects.visible_to(Access(ministry, AT.date())).count() == 1
    assert Notice.objects.filter(user=ministry).count() == 1
    one.refresh_from_db()
    said = text_of(content_of(one.paper.file))
    for word in ("Проекты целесообразны.", "Жобалар орынды.", "3 квартал 2026 г."):
        assert word in said
    book = CalamineWorkbook.from_filelike(BytesIO(content_of(one.sheet)))
    assert book.get_sheet_by_index(0).to_python()[1][1] == 1


def test_without_words_in_both_languages_it_is_not_submitted(one, officers):
    Analysis.objects.filter(pk=one.pk).update(text_kk="Жобалар орынды.")
    with pytest.raises(Unlawful):
        world.do(Case.objects.get(pk=one.case_id), "submit", officers[0], AT)


def test_a_returned_one_is_prepared_again(one, officers):
    case = world.do(written(one, officers[0]), "submit", officers[0], AT)
    case = world.do(case, "return", officers[1], AT, given={"reasons": "Нет вывода по экспорту."})
    assert case.state_key == "preparing"


@pytest.fixture
def page(client, officers):
    client.force_login(officers[0])
    return client


def test_what_somebody_else_wrote_meanwhile_is_not_lost(page, one, officers):
    address = "/ru/analyses/2026-Q3/text/"
    sent = {"text_kk": "Бір.", "text_ru": "Один.", "revision": "0"}
    assert page.post(address, sent).status_code == 302
    answer = page.post(address, sent | {"text_ru": "Второй."})
    assert answer.status_code == 409
    assert "Второй." in answer.content.decode()
    one.refresh_from_db()
    assert one.text_ru == "Один."


def test_what_is_under_review_is_not_changed(page, one, officers):
    world.do(written(one, officers[0]), "submit", officers[0], AT)
    before = Analysis.objects.values().get(pk=one.pk)
    page.post("/ru/analyses/2026-Q3/text/", {"text_kk": "Бір.", "text_ru": "Один.", "revision": "0"})
    page.post("/ru/analyses/2026-Q3/build/")
    assert Analysis.objects.values().get(pk=one.pk) == before
    assert page.get("/ru/analyses/2026-Q3/").status_code == 200


def test_the_authorised_body_reads_only_what_was_sent(client, one, officers, ministry):
    client.force_login(ministry)
    assert client.get("/kk/analyses/2026-Q3/").status_code == 404
    case = world.do(written(one, officers[0]), "submit", officers[0], AT)
    case = world.do(case, "approve", officers[1], AT)
    world.do(case, "send", officers[0], AT)
    assert client.get("/kk/analyses/2026-Q3/").status_code == 200
    assert client.get("/kk/analyses/").content.decode().count("2026") >= 1
    assert client.get("/kk/analyses/2026-Q3/file/pdf/").status_code == 200
    assert client.get("/kk/analyses/2026-Q3/file/xlsx/").status_code == 200
    assert client.get(f"/kk/cases/{one.case_id}/").status_code == 404


@pytest.mark.parametrize("quarter", ["2026-Q9", "x", "2031-Q1"])
def test_what_is_no_quarter_is_not_found(page, one, quarter):
    assert page.get(f"/ru/analyses/{quarter}/").status_code == 404
