"""What is sent to many: ordered by an officer at once, carried out by the worker, which goes on where it stopped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.accounts.access import Access
from hub.accounts.models import User
from hub.audit.log import record as log
from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many
from hub.cases.perform import perform
from hub.cases.registry import chapter_of
from hub.monitoring.models import Batch
from hub.monitoring.sight import Looking, refresh
from hub.register.models import Participant
from rules.calendar import Quarter
from rules.monitoring import DRAFTED, MONITORING, WEIGHED
from rules.procedure import TECHNOPARK

REQUESTS_AT_ONCE = 20
"""Requests in one round of the worker: each makes a sealed letter, and other jobs wait meanwhile."""
ROUNDS_AT_ONCE = 500


@transaction.atomic
def order(
    procedure: str,
    participants: Sequence[int],
    *,
    by: User,
    at: datetime,
    topic: str = "",
    items: Sequence[dict[str, str]] = (),
) -> Batch:
    """Note what is to be sent to whom; the worker does it."""
    batch = Batch.objects.create(
        procedure=procedure,
        topic=topic,
        items=list(items),
        participants=list(participants),
        total=len(participants),
        by=by,
        at=at,
    )
    kinds = sorted({item["kind"] for item in items})
    log("batch.order", f"batch:{batch.pk}", by=by, at=at, procedure=procedure, topic=topic, to=batch.total, kinds=kinds)
    return batch


def run(at: datetime) -> int:
    """Go on with the oldest batch that is not finished; how many participants were reached."""
    batch = Batch.objects.filter(finished_at=None).order_by("pk").first()
    if batch is None:
        return 0
    go_on = _open_rounds if batch.procedure == MONITORING.key else _send_requests
    return go_on(batch, at)


def _may(batch: Batch, at: datetime) -> bool:
    """Whether the officer who ordered it still may: asked anew each time."""
    return Access(batch.by, timezone.localdate(at)).has(chapter_of(batch.procedure).team)


def _stop(batch: Batch, at: datetime) -> int:
    Batch.objects.filter(pk=batch.pk).update(finished_at=at, stopped=Batch.Stopped.NO_RIGHT)
    return 0


def _reached(batch: Batch, number: int, opened: int, at: datetime) -> None:
    """Note how far the batch has gone; the row is held."""
    batch.done += number
    batch.opened += opened
    batch.finished_at = at if batch.done >= batch.total else None
    batch.save(update_fields=["done", "opened", "finished_at"])


def _participants(pks: Sequence[int], at: datetime) -> list[Participant]:
    """Those who still take part."""
    lasting = Participant.objects.standing("active", timezone.localdate(at)).select_related("organisation", "case")
    return list(lasting.filter(pk__in=pks).order_by("pk"))


def language_of(participant: Participant) -> str:
    """In which language one writes to a participant: that of its application, else the first one."""
    return participant.case.language if participant.case else settings.LANGUAGE_CODE


# --- requests -------------------------------------------------------------------------------------------------------
def _send_requests(batch: Batch, at: datetime) -> int:
    """One transaction each, so that a killed worker has sent some wholly and others not at all."""
    sent = 0
    for pk in batch.participants[batch.done :][:REQUESTS_AT_ONCE]:
        if not _may(batch, at):
            return _stop(batch, at)
        sent += _send(batch, pk, at)
    return sent


def _send(batch: Batch, pk: int, at: datetime) -> bool:
    """The case is begun before the transaction of the act: what is logged comes last in it."""
    found = _participants([pk], at)
    case = _begun(batch, found[0], at) if found else None
    with transaction.atomic():
        held = Batch.objects.select_for_update().get(pk=batch.pk)
        if pk not in held.participants[held.done : held.done + 1]:
            return False  # another worker was quicker
        if case is not None:
            _ask(held, case, at)
        _reached(held, 1, int(case is not None), at)
    return case is not None


def _begun(batch: Batch, participant: Participant, at: datetime) -> Case:
    mine = Case.objects.filter(
        procedure_key=batch.procedure, topic=batch.case_topic, organisation=participant.organisation_id
    )
    return mine.first() or drafts.begin(
        batch.procedure,
        participant.organisation,
        by=batch.by,
        language=language_of(participant),
        at=at,
        topic=batch.case_topic,
    )


def _ask(batch: Batch, case: Case, at: datetime) -> None:
    access = Access(batch.by, timezone.localdate(at))
    perform(case.pk, "ask", access=access, at=at, key=f"ask:{case.pk}", given={"items": batch.items})


# --- rounds ---------------------------------------------------------------------------------------------------------
@transaction.atomic
def _open_rounds(batch: Batch, at: datetime) -> int:
    """The rounds of the next participants with their signals, in a few queries."""
    held = Batch.objects.select_for_update().get(pk=batch.pk)
    if not _may(held, at):
        return _stop(held, at)
    pks = held.participants[held.done :][:ROUNDS_AT_ONCE]
    participants = {one.organisation_id: one for one in _participants(pks, at)}
    opening = Opening(
        held.procedure,
        "open",
        held.topic,
        actor=TECHNOPARK,
        by=held.by,
        languages={key: language_of(one) for key, one in participants.items()},
    )
    new = set(_without_round(held.topic, participants))
    opened = sum(open_many(opening, [one.organisation for one in participants.values()], at=at))
    rounds = Case.objects.filter(procedure_key=held.procedure, topic=held.topic, organisation__in=new)
    refresh(rounds, {key: participants[key] for key in new}, at, _looking(held.topic, at))
    _reached(held, len(pks), opened, at)
    return opened


def _without_round(topic: str, participants: dict[int, Participant]) -> list[int]:
    rounds = Case.objects.filter(procedure_key=MONITORING.key, topic=topic, organisation__in=participants)
    had = set(rounds.values_list("organisation", flat=True))
    return [key for key in participants if key not in had]


def _looking(topic: str, at: datetime) -> Looking:
    return Looking(Quarter.parse(topic), timezone.localdate(at))


def refresh_signals(at: datetime) -> int:
    """Look anew at every round that is open and has no drafted conclusion: a draft rests on what its officer saw."""
    waiting = Case.objects.filter(procedure_key=MONITORING.key, open=True)
    rounds = waiting.exclude(state_key__in=(DRAFTED.key, WEIGHED.key)).order_by("topic", "pk")
    topics: dict[str, list[Case]] = {}
    for case in rounds:
        topics.setdefault(case.topic, []).append(case)
    return sum(_look_anew(topic, cases, at) for topic, cases in topics.items())


def _look_anew(topic: str, cases: list[Case], at: datetime) -> int:
    made = 0
    for first in range(0, len(cases), ROUNDS_AT_ONCE):
        some = cases[first : first + ROUNDS_AT_ONCE]
        companies = [case.organisation_id for case in some]
        rows: Any = Participant.objects.filter(organisation__in=companies).order_by("since")
        with transaction.atomic():
            made += refresh(some, {one.organisation_id: one for one in rows}, at, _looking(topic, at))
    return made
