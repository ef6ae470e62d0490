"""What a clause, a part and an order of the Rules are."""

import re
from dataclasses import dataclass
from datetime import date

from rules.text import Text


@dataclass(frozen=True, slots=True)
class Order:
    """An order that adopted or amended the Rules; `key` is its short name here, `number` the official one."""

    key: str
    number: str
    on: date
    title: Text


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter or a paragraph of a chapter; the appendices have neither number. `first` is its first clause."""

    key: str
    title: Text
    first: str
    chapter: int | None
    paragraph: int | None
    added_by: Order | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, a numbered subclause "9(1)", an unnumbered passage "7/1" or an item of an appendix "A3.6".

    `section` and `paragraph` say where an unnumbered passage stands in its clause, as a lawyer counts: the part of the
    clause (часть, бөлік) and the paragraph (абзац), the introductory words being paragraph 1; 0 where not needed.
    """

    number: str
    title: Text
    summary: Text
    part: str
    added_by: Order | None
    amended_by: tuple[Order, ...]
    deleted_by: Order | None
    why_no_software: Text | None
    section: int
    paragraph: int

    @property
    def parent(self) -> str | None:
        """Number of the clause it belongs to; None for a clause or a whole appendix."""
        return split(self.number)[0] if split(self.number)[1] else None

    @property
    def deleted(self) -> bool:
        return self.deleted_by is not None

    @property
    def software(self) -> bool:
        """Whether the system has something to do for this clause."""
        return self.why_no_software is None


def split(number: str) -> tuple[str, str]:
    """Head and tail of a number: "9(1)" is ("9", "1"), "A3.6" ("A3", "6"), "9-1" ("9-1", "")."""
    head, tail, *_ = [*re.split(r"[(/.]", number.rstrip(")"), maxsplit=1), ""]
    return head, tail
