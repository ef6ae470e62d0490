"""The only place that opens kept bytes: they are given when they are what was kept, and not otherwise."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hub.documents.models import State

if TYPE_CHECKING:
    from hub.documents.models import StoredFile


class Unavailable(Exception):
    """The file cannot be opened; `file` says which, the kind of error says why."""

    def __init__(self, file: StoredFile) -> None:
        self.file = file
        super().__init__(str(file.pk))


class NotReady(Unavailable):
    """It is being checked, was refused, or was erased."""


class Missing(Unavailable):
    """The storage does not have the bytes, or does not answer."""


class Damaged(Unavailable):
    """The storage gave other bytes than were kept."""


def content_of(file: StoredFile) -> bytes:
    """The bytes (20 MiB at most), proven to be those that were kept. Raises Unavailable."""
    if not file.ready:
        raise NotReady(file)
    return _proven(file)


def content_for_scan(file: StoredFile) -> bytes:
    """The same for the virus scanner, to which files go that nobody else may open."""
    if file.state == State.ERASED:
        raise NotReady(file)
    return _proven(file)


def _proven(file: StoredFile) -> bytes:
    # What a storage raises depends on the storage (no file, no bucket, no answer), so every fault is Missing.
    try:
        with file.content.open("rb") as kept:
            content = bytes(kept.read(file.size + 1))
    except Exception as fault:
        raise Missing(file) from fault
    if len(content) != file.size or hashlib.sha256(content).hexdigest() != file.sha256:
        raise Damaged(file)
    return content
