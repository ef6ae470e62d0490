"""The one way to write to the log. Call it in the transaction of the act itself, as the last thing it does."""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from hub.accounts.models import User
from hub.audit import chain
from hub.audit.models import Event, Private

CHAIN_LOCK = 415_2018
"""The number under which PostgreSQL keeps the lock of the chain: the order that the Rules came with."""


class OutsideTransaction(RuntimeError):
    """An event must live or die with what it tells of."""


def record(
    action: str,
    about: str,
    *,
    by: User | None,
    at: datetime,
    private: Mapping[str, str] | None = None,
    **data: Any,
) -> Event:
    """Add an event to the end of the chain.

    `data` is JSON without fractions, personal data and secrets: ids, clauses, states, hashes. What is personal or
    free text goes to `private` (name → text), which is kept apart, sealed, and stands in the chain as a commitment;
    an empty text is left out.

    From here to the end of the transaction nobody else can add an event, so that the chain is in the order of the
    commits: take every other lock (a case, a series of numbers) before, or two acts may wait for each other.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    apart = {name: value for name, value in (private or {}).items() if value}
    salts = {name: secrets.token_bytes(chain.SALT_BYTES) for name in apart}
    if apart:
        data[chain.PRIVATE] = {name: chain.commitment(salts[name], value) for name, value in apart.items()}
    kept = chain.plain(data)
    hold()
    number, prev = _end()
    event = _linked(Event(number=number, at=at, actor=by, action=action, about=about, data=kept, prev=prev))
    event.save()
    for name, value in apart.items():
        Private(event=event, name=name, salt=salts[name], value=value).save()
    return event


def record_many(action: str, told: Sequence[tuple[str, Mapping[str, Any]]], *, by: User | None, at: datetime) -> None:
    """Add one event for each (about, data) at once, in their order: what one act does to many."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    hold()
    number, prev = _end()
    events = []
    for offset, (about, data) in enumerate(told):
        kept = chain.plain(dict(data))
        event = Event(number=number + offset, at=at, actor=by, action=action, about=about, data=kept, prev=prev)
        events.append(_linked(event))
        prev = event.digest
    Event.objects.bulk_create(events)


def _linked(event: Event) -> Event:
    event.digest = chain.link(event.prev, chain.body(event.content))
    return event


def _end() -> tuple[int, str]:
    """The next number and the digest before it."""
    last = Event.objects.order_by("-number").values_list("number", "digest").first()
    return (last[0] + 1, last[1]) if last else (1, chain.GENESIS)


def hold() -> None:
    """Keep the end of the chain as it is until the transaction ends.

    SQLite has one writer at a time as it is: its transactions begin by taking the write lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
