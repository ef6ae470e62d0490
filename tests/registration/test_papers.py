"""What the papers of registration say: the plan, the receipt, the letters."""

import hashlib
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from django.utils.translation import override

from hub.cases import drafts
from hub.cases.chapter import Doing
from hub.cases.models import Remark
from hub.cases.places import Places
from hub.cases.receipts import receipt_data
from hub.cases.remarking import remarks_data
from hub.documents.keys import trusted
from hub.documents.seal import check_seal
from hub.registration.papers.letters import refusal_data, registration_data
from hub.registration.papers.plan import plan, plan_data
from tests import world
from tests.registration import stages


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


def doing_of(case, act, by, at):
    return Doing(case, act, by, at, at.date(), case.edition(at.date()))


def plan_of(case, on):
    return {section["number"]: section for section in plan_data(case, drafts.answers(case, on))["sections"]}


def content(paper):
    with paper.file.content.open() as file:
        return file.read()


def retype(case, part, by, at, **changes):
    """Type other answers into a part of a draft."""
    kept = case.parts.get(key=part)
    data = {**kept.data, **{name.replace("__", "-"): [value] for name, value in changes.items()}}
    drafts.save_part(case, part, data, seen=kept.revision, by=by, at=at)


# The plan


@pytest.mark.clause("9(1)")
def test_the_plan_has_the_twelve_items_of_appendix_3_in_order(draft, today):
    sections = plan_of(draft, today)
    assert list(sections) == [str(item) for item in range(1, 13)]
    assert all(section["title"] and section["blocks"] for section in sections.values())


@pytest.mark.clause("A3.1", "A3.2", "A3.5")
def test_one_project_is_told_in_plain_text(draft, today):
    sections = plan_of(draft, today)
    (project,) = sections["1"]["blocks"]
    assert project["title"] == "Project “Qoima”"
    assert "облачная система" in project["text"]
    assert "Aims: Сократить" in project["text"]
    assert "Tasks: Разработать" in project["text"]
    assert sections["2"]["blocks"][0]["text"] == "город Астана"
    assert sections["5"]["blocks"][0]["text"] == "Minimum viable product"


@pytest.mark.clause("A3.1", "A3.2", "A3.5")
def test_with_several_activities_projects_stand_within_each(organisation, applicant, monday):
    case = world.draft(organisation, applicant, monday, works=("2.sale", "1.sale"))
    first = case.parts.get(key="projects").data
    second = {name.replace("-0-", "-1-"): values[0] for name, values in first.items()}
    retype(case, "projects", applicant, monday, **{**second, "project-1-activity": "1", "project-1-name": "Esep"})
    sections = plan_of(case, monday.date())
    titles = [block["title"] for block in sections["1"]["blocks"]]
    assert titles == [
        "Activity 1. Software",
        "Project “Esep”",
        "Activity 2. Information systems (except those of state bodies)",
        "Project “Qoima”",
    ]
    assert [row[1] for row in sections["2"]["blocks"][0]["rows"]] == ["Esep", "Qoima"]
    assert [row[2] for row in sections["5"]["blocks"][0]["rows"]] == ["Minimum viable product"] * 2


@pytest.mark.clause("A3.3")
def test_rights_are_named_or_said_to_be_none(draft, applicant, monday):
    ground, rights = plan_of(draft, monday.date())["3"]["blocks"]
    assert ground["text"].startswith("Собственная разработка")
    assert rights["text"] == "The applicant names no patents, copyrights or trademarks."
    retype(draft, "technical", applicant, monday, rights="Свидетельство № 15")
    assert plan_of(draft, monday.date())["3"]["blocks"][1]["text"] == "Свидетельство № 15"


@pytest.mark.clause("A3.4")
def test_the_team_is_counted_with_residents_and_nonresidents(draft, today):
    table, summed = plan_of(draft, today)["4"]["blocks"]
    assert [row[0] for row in table["rows"]] == ["Разработчик", "Архитектор"]
    assert table["total"][:2] == ["Total", "5"]
    assert summed["text"] == "Residents: 4. Non-residents: 1."


@pytest.mark.clause("A3.6")
def test_every_indicator_has_a_figure_for_each_year(draft, today):
    (table,) = plan_of(draft, today)["6"]["blocks"]
    assert [column["label"] for column in table["columns"]] == ["Indicator", "Unit", "Year 1", "Year 2"]
    assert table["rows"] == [["Платящие клиенты", "клиент", "40", "60"]]


@pytest.mark.clause("A3.8")
def test_the_budget_adds_up_by_year_and_altogether(draft, today):
    (table,) = plan_of(draft, today)["8"]["blocks"]
    assert table["rows"][0] == ["Заработная плата", "18,000,000", "27,000,000", "45,000,000"]
    assert table["total"] == ["Total", "20,400,000", "30,600,000", "51,000,000"]


@pytest.mark.clause("A3.9")
def test_sales_tell_offer_way_volumes_and_income(draft, today):
    offer, way, volumes, income = plan_of(draft, today)["9"]["blocks"]
    assert offer["text"].startswith("Подписка на систему")
    assert way["text"].startswith("Через сайт")
    assert volumes["rows"] == [["Подписка", "подписка", "60", "90"]]
    assert income["total"] == ["Total", "9,000,000", "13,500,000", "22,500,000"]


@pytest.mark.clause("A3.8")
def test_many_years_stand_in_tables_that_fit_and_the_last_one_has_the_whole_sum(organisation, applicant, monday):
    case = world.draft(organisation, applicant, monday, years=7)
    first, second = plan_of(case, monday.date())["8"]["blocks"]
    assert [column["label"] for column in first["columns"]] == ["Expense", *(f"Year {n}" for n in range(1, 6))]
    assert [column["label"] for column in second["columns"]] == ["Expense", "Year 6", "Year 7", "Total"]
    assert second["total"][-1] == "357,000,000"


@pytest.mark.clause("A3.7", "A3.10", "A3.11", "A3.12")
def test_technical_part_clients_measures_significance(draft, today):
    sections = plan_of(draft, today)
    assert "PostgreSQL" in sections["7"]["blocks"][0]["text"]
    assert "Костаная" in sections["10"]["blocks"][0]["text"]
    assert sections["11"]["blocks"][0]["rows"] == [
        ["Пилот в десяти магазинах", "17\u00a0June 2026", "15\u00a0September 2026", "Отчёт о пилоте и список доработок"]
    ]
    assert sections["12"]["blocks"][0]["text"].startswith("Магазины теряют")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_plan_is_a_pdf_in_the_language_of_the_case(draft, applicant, monday, language):
    with override(language):
        pdf = plan(draft, doing_of(draft, "file", applicant, monday))
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.Root.Lang) == language


@pytest.mark.clause("A3")
def test_the_filed_plan_is_in_the_language_of_the_application(filed):
    attachment = filed.attachments.get(slot="business_plan", removed_at=None)
    assert attachment.file.language == filed.language == "ru"
    assert content(attachment.file.paper).startswith(b"%PDF")


# The receipt


@pytest.fixture
def receipt_of(filed, applicant, monday):
    doing = doing_of(filed, "file", applicant, monday)
    return receipt_data(filed.filings.get(), doing)


@pytest.mark.clause("8", "11", "12")
def test_the_receipt_says_what_was_filed_when_and_by_whom(filed, receipt_of):
    assert receipt_of["number"] == f"{filed.number}-1"
    assert receipt_of["filed_at"] == "18\u00a0May 2026, 10:00"
    assert [row["value"] for row in receipt_of["rows"]] == [
        "ТОО «Пример Софт»",
        filed.organisation.bin,
        f"Registration of a participant, No. {filed.number}",
        "The application was filed",
        "Айдос Үлгілі",
        "18\u00a0May 2026",
    ]
    assert "completeness and truth" in receipt_of["declaration"]
    assert "clause 11" in receipt_of["declaration"]
    assert receipt_of["digest"] == filed.filings.get().sha256


@pytest.mark.clause("8")
def test_the_receipt_lists_every_document_by_its_hash(filed, receipt_of):
    listed = {document["name"]: document["sha256"] for document in receipt_of["documents"]}
    assert set(listed) >= {"Справка.pdf", "Договор аренды.pdf"}
    for attachment in filed.attachments.filter(removed_at=None).select_related("file"):
        with attachment.file.content.open() as file:
            assert listed[attachment.file.name] == hashlib.sha256(file.read()).hexdigest()
    assert len(listed) == 3


@pytest.mark.clause("12")
def test_the_receipt_counts_the_check_from_the_day_of_receipt(receipt_of):
    assert receipt_of["next_steps"][0] == (
        "Technopark: check the application by 25\u00a0May 2026 (clause 12 of the Rules)."
    )


@pytest.mark.clause("12")
def test_a_filing_after_hours_is_received_on_the_next_working_day(draft, applicant, monday):
    evening = monday + timedelta(hours=9)
    case = world.do(draft, "file", applicant, evening, given={"declared": True})
    steps = receipt_data(case.filings.get(), doing_of(case, "file", applicant, evening))["next_steps"]
    assert "counts as received on 19\u00a0May 2026" in steps[0]
    assert "by 26\u00a0May 2026" in steps[1]


@pytest.mark.clause("8")
def test_the_receipt_that_was_given_bears_the_seal(filed):
    (paper,) = filed.entries.get(act="file").papers.all()
    assert check_seal(content(paper), trusted()).state == "valid"


# The letters


def remark_on(case, by, at, part, field, clause, text="Исправьте."):
    return Remark.objects.create(
        case=case, part=part, field=field, clause=clause, text=text, written_by=by, written_at=at
    )


@pytest.mark.clause("14")
def test_the_notice_has_each_remark_with_its_place_and_clause(filed, officer, monday):
    remark_on(filed, officer, monday, "team", "team-1-count", "A3.4", "Укажите число.")
    remark_on(filed, officer, monday, "tax", "slot-tax_statement", "9(2)", "Приложите новую справку.")
    case = world.do(filed, "remark", officer, monday)
    letter = remarks_data(case, doing_of(case, "remark", officer, monday), "2026/00001")
    assert [item["text"] for item in letter["items"]] == ["Укажите число.", "Приложите новую справку."]
    assert [item["reference"] for item in letter["items"]] == [
        "Team: Position 2, People. Ground: Appendix 3, item 4 of the Rules.",
        "Statement of tax debt. Ground: clause 9(2) of the Rules.",
    ]
    assert "within 5 working days" in letter["closing"][0]
    assert letter["signer"]["name"] == "Дана Тексеруші"
    (paper,) = case.entries.get(act="remark").papers.all()
    assert check_seal(content(paper), trusted()).state == "valid"


@pytest.mark.clause("14")
def test_a_second_notice_has_its_own_remarks_only(filed, officer, applicant, monday):
    remark_on(filed, officer, monday, "team", "", "A3.4", "Первое.")
    case = world.do(filed, "remark", officer, monday)
    case.remarks.update(answer="Исправлено.", answered_by=applicant, answered_at=monday)
    case = world.do(case, "answer", applicant, monday, given={"declared": True})
    remark_on(case, officer, monday, "kpi", "", "A3.6", "Второе.")
    case = world.do(case, "remark", officer, monday)
    letter = remarks_data(case, doing_of(case, "remark", officer, monday), "2026/00002")
    assert [item["text"] for item in letter["items"]] == ["Второе."]


@pytest.mark.parametrize(
    ("part", "field", "said"),
    [
        ("about", "address_kk", "Organisation and location: Location in Kazakh"),
        ("about", "", "Organisation and location"),
        ("about", "gone", "Organisation and location"),
        ("kpi", "kpi", "Key performance indicators: Indicators by year"),
        ("kpi", "kpi-0-year2", "Key performance indicators: Indicator 1, Year 2"),
        ("kpi", "kpi-0-gone", "Key performance indicators: Indicator 1"),
        (
            "technical",
            "slot-extra",
            "Rights, technical description, significance: Further documents to the business plan",
        ),
        ("gone", "field", "gone"),
    ],
)
def test_the_place_of_a_remark_is_told_in_words(draft, today, part, field, said):
    assert Places(drafts.answers(draft, today)).of(part, field) == said


@pytest.mark.clause("17")
def test_the_letter_of_registration_names_the_decision_and_what_follows(filed, officer, monday):
    case = stages.registered(filed, officer, monday)
    letter = registration_data(case, doing_of(case, "notify", officer, monday), "2026/00001")
    said = " ".join(letter["paragraphs"])
    assert "18\u00a0May 2026" in said
    assert "ТОО «Пример Софт»" in said
    assert "certificate of registration within 3 working days (clause 18)" in said


@pytest.mark.clause("16/1", "17", "17/2")
def test_the_refusal_has_its_grounds_reasons_and_remedies(filed, officer, monday):
    case = stages.refused(filed, officer, monday, ["Нет сметы второго года.", "Нет KPI."])
    letter = refusal_data(case, doing_of(case, "notify", officer, monday), "2026/00001")
    assert letter["items"] == [
        {
            "text": "The business plan does not contain what Appendix 3 to the Rules asks for.",
            "reference": "clause 16, part 3, paragraph 2",
        }
    ]
    closing = letter["closing"]
    assert closing[1:3] == ["— Нет сметы второго года.", "— Нет KPI."]
    assert "does not bar a new application" in closing[3]
    assert "Administrative Procedural and Process-Related Code" in closing[4]


@pytest.mark.clause("17")
def test_the_letter_of_decision_is_given_sealed(filed, officer, monday):
    case = stages.refused(filed, officer, monday, ["Нет сметы второго года."])
    case = world.do(case, "notify", officer, monday)
    (paper,) = case.entries.get(act="notify").papers.all()
    assert paper.number == "2026/00001"
    assert "/" not in paper.file.name
    assert check_seal(content(paper), trusted()).state == "valid"
