"""What a spreadsheet gets: words that begin like a formula are words; numbers stay numbers."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest

from hub.cells import FORMULA, cell, row, safe


@pytest.mark.parametrize("begin", [*FORMULA, " =", "\u00a0@", "=HYPERLINK(", "@SUM(", "-2+3+cmd|", "+1-1", "-"])
def test_what_begins_like_a_formula_is_text(begin):
    assert safe(f"{begin}1)") == f"'{begin}1)"


@pytest.mark.parametrize("plain", ["", "Үлгі", "1=1", "a@b.kz", "12", "3,5", "2026-05-18", "'=1"])
def test_everything_else_stays_as_it_is(plain):
    assert safe(plain) == plain


@pytest.mark.parametrize(
    ("value", "shown"),
    [(None, ""), (True, "true"), (-5, "-5"), (Decimal("-1.50"), "-1.50"), (date(2026, 5, 18), "2026-05-18"),
     (["=a", "b"], "'=a b"), ((), "")],
)  # fmt: skip
def test_values_of_every_kind(value, shown):
    assert cell(value) == shown


def test_a_row_is_one_row_whatever_stands_in_it():
    cells = ['"quoted", and\r\nbroken', "=1+1", "x;y\tz"]
    assert [*csv.reader(io.StringIO(row(cells), newline=""))] == [[cells[0], "'=1+1", cells[2]]]
