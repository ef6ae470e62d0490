"""python -m hub.importing.sheet SECONDS MEMORY_MIB < BOOK: the rows of the first sheet of an XLSX file as JSON lines.

A process of its own, confined as the check of uploaded files is: a workbook that says it is a million columns wide
takes this process and nothing else.
"""

import io
import json
import sys
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice

from python_calamine import CalamineWorkbook

from hub.documents.checks.__main__ import confine, shut_out

WIDEST = 60
"""So many cells of a row are read; the columns are fewer."""
Cell = int | float | str | bool | time | date | datetime | timedelta


def rows(book: bytes) -> Iterator[list[str]]:
    """Every row of the first sheet, empty ones too, its cells as text."""
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    for row in sheet.iter_rows():
        yield [text(cell) for cell in islice(row, WIDEST)]


def text(cell: Cell) -> str:
    """A cell as it would be typed: numbers to the 15 digits that a spreadsheet keeps, days in ISO 8601."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else f"{Decimal(f'{cell:.15g}'):f}"
    return str(cell)


def main(arguments: list[str]) -> int:
    confine(*map(int, arguments))
    shut_out()
    for row in rows(sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
