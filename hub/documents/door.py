"""The one door out: every document leaves the portal through here, checked, proven and logged before its first byte."""

from __future__ import annotations

import io
import logging
from http import HTTPStatus
from typing import Final

from django.db import transaction
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from hub.accounts.http import Request
from hub.audit.log import record as log
from hub.documents import content
from hub.documents.models import StoredFile

LOG = logging.getLogger(__name__)
SANDBOX: Final = "default-src 'none'; sandbox"


def download(request: Request, file: StoredFile, *, about: str) -> HttpResponseBase:
    """The bytes of `file` as an attachment, or a page that says why not.

    Whether this person may have it was settled by the view. `about` is where they found it: "case:…", "sitting:…".
    """
    try:
        proven = content.content_of(file)
    except content.Unavailable as fault:
        return _withheld(request, fault, about)
    with transaction.atomic():
        log(
            "document.read",
            f"file:{file.pk}",
            by=request.access.person,
            at=request.now,
            within=about,
            sha256=file.sha256,
        )
    return _attachment(proven, file.name, file.mime)


def download_made(request: Request, made: bytes, *, name: str, mime: str, kind: str, about: str) -> HttpResponseBase:
    """The same for a paper made for this moment and not kept, such as a preview."""
    with transaction.atomic():
        log("document.preview", about, by=request.access.person, at=request.now, kind=kind)
    return _attachment(made, name, mime)


def _attachment(proven: bytes, name: str, mime: str) -> FileResponse:
    """Saved, never shown in the portal's own name; Django writes the name by RFC 6266."""
    response = FileResponse(io.BytesIO(proven), as_attachment=True, filename=name, content_type=mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response


def _withheld(request: Request, fault: content.Unavailable, about: str) -> HttpResponse:
    """Say why there is no file. One that is gone or changed is reported, and never sent."""
    if isinstance(fault, content.NotReady):
        return render(request, "documents/withheld.html", {"file": fault.file}, status=HTTPStatus.CONFLICT)
    how = "damaged" if isinstance(fault, content.Damaged) else "missing"
    LOG.error("file %s is %s in the storage", fault.file.pk, how, exc_info=fault.__cause__)
    with transaction.atomic():
        log(f"document.{how}", f"file:{fault.file.pk}", by=request.access.person, at=request.now, within=about)
    status = HTTPStatus.SERVICE_UNAVAILABLE
    return render(request, "documents/withheld.html", {"file": fault.file, "broken": True}, status=status)
