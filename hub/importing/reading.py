"""The rows of a kept file, one after another: a CSV line by line, a workbook by a process of its own."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from hub.documents.checks.isolation import environment
from hub.documents.content import content_of
from hub.importing import problems
from hub.importing.columns import BY_HEADING, COLUMNS, folded
from rules.text import Text

if TYPE_CHECKING:
    from hub.documents.models import StoredFile

CSV: Final = "text/csv"
MOST_ROWS: Final = 50_000
SECONDS: Final = 60
MEMORY_MIB: Final = 1024
ENCODINGS: Final = ("utf-8-sig", "cp1251")
SEPARATORS: Final = ";,\t"

Cells = Mapping[str, str]
"""Key of a column → what was typed; a column that the file does not have is not there."""


def read(file: StoredFile) -> Iterator[tuple[int, Cells]]:
    """Each row that is not empty with its number as a spreadsheet counts it.

    Raises Unusable, also midway; `hub.documents.content.Unavailable` where the file is not to be had.
    """
    content = content_of(file)
    lines = of_csv(content) if file.mime == CSV else of_book(content)
    with contextlib.closing(lines):
        yield from _under_headings(lines)


def _under_headings(lines: Iterable[list[str]]) -> Iterator[tuple[int, Cells]]:
    keys: list[str] = []
    rows = 0
    for number, line in enumerate(lines, 1):
        if not any(cell.strip() for cell in line):
            continue
        if not keys:
            keys = _keys(line)
            continue
        rows += 1
        if rows > MOST_ROWS:
            raise problems.Unusable(_filled(problems.TOO_MANY, most=f"{MOST_ROWS}"))
        yield number, {key: cell for key, cell in zip(keys, line, strict=False) if key}
    if not rows:
        raise problems.Unusable(problems.EMPTY)


def _keys(line: list[str]) -> list[str]:
    """The key of each column; empty where the heading is. Raises Unusable."""
    keys = [BY_HEADING.get(folded(cell), "") for cell in line]
    if unknown := [cell.strip() for cell, key in zip(line, keys, strict=True) if cell.strip() and not key]:
        raise problems.Unusable(_filled(problems.UNKNOWN_HEADINGS, names=_listed(unknown)))
    if twice := sorted({key for key in keys if key and keys.count(key) > 1}):
        raise problems.Unusable(_filled(problems.TWICE, names=_listed(twice)))
    if missing := [column.key for column in COLUMNS if column.required and column.key not in keys]:
        raise problems.Unusable(_filled(problems.MISSING_HEADINGS, names=_listed(missing)))
    return keys


def _listed(names: list[str]) -> str:
    return ", ".join(name[: problems.SHOWN] for name in names[:10])[:300]


def _filled(text: Text, **given: str) -> Text:
    return Text(*(words.format(**given) for words in text))


# --- CSV --------------------------------------------------------------------------------------------------------------
def encoding(content: bytes) -> str | None:
    """UTF-8, or the Windows page of Cyrillic; None for what is neither, or no text at all."""
    if b"\0" in content:
        return None
    for name in ENCODINGS:
        with contextlib.suppress(UnicodeDecodeError):
            content.decode(name)
            return name
    return None


def of_csv(content: bytes) -> Generator[list[str]]:
    """The lines of a CSV file, whichever separator its first line has most of. Raises Unusable."""
    known = encoding(content)
    if known is None:
        raise problems.Unusable(problems.NOT_A_TABLE)
    with io.TextIOWrapper(io.BytesIO(content), known, newline="") as text:
        first = text.readline()
        text.seek(0)
        separator = max(SEPARATORS, key=first.count)
        try:
            yield from csv.reader(text, delimiter=separator, strict=True)
        except csv.Error:
            raise problems.Unusable(problems.NOT_A_TABLE) from None


# --- XLSX -------------------------------------------------------------------------------------------------------------
def of_book(content: bytes) -> Generator[list[str]]:
    """The rows of the first sheet. Raises Unusable where the reader gives up: no workbook, out of time or memory."""
    with tempfile.TemporaryFile() as book:
        book.write(content)
        book.seek(0)
        reader = subprocess.Popen(  # noqa: S603  our own interpreter and module
            [sys.executable, "-P", "-m", "hub.importing.sheet", str(SECONDS), str(MEMORY_MIB)],
            stdin=book,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            cwd="/",
        )
        with reader:
            try:
                yield from _lines(reader)
            finally:
                reader.kill()


def _lines(reader: subprocess.Popen[bytes]) -> Iterator[list[str]]:
    assert reader.stdout is not None  # noqa: S101  it was asked for
    for line in reader.stdout:
        yield json.loads(line)
    if reader.wait(SECONDS) != 0:
        raise problems.Unusable(problems.NOT_A_TABLE)
