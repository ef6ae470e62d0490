"""The spreadsheet that a report can be filled in with: how to, the single fields, a sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from hub import words
from hub.cases.models import Case
from hub.cases.parts import Context
from hub.cases.typed import MAX_ROWS, Raw
from hub.reports import sums, typed_fields
from hub.reports.form import Field, Form, Table
from hub.reports.loader import NUMERIC
from hub.reports.subject import form_of, quarter_of
from rules.clauses import label
from rules.text import Text

FIELDS = "fields"
KEYS, HEADS, FIRST = 1, 2, 3
"""Rows of a sheet, counted from zero: keys, headings, the first one to fill in."""
VALUE = 4
"""The column of the single fields in which a value stands."""
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
YES_NO: Mapping[str, Text] = {"yes": Text("Иә", "Да", "Yes"), "no": Text("Жоқ", "Нет", "No")}
LISTED = ("choice", "yes_no", "currency")
"""Types whose few choices a cell offers."""
LONGEST_LIST = 255
"""Characters that a spreadsheet takes for a cell's list."""


class _Book:
    """A workbook being written: nothing typed by a person becomes a formula or a link."""

    def __init__(self, out: io.BytesIO) -> None:
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = xlsxwriter.Workbook(out, options)
        self.title = self.book.add_format({"bold": True, "font_size": 14})
        self.key = self.book.add_format({"font_color": "#8a93a3", "font_size": 8})
        self.head = self.book.add_format({"bold": True, "text_wrap": True, "bg_color": "#eef2f8", "border": 1})
        self.text = self.book.add_format({"num_format": "@", "text_wrap": True})
        self.plain = self.book.add_format({"text_wrap": True, "valign": "top"})
        self.sum = self.book.add_format({"num_format": "#,##0.##"})

    def sheet(self, name: str, title: str) -> Any:
        made = self.book.add_worksheet(name)
        made.write_string(0, 0, title, self.title)
        return made


def template(case: Case, context: Context) -> bytes:
    """The template with what the draft holds now, in the reader's language."""
    out = io.BytesIO()
    made, whole = _Book(out), form_of(case)
    _how_to(made, case, whole)
    _fields(made, whole, context)
    for section in whole.sections:
        for table in section.tables:
            _rows(made, table, context, context.raw.get(section.key, {}))
    made.book.close()
    return out.getvalue()


def template_name(case: Case) -> str:
    return _("Report %(number)s") % {"number": case.number} + ".xlsx"


def _how_to(made: _Book, case: Case, whole: Form) -> None:
    sheet = made.sheet("0", _("How to fill in"))
    sheet.set_column(0, 0, 100)
    lines = [
        f"{case.organisation.name(words.language())} · {words.words(quarter_of(case).title)} · {case.number}",
        words.words(whole.title),
        _("Fill in the sheet “%(fields)s” and the sheets of the tables; leave a table blank where you have nothing.")
        % {"fields": FIELDS},
        _("Do not change the grey keys: the portal reads the file by them."),
        _("Money is in tenge, with a point or a comma. Dates are day.month.year; months are month.year."),
        _("Then upload the file in the portal: you see what will change before anything is changed."),
        _("Nothing is filed by the upload. Documents are attached in the portal (%(clause)s of the Rules).")
        % {"clause": label("64(1)", words.language())},
        "",
        _("Sheets:"),
        f"{FIELDS}: {_('single figures and answers')}",
        *(f"{table.key}: {words.words(table.title)}" for section in whole.sections for table in section.tables),
    ]
    for row, text in enumerate(lines, 1):
        sheet.write_string(row, 0, text, made.plain)


def _fields(made: _Book, whole: Form, context: Context) -> None:
    sheet = made.sheet(FIELDS, _("Single figures and answers"))
    for column, (width, text) in enumerate(
        ((14, _("Key")), (26, _("Part")), (46, _("What is reported")), (8, _("Unit")), (40, _("Value")))
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADS, column, text, made.head)
    row = FIRST
    for section in whole.sections:
        for one in section.fields:
            told = (section.title, one.label, *([one.unit] if one.unit else []))
            sheet.write_string(row, 0, one.key, made.key)
            for column, said in enumerate(told, 1):
                sheet.write_string(row, column, words.words(said), made.plain)
            _cell(made, sheet, row, VALUE, one, sums.cell(context.raw.get(section.key, {}), one.key), context)
            _offer(sheet, row, row, VALUE, one, context)
            row += 1


def _rows(made: _Book, table: Table, context: Context, raw: Raw) -> None:
    sheet = made.sheet(table.key, words.words(table.title))
    there = sorted({row for one in table.columns for row, _typed in sums.rows(raw, table.key, one.key)})
    for column, one in enumerate(table.columns):
        sheet.set_column(column, column, 24, None if one.type in NUMERIC else made.text)
        sheet.write_string(KEYS, column, one.key, made.key)
        sheet.write_string(HEADS, column, words.words(one.label), made.head)
        _offer(sheet, FIRST, FIRST + MAX_ROWS - 1, column, one, context)
        for place, row in enumerate(there):
            typed = sums.cell(raw, f"{table.key}-{row}-{one.key}")
            _cell(made, sheet, FIRST + place, column, one, typed, context)


def _cell(made: _Book, sheet: Any, row: int, column: int, one: Field, typed: str, context: Context) -> None:
    figure = sums.number(typed) if one.type in NUMERIC else None
    if figure is not None:
        sheet.write_number(row, column, figure, made.sum)
    else:
        sheet.write_string(row, column, shown(one, typed, context), made.text)


def shown(one: Field, typed: str, context: Context) -> str:
    """What was typed as the cell shows it: a choice in words."""
    return dict(listed(one, context)).get(typed, typed)


def listed(one: Field, context: Context) -> list[tuple[str, str]]:
    """The choices of a field with their words in the active language; none for what is typed."""
    if one.type == "yes_no":
        return [(key, words.words(text)) for key, text in YES_NO.items()]
    return [(key, text) for key, text in typed_fields.choices(one, context) or [] if key]


def _offer(sheet: Any, first: int, last: int, column: int, one: Field, context: Context) -> None:
    names = [text for _key, text in listed(one, context)] if one.type in LISTED else []
    if names and len(",".join(names)) <= LONGEST_LIST and not any("," in name for name in names):
        sheet.data_validation(first, column, last, column, {"validate": "list", "source": names, "ignore_blank": True})
