"""A form of the quarterly report as data (clause 65): sections of typed fields and tables, and what must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rules.text import Text

Type = Literal[
    "money",  # tenge, whole or with two decimals
    "amount",  # a sum in another currency
    "number",
    "count",  # a whole number, not below zero
    "percent",  # 0–100
    "text",
    "line",
    "latin",  # a name in Latin letters
    "choice",
    "yes_no",
    "country",
    "citizenship",  # a country, or stateless
    "currency",
    "activity",  # one of the participant's activities
    "foreigner",  # one of those named in the section of foreigners
    "date",
    "past",  # a date that is not ahead
    "month",
    "passport",  # the number of a passport or another document
]
Mask = Literal["name", "passport", "hidden"]
Comparison = Literal["last", "sales", "kpi"]
"""With what a figure is shown: the last report, the plan's sales of the year, the plan's indicator."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field, or a column of a table. `mask`: it tells of a person, and how others see it."""

    key: str
    label: Text
    type: Type
    hint: Text | None = None
    unit: Text | None = None
    required: bool = True
    needed_when: tuple[str, str] | None = None
    """Another field of the same row or section and the value with which this one is needed."""
    choices: tuple[tuple[str, Text], ...] | None = None
    compare: tuple[Comparison, ...] = ()
    carry: bool = False
    mask: Mask | None = None
    blank: bool = False
    """Whether the column alone does not make a row: it may be filled in by the portal."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows within a section."""

    key: str
    title: Text
    row: Text
    columns: tuple[Field, ...]
    hint: Text | None = None
    at_least: int = 0
    cards: bool = False
    from_plan: bool = False
    """Whether the rows begin as the indicators of the business plan."""

    def column(self, key: str) -> Field | None:
        return next((one for one in self.columns if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Check:
    """What must agree: `left` with the sum of `right`. A name is a field's, or `table.column` for a column's sum.

    `rows_when_yes`: the table `right` has rows where `left` is yes, and none where it is no.
    """

    at: str
    left: str
    how: Literal["equals", "at_most", "rows_when_yes"]
    right: tuple[str, ...]
    say: Text


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the report."""

    key: str
    title: Text
    clause: str
    fields: tuple[Field, ...] = ()
    tables: tuple[Table, ...] = ()
    checks: tuple[Check, ...] = ()
    hint: Text | None = None
    also: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    """Slots for documents that may be attached."""

    def field(self, key: str) -> Field | None:
        return next((one for one in self.fields if one.key == key), None)

    def table(self, key: str) -> Table | None:
        return next((one for one in self.tables if one.key == key), None)


@dataclass(frozen=True, slots=True)
class Spread:
    """A figure told apart by a column: `income_listed.4` is what the rows of activity 4 sum to.

    Without `by` it is told apart by the number of the row, from 1; `figure` is its name where its key is not.
    """

    table: str
    value: str
    by: str = ""
    figure: str = ""


@dataclass(frozen=True)
class Form:
    """One version. `figures`: the keys that fees, monitoring and analysis read → what they are taken from."""

    version: str
    title: Text
    groups: Mapping[str, Text]
    """Key of a group → its title; each section stands in one."""
    group_of: Mapping[str, str]
    sections: tuple[Section, ...]
    figures: Mapping[str, str]
    spreads: Mapping[str, Spread]
    slots: Mapping[str, Text]

    @cached_property
    def places(self) -> Mapping[str, tuple[Section, Table | None, Field]]:
        """Every name a check or a figure can take: `field` or `table.column` → where it stands."""
        return dict(self._places())

    def _places(self) -> Iterator[tuple[str, tuple[Section, Table | None, Field]]]:
        for section in self.sections:
            yield from ((one.key, (section, None, one)) for one in section.fields)
            for table in section.tables:
                yield from ((f"{table.key}.{one.key}", (section, table, one)) for one in table.columns)

    def section_of(self, table: str) -> Section:
        """The section in which a table stands; StopIteration where there is none."""
        return next(section for section in self.sections if section.table(table))
