"""What staff change in the reference data: each change logged; the calendar's also move due days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from hub.accounts.models import User
from hub.audit.log import record as log
from hub.audit.models import Event
from hub.reference.data import activities, calendar
from hub.reference.models import ConfirmedYear, DayCorrection, ListEntry, MrpValue
from rules.calendar import Calendar
from rules.text import Text


class Moved(Protocol):
    """What the room that keeps the terms tells of a due day that moved; that room stands above this one."""

    @property
    def case(self) -> Any: ...
    @property
    def duty(self) -> str: ...
    @property
    def before(self) -> date | None: ...
    @property
    def after(self) -> date | None: ...


class Known(Exception):
    """There is such an entry already."""


@dataclass(frozen=True, slots=True)
class MovedDay:
    """A due day that a change moved, as the log keeps it."""

    case: str
    duty: Text
    before: date | None
    after: date | None


@transaction.atomic
def correct_day(day: date, *, working: bool, reason: Text, decree: str, by: User, at: datetime) -> Event:
    """Make a day one of work or of rest by a decree. Raises MissingYear where an open term can no longer be counted."""
    values = {"working": working, "decree": decree}
    values |= {f"reason_{language}": text for language, text in reason._asdict().items()}
    DayCorrection.objects.update_or_create(day=day, defaults=values)
    return _recounted("calendar.correct", day.isoformat(), by=by, at=at, working=working, decree=decree)


@transaction.atomic
def drop_correction(correction: DayCorrection, *, by: User, at: datetime) -> Event:
    """Let a day be again what the calendar itself says of it."""
    correction.delete()
    return _recounted("calendar.drop", correction.day.isoformat(), by=by, at=at, decree=correction.decree)


@transaction.atomic
def confirm_year(year: int, source: str, *, by: User, at: datetime) -> Event:
    """Vouch for a year: its terms carry no warning any more, and a later year becomes open. Raises Known."""
    try:
        with transaction.atomic():
            ConfirmedYear.objects.create(year=year, source=source)
    except IntegrityError:
        raise Known from None
    return _recounted("calendar.confirm", str(year), by=by, at=at, source=source)


def _recounted(action: str, about: str, *, by: User, at: datetime, **facts: Any) -> Event:
    """Have the open terms computed again, and log the change with the due days that moved."""
    renew: Callable[[Calendar, date], list[Moved]] = import_string(settings.AFTER_CALENDAR_CHANGE)
    moved = [_kept(one) for one in renew(calendar(), timezone.localdate(at))]
    return log(action, f"calendar:{about}", by=by, at=at, moved=moved, **facts)


def _kept(moved: Moved) -> dict[str, Any]:
    duty = moved.case.procedure.duty(moved.duty)
    days = {"before": moved.before, "after": moved.after}
    told = {name: day.isoformat() if day else None for name, day in days.items()}
    return {"case": moved.case.number, "duty": list(duty.title), **told}


def moved_days(event: Event) -> list[MovedDay]:
    """The due days that a change of the calendar moved, read back from the log."""
    return [
        MovedDay(row["case"], Text(*row["duty"]), _day(row["before"]), _day(row["after"]))
        for row in event.data.get("moved", [])
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@transaction.atomic
def enter_mrp(since: date, amount: int, source: str, *, by: User, at: datetime) -> MrpValue:
    """Enter the index in force from a day on. Raises Known."""
    try:
        with transaction.atomic():
            made = MrpValue.objects.create(since=since, amount=amount, source=source)
    except IntegrityError:
        raise Known from None
    log("mrp.enter", f"mrp:{since.isoformat()}", by=by, at=at, amount=amount, source=source)
    return made


@transaction.atomic
def drop_mrp(value: MrpValue, *, by: User, at: datetime) -> None:
    """Take back a value that was entered by mistake."""
    value.delete()
    log("mrp.drop", f"mrp:{value.since.isoformat()}", by=by, at=at, amount=value.amount)


@transaction.atomic
def enter_list_entry(key: str, title: Text, since: date, until: date | None, *, by: User, at: datetime) -> ListEntry:
    """Add an activity or a work to the List, or give it another title, from a day on."""
    titles = {f"title_{language}": text for language, text in title._asdict().items()}
    made, _fresh = ListEntry.objects.update_or_create(key=key, since=since, defaults={**titles, "until": until})
    days: dict[str, Any] = {"since": since.isoformat(), "until": until.isoformat() if until else None}
    log("list.enter", f"list:{key}", by=by, at=at, title=title.ru, **days)
    return made


@transaction.atomic
def end_list_entry(key: str, until: date, *, by: User, at: datetime) -> None:
    """Make `until` the last day of an activity or a work in the List. KeyError for what is not in it today."""
    on = timezone.localdate(at)
    title = titles_on(on)[key]
    entry = ListEntry.objects.filter(key=key, since__lte=on).order_by("-since").first()
    if entry is None:
        titles = {f"title_{language}": text for language, text in title._asdict().items()}
        entry = ListEntry(key=key, since=on, **titles)
    entry.until = until
    entry.save()
    log("list.end", f"list:{key}", by=by, at=at, until=until.isoformat())


def titles_on(on: date) -> dict[str, Text]:
    """Number → title of every activity and work of the List on a day."""
    found: dict[str, Text] = {}
    for activity in activities(on):
        found[activity.key] = activity.title
        found |= {work.key: work.title for work in activity.works}
    return found
