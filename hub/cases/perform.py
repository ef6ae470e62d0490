"""The one door through which a case changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from hub.audit.log import record as log
from hub.cases import notify, rights
from hub.cases.chapter import Doing
from hub.cases.models import Case, Entry
from hub.cases.projection import renew
from hub.documents.models import Series
from hub.reference.data import calendar
from rules.procedure import APPLICANT, TIMER
from rules.record import Done, Refusal, Unlawful, refusals

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from rules.procedure import Act


class Stale(Exception):
    """The case has moved on since the person's page was made."""

    def __init__(self, case: Case) -> None:
        self.case = case
        super().__init__(f"case {case.pk} stands at entry {case.version}")


class Forbidden(Exception):
    """The person has no right to act here as the act's actor."""


@transaction.atomic
def perform(
    case_id: UUID,
    act: str,
    *,
    access: Access | None,
    at: datetime,
    key: str,
    seen: int | None = None,
    grounds: Sequence[str] = (),
    dates: Mapping[str, date] | None = None,
    given: Mapping[str, Any] | None = None,
) -> Entry:
    """Do `act` in a case, wholly or not at all.

    `key` makes a repeated call harmless: the entry it made the first time is returned. `seen` is the number of entries
    on the person's page; a case that has moved on since raises `Stale`. `Unlawful` tells by which clauses the law
    refuses; `Forbidden` that the person is not the act's actor. Without `access` it is the timer who acts.
    """
    case = Case.objects.select_for_update().get(pk=case_id)
    if before := Entry.objects.filter(key=key, case=case, act=act).first():
        return before
    if seen is not None and seen != case.version:
        raise Stale(case)
    procedure = case.procedure
    if procedure.has(act) and not _may(access, procedure.act(act), case):
        raise Forbidden(act)
    by = access.person if access else None
    on = timezone.localdate(at)
    edition, working = case.edition(on), calendar()
    doing = Doing(case, act, by, at, on, edition, given or {}, tuple(grounds))
    known = _dates(case, act) | dict(dates or {})
    done = Done(act, on, edition.received_on(at, working), known, tuple(grounds))
    if refused := _refused(doing, done):
        raise Unlawful(refused)
    entry = _write(doing, done, key)
    _carry_out(entry, doing)
    renew(case, working, edition)
    notify.status(entry, case, at=at)
    log(f"case.{act}", f"case:{case.pk}", by=by, at=at, entry=entry.number, state=case.state_key)
    return entry


def _may(access: Access | None, act: Act, case: Case) -> bool:
    return act.actor is TIMER if access is None else rights.may(access, act, case)


def _dates(case: Case, act: str) -> dict[str, date]:
    """The dates of the case from which terms of the act count; kept with the entry, so that the record says all."""
    if not case.procedure.has(act):
        return {}
    doing = case.procedure.act(act)
    asked = {duty.since for duty in doing.opens} | ({doing.limit.fact} if doing.limit else set())
    return {name: day for name, day in case.chapter.facts(case).items() if name in asked}


def unmet(doing: Doing, done: Done) -> list[Refusal]:
    """Why the law would refuse `done` now; the same question that `perform` asks."""
    return _refused(doing, done)


def _refused(doing: Doing, done: Done) -> list[Refusal]:
    case, procedure = doing.case, doing.case.procedure
    act = procedure.act(done.act) if procedure.has(done.act) else None
    tests = case.chapter.needs()
    met = {need.key for need in act.needs if tests[need.key](doing)} if act else set()
    return refusals(
        procedure,
        case.record(),
        done,
        actor=act.actor if act else APPLICANT,
        met=met,
        edition=doing.edition,
        calendar=calendar(),
        facts=case.chapter.facts(case),
    )


def _write(doing: Doing, done: Done, key: str) -> Entry:
    case = doing.case
    case.version += 1
    if case.number is None:
        case.number = _number(case, doing.on)
        case.edition_key = doing.edition.key
    if case.filed_at is None and (case.created_by_id or done.act in case.chapter.writing):
        case.filed_at = doing.at  # what a date opened is filed when its participant files it
    return Entry.objects.create(
        case=case,
        number=case.version,
        act=done.act,
        actor=case.procedure.act(done.act).actor.key,
        by=doing.by,
        at=doing.at,
        on=done.on,
        received_on=done.received or done.on,
        grounds=list(done.grounds),
        dates={name: day.isoformat() for name, day in (done.dates or {}).items()},
        given=dict(doing.given),
        key=key,
    )


def _number(case: Case, on: date) -> str:
    prefix = f"{case.chapter.number_prefix}-{on.year}"
    return f"{prefix}-{Series.take(prefix):05d}"


def _carry_out(entry: Entry, doing: Doing) -> None:
    effect = doing.case.chapter.effects().get(entry.act)
    if effect is not None:
        effect(entry, doing)
