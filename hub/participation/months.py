"""Obligations on a month's sheet."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hub.participation.obligations import Obligation


@dataclass(frozen=True, slots=True)
class Sheet:
    """A month: weeks of seven days, each with what is due on it; days of other months have none."""

    first: date
    weeks: list[list[tuple[date, list[Obligation]]]]

    @property
    def before(self) -> date:
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + timedelta(days=32)).replace(day=1)


def sheet(month: date, found: Sequence[Obligation]) -> Sheet:
    """The sheet of the month in which `month` lies."""
    first = month.replace(day=1)
    by_day: dict[date, list[Obligation]] = {}
    for one in found:
        if one.due is not None:
            by_day.setdefault(one.due, []).append(one)
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    return Sheet(
        first, [[(day, by_day.get(day, []) if day.month == first.month else []) for day in week] for week in weeks]
    )


def asked(typed: str, today: date) -> date:
    """The month of an address (`2026-07`); today's where it names none."""
    try:
        return date.fromisoformat(f"{typed}-01") if 2000 <= int(typed[:4]) <= today.year + 12 else today  # noqa: PLR2004
    except ValueError:
        return today
