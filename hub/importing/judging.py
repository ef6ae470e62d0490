"""Every row of a file judged: by itself, beside the rows before it, and beside the register."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from hub.importing.book import Book
from hub.importing.compare import Register
from hub.importing.lists import Lists
from hub.importing.reading import read
from hub.importing.told import Row

if TYPE_CHECKING:
    from hub.documents.models import StoredFile
    from hub.importing.problems import Problem
    from hub.importing.told import Told

BATCH = 500
"""Rows that are looked up in the register together."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A row; `told` is None where it cannot be read, `new` whether its participation does not stand yet."""

    row: int
    told: Told | None
    problems: tuple[Problem, ...]
    new: bool = False


class Judge:
    """Goes through a file once. `book` knows what the rows so far have said."""

    def __init__(self, file: StoredFile, today: date) -> None:
        self.book, self.lists = Book(), Lists(today)
        self._file, self._today = file, today

    def rows(self, skip: int = 0) -> Iterator[Judged]:
        """The rows after the first `skip`, which are read only for what they say beside the others."""
        return self.beside_the_register(islice(self.by_themselves(), skip, None))

    def by_themselves(self) -> Iterator[Judged]:
        """Each row by itself and beside the rows before it: nothing of the register is read."""
        for row, cells in read(self._file):
            told, found = Row.read(cells, self.lists, self._today)
            found += self.book.add(row, told) if told else []
            yield Judged(row, told, tuple(found))

    def beside_the_register(self, rows: Iterator[Judged], *, hold: bool = False) -> Iterator[Judged]:
        """The same rows beside what stands; see `Register` for `hold`."""
        while batch := list(islice(rows, BATCH)):
            yield from self._beside(batch, hold=hold)

    def _beside(self, batch: list[Judged], *, hold: bool) -> Iterator[Judged]:
        register = Register([one.told for one in batch if one.told], self._today, hold=hold)
        for one in batch:
            if one.told is None or one.problems:
                yield one
            else:
                new, found = register.judge(one.told)
                yield Judged(one.row, one.told, found, new)


@dataclass(slots=True)
class Counts:
    new: int = 0
    same: int = 0
    wrong: int = 0

    def add(self, one: Judged) -> None:
        if one.problems:
            self.wrong += 1
        elif one.new:
            self.new += 1
        else:
            self.same += 1
