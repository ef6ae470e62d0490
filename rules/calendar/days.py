"""`Calendar`: the library's days, the corrections decreed since, and which years a person has confirmed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from rules.calendar.seed import Day, year_days
from rules.text import Text

Status = Literal["confirmed", "unconfirmed", "missing"]

KNOWN_YEARS = range(2018, 2028)
"""Years for which the library holds Kazakhstan's holidays with substance."""

DECREED_YEARS = range(2018, 2026)
"""Those of them whose moved rest days the library holds by decree: a sound first set of confirmed years."""

OPENABLE_YEARS = range(2018, 2101)
"""Years that staff may open by confirming them."""

DAY = timedelta(days=1)
_NEVER = {1: date(OPENABLE_YEARS.stop, 1, 1), -1: date(OPENABLE_YEARS.start - 1, 12, 31)}


@dataclass(frozen=True, slots=True)
class Correction:
    """A decreed change of one day; `decree` is the act's number and date as staff enter it."""

    day: date
    working: bool
    reason: Text
    decree: str

    def as_day(self) -> Day:
        reason = Text(*(f"{words} ({self.decree})" for words in self.reason)) if self.decree else self.reason
        return Day(self.day, self.working, reason, "correction")


class MissingYear(LookupError):
    """A term touches a year that has no calendar; `text` tells what to do."""

    def __init__(self, year: int) -> None:
        self.year = year
        self.text = Text(
            f"{year} жылдың жұмыс күнтізбесі жоқ, мерзімді есептеу мүмкін емес. "
            f"{year} жылдың күнтізбесін енгізіп, растаңыз.",
            f"Нет рабочего календаря на {year} год, срок посчитать нельзя. "
            f"Внесите и подтвердите календарь {year} года.",
            f"There is no working calendar for {year}, so the term cannot be counted. "
            f"Enter and confirm the calendar of {year}.",
        )
        super().__init__(self.text.en)


class Calendar:
    """Every day of the known years. Immutable; building one takes milliseconds, so keep it between requests.

    `corrections` replace single days of open years (of two for one day, the later given wins).
    `confirmed` years are vouched for by a person: they give no warning, and a later year becomes open by it.
    """

    def __init__(self, corrections: Iterable[Correction] = (), confirmed: Iterable[int] = ()) -> None:
        self.confirmed = frozenset(confirmed)
        if foreign := [year for year in sorted(self.confirmed) if year not in OPENABLE_YEARS]:
            raise ValueError(
                f"A calendar can be confirmed for {OPENABLE_YEARS[0]} to {OPENABLE_YEARS[-1]}, not for {foreign}."
            )
        self.years = tuple(sorted(self.confirmed.union(KNOWN_YEARS)))
        self._days = {day.on: day for year in self.years for day in year_days(year, settled=year in self.confirmed)}
        self._days |= {fix.day: fix.as_day() for fix in corrections if fix.day in self._days}
        self._working = [on for on, day in self._days.items() if day.working]
        self.estimated = tuple(day for day in self._days.values() if day.estimated)

    def day(self, on: date) -> Day:
        """Tell what is known of `on`; raises `MissingYear`."""
        try:
            return self._days[on]
        except KeyError:
            raise MissingYear(on.year) from None

    def is_working(self, on: date) -> bool:
        return self.day(on).working

    def status(self, year: int) -> Status:
        if year in self.confirmed:
            return "confirmed"
        return "unconfirmed" if year in KNOWN_YEARS else "missing"

    def require(self, first: date, last: date) -> None:
        """Raise `MissingYear` for the first year without a calendar on the way from `first` to `last`."""
        step = 1 if first <= last else -1
        for year in range(first.year, last.year + step, step):
            if self.status(year) == "missing":
                raise MissingYear(year)

    def working_after(self, on: date, count: int) -> date:
        """Give the `count`-th working day after `on`; raises `MissingYear`."""
        return self._reached(on + DAY, bisect_right(self._working, on) + count - 1, 1)

    def working_before(self, on: date, count: int) -> date:
        """Give the `count`-th working day before `on`; raises `MissingYear`."""
        return self._reached(on - DAY, bisect_left(self._working, on) - count, -1)

    def working_from(self, on: date) -> date:
        """`on` itself if it is a working day, else the next one; raises `MissingYear`."""
        return self._reached(on, bisect_left(self._working, on), 1)

    def _reached(self, first: date, index: int, step: int) -> date:
        found = self._working[index] if 0 <= index < len(self._working) else _NEVER[step]
        self.require(first, found)
        return found
