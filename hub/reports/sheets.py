"""A filled-in template taken into the draft: read, shown against what is typed, applied on a yes; nothing is filed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.audit.log import record as log
from hub.cases import drafts
from hub.cases.compare import Change, changes
from hub.cases.models import Case, Filing
from hub.cases.parts import Context, Problem, bind
from hub.cases.typed import MAX_ROWS
from hub.documents.checks.isolation import environment
from hub.reports.form import Field, Form
from hub.reports.models import Sheet
from hub.reports.subject import form_of
from hub.reports.template import FIELDS, FIRST, KEYS, MIME, VALUE, listed
from rules.text import LANGUAGES

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.documents.store import Judged

SECONDS, MEMORY_MIB = 20, 512
Typed = dict[str, dict[str, list[str]]]
Sheets = Mapping[str, list[list[str]]]
DAY = re.compile(r"(\d{4}-\d{2})-\d{2}")


class Unusable(Exception):
    """The file is no filled-in template; the message says why."""


def read(file: Judged, context: Context) -> Typed:
    """Part → what would have been typed. Raises Unusable."""
    if file.mime != MIME:
        raise Unusable(_("Choose an Excel workbook (XLSX): the template that this page offers."))
    whole, sheets = form_of(context.case), _sheets(file.content)
    if FIELDS not in sheets:
        raise Unusable(_("This is not the template of the report: it has no sheet “%(name)s”.") % {"name": FIELDS})
    typed: Typed = {section.key: {} for section in whole.sections}
    _read_fields(whole, sheets[FIELDS], context, typed)
    for section in whole.sections:
        for table in section.tables:
            typed[section.key] |= _read_rows(table.key, list(table.columns), sheets.get(table.key, []), context)
    return typed


def _sheets(content: bytes) -> Sheets:
    with tempfile.TemporaryFile() as book:
        book.write(content)
        book.seek(0)
        try:
            done = subprocess.run(  # noqa: S603  our own interpreter and module
                [sys.executable, "-P", "-m", "hub.reports.book", str(SECONDS), str(MEMORY_MIB)],
                stdin=book,
                capture_output=True,
                timeout=2 * SECONDS,
                check=True,
                env=environment(),
                cwd="/",
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise Unusable(
                _("The file could not be read. Save it as an Excel workbook (XLSX) and try again.")
            ) from error
    found: dict[str, list[list[str]]] = {}
    for line in done.stdout.decode().splitlines():
        name, cells = json.loads(line)
        found.setdefault(name, []).append(cells)
    return found


def _read_fields(whole: Form, rows: list[list[str]], context: Context, typed: Typed) -> None:
    known = {one.key: (section.key, one) for section in whole.sections for one in section.fields}
    for row in rows[FIRST:]:
        key = row[0] if row else ""
        if key in known:
            section, one = known[key]
            typed[section][key] = [_typed(one, row[VALUE] if len(row) > VALUE else "", context)]
        elif any(cell for cell in row):
            raise Unusable(
                _("On the sheet “%(sheet)s” there is a key that the form does not have: %(key)s")
                % {"sheet": FIELDS, "key": key[:60] or "—"}
            )


def _read_rows(table: str, columns: list[Field], rows: list[list[str]], context: Context) -> dict[str, list[str]]:
    if len(rows) <= KEYS:
        return {}
    known = {one.key: one for one in columns}
    keys = rows[KEYS]
    if strange := [key for key in keys if key and key not in known]:
        told = {"sheet": table, "key": strange[0][:60]}
        raise Unusable(_("On the sheet “%(sheet)s” there is a key that the form does not have: %(key)s") % told)
    there = [row for row in rows[FIRST:] if any(row)]
    if len(there) > MAX_ROWS:
        raise Unusable(_("The sheet “%(sheet)s” has more than %(most)s rows.") % {"sheet": table, "most": MAX_ROWS})
    return {
        f"{table}-{place}-{key}": [_typed(known[key], cell, context)]
        for place, row in enumerate(there)
        for key, cell in zip(keys, row, strict=False)
        if key
    }


def _typed(one: Field, cell: str, context: Context) -> str:
    """A cell as a person would have typed it: choices by their key, whatever the language of the file."""
    text = cell.replace("\x00", "").strip()
    if one.type == "foreigner":
        return re.sub(r"\s*\([^()]*\)$", "", text)
    if one.type == "month" and (found := DAY.fullmatch(text)):
        return found[1]
    return _keys(one, context).get(text.casefold(), text)


def _keys(one: Field, context: Context) -> dict[str, str]:
    """Folded words of a choice in the three languages → its key."""
    return _words(one, context) if one.type == "activity" else _fixed(one)


@cache
def _fixed(one: Field) -> dict[str, str]:
    return _words(one, None)


def _words(one: Field, context: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        with override(lang):
            for key, text in listed(one, context):
                found |= {text.casefold(): key, key.casefold(): key}
    return found


# --- waiting for a yes ------------------------------------------------------------------------------------------------
@transaction.atomic
def keep(case: Case, typed: Typed, *, by: User, at: datetime) -> Sheet:
    """Keep what was read until its person has looked at it; an earlier one is forgotten."""
    drafts.lock_writable(case)
    Sheet.objects.filter(case=case).delete()
    revisions = dict(case.parts.values_list("key", "revision"))
    made = Sheet.objects.create(case=case, typed=typed, revisions=revisions, read_at=at, read_by=by)
    log("report.sheet_read", f"case:{case.pk}", by=by, at=at, parts=len(typed))
    return made


def differences(sheet: Sheet, on: date) -> list[Change]:
    """What would change, field by field."""
    case = sheet.case
    now = drafts.content(case, on)
    then = {**now, "parts": {**now["parts"], **sheet.typed}}
    return changes(
        Filing(case=case, number=1, content=now), Filing(case=case, number=2, content=then), on, unmasked=True
    )


def problems(sheet: Sheet, on: date) -> list[tuple[str, Problem]]:
    """What would have to be mended before the report can be filed: the part's title and the problem."""
    known = drafts.context(sheet.case, on, unmasked=True)
    after = Context(known.case, known.on, {**known.raw, **sheet.typed}, known.files, unmasked=True)
    return [
        (str(part.title), problem)
        for part in sheet.case.chapter.parts(sheet.case)
        for problem in bind(part, after).problems()
    ]


@transaction.atomic
def apply(sheet: Sheet, *, by: User, at: datetime) -> None:
    """Type it all into the draft. Raises drafts.Overtaken where a part was saved since it was read, drafts.Closed."""
    case = sheet.case
    drafts.lock_writable(case)
    carried = case.chapter.carried(case)
    had = {part.key: part.data for part in case.parts.all()}
    changed = 0
    for key, typed in sheet.typed.items():
        if had.get(key, carried.get(key, {})) != typed:
            drafts.save_part(case, key, typed, seen=sheet.revisions.get(key, 0), by=by, at=at)
            changed += 1
    sheet.delete()
    log("report.sheet", f"case:{case.pk}", by=by, at=at, parts=changed)
