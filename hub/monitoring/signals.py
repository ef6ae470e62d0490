"""Signals of a round: what in a participant's data an officer should look at, each by its figures and its clause.

Pure functions. A signal is never a decision: a person looks, asks, and concludes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rules.calendar import Quarter
from rules.editions import Edition

Figures = Mapping[str, Decimal]
Says = dict[str, str]
"""What a signal says: names of figures → values as text."""

QUARTERS = 4
WHOLE = Decimal(100)
LISTED = "income_listed."
"""Figures of income by activity of the List: `income_listed.4` is that from activity 4."""


@dataclass(frozen=True, slots=True)
class Term:
    """A participant's duty with its due day, and when it was met."""

    due: date | None
    met: date | None

    def late(self, on: date) -> bool:
        return self.due is not None and (self.met or on) > self.due


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a participant for a quarter on a day. `listed` are the activities of the List."""

    quarter: Quarter
    on: date
    figures: Mapping[Quarter, Figures]
    report: Term | None
    fee: Term | None
    works: tuple[str, ...]
    listed: frozenset[str]
    located_on: date | None
    not_found_on: date | None
    requests_late: int


@dataclass(frozen=True, slots=True)
class Found:
    """A signal: its key, its clause, its figures."""

    key: str
    clause: str
    says: Says


CLAUSES = {
    "report_missing": "66",
    "report_late": "66",
    "fee_late": "31",
    "share_low": "7/7",
    "income_fall": "64(1)",
    "kpi_behind": "64(1)",
    "staff_drop": "64(1)",
    "activity_unlisted": "7/7",
    "activity_unregistered": "9-1",
    "location_old": "9(3)",
    "visit_failed": "39(6)",
    "requests_late": "64-1",
}
"""Every signal with the clause it is about."""


def look(seen: Seen, edition: Edition) -> list[Found]:
    """Every signal of a round, in the order of the list above."""
    found = dict(_signals(seen, edition))
    return [Found(key, CLAUSES[key], found[key]) for key in CLAUSES if key in found]


def _signals(seen: Seen, edition: Edition) -> Iterator[tuple[str, Says]]:
    yield from _terms(seen)
    yield from _place(seen, edition)
    now = seen.figures.get(seen.quarter)
    if now is not None:
        before = seen.figures.get(seen.quarter.before, {})
        yield from _share(now, edition)
        yield from _fall("income_fall", "income_total", now, before, edition.threshold("signal_income_fall_percent"))
        yield from _fall("staff_drop", "staff_total", now, before, edition.threshold("signal_staff_fall_percent"))
        yield from _kpi(now, seen.quarter, edition)
        yield from _activities(now, seen)


def _terms(seen: Seen) -> Iterator[tuple[str, Says]]:
    """Reports, fees and answers that were due (clauses 31, 64-1, 66)."""
    report, reported = seen.report, seen.quarter in seen.figures
    if reported and report and report.late(seen.on):
        yield "report_late", _due(report)
    if not reported and (report is None or report.late(seen.on)):
        yield "report_missing", _due(report) if report else {}
    if seen.fee and seen.fee.late(seen.on):
        yield "fee_late", _due(seen.fee)
    if seen.requests_late:
        yield "requests_late", {"count": str(seen.requests_late)}


def _due(term: Term) -> Says:
    days = {"due": term.due, "met": term.met}
    return {name: day.isoformat() for name, day in days.items() if day}


def _place(seen: Seen, edition: Edition) -> Iterator[tuple[str, Says]]:
    """Whether the location is proven of late, and was found (clauses 9(3), 39(6))."""
    most = edition.threshold("signal_location_age_days")
    if seen.located_on is None or (seen.on - seen.located_on).days > most:
        proven = {"since": seen.located_on.isoformat()} if seen.located_on else {}
        yield "location_old", {**proven, "limit": str(most)}
    if seen.not_found_on is not None:
        yield "visit_failed", {"on": seen.not_found_on.isoformat()}


def _share(now: Figures, edition: Edition) -> Iterator[tuple[str, Says]]:
    """The share of the income from the priority activities (clause 7)."""
    total, listed = now.get("income_total"), now.get("income_listed")
    least = edition.threshold("signal_listed_share_percent")
    if total and listed is not None and listed * WHOLE < total * least:
        yield "share_low", {"share": _percent(listed, total), "limit": str(least)}


def _fall(key: str, name: str, now: Figures, before: Figures, most: int) -> Iterator[tuple[str, Says]]:
    """A figure that fell by more than `most` per cent on the quarter before."""
    new, old = now.get(name), before.get(name)
    if new is not None and old and (old - new) * WHOLE > old * most:
        yield key, {"now": str(new), "before": str(old), "fall": _percent(old - new, old), "limit": str(most)}


def _kpi(now: Figures, quarter: Quarter, edition: Edition) -> Iterator[tuple[str, Says]]:
    """Indicators behind their plan: the year's `kpi.<n>.plan`, laid evenly on its quarters, against `kpi.<n>.fact`."""
    most = edition.threshold("signal_kpi_behind_percent")
    behind = []
    for name, whole in now.items():
        number, plan = name.removeprefix("kpi.").removesuffix(".plan"), whole * quarter.number / QUARTERS
        fact = now.get(f"kpi.{number}.fact")
        if name == f"kpi.{number}.plan" and fact is not None and plan > 0 and (plan - fact) * WHOLE > plan * most:
            behind.append(number)
    if behind:
        yield "kpi_behind", {"numbers": ", ".join(behind), "limit": str(most)}


def _activities(now: Figures, seen: Seen) -> Iterator[tuple[str, Says]]:
    """Income from activities that are not on the List, or not among those registered (clauses 7, 9-1)."""
    registered = {work.split(".")[0] for work in seen.works}
    earned = {name.removeprefix(LISTED) for name, value in now.items() if name.startswith(LISTED) and value > 0}
    if unlisted := earned - seen.listed:
        yield "activity_unlisted", {"activities": _named(unlisted)}
    if foreign := (earned & seen.listed) - registered:
        yield "activity_unregistered", {"activities": _named(foreign)}


def _named(keys: set[str]) -> str:
    return ", ".join(sorted(keys, key=lambda key: (len(key), key)))


def _percent(part: Decimal, whole: Decimal) -> str:
    """A share in per cent with one digit, rounded down: what is just below a limit never looks as if it reached it."""
    return str((part * WHOLE / whole).quantize(Decimal("0.1"), rounding="ROUND_DOWN"))
