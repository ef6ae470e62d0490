"""Keep bytes by their hash: what people bring after it was checked, and the papers that the portal makes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile

from hub.documents.checks import MAX_BYTES, check_isolated, safe_name
from hub.documents.models import Paper, StoredFile
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.models import Organisation, User

PDF = "application/pdf"


class Refused(Exception):
    """The file is not taken; `message` says why and how to mend it."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def take(
    upload: TemporaryUploadedFile, *, language: str, organisation: Organisation | None, by: User, at: datetime
) -> StoredFile:
    """Check an uploaded file by its content and keep it; raises Refused."""
    name = safe_name(upload.name or "")
    verdict = check_isolated(Path(upload.temporary_file_path()), name)
    if not verdict.ok or verdict.problem is not None:
        raise Refused(verdict.problem.message if verdict.problem else UNREADABLE)
    content = upload.read(MAX_BYTES + 1)
    return _keep(content, name, verdict.mime, language=language, organisation=organisation, by=by, at=at)


UNREADABLE = Text("Файл оқылмады.", "Файл не удалось прочитать.", "The file could not be read.")


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
    file = _keep(pdf, name, PDF, language=language, organisation=organisation, by=None, at=at)
    return Paper.objects.create(kind=kind, number=number, file=file)


def _keep(
    content: bytes,
    name: str,
    mime: str,
    *,
    language: str,
    organisation: Organisation | None,
    by: User | None,
    at: datetime,
) -> StoredFile:
    sha256 = hashlib.sha256(content).hexdigest()
    path = f"{sha256[:2]}/{sha256}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(content))
    return StoredFile.objects.create(
        content=path,
        sha256=sha256,
        size=len(content),
        mime=mime,
        name=name,
        language=language,
        organisation=organisation,
        stored_by=by,
        stored_at=at,
    )
