"""How long what is kept and by which law, from the dated file beside this module; and the terms of law 94-V."""

from __future__ import annotations

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rules.calendar import Calendar, Explanation
from rules.editions import Term
from rules.text import Text

FILE = Path(__file__).with_name("retention.toml")


@dataclass(frozen=True, slots=True)
class Retention:
    """A term of keeping: `months` from an event (`since`), none where it lasts as long as the thing itself."""

    key: str
    months: int | None
    since: Text
    says: Text
    basis: Text
    proposal: bool
    """Whether the length is our proposal and not a number that the law names."""

    def reaches_back_to(self, on: date) -> date | None:
        """What comes from before this day is past its term on `on`; None where there is no such day."""
        if self.months is None:
            return None
        year, month = divmod(on.year * 12 + on.month - 1 - self.months, 12)
        return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class LawTerm:
    """A term of the law on personal data, counted by the working calendar like every other term."""

    term: Term
    basis: Text

    def explain(self, calendar: Calendar, event: date) -> Explanation:
        return self.term.explain(calendar, event)

    def due(self, calendar: Calendar, event: date) -> date:
        return self.term.due(calendar, event)


def _retention(key: str, given: dict[str, Any]) -> Retention:
    return Retention(
        key,
        given.get("months"),
        Text(**given["since"]),
        Text(**given["says"]),
        Text(**given["basis"]),
        given["proposal"],
    )


def _law_term(key: str, given: dict[str, Any]) -> LawTerm:
    return LawTerm(Term(key, given["n"], given["kind"], given["article"]), Text(**given["basis"]))


_DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
RETENTIONS = MappingProxyType({key: _retention(key, given) for key, given in _DATA["retention"].items()})
TERMS = MappingProxyType({key: _law_term(key, given) for key, given in _DATA["terms"].items()})
CORRECT, BREACH = TERMS["correct"], TERMS["breach"]
