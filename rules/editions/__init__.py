"""Dated editions of the Rules: the terms, thresholds and settings a ministry can change.

A case keeps the edition under which it was filed; nothing of this stands in code.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from rules.calendar import Calendar, Explanation, explain
from rules.text import Text

ALMATY = ZoneInfo("Asia/Almaty")
FOLDER = Path(__file__).parent

Kind = Literal["working", "calendar", "back", "months", "month_day"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class EditionError(ValueError):
    """An edition file that cannot be used, or a name that the edition does not know."""


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take. `n` counts days, months, or is the day of the month (`month_day`)."""

    key: str
    n: int
    kind: Kind
    clause: str
    note: Text | None = None

    def explain(self, calendar: Calendar, event: date) -> Explanation:
        """Each day from the day after `event`, counted or skipped with its reason, and the due day."""
        return explain(calendar, event, self.n, self.kind)

    def due(self, calendar: Calendar, event: date) -> date:
        return self.explain(calendar, event).due


@dataclass(frozen=True, slots=True)
class Edition:
    """The Rules as they stand between two dates. Thresholds are whole numbers, each with its clause."""

    key: str
    title: Text
    in_force: date
    terms: Mapping[str, Term]
    thresholds: Mapping[str, int]
    office_closes: time | None

    def term(self, key: str) -> Term:
        if key not in self.terms:
            raise EditionError(f"edition {self.key} has no term {key!r}; add it to rules/editions/{self.key}.toml")
        return self.terms[key]

    def threshold(self, key: str) -> int:
        if key not in self.thresholds:
            raise EditionError(f"edition {self.key} has no threshold {key!r}; add it to rules/editions/{self.key}.toml")
        return self.thresholds[key]

    def received_on(self, moment: datetime, calendar: Calendar) -> date:
        """The day on which a filing counts as received (Administrative Procedural Code, art. 64)."""
        local = moment.astimezone(ALMATY)
        if self.office_closes is None:
            return local.date()
        if calendar.is_working(local.date()) and local.time() < self.office_closes:
            return local.date()
        return explain(calendar, local.date(), 1, "working").due


def read(path: Path) -> Edition:
    """The edition written in a TOML file; EditionError names what is missing or misspelt."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    try:
        closes = data["receipt"].get("office_closes")
        return Edition(
            key=data["key"],
            title=Text(**data["title"]),
            in_force=data["in_force"],
            terms={key: _term(key, given) for key, given in data["terms"].items()},
            thresholds=data["thresholds"],
            office_closes=time.fromisoformat(closes) if closes else None,
        )
    except (KeyError, TypeError) as error:
        raise EditionError(f"{path.name}: {error}") from error


def _term(key: str, given: Mapping[str, Any]) -> Term:
    if given["kind"] not in KINDS:
        raise EditionError(f"term {key}: kind {given['kind']!r} is none of {', '.join(KINDS)}")
    note = Text(**given["note"]) if "note" in given else None
    return Term(key, given["n"], given["kind"], given["clause"], note)


@cache
def editions() -> tuple[Edition, ...]:
    """All editions, oldest first."""
    return tuple(sorted((read(path) for path in FOLDER.glob("*.toml")), key=lambda edition: edition.in_force))


def edition(key: str) -> Edition:
    for candidate in editions():
        if candidate.key == key:
            return candidate
    raise EditionError(f"there is no edition {key!r}")


def edition_on(day: date) -> Edition:
    """The edition that binds what is filed on `day`."""
    binding = [candidate for candidate in editions() if candidate.in_force <= day]
    if not binding:
        raise EditionError(f"no edition of the Rules in the portal was in force on {day.isoformat()}")
    return binding[-1]
