"""The workbook to fill in: a sheet with the headings, and one that says how each column is filled in."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.utils.translation import gettext as _

from hub import words
from hub.importing.columns import COLUMNS
from hub.importing.lists import Lists
from hub.importing.reading import MOST_ROWS
from hub.register.report_forms import report_forms
from rules.reference import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator


def workbook(today: date) -> bytes:
    """An XLSX file in the reader's language; the List is that of `today`."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold, wrap = book.add_format({"bold": True, "bg_color": "#E5F0F2"}), book.add_format({"text_wrap": True})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet(_("Participants"))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(COLUMNS):
        title = words.words(column.title)
        sheet.set_column(place, place, max(14, len(title) + 2), text)  # as text: a BIN keeps its zeros
        sheet.write_string(0, place, title, bold)
    guide = book.add_worksheet(_("How to fill it in"))
    guide.set_column(0, 0, 26)
    guide.set_column(1, 1, 34)
    guide.set_column(2, 2, 90, wrap)
    for number, line in enumerate(_lines(today)):
        for place, cell in enumerate(line):
            guide.write_string(number, place, cell, bold if number == 0 else None)
    book.close()
    return out.getvalue()


def _lines(today: date) -> Iterator[tuple[str, ...]]:
    yield _("Column"), _("Heading"), _("How to fill it in")
    for column in COLUMNS:
        must = "" if column.required else f" ({_('may be empty')})"
        yield column.key, words.words(column.title), words.words(column.hint) + must
    yield ("",)
    yield (
        "",
        "",
        _("At most %(rows)s rows; dates that have come; a term of at least a year.")
        % {"rows": words.number(MOST_ROWS)},
    )
    yield from _listed(_("Regions"), ((one.key, words.words(one.title)) for one in REGIONS))
    yield from _listed(_("Report forms"), ((key, words.words(title)) for key, title in report_forms().items()))
    yield from _listed(_("Activities and works"), Lists(today).described(words.language()))


def _listed(title: str, rows: Any) -> Iterator[tuple[str, ...]]:
    yield ("",)
    yield (title,)
    yield from rows
