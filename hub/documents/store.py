"""Keep bytes by their hash: what people bring after it was checked, and the papers that the portal makes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import connection, transaction

from hub.audit.log import record as log
from hub.documents import clamav, quotas
from hub.documents.checks import MAX_BYTES, check_isolated, safe_name
from hub.documents.models import Paper, State, StoredFile
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.models import Organisation, User

PDF: Final = "application/pdf"
AT_UPLOAD: Final = 10.0
"""Seconds that a person waits for the virus scanner; after that the file is kept as being checked."""
FIRST_RETRY: Final = timedelta(seconds=30)

UNREADABLE: Final = Text("Файл оқылмады.", "Файл не удалось прочитать.", "The file could not be read.")
INFECTED: Final = Text(
    "Вирусқа қарсы бағдарлама бұл файлдан қауіпті код тапты. Файл сақталмады. Компьютеріңізді тексеріп, құжаттың таза "
    "көшірмесін жүктеңіз.",
    "Антивирус нашёл в этом файле опасный код. Файл не сохранён. Проверьте компьютер и загрузите чистую копию "
    "документа.",
    "The virus scanner found dangerous code in this file. The file was not kept. Check your computer and upload a "
    "clean copy of the document.",
)


class Refused(Exception):
    """The file is not taken; `message` says why and how to mend it."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(frozen=True, slots=True)
class Judged:
    """An uploaded file that passed our checks: CLEAN, or CHECKING where the virus scanner gave no answer."""

    content: bytes
    name: str
    mime: str
    state: State


def judge(upload: TemporaryUploadedFile) -> Judged:
    """Check an uploaded file by its content; raises Refused. Takes seconds: call it outside a transaction."""
    name = safe_name(upload.name or "")
    verdict = check_isolated(Path(upload.temporary_file_path()), name)
    if not verdict.ok or verdict.problem is not None:
        raise Refused(verdict.problem.message if verdict.problem else UNREADABLE)
    upload.seek(0)
    content = upload.read(MAX_BYTES + 1)
    state = scanned(content, seconds=AT_UPLOAD)
    if state == State.REFUSED:
        raise Refused(INFECTED)
    return Judged(content, name, verdict.mime, state)


def scanned(content: bytes, *, seconds: float) -> State:
    """What the virus scanner says; CLEAN where none is set up."""
    if settings.CLAMAV is None:
        return State.CLEAN
    answers = {clamav.Answer.CLEAN: State.CLEAN, clamav.Answer.FOUND: State.REFUSED}
    return answers.get(clamav.scan(content, settings.CLAMAV, seconds=seconds), State.CHECKING)


@transaction.atomic
def keep(
    judged: Judged,
    *,
    language: str,
    organisation: Organisation | None,
    by: User,
    at: datetime,
    counted: bool = True,
) -> StoredFile:
    """Keep a file that was judged; raises quotas.Full where `counted` and the organisation has no room for it."""
    if counted and organisation is not None:
        _require_room(judged.content, organisation)
    file = _keep(
        judged.content,
        judged.name,
        judged.mime,
        state=judged.state,
        language=language,
        organisation=organisation,
        by=by,
        at=at,
    )
    if not file.ready:
        log("document.wait", f"file:{file.pk}", by=by, at=at, sha256=file.sha256)
    return file


def take(
    upload: TemporaryUploadedFile, *, language: str, organisation: Organisation | None, by: User, at: datetime
) -> StoredFile:
    """Judge and keep in one step; raises Refused or quotas.Full."""
    return keep(judge(upload), language=language, organisation=organisation, by=by, at=at)


def made(
    content: bytes, name: str, mime: str, *, language: str, organisation: Organisation | None, at: datetime
) -> StoredFile:
    """Keep a file that the portal made and that is no numbered paper, such as a sheet."""
    return _keep(content, name, mime, state=State.CLEAN, language=language, organisation=organisation, by=None, at=at)


def issue(
    kind: Paper.Kind,
    number: str,
    pdf: bytes,
    *,
    name: str,
    language: str,
    organisation: Organisation | None,
    at: datetime,
) -> Paper:
    """Keep a paper that the portal made; its number is given once within its kind."""
    file = _keep(pdf, name, PDF, state=State.CLEAN, language=language, organisation=organisation, by=None, at=at)
    return Paper.objects.create(kind=kind, number=number, file=file)


@transaction.atomic
def erase(files: Iterable[StoredFile], *, by: User | None, at: datetime) -> None:
    """Delete the bytes of files that nothing needs any more; their rows stay, so that the record can name them.

    Bytes that another file shares stay with it. They go once the transaction is settled: one that is undone loses
    nothing.
    """
    for file in files:
        log("document.erase", f"file:{file.pk}", by=by, at=at, sha256=file.sha256)
        StoredFile.objects.filter(pk=file.pk).update(state=State.ERASED, next_scan_at=None)
        transaction.on_commit(partial(_sweep, str(file.content.name), file.sha256))


@transaction.atomic
def _sweep(path: str, sha256: str) -> None:
    """Delete bytes that no file needs any more; nobody can keep the same content meanwhile."""
    _hold(sha256)
    if not StoredFile.objects.filter(content=path).exclude(state=State.ERASED).exists():
        default_storage.delete(path)


def _hold(sha256: str) -> None:
    """Hold one content until the transaction ends, so that nobody erases what somebody else is just keeping.

    On SQLite a transaction that writes is alone by itself.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(sha256[:15], 16)])


def _require_room(content: bytes, organisation: Organisation) -> None:
    """Hold the organisation, so that two uploads at once cannot both take the last place."""
    # no_key: rows that only name the organisation can still be written meanwhile
    type(organisation).objects.select_for_update(no_key=True).get(pk=organisation.pk)
    files = quotas.of_organisation(organisation)
    if files.filter(sha256=hashlib.sha256(content).hexdigest()).exists():
        return
    used = quotas.taken(files.only("sha256", "size"))
    quotas.require_room(len(content), used, limit=quotas.ORGANISATION, message=quotas.ORGANISATION_IS_FULL)


def _keep(
    content: bytes,
    name: str,
    mime: str,
    *,
    state: State,
    language: str,
    organisation: Organisation | None,
    by: User | None,
    at: datetime,
) -> StoredFile:
    sha256 = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        _hold(sha256)
        return StoredFile.objects.create(
            content=_stored(content, sha256),
            sha256=sha256,
            size=len(content),
            mime=mime,
            name=name,
            language=language,
            organisation=organisation,
            stored_by=by,
            stored_at=at,
            state=state,
            next_scan_at=at + FIRST_RETRY if state == State.CHECKING else None,
        )


def _stored(content: bytes, sha256: str) -> str:
    """Where the bytes stand; written once, and anew where what stands there is not what it should be."""
    path = f"{sha256[:2]}/{sha256}"
    if default_storage.exists(path):
        with default_storage.open(path) as kept:
            if hashlib.sha256(kept.read()).hexdigest() == sha256:
                return path
        default_storage.delete(path)
    return default_storage.save(path, ContentFile(content))
