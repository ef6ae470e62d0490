"""python -m hub.reports.book SECONDS MEMORY_MIB < BOOK: the cells of a filled-in template as JSON lines.

A process of its own, confined as the check of uploaded files is: a workbook that says it is a million columns wide
takes this process and nothing else. A line is [sheet, [cell, …]]; the first lines of a sheet come first.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from python_calamine import CalamineWorkbook

from hub.documents.checks.__main__ import confine, shut_out

SHEETS, ROWS, COLUMNS = 40, 1000, 30
"""So much of a workbook is read; the template is smaller."""
Cell = int | float | str | bool | time | date | datetime | timedelta


def lines(book: bytes) -> Iterator[tuple[str, list[str]]]:
    """Every row of every sheet, empty ones too, its cells as text."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(book))
    for name in workbook.sheet_names[:SHEETS]:
        for row in islice(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=ROWS), ROWS):
            yield name, [text(cell) for cell in row[:COLUMNS]]


def text(cell: Cell) -> str:
    """A cell as it would be typed: numbers to the 15 digits that a spreadsheet keeps, days in ISO 8601."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}"
    return str(cell).strip()


def main(arguments: list[str]) -> int:
    confine(*map(int, arguments))
    shut_out()
    for line in lines(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
