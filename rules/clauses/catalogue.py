"""Reads the catalogue from the data files beside this module.

`parts.toml` and `orders.toml` give the frame. In every other file a table is one clause, in the order of the text:
`kk`, `ru`, `en` are [title, summary]; `added`, `amended` and `deleted` name orders by their keys; `section` and
`paragraph` place an unnumbered passage (see `Clause`); `no_software` says in three languages why the system has nothing
to do. A passage without a history of its own has that of its clause. Texts of deleted clauses are written here.
"""

import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rules.clauses.model import Clause, Order, Part, split
from rules.text import LANGUAGES, Text

FILES = (
    "general",
    "registration",
    "people",
    "participants",
    "fees",
    "term",
    "services",
    "housing",
    "monitoring",
    "education",
    "appendices",
)
FIELDS = frozenset({*LANGUAGES, "added", "amended", "deleted", "section", "paragraph", "no_software"})
DELETED = Text("Алып тасталды", "Исключён", "Deleted")
NOT_IN_FORCE = Text(
    "Тармақ алып тасталған, қолданылмайды.",
    "Пункт исключён и не действует.",
    "The clause is deleted and not in force.",
)


class CatalogueError(Exception):
    """The data files of the catalogue contradict themselves."""


class UnknownClause(KeyError):
    """A number that the Rules do not have."""

    def __str__(self) -> str:
        return str(self.args[0])  # KeyError would show the quotes of repr


def read(name: str) -> dict[str, Any]:
    """Tables of one data file, in the order of the file."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


def _text(record: Mapping[str, Any]) -> Text:
    return Text(*(record.get(language, "") for language in LANGUAGES))


def _text_at(record: Mapping[str, Any], index: int) -> Text:
    """Title (0) or summary (1); a missing one is left empty and named by `catalogue_faults`."""
    return Text(*("".join(record.get(language, ())[index : index + 1]) for language in LANGUAGES))


ORDERS: Mapping[str, Order] = MappingProxyType(
    {key: Order(key, record["number"], record["on"], _text(record)) for key, record in read("orders").items()}
)


def _order(key: str | None) -> Order | None:
    if key is not None and key not in ORDERS:
        raise CatalogueError(f'No order has the key "{key}": add it to orders.toml or correct the key.')
    return ORDERS[key] if key else None


def _part(key: str, record: Mapping[str, Any]) -> Part:
    place = record.get("chapter"), record.get("paragraph")
    return Part(key, _text(record), record["first"], *place, _order(record.get("added")))


PARTS: tuple[Part, ...] = tuple(_part(key, record) for key, record in read("parts").items())


def _deletion(order: Order) -> Text:
    on = f"{order.on:%d.%m.%Y}"
    return Text(
        f"{on} № {order.number} бұйрығымен алып тасталды.",
        f"Исключён приказом от {on} № {order.number}.",
        f"Deleted by order No. {order.number} of {on}.",
    )


def _clause(number: str, record: Mapping[str, Any], part: Part, parent: Clause | None) -> Clause:
    """One clause from its table; `parent` lends its history to a passage that has none of its own."""
    if unknown := record.keys() - FIELDS:
        raise CatalogueError(f"Clause {number} has unknown fields {sorted(unknown)}; allowed are {sorted(FIELDS)}.")
    deleted = _order(record.get("deleted"))
    amended = tuple(order for key in record.get("amended", ()) if (order := _order(key)))
    reason = _text(record["no_software"]) if "no_software" in record else None
    return Clause(
        number=number,
        title=DELETED if deleted else _text_at(record, 0),
        summary=_deletion(deleted) if deleted else _text_at(record, 1),
        part=part.key,
        added_by=_order(record.get("added")) or (parent.added_by if parent else part.added_by),
        amended_by=amended or (parent.amended_by if parent else ()),
        deleted_by=deleted,
        why_no_software=NOT_IN_FORCE if deleted else reason,
        section=record.get("section", 0),
        paragraph=record.get("paragraph", 0),
    )


def _tables() -> Iterator[tuple[str, Mapping[str, Any]]]:
    return (table for name in FILES for table in read(name).items())


def _load() -> dict[str, Clause]:
    clauses: dict[str, Clause] = {}
    openings = {part.first: part for part in PARTS}
    part = PARTS[0]
    for number, record in _tables():
        if number in clauses:
            raise CatalogueError(f"Clause {number} stands twice in the data files: leave one.")
        part = openings.get(number, part)
        clauses[number] = _clause(number, record, part, clauses.get(split(number)[0]))
    return clauses


CLAUSES: Mapping[str, Clause] = MappingProxyType(_load())


def clause(number: str) -> Clause:
    """Return the clause with this number, such as "9", "9(1)", "7/1" or "A3.6"; UnknownClause if there is none."""
    if number not in CLAUSES:
        near = ", ".join(get_close_matches(number, CLAUSES)) or '"9", "9(1)", "7/1", "A3.6"'
        raise UnknownClause(f'The Rules have no clause "{number}"; numbers look like {near}.')
    return CLAUSES[number]
