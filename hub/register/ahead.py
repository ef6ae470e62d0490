"""What rooms beside each other tell of the days that lie ahead of a participant, for its list of obligations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rules.text import Text

if TYPE_CHECKING:
    from hub.register.models import Participant


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day to be mindful of. `key` is the same on whatever day it is computed; `kind` is one of the reminders'."""

    key: str
    kind: str
    title: Text
    clause: str
    due: date


Source = Callable[["Participant", date], Iterable[Ahead]]
_SOURCES: list[Source] = []


def tell_ahead(source: Source) -> None:
    _SOURCES.append(source)


def ahead_of(participant: Participant, on: date) -> Iterator[Ahead]:
    for source in _SOURCES:
        yield from source(participant, on)
