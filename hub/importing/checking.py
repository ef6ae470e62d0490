"""The dry run: a file is judged slice by slice, each kept as soon as it is done, so that a worker killed goes on."""

from __future__ import annotations

from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from hub.audit.log import record as log
from hub.importing.judging import Counts, Judge, Judged
from hub.importing.models import Import, RowFault, State
from hub.importing.reading import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rules.text import Text

SLICE: Final = 2000
"""Rows of one slice: a second or two, so that letters do not wait."""
LONGEST: Final = 500
"""Characters of a message."""


class Place:
    """Where the reading of a file stands between two rounds of this worker: what was read is not read again.

    A worker that finds the import elsewhere than it left it reads from the first row.
    """

    def __init__(self) -> None:
        self._at: tuple[int, int] | None = None
        self._rows: Iterator[Judged] = iter(())

    def rows(self, one: Import, at: datetime) -> Iterator[Judged]:
        if self._at != (one.pk, one.done):
            self._rows = Judge(one.file, timezone.localdate(at)).rows(skip=one.done)
        self._at = None
        return self._rows

    def keep(self, one: Import, done: int) -> None:
        self._at = (one.pk, done)

    def leave(self) -> None:
        self._at, self._rows = None, iter(())


PLACE = Place()


def check_slice(one: Import, at: datetime, place: Place = PLACE) -> bool:
    """Judge the next rows and keep what was found; False where another worker was quicker."""
    rows = one.rows if one.rows is not None else sum(1 for _row in read(one.file))
    found = list(islice(place.rows(one, at), SLICE))
    kept, done = _keep(one, rows, found, at), one.done + len(found)
    if kept and done < rows:
        place.keep(one, done)
    else:
        place.leave()
    return kept


@transaction.atomic
def _keep(one: Import, rows: int, found: list[Judged], at: datetime) -> bool:
    row = Import.objects.select_for_update().get(pk=one.pk)
    if row.state != State.CHECKING or row.done != one.done:
        return False
    RowFault.objects.bulk_create(
        [
            RowFault(of=row, row=judged.row, column=problem.column, message=problem.to(row.language)[:LONGEST])
            for judged in found
            for problem in judged.problems
        ],
        batch_size=1000,
    )
    counts = Counts(row.new, row.same, row.wrong)
    for judged in found:
        counts.add(judged)
    row.rows, row.done = rows, row.done + len(found)
    row.new, row.same, row.wrong = counts.new, counts.same, counts.wrong
    if row.done >= rows:
        row.state, row.finished_at = State.CHECKED, at
        log(
            "import.check",
            f"import:{row.pk}",
            by=None,
            at=at,
            rows=rows,
            new=row.new,
            same=row.same,
            wrong=row.wrong,
        )
    row.save()
    return True


@transaction.atomic
def fail(one: Import, why: Text, at: datetime) -> None:
    """The file as a whole is of no use."""
    row = Import.objects.select_for_update().get(pk=one.pk)
    if row.state not in (State.CHECKING, State.APPLYING):
        return
    row.state, row.why, row.finished_at = State.FAILED, why.to(row.language)[:LONGEST], at
    row.save()
    log("import.fail", f"import:{row.pk}", by=None, at=at)


def check_anew(row: Import, why: Text, at: datetime) -> None:
    """Judge the file from its first row again, because the register moved on; the row is held by the caller."""
    row.faults.all().delete()
    row.state, row.why, row.finished_at = State.CHECKING, why.to(row.language)[:LONGEST], None
    row.done = row.new = row.same = row.wrong = 0
    row.save()
    log("import.return", f"import:{row.pk}", by=None, at=at)
