"""What is past its term of keeping: found by the program, removed by a person, never the record itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet

from hub.accounts.access import Access
from hub.accounts.models import Role, User
from hub.audit.log import record as log
from hub.privacy import declared
from hub.privacy.retention import RETENTIONS, Retention

if TYPE_CHECKING:
    from types import ModuleType


class NotConfirmed(Exception):
    """Who confirms is no administrator in force."""


@dataclass(frozen=True)
class Past:
    """Rows of one retention that are past their term on a day."""

    retention: Retention
    before: date
    rows: tuple[QuerySet[Any], ...]

    @property
    def count(self) -> int:
        return sum(rows.count() for rows in self.rows)


def past(on: date) -> list[Past]:
    """Everything past its term, in the order of the file of retentions."""
    found = []
    for one in RETENTIONS.values():
        before = one.reaches_back_to(on)
        if before is not None and (rows := tuple(_rows(one.key, before))):
            found.append(Past(one, before, rows))
    return [one for one in found if one.count]


def _rows(retention: str, before: date) -> Iterator[QuerySet[Any]]:
    modules: tuple[ModuleType, ...] = declared.modules()
    for module in modules:
        if hasattr(module, "past") and (rows := module.past(retention, before)) is not None:
            yield rows


@transaction.atomic
def remove(one: Past, *, by: User, reason: str, at: datetime, on: date) -> int:
    """Remove what is past its term, confirmed by an administrator; how many rows. Raises NotConfirmed."""
    if not Access(by, on).has(Role.ADMINISTRATOR):
        raise NotConfirmed(by.pk)
    done = 0
    for rows in one.rows:
        done += rows.delete()[0]
    about = f"retention:{one.retention.key}"
    log(
        "personal.expire",
        about,
        by=by,
        at=at,
        private={"reason": reason},
        before=one.before.isoformat(),
        rows=done,
    )
    return done
