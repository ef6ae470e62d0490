"""What holds of a participation on a day, from its facts; and the one way to add a fact."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from hub.register.models import Agreement, End, Fact, Participant
from hub.register.publish import index

if TYPE_CHECKING:
    from hub.cases.models import Entry

NAMES, PLACE, WORKS, TERM, END = Fact.Kind


@dataclass(frozen=True, slots=True)
class Standing:
    """A participation on a day. `until` is the last day as it was known then, or the day of its early end."""

    bin: str
    name_kk: str
    name_ru: str
    region: str
    location_kk: str
    location_ru: str
    website: str
    works: tuple[str, ...]
    since: date
    until: date
    ended: str

    def active(self, on: date) -> bool:
        return self.since <= on <= self.until


def standing(participant: Participant, on: date) -> Standing:
    """What the facts up to and including `on` say; before the first day it is what held on the first day."""
    said: dict[str, Any] = {"ended": "", "since": participant.since}
    day = max(on, participant.since)
    for fact in participant.facts.all():
        if fact.since <= day:
            said |= fact.says
    days = {name: _day(said[name]) for name in ("since", "until")}
    return Standing(**(said | days | {"works": tuple(said["works"])}))


def _day(given: date | str) -> date:
    return given if isinstance(given, date) else date.fromisoformat(given)


def held(participant: Participant) -> Participant:
    """The participation as it stands now, held until the transaction ends: what changes it comes one after another."""
    return Participant.objects.select_for_update().get(pk=participant.pk)


def add(
    participant: Participant,
    kind: Fact.Kind,
    says: Mapping[str, Any],
    *,
    since: date,
    entry: Entry | None,
    at: datetime,
) -> Fact:
    """Add a fact that holds from `since`, and show it in the register; call it in the transaction of its act."""
    held(participant)
    fact = Fact.objects.create(participant=participant, kind=kind, since=since, says=dict(says), entry=entry, at=at)
    project(participant, timezone.localdate(at))
    return fact


def first(participant: Participant, *, entry: Entry | None, at: datetime) -> None:
    """The facts with which a participation begins: as its columns and its organisation stand now."""
    Fact.objects.bulk_create(first_facts(participant, entry=entry, at=at))


def first_facts(participant: Participant, *, entry: Entry | None, at: datetime) -> list[Fact]:
    """The same, not yet kept."""
    organisation = participant.organisation
    told: dict[Fact.Kind, dict[str, Any]] = {
        NAMES: {"bin": organisation.bin, "name_kk": organisation.name_kk, "name_ru": organisation.name_ru},
        PLACE: {name: getattr(participant, name) for name in ("region", "location_kk", "location_ru", "website")},
        WORKS: {"works": list(participant.works)},
        TERM: {"until": participant.until.isoformat()},
    }
    return [
        Fact(participant=participant, kind=kind, since=participant.since, says=says, entry=entry, at=at)
        for kind, says in told.items()
    ]


def project(participant: Participant, on: date) -> None:
    """Write what holds on `on` into the participation's own columns and its words of search."""
    now = standing(participant, on)
    for name in ("region", "location_kk", "location_ru", "website", "until", "ended"):
        setattr(participant, name, getattr(now, name))
    participant.works = list(now.works)
    participant.save()
    index(participant)


def end(participant: Participant, how: End, *, on: date, entry: Entry | None, at: datetime) -> None:
    """The participation ends with `on` as its last day (clauses 38, 39)."""
    add(participant, END, {"ended": how.value, "until": on.isoformat()}, since=on, entry=entry, at=at)


def agreement_on(participant: Participant, on: date) -> Agreement | None:
    """The agreement or amendment in force on a day: the last one signed by then."""
    return participant.agreements.filter(signed_on__lte=on).order_by("signed_on", "pk").last()
