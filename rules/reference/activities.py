"""The List of priority activities and the works within each."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from rules.reference.files import load, text
from rules.text import Text


@dataclass(frozen=True, slots=True)
class Work:
    """A work within an activity, by its verb; key such as `1.development`. `until` is its last day, if it has one."""

    key: str
    title: Text
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """A priority activity with its works; `until` is its last day, if it has one."""

    key: str
    title: Text
    works: tuple[Work, ...]
    since: date
    until: date | None = None


def _read() -> tuple[Activity, ...]:
    data = load("activities.toml")
    return tuple(_activity(key, row, data) for key, row in data["activities"].items())


def _activity(key: str, row: Mapping[str, Any], data: Mapping[str, Any]) -> Activity:
    since, until = row.get("since", data["since"]), row.get("until")
    verbs = [verb for group in row["works"] for verb in data["groups"][group]]
    works = tuple(Work(f"{key}.{verb}", text(data["verbs"][verb]), since, until) for verb in verbs)
    return Activity(key, text(row), works, since, until)


ACTIVITIES = _read()


def in_force(on: date, activities: tuple[Activity, ...] = ACTIVITIES) -> tuple[Activity, ...]:
    """Give the activities of the List on `on`, each with the works that it has on that day."""
    return tuple(
        replace(activity, works=tuple(work for work in activity.works if _holds(work, on)))
        for activity in activities
        if _holds(activity, on)
    )


def _holds(entry: Activity | Work, on: date) -> bool:
    return entry.since <= on and (entry.until is None or on <= entry.until)
