"""Is the log what it was? Reads the whole chain in batches and compares it with the signed heads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from hub.audit import chain, guard, heads, keys
from hub.audit.models import Event, Private
from hub.privacy.encryption import Broken

BATCH = 5000
MAX_TOLD = 100
"""So many faults are told; the rest are counted."""
FIELDS = ("number", "at", "actor_id", "action", "about", "data", "prev", "digest")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: `event 12`, `head 3`, `the database`."""

    place: str
    text: str

    def __str__(self) -> str:
        return f"{self.place}: {self.text}"


@dataclass
class Report:
    """What a verification found; `number` and `digest` are the end of the chain."""

    number: int = 0
    digest: str = chain.GENESIS
    heads: int = 0
    private: int = 0
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        return self.count == 0

    def tell(self, place: str, text: str) -> None:
        self.count += 1
        if len(self.faults) < MAX_TOLD:
            self.faults.append(Fault(place, text))


def verify() -> Report:
    """Check every event, head and private value, and the guards of the database."""
    report = Report()
    signed = _Heads(report)
    for row in rows():
        _event(report, row)
        signed.pass_by(report.number, report.digest)
    signed.end()
    _private(report)
    for name in guard.missing():
        report.tell("the database", f"the trigger {name} is missing")
    return report


def rows() -> Iterator[dict[str, Any]]:
    """The events in the order of their numbers, a batch at a time."""
    last = None
    while True:
        found = Event.objects.order_by("number").values(*FIELDS)
        batch = list(found[:BATCH] if last is None else found.filter(number__gt=last)[:BATCH])
        yield from batch
        if len(batch) < BATCH:
            return
        last = batch[-1]["number"]


def content_of(row: dict[str, Any]) -> str:
    return chain.content(row["number"], row["at"], row["actor_id"], row["action"], row["about"], row["data"])


def _event(report: Report, row: dict[str, Any]) -> None:
    """One event after the one before; whatever is wrong, the next is compared with this one as it stands."""
    number, place = row["number"], f"event {row['number']}"
    if number != report.number + 1:
        report.tell(place, f"comes after {report.number}: events are missing, or were put in")
    if row["prev"] != report.digest:
        report.tell(place, "does not follow the event before it")
    if row["digest"] != _digest(row):
        report.tell(place, "was changed")
    report.number, report.digest = number, row["digest"]


def _digest(row: dict[str, Any]) -> str | None:
    """The digest that the event should have; None where what it holds has none."""
    try:
        return chain.link(row["prev"], chain.body(content_of(row)))
    except ValueError:
        return None


class _Heads:
    """Walks the heads beside the chain: each is compared with the event that it signs, when that comes."""

    def __init__(self, report: Report) -> None:
        self.report = report
        # All of them first: what is signed while the events are read signs events that come later.
        self._lines = iter(list(self._read()))
        self._next = next(self._lines, None)
        self.pass_by(0, chain.GENESIS)

    def pass_by(self, number: int, digest: str) -> None:
        while self._next is not None and self._next.number <= number:
            if (self._next.number, self._next.digest) != (number, digest):
                self._tell("signs another event", self._next)
            self._next = next(self._lines, None)

    def end(self) -> None:
        """What is left signs events that are not there."""
        while self._next is not None:
            self._tell("signs an event that is not there", self._next)
            self._next = next(self._lines, None)

    def _tell(self, text: str, head: heads.Head) -> None:
        self.report.tell(f"event {head.number}", f"its head of {head.at:%Y-%m-%d %H:%M} {text}")

    def _read(self) -> Iterator[heads.Head]:
        order = [keys.key_id(raw) for raw in keys.public_keys()]
        prev, at, number, key = chain.GENESIS, datetime.min.replace(tzinfo=UTC), 0, 0
        try:
            for head in heads.read():
                self.report.heads += 1
                place = f"head {self.report.heads}"
                if head.prev != prev:
                    self.report.tell(place, "does not follow the head before it")
                if not head.authentic() or order.index(head.key) < key:
                    self.report.tell(place, "is not signed by the key in use")
                else:
                    key = order.index(head.key)
                if head.number < number or head.at <= at:
                    self.report.tell(place, "goes back behind the head before it")
                prev, at, number = head.sha256, head.at, max(number, head.number)
                yield head
        except ValueError as problem:
            self.report.tell(f"head {self.report.heads + 1}", f"cannot be read: {problem}")


def _private(report: Report) -> None:
    """Each private value that is still kept must be the one that its event is bound to."""
    for kept in Private.objects.select_related("event").order_by("event_id", "name").iterator(BATCH):
        report.private += 1
        try:
            holds = kept.holds()
        except Broken:
            holds = False
        if not holds:
            report.tell(f"event {kept.event.number}", f"its private value {kept.name!r} was changed")
