"""A year of the working calendar as its page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rules.calendar import Calendar, Day

Look = Literal["work", "rest", "holiday", "moved_rest", "moved_work"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: how it looks, and whether a person entered it or its date is only expected."""

    day: Day
    look: Look

    @property
    def corrected(self) -> bool:
        return self.day.source == "correction"

    @property
    def special(self) -> bool:
        """Whether the day differs from an ordinary week."""
        return self.day.source not in ("weekday", "weekend")


@dataclass(frozen=True, slots=True)
class Month:
    """`weeks` run from Monday; a day of another month is None."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]
    working: int


def months(calendar: Calendar, year: int) -> list[Month]:
    """The twelve months of an open year; MissingYear for one that is not."""
    return [_month(calendar, year, number) for number in range(1, 13)]


def special_days(shown: list[Month]) -> list[Cell]:
    """The days out of the ordinary, in order."""
    return [cell for month in shown for week in month.weeks for cell in week if cell and cell.special]


def _month(calendar: Calendar, year: int, number: int) -> Month:
    first = date(year, number, 1)
    after = date(year + number // 12, number % 12 + 1, 1)
    cells = [_cell(calendar.day(first + timedelta(days=offset))) for offset in range((after - first).days)]
    padded: list[Cell | None] = [None] * first.weekday() + [*cells]
    padded += [None] * (-len(padded) % 7)
    weeks = tuple(tuple(padded[start : start + 7]) for start in range(0, len(padded), 7))
    return Month(number, weeks, sum(cell.day.working for cell in cells))


def _cell(day: Day) -> Cell:
    if day.source == "holiday":
        return Cell(day, "holiday")
    if day.source in ("moved", "correction"):
        return Cell(day, "moved_work" if day.working else "moved_rest")
    return Cell(day, "work" if day.working else "rest")
