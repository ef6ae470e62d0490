"""Renews what lists need from the record: state, whose turn it is, the nearest due day, the deadlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hub.cases.models import Case, Deadline
from rules.calendar import Calendar
from rules.editions import Edition
from rules.procedure import State
from rules.record import Owed, duties_of, state_of


def renew(case: Case, calendar: Calendar, edition: Edition) -> None:
    """Write the projection anew from the record; the same record always gives the same rows."""
    case.__dict__.get("_prefetched_objects_cache", {}).clear()
    record = case.record()
    owed = duties_of(case.procedure, record, edition, calendar)
    project(case, state_of(case.procedure, record), owed)
    case.save()
    Deadline.objects.filter(case=case).delete()
    Deadline.objects.bulk_create(rows(case, owed))


def project(case: Case, state: State, owed: Sequence[Owed]) -> None:
    """Set what lists need of a case, unsaved."""
    asked = [one for one in owed if one.open]
    due = min((one.due for one in asked if one.due), default=None)
    first = next((one for one in asked if one.due == due), asked[0] if asked else None)
    case.state_key, case.due_on = state.key, due
    case.turn = first.duty.actor.key if first else ""
    case.open = not state.final


def rows(case: Case, owed: Sequence[Owed]) -> list[Deadline]:
    """The deadlines of a case, unsaved."""
    return [_row(case, position, one) for position, one in enumerate(owed)]


def _row(case: Case, position: int, one: Owed) -> Deadline:
    return Deadline(
        case=case,
        position=position,
        duty=one.duty.key,
        actor=one.duty.actor.key,
        event_on=one.event,
        due_on=one.due,
        met_on=one.met,
        lapsed_on=one.lapsed,
    )


@dataclass(frozen=True)
class Moved:
    """A due day that a change of the calendar moved."""

    case: Case
    duty: str
    before: date | None
    after: date | None


def renew_open(calendar: Calendar, on: date) -> list[Moved]:
    """Compute the open terms again after the calendar changed; tells which due days moved."""
    moved = []
    for case in Case.objects.filter(deadlines__met_on=None, deadlines__lapsed_on=None, version__gt=0).distinct():
        before = {row.position: row for row in case.deadlines.all()}
        renew(case, calendar, case.edition(on))
        moved += [
            Moved(case, row.duty, before[row.position].due_on, row.due_on)
            for row in Deadline.objects.filter(case=case, met_on=None, lapsed_on=None)
            if row.due_on != before[row.position].due_on
        ]
    return moved
