"""A reminder to everybody who still owes something of a quarter, sent by the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models

from hub.cases.rights import worked_by

if TYPE_CHECKING:
    from hub.accounts.access import Access


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, access: Access) -> Self:
        """Those about procedures in which the person does the Technopark's acts."""
        return self.filter(procedure__in=worked_by(access))


class Reminder(models.Model):
    """Ordered by an officer; the worker goes through the open cases by their ids and keeps the last in `after`."""

    procedure = models.CharField(max_length=40)
    quarter = models.CharField(max_length=7)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    after = models.UUIDField(null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "quarter"], condition=models.Q(ended_at=None), name="one_reminder_under_way"
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure} {self.quarter}: {self.done}/{self.total}"
