"""The analysis as a sealed PDF with plots, and as a sheet with the same tables."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.analysis.models import Analysis
from hub.analysis.tables import MILLION, Table, tables
from hub.documents import store
from hub.documents.keys import sealed
from hub.documents.letterhead import HEAD, language, letterhead
from hub.documents.models import Paper, StoredFile
from hub.documents.paper import render
from rules.clauses import label

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LANGUAGE = "kk"
"""Papers to a state body are in Kazakh first, in Russian beside it (law 151-I); English is for the page alone."""


def issue_pdf(one: Analysis, *, number: str, at: datetime) -> Paper:
    """The paper that is sent, sealed and kept: the Kazakh text, then the Russian one."""
    title = f"{one.quarter.title.kk} / {one.quarter.title.ru}"
    pdf = sealed(pdf_of(one, at=at), reason=title, at=at)
    name = f"{number}.pdf"
    return store.issue(Paper.Kind.ANALYSIS, number, pdf, name=name, language=LANGUAGE, organisation=None, at=at)


def pdf_of(one: Analysis, *, at: datetime) -> bytes:
    """Both languages in one PDF, each a part of its own."""
    sections: list[dict[str, Any]] = []
    for code, text in (("kk", one.text_kk), ("ru", one.text_ru)):
        with override(code):
            sections += list(_sections(one, text, before=len(sections)))
    with override(LANGUAGE):
        data = {
            "letterhead": letterhead(),
            "title": _("Analysis of the expediency of the participants' projects"),
            "subtitle": f"{one.quarter.title.kk} · {one.quarter.title.ru}",
            "rows": [
                {"label": _("Clause of the Rules"), "value": label("70", LANGUAGE)},
                {"label": _("Figures as of"), "value": words.moment(one.built_at)},
                {"label": _("Signed by"), "value": HEAD.kk},
            ],
            "sections": sections,
        }
        return render("plan", data, language=language(), made_at=at)


def _sections(one: Analysis, text: str, *, before: int) -> Iterator[dict[str, Any]]:
    numbered = before + 1
    yield {"number": str(numbered), "title": _("Findings"), "blocks": [{"kind": "text", "text": text}]}
    for number, table in enumerate(tables(one.data), numbered + 1):
        yield {"number": str(number), "title": table.title, "blocks": list(_blocks(table))}


def _blocks(table: Table) -> Iterator[dict[str, Any]]:
    if bars := table.bars():
        most = max(one["value"] for one in bars) or 1
        assert table.plots is not None  # noqa: S101  it has bars
        yield {
            "kind": "bars",
            "title": table.columns[table.plots].title,
            "items": [{"label": one["label"], "share": one["value"] / most, "text": one["text"]} for one in bars],
        }
    yield {
        "kind": "table",
        "columns": [
            {"label": column.title, "align": "left" if column.unit is None else "right"} for column in table.columns
        ],
        "rows": table.written(),
    }
    if table.note:
        yield {"kind": "text", "text": table.note}


def keep_sheet(one: Analysis, *, at: datetime) -> StoredFile:
    with override(LANGUAGE):
        name = f"{one.case.number}.xlsx"
        return store.made(sheet_of(one), name, XLSX, language=LANGUAGE, organisation=None, at=at)


def sheet_of(one: Analysis) -> bytes:
    """A sheet for each table; numbers stay numbers, nothing that was typed becomes a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": True, "strings_to_formulas": False})
    book.set_properties({"created": one.built_at.replace(tzinfo=None)})
    head, money = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "#,##0.00"})
    for table in tables(one.data):
        sheet = book.add_worksheet(_tab(table.title))
        sheet.set_column(0, 0, 40)
        sheet.set_column(1, len(table.columns), 18)
        sheet.write_row(0, 0, [column.title for column in table.columns], head)
        for y, row in enumerate(table.rows, 1):
            for x, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                if isinstance(cell, str):
                    sheet.write_string(y, x, cell)
                else:
                    scaled = cell / MILLION if column.unit == "million" else cell
                    sheet.write_number(y, x, scaled, money if column.unit in ("tenge", "million") else None)
    book.close()
    return out.getvalue()


def _tab(title: str) -> str:
    """A title as a sheet may be called: 31 characters, some of them forbidden."""
    return "".join(" " if one in "[]:*?/\\'" else one for one in title)[:31]
