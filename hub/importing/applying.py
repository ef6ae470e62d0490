"""Everything new of a checked file comes into the register in one transaction, or nothing does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hub.audit.log import record as log
from hub.importing import problems
from hub.importing.checking import check_anew
from hub.importing.entering import enter
from hub.importing.judging import Counts, Judge
from hub.importing.models import Import, State

if TYPE_CHECKING:
    from hub.importing.judging import Judged
    from hub.importing.told import Told

LOCK: Final = 415_2026
"""The number under which PostgreSQL lets one import in at a time."""
BATCH: Final = 500


class MovedOn(Exception):
    """The register is no longer what it was at the check."""


def apply(one: Import, at: datetime) -> None:
    """Enter what is new; where the register has moved on meanwhile, nothing, and the file is checked anew.

    The file is read before the transaction begins, so that others wait for the writing alone.
    """
    judge = Judge(one.file, timezone.localdate(at))
    try:
        _apply(one, judge, list(judge.by_themselves()), at)
    except (MovedOn, IntegrityError):
        _return(one, at)


@transaction.atomic
def _apply(one: Import, judge: Judge, rows: list[Judged], at: datetime) -> None:
    row = _held(one)
    if row is None:
        return
    alone()
    counts, fresh = Counts(), defaultdict(list)
    for judged in judge.beside_the_register(iter(rows), hold=True):
        counts.add(judged)
        if judged.told is None or judged.problems:
            raise MovedOn
        if judged.new:
            fresh[judged.told.key].append(judged.told)
    for batch in _batches(iter(fresh.values())):
        enter(batch, judge.lists, at)
    row.state, row.finished_at, row.why = State.DONE, at, ""
    row.new, row.same = counts.new, counts.same
    row.save()
    log(
        "import.apply",
        f"import:{row.pk}",
        by=row.applied_by,
        at=at,
        sha256=row.file.sha256,
        participations=len(fresh),
        rows=counts.new,
    )


def _held(one: Import) -> Import | None:
    """The import, if it is still to be entered and nobody else is about it."""
    can_skip = bool(connection.features.has_select_for_update_skip_locked)
    waiting = Import.objects.select_for_update(skip_locked=can_skip, of=("self",) if can_skip else ())
    return waiting.select_related("file").filter(pk=one.pk, state=State.APPLYING).first()


def alone() -> None:
    """One import at a time until the transaction ends; on SQLite a transaction that writes is alone by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _batches(found: Iterator[list[Told]]) -> Iterator[list[list[Told]]]:
    while batch := list(islice(found, BATCH)):
        yield batch


@transaction.atomic
def _return(one: Import, at: datetime) -> None:
    row = Import.objects.select_for_update().get(pk=one.pk)
    if row.state == State.APPLYING:
        check_anew(row, problems.MOVED_ON, at)
