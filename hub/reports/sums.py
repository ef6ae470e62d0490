"""Numbers as they were typed: a field's, or the sum of a table's column. What is not a number yet is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from django import forms

from hub.cases.fields import NumberField
from hub.cases.typed import Raw
from hub.reports.form import Form, Table

ZERO = Decimal(0)


def number(typed: str) -> Decimal | None:
    """`1 250 000,50` as a decimal; None for nothing and for what is no number."""
    try:
        found = NumberField(required=False).clean(typed)
    except forms.ValidationError:
        return None
    return found if isinstance(found, Decimal) else None


def cell(raw: Raw, name: str) -> str:
    return str((raw.get(name) or [""])[-1]).strip()


def rows(raw: Raw, table: str, column: str) -> Iterator[tuple[int, str]]:
    """Number and typed text of a column's cells."""
    shape = re.compile(rf"{re.escape(table)}-(\d+)-{re.escape(column)}")
    for name in raw:
        if found := shape.fullmatch(name):
            yield int(found[1]), cell(raw, name)


def filled(raw: Raw, table: Table) -> set[int]:
    """The numbers of the rows in which something stands that makes a row."""
    counted = [one.key for one in table.columns if not one.blank]
    return {row for key in counted for row, typed in rows(raw, table.key, key) if typed}


def value(form: Form, report: Mapping[str, Raw], name: str) -> Decimal | None:
    """What `field` or `table.column` comes to; None while something in it is missing or no number.

    Rows that are not there sum to nothing: zero.
    """
    section, table, field = form.places[name]
    raw = report.get(section.key, {})
    if table is None:
        return number(cell(raw, field.key))
    there = filled(raw, table)
    typed = {row: number(text) for row, text in rows(raw, table.key, field.key) if row in there}
    if any(one is None for one in typed.values()) or typed.keys() != there:
        return None
    return sum((one for one in typed.values() if one is not None), ZERO)


def figures(form: Form, report: Mapping[str, Raw]) -> dict[str, Decimal]:
    """The report's figures by the keys that others read; call it for a complete report."""
    found = {key: value(form, report, name) for key, name in form.figures.items()}
    said = {key: one for key, one in found.items() if one is not None}
    for key, spread in form.spreads.items():
        raw = report.get(form.section_of(spread.table).key, {})
        by = dict(rows(raw, spread.table, spread.by)) if spread.by else {}
        for row, text in rows(raw, spread.table, spread.value):
            which = by.get(row) if spread.by else str(row + 1)
            if (amount := number(text)) is not None and which:
                name = (spread.figure or f"{key}.{{by}}").format(by=which)
                said[name] = said.get(name, ZERO) + amount
    return said
