"""Counting the figures of a quarter from the record: reports, register, monitoring (clause 70).

What leaves for the authorised body tells of groups: one of fewer than `SMALLEST` participants is folded into "other",
so that nothing confidential of a single participant can be read off (clause 30).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hub.cases.models import Case, Deadline, Entry
from hub.register.figures import Figures, reported_by_all
from hub.register.models import Base, End, Participant
from rules.calendar import Quarter
from rules.early_end import EARLY_END

SMALLEST = 3
TREND = 8
"""Quarters of the trend, the analysed one included."""
SUMS = (
    "income_total",
    "income_listed",
    "export_total",
    "taxes_total",
    "investment",
    "costs_total",
    "payroll",
    "staff_total",
    "staff_nonresident",
)
OTHER = "other"
LISTED = f"{Base.ACTIVITY.value}."
"""The figure of one activity is called `income_listed.<its number>`."""

Data = dict[str, Any]
Group = dict[str, Any]
"""`key`, `participants` and the sums of a group, decimals as text."""


def build(quarter: Quarter) -> Data:
    """Everything that the analysis of a quarter shows, as JSON; decimals are text."""
    quarters = _last(quarter, TREND)
    figures = reported_by_all(one.last for one in quarters)
    people = list(Participant.objects.filter(since__lte=quarter.last, until__gte=quarter.first))
    mine = {pk: said for (pk, end), said in figures.items() if end == quarter.last}
    return {
        "quarter": quarter.key,
        "participants": _participants(people, quarter),
        "duties": [_duty(procedure, quarter) for procedure in ("report", "fee")],
        "totals": _sums(mine.values()),
        "trend": [_of_quarter(one, figures) for one in quarters],
        "by_activity": _by_activity(mine),
        "by_region": fold(_groups(people, mine, lambda one: one.region)),
        "by_year": fold(_groups(people, mine, lambda one: str(one.since.year))),
        "conclusions": _conclusions(quarter),
    }


def _last(quarter: Quarter, count: int) -> list[Quarter]:
    found = [quarter]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


def _participants(people: Iterable[Participant], quarter: Quarter) -> Data:
    """How many there were, came and left, and by which grounds of clause 39."""
    left = Counter(one.ended for one in people if one.ended and one.until <= quarter.last)
    return {
        "at_start": sum(one.since < quarter.first for one in people),
        "joined": sum(one.since >= quarter.first for one in people),
        "ended_planned": left[End.PLANNED.value],
        "ended_early": left[End.EARLY.value],
        "at_end": sum(one.active(quarter.last) for one in people) - _ending_on(people, quarter.last),
        "grounds": _grounds(quarter),
    }


def _ending_on(people: Iterable[Participant], day: date) -> int:
    """Those whose last day it was: they are no longer there when the quarter is over."""
    return sum(bool(one.ended) and one.until == day for one in people)


def _grounds(quarter: Quarter) -> dict[str, int]:
    ends = Entry.objects.filter(
        case__procedure_key=EARLY_END.key, act__in=("end", "terminate"), on__gte=quarter.first, on__lte=quarter.last
    )
    return dict(Counter(key for keys in ends.values_list("grounds", flat=True) for key in keys))


def _duty(procedure: str, quarter: Quarter) -> Data:
    """How the quarter's reports or fees were given: in time, late, not yet."""
    rows = Deadline.objects.filter(
        case__procedure_key=procedure, case__topic=quarter.key, actor="participant", lapsed_on=None
    ).values_list("due_on", "met_on")
    met = [(due, day) for due, day in rows if day is not None]
    late = sum(due is not None and day > due for due, day in met)
    return {"procedure": procedure, "in_time": len(met) - late, "late": late, "missing": len(rows) - len(met)}


def _sums(rows: Iterable[Figures]) -> dict[str, str]:
    total: dict[str, Decimal] = dict.fromkeys(SUMS, Decimal())
    for row in rows:
        for key in SUMS:
            total[key] += row.get(key, Decimal())
    return {key: str(value) for key, value in total.items()}


def _of_quarter(quarter: Quarter, figures: Mapping[tuple[int, date], Figures]) -> Data:
    rows = [said for (_pk, end), said in figures.items() if end == quarter.last]
    return {"quarter": quarter.key, "reports": len(rows), **_sums(rows)}


def _by_activity(mine: Mapping[int, Figures]) -> list[Group]:
    """Income by activity of the List; a participant counts in each activity from which it had income."""
    incomes: dict[str, list[Decimal]] = defaultdict(list)
    for said in mine.values():
        for key, value in said.items():
            if key.startswith(LISTED) and value:
                incomes[key.removeprefix(LISTED)].append(value)
    groups = [
        {"key": key, "participants": len(values), "income_listed": str(sum(values))} for key, values in incomes.items()
    ]
    return fold(groups)


def _groups(
    people: Iterable[Participant], mine: Mapping[int, Figures], key: Callable[[Participant], str]
) -> list[Group]:
    """Those who reported, by a key of the participant."""
    found: dict[str, list[Figures]] = defaultdict(list)
    for one in people:
        if one.pk in mine:
            found[key(one)].append(mine[one.pk])
    return [{"key": name, "participants": len(rows), **_sums(rows)} for name, rows in found.items()]


def fold(groups: Iterable[Group], smallest: int = SMALLEST) -> list[Group]:
    """Groups of at least `smallest`, the largest first; all smaller ones together as "other".

    An "other" that were itself too small takes in the smallest of the rest, until nobody can be told from it. Where
    even all of them together are too few, nothing is shown.
    """
    ranked = sorted(groups, key=lambda one: (-one["participants"], one["key"]))
    shown = [one for one in ranked if one["participants"] >= smallest]
    folded = ranked[len(shown) :]
    while folded and shown and _size(folded) < smallest:
        folded.append(shown.pop())
    if not folded:
        return shown
    return [*shown, _together(folded)] if _size(folded) >= smallest else []


def _size(groups: Iterable[Group]) -> int:
    return sum(one["participants"] for one in groups)


def _together(groups: list[Group]) -> Group:
    sums = [name for name in groups[0] if name not in ("key", "participants")]
    total = {name: str(sum((Decimal(one[name]) for one in groups), Decimal())) for name in sums}
    return {"key": OTHER, "participants": _size(groups), **total}


def _conclusions(quarter: Quarter) -> dict[str, int]:
    """Where the monitoring rounds of the quarter stand: state → how many (clause 69)."""
    rounds = Case.objects.filter(procedure_key="monitoring", topic=quarter.key, version__gt=0)
    return dict(Counter(rounds.values_list("state_key", flat=True)))
