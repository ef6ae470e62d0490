"""Calendar quarters, the reporting periods of clause 68."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from rules.text import Text

MONTHS = 3
PATTERN = re.compile(r"(\d{4})-Q([1-4])")


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """A quarter of a year; `number` 1–4. Earlier ones are smaller."""

    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> Quarter:
        return cls(on.year, (on.month + MONTHS - 1) // MONTHS)

    @classmethod
    def parse(cls, key: str) -> Quarter:
        """Read "2026-Q3"; ValueError for anything else."""
        found = PATTERN.fullmatch(key)
        if found is None:
            raise ValueError(key)
        return cls(int(found[1]), int(found[2]))

    @property
    def key(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first(self) -> date:
        return date(self.year, self.number * MONTHS - 2, 1)

    @property
    def last(self) -> date:
        month = self.number * MONTHS
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def before(self) -> Quarter:
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def after(self) -> Quarter:
        return Quarter.of(self.last + timedelta(days=1))

    @property
    def title(self) -> Text:
        return Text(
            f"{self.year} ж. {self.number}-тоқсан",
            f"{self.number} квартал {self.year} г.",
            f"quarter {self.number} of {self.year}",
        )
