"""What the rows of one file say together: those of one participation agree, a number belongs to one participation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from hub.importing import problems
from hub.importing.problems import Problem, problem
from hub.importing.told import OF_NAMES, OF_PARTICIPATION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hub.importing.told import Told

Key = tuple[str, date]


@dataclass(slots=True)
class Said:
    """Where something was first said, and the prints of what was said, column by column: less than the words take."""

    row: int
    prints: tuple[int, ...]


@dataclass(slots=True)
class Numbered(Said):
    key: Key


@dataclass(slots=True)
class Book:
    """The rows so far. A row with a problem is not added: what stood first prevails."""

    names: dict[str, Said] = field(default_factory=dict)
    participations: dict[Key, Said] = field(default_factory=dict)
    terms: dict[str, dict[date, tuple[date, int]]] = field(default_factory=lambda: defaultdict(dict))
    agreements: dict[str, Numbered] = field(default_factory=dict)
    certificates: dict[str, Numbered] = field(default_factory=dict)

    def add(self, row: int, told: Told) -> list[Problem]:
        """What the row says otherwise than the rows before it."""
        found = [
            *self._otherwise(self.names.get(told.bin), OF_NAMES, told),
            *self._otherwise(self.participations.get(told.key), OF_PARTICIPATION, told),
            *self._overlap(told),
            *_numbered(self.agreements.get(told.agreement_number), "agreement_number", told, told.agreement),
            *_numbered(
                self.certificates.get(told.certificate_number),
                "certificate_number",
                told,
                (told.certificate_issued_on,),
            ),
        ]
        if not found:
            self._keep(row, told)
        return found

    def _otherwise(self, said: Said | None, columns: tuple[str, ...], told: Told) -> Iterator[Problem]:
        if said is not None:
            for column, kept, now in zip(columns, said.prints, _prints(told, columns), strict=True):
                if kept != now:
                    yield problem(column, problems.OTHER_ROW, row=said.row)

    def _overlap(self, told: Told) -> Iterator[Problem]:
        for since, (until, row) in self.terms.get(told.bin, {}).items():
            if since != told.since and since <= told.until and told.since <= until:
                yield problem("since", problems.OVERLAP_ROW, row=row)

    def _keep(self, row: int, told: Told) -> None:
        self.names.setdefault(told.bin, Said(row, _prints(told, OF_NAMES)))
        self.participations.setdefault(told.key, Said(row, _prints(told, OF_PARTICIPATION)))
        self.terms[told.bin].setdefault(told.since, (told.until, row))
        self.agreements.setdefault(told.agreement_number, Numbered(row, _printed(told.agreement), told.key))
        if told.certificate_number:
            issued = _printed((told.certificate_issued_on,))
            self.certificates.setdefault(told.certificate_number, Numbered(row, issued, told.key))


def _prints(told: Told, columns: tuple[str, ...]) -> tuple[int, ...]:
    return _printed(tuple(getattr(told, column) for column in columns))


def _printed(values: tuple[Any, ...]) -> tuple[int, ...]:
    return tuple(hash(value) for value in values)


def _numbered(said: Numbered | None, column: str, told: Told, values: tuple[Any, ...]) -> Iterator[Problem]:
    if said is None:
        return
    if said.key != told.key:
        yield problem(column, problems.NUMBER_OF_ROW, row=said.row)
    elif said.prints != _printed(values):
        yield problem(column, problems.NUMBER_SAYS_OTHER, row=said.row)
