"""The translation desk (clause 10): documents in English are put into Kazakh or Russian for the Commission."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from hub.audit.log import record as log
from hub.documents.models import DocumentLanguage, StoredFile, Translation

if TYPE_CHECKING:
    from hub.accounts.models import User


class AlreadyDone(Exception):
    """The translation was delivered; it is not replaced."""


def untranslated(files: Iterable[StoredFile]) -> list[StoredFile]:
    """The documents in English that have no finished translation."""
    return [file for file in files if file.language == DocumentLanguage.EN and not is_translated(file)]


def is_translated(file: StoredFile) -> bool:
    """Whether a translation was delivered and may be opened."""
    translation = getattr(file, "translation", None)
    return translation is not None and translation.result is not None and translation.result.ready


@transaction.atomic
def ask(files: Iterable[StoredFile], *, into: str, by: User, at: datetime) -> int:
    """Put documents on the desk; those already there stay as they are. Returns how many are new."""
    fresh = 0
    for file in files:
        _row, created = Translation.objects.get_or_create(
            source=file, defaults={"into": into, "asked_by": by, "asked_at": at}
        )
        if created:
            log("translation.ask", f"file:{file.pk}", by=by, at=at, into=into)
        fresh += created
    return fresh


class Overtaken(Exception):
    """Somebody else has taken the document meanwhile."""


@transaction.atomic
def take(translation_id: int, *, by: User, at: datetime, seen: int | None = None) -> None:
    """A translator takes a document from the desk, or over from a colleague; `seen` is who had it on their page.

    Raises Overtaken where that has changed, AlreadyDone where the translation was delivered.
    """
    row = Translation.objects.select_for_update().get(pk=translation_id)
    if row.result_id is not None:
        raise AlreadyDone
    if row.assignee_id not in (seen, by.pk):
        raise Overtaken
    row.assignee = by
    row.save(update_fields=["assignee"])
    log("translation.take", f"file:{row.source_id}", by=by, at=at)


@transaction.atomic
def deliver(translation_id: int, result: StoredFile, *, by: User, at: datetime) -> None:
    """Link the translated document to its source; once."""
    row = Translation.objects.select_for_update().get(pk=translation_id)
    if row.result_id is not None:
        raise AlreadyDone
    row.result, row.done_at, row.assignee = result, at, by
    row.save()
    log("translation.deliver", f"file:{row.source_id}", by=by, at=at, sha256=result.sha256)


@transaction.atomic
def undo(result: StoredFile, *, at: datetime) -> Translation | None:
    """Take a translation back whose file was refused by the virus scanner; it is delivered anew."""
    row = Translation.objects.select_for_update().filter(result=result).first()
    if row is not None:
        row.result = row.done_at = None
        row.save(update_fields=["result", "done_at"])
        log("translation.undo", f"file:{row.source_id}", by=None, at=at, sha256=result.sha256)
    return row
