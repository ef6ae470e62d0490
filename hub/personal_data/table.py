"""The table of docs/privacy.md: every field that the portal keeps, with its class and its retention."""

from itertools import groupby
from pathlib import Path

from hub.privacy.declared import Field, Kind, fields
from hub.privacy.fields import EncryptedField
from hub.privacy.retention import RETENTIONS, Retention

MARK = "<!-- From here on written by `hub privacy table`. -->\n"


def whole(path: Path) -> str:
    """The page: what a person wrote above the mark, and the tables as they are now."""
    prose = path.read_text(encoding="utf-8").partition(MARK)[0]
    return f"{prose}{MARK}\n{retentions()}\n{classes()}"


def retentions() -> str:
    rows = [_retention(one) for one in RETENTIONS.values()]
    return "\n".join(
        ["## How long", "", "| Name | What | How long | Basis | Ours |", "|---|---|---|---|---|", *rows, ""]
    )


def _retention(one: Retention) -> str:
    length = f"{one.months} months {one.since.en}" if one.months else one.since.en
    return f"| `{one.key}` | {one.says.en} | {length} | {one.basis.en} | {'proposal' if one.proposal else ''} |"


def classes() -> str:
    lines = ["## Every field", "", "| Model | Class | Fields | Kept as |", "|---|---|---|---|"]
    for (model, kind, retention), group in groupby(sorted(fields(), key=_place), key=_place):
        names = ", ".join(f"`{one.name}`{_sealed(one)}" for one in group)
        lines.append(f"| {model} | {Kind(kind).value} | {names} | `{retention}` |")
    return "\n".join([*lines, ""])


def _place(one: Field) -> tuple[str, str, str]:
    return one.model, one.kind, one.retention


def _sealed(one: Field) -> str:
    from django.apps import apps

    model = apps.get_model(one.model) if one.model.count(".") == 1 else None
    field = model._meta.get_field(one.name) if model else None  # noqa: SLF001  Django's own way
    return " (encrypted)" if isinstance(field, EncryptedField) else ""
