"""A bank's own CSV, read by a saved mapping: which column holds what, and how days and sums are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from hub.fees.statements.parsed import (
    ENCODING,
    NOT_SUCH,
    Line,
    Parsed,
    Unreadable,
    bad_line,
    bin_in,
    iban_in,
    money,
    short,
)
from rules.text import Text

ENCODINGS = ("utf-8-sig", "cp1251", "utf-16", "cp866")
DELIMITERS = {";": ";", ",": ",", "tab": "\t", "|": "|"}
DAY_FORMATS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y", "%d.%m.%Y %H:%M:%S")
COLUMNS = ("on", "amount", "credit", "debit", "reference", "payer", "payer_bin", "payer_iban", "purpose")
HEAD_WITHIN = 50
"""The line of titles stands among the first so many."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is read; `columns` maps what it holds to the title of its column."""

    encoding: str
    delimiter: str
    comma: bool
    day_format: str
    columns: Mapping[str, str]


def read(content: bytes, how: Reading) -> Parsed:
    """The statement; Unreadable for another encoding, for titles that are not there, for a line that is no movement."""
    try:
        text = content.decode(how.encoding)
    except (UnicodeDecodeError, UnicodeError):
        raise Unreadable(ENCODING) from None
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=how.delimiter))
    except csv.Error:
        raise Unreadable(NOT_SUCH) from None
    places, first = _head(rows, how)
    numbered = enumerate(rows[first:], start=first + 1)
    lines = (_line(_Row(row, places), how, number) for number, row in numbered)
    return Parsed([line for line in lines if line is not None])


def _head(rows: Sequence[Sequence[str]], how: Reading) -> tuple[dict[str, int], int]:
    """Where each column stands, and the number of lines up to and with the titles."""
    wanted = {name: title.strip().casefold() for name, title in how.columns.items() if title}
    for number, row in enumerate(rows[:HEAD_WITHIN], start=1):
        titles = [cell.strip().casefold() for cell in row]
        if all(title in titles for title in wanted.values()):
            return {name: titles.index(title) for name, title in wanted.items()}, number
    raise Unreadable(_missing(sorted(how.columns.values())))


class _Row:
    """A line by the names of its columns."""

    def __init__(self, cells: Sequence[str], places: Mapping[str, int]) -> None:
        self.cells, self.places = cells, places

    def __getitem__(self, name: str) -> str:
        place = self.places.get(name)
        return self.cells[place].strip() if place is not None and place < len(self.cells) else ""


def _line(row: _Row, how: Reading, number: int) -> Line | None:
    """The movement; None for a line without a day: an empty one, the bank's totals."""
    if not row["on"]:
        return None
    purpose = row["purpose"]
    return Line(
        on=_day(row["on"], how, number),
        amount=_amount(row, how, number),
        reference=short(row["reference"], 80),
        payer=short(row["payer"], 250),
        payer_bin=bin_in(row["payer_bin"]) or bin_in(purpose),
        payer_iban=iban_in(row["payer_iban"]) or iban_in(purpose),
        purpose=short(purpose, 1000),
    )


def _day(text: str, how: Reading, number: int) -> date:
    try:
        return datetime.strptime(text, how.day_format).date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Unreadable(bad_line(number)) from None


def _amount(row: _Row, how: Reading, number: int) -> Decimal:
    """One signed sum, or one column of what came and one of what went."""
    if row["amount"]:
        return money(row["amount"], number, comma=how.comma)
    came, went = (money(row[name] or "0", number, comma=how.comma) for name in ("credit", "debit"))
    if bool(came) == bool(went):
        raise Unreadable(bad_line(number))
    return came - went


def _missing(titles: Sequence[str]) -> Text:
    listed = ", ".join(titles)
    return Text(
        f"Файлда мына бағандар табылмады: {listed}. Бөлгіш пен кодтауды тексеріңіз.",
        f"В файле не найдены столбцы: {listed}. Проверьте разделитель и кодировку.",
        f"The file does not have the columns {listed}. Check the delimiter and the encoding.",
    )
