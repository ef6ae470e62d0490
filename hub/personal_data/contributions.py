"""What each room of the portal contributes to a person's rights: it exports, holds and wipes its own part."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from hub.audit.log import record as log
from hub.documents.content import content_of
from hub.privacy import declared

if TYPE_CHECKING:
    from types import ModuleType

    from hub.accounts.models import User
    from hub.documents.models import StoredFile
    from rules.text import Text


class Held(Exception):
    """The law keeps the account: `reasons` say why."""

    def __init__(self, reasons: list[Text]) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


def _offered(what: str) -> Iterator[Any]:
    """The functions called `what` of all rooms, upper rooms first: they still need what lower ones wipe."""
    modules: tuple[ModuleType, ...] = declared.modules()
    return (getattr(module, what) for module in reversed(modules) if hasattr(module, what))


def export(person: User) -> dict[str, Any]:
    """Everything about a person that they may take away, section by section."""
    found: dict[str, Any] = {}
    for section in _offered("export"):
        found |= section(person)
    return found


@transaction.atomic
def take_away(person: User, *, at: datetime) -> bytes:
    """A ZIP with `data.json` and the person's own files; the log has it first."""
    log("personal.export", f"user:{person.pk}", by=person, at=at)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", _json(export(person)))
        for number, file in enumerate(_files(person), 1):
            archive.writestr(f"files/{number}-{file.name.replace('/', '_')}", content_of(file))
    return out.getvalue()


def _files(person: User) -> Iterator[StoredFile]:
    for files in _offered("files"):
        yield from (file for file in files(person) if file.ready)


def _json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, cls=DjangoJSONEncoder)


def holds(person: User, on: date) -> list[Text]:
    """Why a person's account cannot be erased now; empty where it can."""
    return [reason for reasons in _offered("holds") for reason in reasons(person, on)]


@transaction.atomic
def erase(person: User, *, by: User, at: datetime) -> None:
    """Wipe what names a person; their acts stay on record under a bare number. Raises Held."""
    on = timezone.localdate(at)
    if reasons := holds(person, on):
        raise Held(reasons)
    for wipe in _offered("erase"):
        wipe(person, at, on)
    log("personal.erase", f"user:{person.pk}", by=by, at=at)
