"""The reference data in force: what comes with `rules/`, corrected by what staff entered."""

from datetime import date
from functools import lru_cache
from typing import NamedTuple

from hub.reference.models import ConfirmedYear, DayCorrection, ListEntry, MrpValue
from rules.calendar import Calendar, Correction
from rules.reference import ACTIVITIES, Mrp, mrp
from rules.text import Text


def calendar() -> Calendar:
    """The working calendar with staff's corrections; built again only when they are other than before."""
    corrections = tuple(
        Correction(row.day, row.working, Text(row.reason_kk, row.reason_ru, row.reason_en), row.decree)
        for row in DayCorrection.objects.all()
    )
    return _calendar(corrections, tuple(ConfirmedYear.objects.values_list("year", flat=True)))


@lru_cache(maxsize=8)
def _calendar(corrections: tuple[Correction, ...], years: tuple[int, ...]) -> Calendar:
    return Calendar(corrections, years)


def mrp_on(day: date) -> Mrp:
    """The monthly calculation index in force on a day; `UnknownMrp` tells that staff must enter it."""
    extra = [Mrp(row.amount, row.since, Text(row.source, row.source, row.source)) for row in MrpValue.objects.all()]
    return mrp(day, extra)


class Work(NamedTuple):
    """A work of the List within its activity."""

    key: str
    title: Text


class Activity(NamedTuple):
    """A priority activity of the List with the works that may be done within it."""

    key: str
    title: Text
    works: tuple[Work, ...]


def activities(on: date) -> tuple[Activity, ...]:
    """The List as it stands on a day: built-in entries, replaced or joined by those that staff imported."""
    titles: dict[str, Text] = {}
    for activity in ACTIVITIES:
        if activity.since <= on and (activity.until is None or on <= activity.until):
            titles[activity.key] = activity.title
            titles |= {work.key: work.title for work in activity.works}
    for row in ListEntry.objects.filter(since__lte=on).order_by("since"):
        if row.until is None or on <= row.until:
            titles[row.key] = Text(row.title_kk, row.title_ru, row.title_en)
        else:
            titles.pop(row.key, None)
    tops = sorted((key for key in titles if "." not in key), key=lambda key: (len(key), key))
    return tuple(
        Activity(
            top, titles[top], tuple(Work(key, title) for key, title in titles.items() if key.startswith(f"{top}."))
        )
        for top in tops
    )
