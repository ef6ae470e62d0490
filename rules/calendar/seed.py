"""The days of a year as the `holidays` library knows them: the seed that staff correct."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

import holidays
from holidays.constants import HOLIDAY_NAME_DELIMITER

from rules.calendar import words
from rules.text import Text

Source = Literal["weekday", "weekend", "holiday", "moved", "correction"]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: does it work, why, and who says so. `estimated`: the holiday's date is not announced yet."""

    on: date
    working: bool
    reason: Text
    source: Source
    estimated: bool = False


@cache
def year_days(year: int, *, settled: bool) -> tuple[Day, ...]:
    """Every day of `year` in order. `settled`: a person confirmed the year, so nothing in it is estimated."""
    first = date(year, 1, 1)
    length = (date(year + 1, 1, 1) - first).days
    special = _special(year, settled=settled)
    dates = (first + timedelta(days=index) for index in range(length))
    return tuple(special.get(on) or _plain(on) for on in dates)


def _plain(on: date) -> Day:
    name = words.WEEKEND.get(on.weekday())
    return Day(on, working=True, reason=words.WORKING, source="weekday") if name is None else _rest(on, name, "weekend")


def _rest(on: date, reason: Text, source: Source, *, estimated: bool = False) -> Day:
    return Day(on, working=False, reason=reason, source=source, estimated=estimated)


def _special(year: int, *, settled: bool) -> dict[date, Day]:
    """List the days of `year` that differ from an ordinary week. A rest day of January may come from this December."""
    table = holidays.country_holidays("KZ", years=(year, year + 1), expand=False, language="kk")
    labels = _Labels(table)
    named = [(on, name) for on, names in sorted(table.items()) for name in names.split(HOLIDAY_NAME_DELIMITER)]
    moved = {origin: on for on, name in named if (origin := labels.origin(name))}
    found = {
        origin: Day(origin, working=True, reason=words.rest_moved_away(to), source="moved")
        for origin, to in moved.items()
    }
    parts: dict[date, list[Day]] = {}
    spare = _Weekends([(on, name) for on, name in named if on.year == year])
    for on, name in named:
        if on.year == year:
            parts.setdefault(on, []).append(_holiday(on, name, labels, spare, settled=settled))
    return found | {on: _merged(days) for on, days in parts.items()}


def _holiday(on: date, name: str, labels: "_Labels", spare: "_Weekends", *, settled: bool) -> Day:
    if origin := labels.origin(name):
        return _rest(on, words.rest_moved_here(origin), "moved")
    if plain := labels.observed(name):
        return _rest(on, words.observed(words.holiday(plain), spare.next(plain)), "moved")
    if plain := labels.estimated(name):
        title = words.holiday(plain)
        return _rest(on, title if settled else words.estimated(title), "holiday", estimated=not settled)
    return _rest(on, words.holiday(name), "holiday")


def _merged(days: list[Day]) -> Day:
    """Two holidays on one day: both are named; if one is estimated, its true date may still be a neighbour."""
    reason = words.joined([day.reason for day in days])
    source: Source = "holiday" if any(day.source == "holiday" for day in days) else "moved"
    return _rest(days[0].on, reason, source, estimated=any(day.estimated for day in days))


class _Labels:
    """Reads the library's marks (moved, observed, estimated) by its own templates, whatever their words are."""

    def __init__(self, table: holidays.HolidayBase) -> None:
        self._format = str(getattr(table, "substituted_date_format"))  # noqa: B009 - not in the base class's type
        self._origin = _template(getattr(table, "substituted_label"))  # noqa: B009
        self._observed = _template(getattr(table, "observed_label"))  # noqa: B009
        self._estimated = _template(getattr(table, "estimated_label"))  # noqa: B009

    def origin(self, name: str) -> date | None:
        """Give the day whose rest was moved here."""
        found = self._origin.fullmatch(name)
        return datetime.strptime(found[1], self._format).date() if found else None  # noqa: DTZ007 - a day, no moment

    def observed(self, name: str) -> str | None:
        found = self._observed.fullmatch(name)
        return found[1] if found else None

    def estimated(self, name: str) -> str | None:
        found = self._estimated.fullmatch(name)
        return found[1] if found else None


def _template(label: str) -> re.Pattern[str]:
    """Make the pattern that reads back what `label % something` wrote."""
    return re.compile("(.+)".join(re.escape(part) for part in label.split("%s")))


class _Weekends:
    """Weekend days on which each holiday fell, handed out in order: the first day off stands for the first of them."""

    def __init__(self, named: list[tuple[date, str]]) -> None:
        self._dates: dict[str, list[date]] = {}
        for on, name in named:
            if on.weekday() in words.WEEKEND:
                self._dates.setdefault(name, []).append(on)

    def next(self, name: str) -> date | None:
        dates = self._dates.get(name)
        return dates.pop(0) if dates else None
