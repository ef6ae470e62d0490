"""Fees in force: the lines of an agreement and its amendments on a day and over a stretch of days (clauses 31, 34).

An amendment that names fee lines ends the earlier ones on the day before its own begin; otherwise they go on.
Read in two queries, or in none where `agreements__fees` was fetched beforehand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from hub.register.models import Agreement, FeeLine, Participant


@dataclass(frozen=True, slots=True)
class Held:
    """A fee line and its days in force, both included; `until` is None where no end is set."""

    line: FeeLine
    since: date
    until: date | None


def agreements_of(participant: Participant) -> list[Agreement]:
    """The agreement and its amendments in the order of their signing."""
    return sorted(participant.agreements.all(), key=lambda one: (one.signed_on, one.pk))


def fees_on(participant: Participant, on: date) -> list[FeeLine]:
    """The fee lines in force on a day; none outside the participation."""
    return [held.line for held in fees_between(participant, on, on)]


def fees_between(participant: Participant, first: date, last: date) -> list[Held]:
    """The fee lines in force on some day from `first` to `last`, each with its days within that stretch."""
    first, last = max(first, participant.since), min(last, participant.until)
    return [
        Held(one.line, max(one.since, first), min(one.until or last, last))
        for one in schedule(participant)
        if one.since <= last and (one.until is None or one.until >= first) and first <= last
    ]


def schedule(participant: Participant) -> list[Held]:
    """All fee lines ever agreed on with the days on which each holds, in the order of their beginning."""
    rows = sorted(_held(participant), key=lambda one: (one.since, one.line.pk))
    return [one for one in rows if one.until is None or one.until >= one.since]


def _held(participant: Participant) -> Iterator[Held]:
    """Walk back from the last amendment: whatever begins the fees anew ends all that was agreed on before it."""
    ends: date | None = None
    for agreement in reversed(agreements_of(participant)):
        lines = list(agreement.fees.all())
        for line in lines:
            yield Held(line, line.since, _earlier(line.until, ends))
        if lines:
            ends = _earlier(min(line.since for line in lines) - timedelta(days=1), ends)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
