"""A file is brought and, once it was checked, told to be entered: the two acts of a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction

from hub.audit.log import record as log
from hub.documents import store
from hub.documents.checks import MAX_BYTES, safe_name
from hub.documents.models import State as FileState
from hub.importing.models import Import, State
from hub.importing.problems import EMPTY, NOT_A_TABLE
from hub.importing.reading import CSV, encoding
from rules.text import Text

if TYPE_CHECKING:
    from django.core.files.uploadedfile import TemporaryUploadedFile

    from hub.accounts.models import User

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TOO_LARGE: Final = Text(
    "Файл {most} МБ-тан үлкен. Оны бөліңіз.",
    "Файл больше {most} МБ. Разделите его.",
    "The file is larger than {most} MB. Divide it.",
)


class NotReady(Exception):
    """The import cannot be entered: it is not checked to the end, has faults, or was told to be entered already."""


def judge(upload: TemporaryUploadedFile) -> store.Judged:
    """A workbook or a CSV file, checked by its content; raises store.Refused. Call it outside a transaction."""
    if safe_name(upload.name or "").lower().endswith(".csv"):
        return _judge_csv(upload)
    judged = store.judge(upload)
    if judged.mime != XLSX:
        raise store.Refused(NOT_A_TABLE)
    return judged


def _judge_csv(upload: TemporaryUploadedFile) -> store.Judged:
    """A text and nothing else; it leaves the portal only as an attachment."""
    content = upload.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise store.Refused(Text(*(words.format(most=MAX_BYTES // 1024 // 1024) for words in TOO_LARGE)))
    if not content.strip():
        raise store.Refused(EMPTY)
    if encoding(content) is None:
        raise store.Refused(NOT_A_TABLE)
    state = store.scanned(content, seconds=store.AT_UPLOAD)
    if state == FileState.REFUSED:
        raise store.Refused(store.INFECTED)
    return store.Judged(content, safe_name(upload.name or ""), CSV, state)


@transaction.atomic
def begin(judged: store.Judged, *, by: User, language: str, at: datetime) -> Import:
    """Keep the file; the worker checks it. `language` is that of its messages."""
    file = store.keep(judged, language=language, organisation=None, by=by, at=at)
    made = Import.objects.create(file=file, by=by, at=at, language=language)
    log("import.begin", f"import:{made.pk}", by=by, at=at, sha256=file.sha256)
    return made


@transaction.atomic
def tell_to_apply(one: Import, *, by: User, at: datetime) -> None:
    """Let the worker enter everything new. Raises NotReady."""
    row = Import.objects.select_for_update().get(pk=one.pk)
    if not row.ready:
        raise NotReady
    row.state, row.applied_by, row.applied_at, row.finished_at, row.why = State.APPLYING, by, at, None, ""
    row.save()
    log("import.confirm", f"import:{row.pk}", by=by, at=at, new=row.new)
