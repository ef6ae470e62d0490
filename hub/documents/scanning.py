"""Files that wait for the virus scanner: they are asked about again until it answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hub.audit.log import record as log
from hub.documents import content
from hub.documents.models import State, StoredFile
from hub.documents.store import scanned

IN_BACKGROUND: Final = 30.0
"""Seconds for one scan by the worker."""
LONGEST_WAIT: Final = timedelta(minutes=30)

Settled = Callable[[StoredFile, datetime], None]


def rescan_next(now: datetime, *, settled: Settled) -> bool:
    """Ask about the file that is due first; False where none is.

    `settled` is called in the transaction that notes a refusal, so that the file leaves wherever it stands.
    """
    file = _claim(now)
    if file is None:
        return False
    try:
        state = scanned(content.content_for_scan(file), seconds=IN_BACKGROUND)
    except content.Unavailable:
        return True  # what the storage cannot give is asked about again, later and later
    if state != State.CHECKING:
        _settle(file, state, now, settled)
    return True


@transaction.atomic
def _claim(now: datetime) -> StoredFile | None:
    """The file, if no other worker has it; the next try waits twice as long as this one."""
    due = StoredFile.objects.filter(state=State.CHECKING, next_scan_at__lte=now).order_by("next_scan_at", "pk")
    can_skip = bool(transaction.get_connection().features.has_select_for_update_skip_locked)
    file = due.select_for_update(skip_locked=can_skip).first()
    if file is None:
        return None
    file.scans += 1
    # at least the time of one scan, so that two workers do not ask about one file at once
    file.next_scan_at = now + max(
        timedelta(seconds=2 * IN_BACKGROUND), min(timedelta(minutes=2**file.scans), LONGEST_WAIT)
    )
    file.save(update_fields=["scans", "next_scan_at"])
    return file


@transaction.atomic
def _settle(file: StoredFile, state: State, now: datetime, settled: Settled) -> None:
    row = StoredFile.objects.select_for_update().get(pk=file.pk)
    if row.state != State.CHECKING:  # erased meanwhile, or settled by another worker
        return
    row.state, row.next_scan_at = state, None
    row.save(update_fields=["state", "next_scan_at"])
    action = "document.pass" if state == State.CLEAN else "document.refuse"
    log(action, f"file:{row.pk}", by=None, at=now, sha256=row.sha256)
    if state == State.REFUSED:
        settled(row, now)
