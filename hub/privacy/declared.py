"""What the portal keeps of whom and for how long: each app declares its fields in `privacy.py`, this reads them all.

A `privacy.py` holds `FIELDS`, lines made by `kept`; it may hold `SEALED` (see rotation), and the functions `export`,
`files`, `holds` and `erase` of a person (see hub/personal_data/contributions.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

from hub.privacy.retention import RETENTIONS
from rules.text import Text


class Kind(StrEnum):
    """Who may learn what a field says."""

    PUBLIC = "public"
    """Anybody: it stands in the public register or tells nothing of anybody."""
    PARTICIPANT = "participant"
    """The organisation it belongs to, and those whose work needs it (clause 30)."""
    PERSONAL = "personal"
    """It tells of a person (law 94-V)."""
    SECRET = "secret"  # noqa: S105  the name of a class of fields
    """It opens a door or a value: nobody reads it."""


KINDS = {
    Kind.PUBLIC: Text("жария", "открытые", "public"),
    Kind.PARTICIPANT: Text("қатысушының", "участника", "participant"),
    Kind.PERSONAL: Text("дербес", "персональные", "personal"),
    Kind.SECRET: Text("құпия", "тайные", "secret"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """Fields of one model that share a retention; names by class."""

    model: str
    retention: str
    names: tuple[tuple[Kind, tuple[str, ...]], ...]


def kept(
    model: str, retention: str, *, public: str = "", participant: str = "", personal: str = "", secret: str = ""
) -> Line:
    """A line of an app's table: field names by class, with spaces between; `retention` stands in retention.toml."""
    given = {Kind.PUBLIC: public, Kind.PARTICIPANT: participant, Kind.PERSONAL: personal, Kind.SECRET: secret}
    return Line(model, retention, tuple((kind, tuple(names.split())) for kind, names in given.items() if names))


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its class and its retention."""

    model: str
    name: str
    kind: Kind
    retention: str


@cache
def modules() -> tuple[ModuleType, ...]:
    """The `privacy.py` of every app of the portal that has one, in the order of the apps."""
    names = [f"{config.name}.privacy" for config in apps.get_app_configs() if config.name.startswith("hub.")]
    return tuple(import_module(name) for name in names if find_spec(name) is not None)


def lines() -> Iterator[Line]:
    for module in modules():
        yield from getattr(module, "FIELDS", ())


def fields() -> list[Field]:
    """Every declared field, in the order of the tables."""
    return [
        Field(line.model, name, kind, line.retention)
        for line in lines()
        for kind, names in line.names
        for name in names
    ]


def existing() -> Iterator[tuple[str, str]]:
    """Every field of the database as (model, name): own ones, of packages, and the tables between two models."""
    for model in apps.get_models(include_auto_created=True):
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many):
            yield model._meta.label, field.name


def faults() -> list[str]:
    """What is amiss with the declarations; empty when each field has one class and a known retention."""
    declared, real = [(field.model, field.name) for field in fields()], set(existing())
    return [
        *_say("has no class and retention in the privacy.py of its app", real - set(declared)),
        *_say("is declared and does not exist", set(declared) - real),
        *_say("is declared twice", {one for one in declared if declared.count(one) > 1}),
        *(f"{field.model}.{field.name}: no retention {field.retention!r}" for field in fields() if not _known(field)),
    ]


def _say(what: str, found: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{model}.{name} {what}" for model, name in sorted(found)]


def _known(field: Field) -> bool:
    return field.retention in RETENTIONS


def of_kind(*kinds: Kind) -> set[tuple[str, str]]:
    """The fields of these classes as (model, name)."""
    return {(field.model, field.name) for field in fields() if field.kind in kinds}


def values(row: Model, *kinds: Kind) -> dict[str, Any]:
    """What a row says in its own fields of these classes; what it refers to is not among them."""
    known = of_kind(*kinds)
    own = [field for field in row._meta.concrete_fields if not field.is_relation]
    return {field.name: getattr(row, field.name) for field in own if (row._meta.label, field.name) in known}
