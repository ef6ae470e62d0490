"""The pages of a report: task list, correction, spreadsheet, lists; what they cost and what they hide."""

import io
import logging
import shutil
import subprocess
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from hub.audit.models import Event
from hub.cases import drafts
from hub.cases.models import PartData
from hub.notices.models import Notice
from hub.participation.obligations import obligations
from hub.reports import sheets, timer
from hub.reports.models import Sheet, Stay
from tests import clock, world
from tests.reports.filled import CANARIES, CHILD, CHILD_PASSPORT, NAME, PASSPORT, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(july, monkeypatch):
    clock.stop(monkeypatch, july)
    return july


def seen(client, user, name, *args, **data):
    client.force_login(user)
    answer = client.get(reverse(name, args=args), data)
    return answer, b"".join(answer) if answer.streaming else answer.content


def page(client, user, name, *args, **data):
    answer, content = seen(client, user, name, *args, **data)
    assert answer.status_code == 200, (answer.status_code, answer.get("Location"))
    return content.decode()


@pytest.mark.clause("66", "68")
def test_cl66_the_participants_page_is_the_task_list_with_its_day(client, opened, applicant, at):
    text = page(client, applicant, "case", opened.pk)
    assert "10\xa0шілде" in text
    assert reverse("report_sheet", args=[opened.pk]) in text
    for part in opened.chapter.parts(opened):
        assert reverse("part", args=[opened.pk, part.key]) in text
        assert page(client, applicant, "part", opened.pk, part.key)


def test_looking_at_an_open_report_writes_nothing(client, opened, applicant, watcher, at):
    page(client, applicant, "case", opened.pk)
    page(client, watcher, "case", opened.pk)
    assert not PartData.objects.filter(case=opened).exists()


@pytest.mark.clause("64(1)")
def test_cl64_the_act_of_correcting_leads_first_to_the_parts(client, report, fill, applicant, at):
    client.force_login(applicant)
    answer = client.get(reverse("act", args=[report.pk, "correct"]))
    assert answer["Location"] == reverse("report_correct", args=[report.pk])
    fill(report, at, taxes={"taxes_total": "900000", "taxes-1-amount": "400000"})
    text = page(client, applicant, "report_correct", report.pk)
    assert "900\xa0000" in text
    assert "700\xa0000" in text
    sent = {"reasons": "Нашли ошибку в счёте.", "declared": "yes", "seen": "2", "key": "k1"}
    assert client.post(reverse("act", args=[report.pk, "correct"]), sent).status_code == 302
    assert report.filings.count() == 2


def test_what_the_technopark_reads_is_what_was_filed(client, report, fill, applicant, watcher, at):
    fill(report, at, costs={"costs_total": "4000777", "costs-0-amount": "4000777"})
    assert "4\xa0000\xa0777" not in page(client, watcher, "case", report.pk)
    assert "4\xa0000\xa0777" in page(client, applicant, "case", report.pk)


@pytest.mark.clause("23")
def test_cl23_passports_are_masked_for_staff_and_opened_only_with_a_logged_reason(client, report, watcher, at):
    for name, args in (("case", (report.pk,)), ("filing", (report.pk, 1))):
        text = page(client, watcher, name, *args)
        assert [word for word in CANARIES if word in text] == []
    client.force_login(watcher)
    address = reverse("unmask", args=[report.pk, 1])
    assert PASSPORT not in client.post(address, {"reason": "мало"}).content.decode()
    answer = client.post(address, {"reason": "Запрос миграционной службы № 5"}).content.decode()
    assert all(word in answer for word in (NAME, PASSPORT, CHILD, CHILD_PASSPORT))
    event = Event.objects.filter(action="personal.unmask").get()
    assert "foreigners.passport" in str(event.data["fields"])
    assert not any(word in str(event.data) for word in CANARIES)


@pytest.mark.clause("23")
def test_cl23_passports_stand_nowhere_in_the_clear(client, report, fill, applicant, watcher, participant, at, caplog):
    """Neither in the database, nor in the log, notices, papers or what the server writes down."""
    caplog.set_level(logging.DEBUG)
    page(client, applicant, "case", report.pk)
    timer.open_due(at.replace(month=10, day=1))
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608  names from the database
            rows = repr(cursor.fetchall())
            assert [word for word in CANARIES if word in rows] == [], table
    for words in (caplog.text, str(list(Notice.objects.values())), str(list(Event.objects.values()))):
        assert [word for word in CANARIES if word in words] == []
    assert "У. П. Т." in str(list(Stay.objects.values())), "initials alone stand open"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.clause("23")
def test_cl23_papers_hold_no_passport(report):
    for paper in report.entries.get(act="file").papers.all():
        with paper.file.content.open() as content:
            read = subprocess.run(
                ["pdftotext", "-layout", "-", "-"], input=content.read(), capture_output=True, check=True
            )
        said = read.stdout.decode()
        assert report.number in said
        assert [word for word in CANARIES if word in said] == []
        assert ("••••" in said) == (paper.kind == "report"), "masked, and therefore there"


@pytest.mark.clause("23")
def test_cl23_an_expiring_stay_is_told_to_the_participant_and_listed_for_staff(
    client, report, participant, applicant, watcher, at
):
    assert [(one.kind, one.initials, one.ends_on) for one in Stay.objects.all()] == [
        ("visa", "У. П. Т.", date(2026, 11, 30)),
        ("stay", "У. П. Т.", date(2026, 12, 31)),
    ]
    told = [(one.key, one.due) for one in obligations(participant, at.date()) if one.kind == "stay"]
    assert told == [("visa:2026-11-30", date(2026, 11, 30)), ("stay:2026-12-31", date(2026, 12, 31))]
    assert "У. П. Т." in page(client, watcher, "stays", days=365)
    assert "У. П. Т." not in page(client, watcher, "stays", days=30)
    assert "У. П. Т." in page(client, applicant, "participation", participant.pk)


def test_the_list_of_a_quarter_costs_the_same_for_one_report_and_for_thirty(client, report, watcher, applicant, at):
    def cost():
        client.force_login(watcher)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("reports"), {"quarter": "2026-Q2"}).status_code == 200
        return len(queries)

    page(client, watcher, "reports")
    first = cost()
    for number in range(30):
        organisation = world.organisation(f"Серік {number}", f"Спутник {number}", owner=applicant, on=at.date())
        copy = type(report).objects.get(pk=report.pk)
        copy.pk, copy.number, copy.organisation = None, f"Q-X-{number}", organisation
        copy.save(force_insert=True)
    assert cost() == first <= 15


def test_the_list_tells_filed_from_awaited(client, report, watcher, at):
    assert report.number in page(client, watcher, "reports", quarter="2026-Q2", state="filed")
    assert report.number not in page(client, watcher, "reports", quarter="2026-Q2", state="overdue")
    assert report.number not in page(client, watcher, "reports", quarter="2026-Q1")


# --- the spreadsheet --------------------------------------------------------------------------------------------------
def filled_in(content: bytes, **cells: str) -> bytes:
    """The template with other values in its sheet of fields, as a spreadsheet program would save it."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    source = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in source.sheet_names:
        sheet = book.add_worksheet(name)
        for number, row in enumerate(source.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            if name == "fields" and row[0] in cells:
                row[4] = cells[row[0]]
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.close()
    return out.getvalue()


def bring(client, case, content, name="report.xlsx"):
    return client.post(reverse("report_sheet_read", args=[case.pk]), {"file": world.upload(content, name)})


@pytest.mark.clause("65")
def test_cl65_the_template_brings_back_what_it_was_given(client, opened, fill, applicant, at):
    fill(opened, at)
    _answer, content = seen(client, applicant, "report_sheet_template", opened.pk)
    assert bring(client, opened, content).status_code == 302
    sheet = Sheet.objects.get(case=opened)
    sheet.case = opened
    assert sheets.differences(sheet, at.date()) == []
    assert sheets.problems(sheet, at.date()) == []


def test_a_filled_in_template_is_shown_first_and_applied_on_a_yes(client, opened, fill, applicant, at):
    fill(opened, at)
    _answer, content = seen(client, applicant, "report_sheet_template", opened.pk)
    bring(client, opened, filled_in(content, taxes_total="700001", engaged="жоқ"))
    assert drafts.context(opened, at.date()).value("taxes", "taxes_total") == "700 000", "nothing is changed yet"
    text = page(client, applicant, "report_sheet", opened.pk)
    assert "700\xa0001" in text
    assert client.post(reverse("report_sheet_apply", args=[opened.pk])).status_code == 302
    known = drafts.context(opened, at.date())
    assert known.value("taxes", "taxes_total") == "700001"
    assert known.value("foreigners", "engaged") == "no"
    assert not Sheet.objects.exists()
    assert {one.part for one in drafts.problems(opened, at.date())} == {"taxes", "foreigners"}


def test_a_part_that_was_saved_meanwhile_is_not_overwritten(client, opened, fill, applicant, at):
    fill(opened, at)
    _answer, content = seen(client, applicant, "report_sheet_template", opened.pk)
    bring(client, opened, filled_in(content, taxes_total="700001"))
    fill(opened, at, taxes={"taxes_total": "5"})
    assert client.post(reverse("report_sheet_apply", args=[opened.pk])).status_code == 409
    assert drafts.context(opened, at.date()).value("taxes", "taxes_total") == "5"


@pytest.mark.parametrize("content", [b"not a workbook", b"PK\x03\x04broken"])
def test_what_is_no_template_is_refused_and_nothing_is_kept(client, opened, applicant, at, content):
    client.force_login(applicant)
    assert bring(client, opened, content).status_code == 422
    assert not Sheet.objects.exists()


def test_a_cell_that_begins_as_a_formula_is_text(client, opened, fill, applicant, at):
    fill(opened, at, analysis={"results": "=HYPERLINK(1) и ещё много слов о результатах"})
    _answer, content = seen(client, applicant, "report_sheet_template", opened.pk)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("fields").to_python()
    assert any("=HYPERLINK(1) и" in str(cell) for row in rows for cell in row)
    assert b"<f>" not in content


def test_the_typed_report_that_tests_use_is_complete(opened, fill, at):
    assert typed()
    assert drafts.problems(fill(opened, at), at.date()) == []
