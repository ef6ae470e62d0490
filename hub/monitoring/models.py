"""What monitoring keeps beside its cases: what is sent to many, signals, and what was seen on a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role
from hub.audit.models import Immutable
from hub.cases.models import Case

if TYPE_CHECKING:
    from hub.accounts.access import Access

READERS = (Role.MONITORING, Role.REGISTRATION, Role.AUDITOR)
"""Who reads the Technopark's own side of monitoring; a participant never does."""


class BatchQuerySet(models.QuerySet["Batch"]):
    def visible_to(self, access: Access) -> Self:
        return self if access.has(*READERS) else self.none()


class Batch(models.Model):
    """What an officer sends to many: a request with its items, or the opening of rounds.

    The worker goes through `participants` (ids, in this order) and notes in `done` how far it is.
    """

    class Stopped(models.TextChoices):
        NO_RIGHT = "no_right", _("The officer who ordered it has no right to it any more.")

    procedure = models.CharField(max_length=40)
    topic = models.CharField(max_length=40, blank=True)
    items = models.JSONField(default=list)
    participants = models.JSONField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stopped = models.CharField(max_length=10, choices=Stopped.choices, blank=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["finished_at", "id"], name="batch_waiting")]

    def __str__(self) -> str:
        return f"{self.procedure} {self.done}/{self.total}"

    @property
    def case_topic(self) -> str:
        """The topic of the cases it opens: a quarter for rounds, the batch itself for requests."""
        return self.topic or f"batch-{self.pk}"


class Signal(models.Model):
    """Something in a round's data that an officer should look at, with its figures; never a decision."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="signals")
    key = models.CharField(max_length=30)
    says = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="signal_once")]
        indexes = [models.Index(fields=["key"])]

    def __str__(self) -> str:
        return f"{self.case_id} {self.key}"


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, access: Access) -> Self:
        return self if access.has(*READERS) else self.none()


class Visit(models.Model):
    """A visit to the participant: who, when, where, what was seen (clauses 9(3), 63). Rows are only added."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="visits")
    on = models.DateField(_("Day of the visit"))
    place = models.CharField(_("Where"), max_length=300)
    present = models.CharField(_("Who was met"), max_length=300, blank=True)
    found = models.BooleanField(_("Was the participant found there?"))
    seen = models.TextField(_("What was seen"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    photos = models.ManyToManyField("documents.StoredFile", related_name="visits")

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.case_id} {self.on}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable
