"""Tables that a spreadsheet opens: the one way in which a cell of an export is written."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A spreadsheet takes a cell that begins so for a formula; the wide signs of East Asia count for it, too."""

Value = str | int | float | Decimal | bool | date | None | Sequence[str]


def safe(text: str) -> str:
    """The text as a spreadsheet shows it: an apostrophe before what it would run."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(FORMULA) else text


def cell(value: Value) -> str:
    """A value in its cell: numbers stay numbers, days are ISO 8601, nothing is empty, texts are parted by a space."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Sequence):
        return safe(" ".join(value))
    return str(value)


def row(values: Iterable[Value]) -> str:
    """One line of a CSV file with its line end."""
    line = io.StringIO()
    csv.writer(line).writerow([cell(value) for value in values])
    return line.getvalue()
