"""The report as a paper. What tells of persons is masked on it: passports stand sealed in the portal alone."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.translation import gettext as _

from hub import words
from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.parts import Answer, Answers, Rows
from hub.documents.keys import sealed
from hub.documents.letterhead import language, letterhead
from hub.documents.paper import render
from hub.documents.paper.shapes import Column, Plan, PlanSection, Row, TableBlock, TextBlock
from hub.reports.form import Form, Section, Table
from hub.reports.subject import form_of, participant_of, quarter_of
from rules.clauses import label

RIGHT = ("money", "amount", "number", "count", "percent")
WIDEST = 6
"""A table with more columns is told row by row."""
Block = TextBlock | TableBlock


def report(case: Case, on: date, *, at: datetime, seal: bool = True) -> bytes:
    """The report as it is typed now, in the active language; a draft to look at is not sealed."""
    pdf = render("plan", data(case, on), language=language(), made_at=at)
    return sealed(pdf, reason=_("Quarterly report"), at=at) if seal else pdf


def report_name(case: Case) -> str:
    return _("Quarterly report %(number)s") % {"number": case.number} + ".pdf"


def data(case: Case, on: date) -> Plan:
    whole, quarter = form_of(case), quarter_of(case)
    parts = drafts.answers(case, on)
    lang = words.language()
    return {
        "letterhead": letterhead(),
        "author": case.organisation.name(lang),
        "title": _("Quarterly report"),
        "subtitle": f"{words.words(quarter.title)} · {case.number}",
        "rows": [
            _row(_("Participant"), case.organisation.name(lang)),
            _row(_("BIN"), case.organisation.bin),
            _row(_("Agreement"), _agreement(case, quarter.last)),
            _row(_("Reporting period"), f"{words.day(quarter.first)} – {words.day(quarter.last)}"),
            _row(_("Form"), words.words(whole.title)),
        ],
        "sections": [_section(whole, number, parts[one.key]) for number, one in enumerate(whole.sections, 1)],
        "labels": {},
    }


def _row(name: str, value: str) -> Row:
    return {"label": name, "value": value}


def _agreement(case: Case, on: date) -> str:
    from hub.register.standing import agreement_on

    found = agreement_on(participant_of(case), on)
    return _("№ %(number)s of %(day)s") % {"number": found.number, "day": words.day(found.signed_on)} if found else "—"


def _section(whole: Form, number: int, answers: Answers) -> PlanSection:
    told = next(one for one in whole.sections if one.key == answers.part.key)
    said = answers.words()
    blocks: list[Block] = list(_fields(told, [one for one in said if isinstance(one, Answer)]))
    blocks += [block for one in said if isinstance(one, Rows) for block in _rows(told, one)]
    if any(one.mask for table in told.tables for one in table.columns):
        blocks.insert(0, {"kind": "text", "text": _masked()})
    return {"number": str(number), "title": words.words(told.title), "blocks": [*blocks]}


def _masked() -> str:
    return _("Personal data are masked on paper; they are kept sealed in the portal (%(clause)s of the Rules).") % {
        "clause": label("23", words.language())
    }


def _fields(told: Section, answers: list[Answer]) -> list[Block]:
    """Short answers as a table of two columns, long ones as texts."""
    long = {one.key for one in told.fields if one.type == "text"}
    short = [[one.label, one.value or "—"] for one in answers if one.name not in long]
    texts: list[Block] = [
        {"kind": "text", "title": one.label, "text": one.value or "—"} for one in answers if one.name in long
    ]
    if not short:
        return texts
    columns: list[Column] = [{"label": _("What is reported")}, {"label": _("Figure or answer"), "align": "right"}]
    return [{"kind": "table", "columns": columns, "rows": short}, *texts]


def _rows(told: Section, rows: Rows) -> list[Block]:
    table = told.table(rows.name)
    if table is None or not rows.rows:
        return [{"kind": "text", "title": rows.title, "text": "—"}]
    if len(rows.columns) > WIDEST or table.cards:
        return [_card(table, number, row) for number, row in enumerate(rows.rows, 1)]
    columns: list[Column] = [
        {"label": words.words(one.label), "align": "right" if one.type in RIGHT else "left"} for one in table.columns
    ]
    return [{"kind": "table", "title": rows.title, "columns": columns, "rows": [list(row) for row in rows.rows]}]


def _card(table: Table, number: int, row: tuple[str, ...]) -> TableBlock:
    """A row too long for a line, as a table of its own."""
    return {
        "kind": "table",
        "title": f"{words.words(table.row)} {number}",
        "columns": [{"label": _("What is reported")}, {"label": _("Figure or answer")}],
        "rows": [[words.words(one.label), value or "—"] for one, value in zip(table.columns, row, strict=True)],
    }
