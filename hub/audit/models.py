"""What was done, by whom and when: a chain of rows that are only ever added."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.db import models

from hub.accounts.models import Role
from hub.audit import chain
from hub.privacy.fields import EncryptedTextField

if TYPE_CHECKING:
    from hub.accounts.access import Access

CALENDAR = "calendar."
"""With this begin the events that tell of the working calendar."""


class Immutable(TypeError):
    """A row of the log is not changed and not removed."""


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, access: Access) -> Self:
        """The whole log for auditors; changes of the calendar for all who work at the Technopark."""
        if access.has(Role.AUDITOR):
            return self
        return self.filter(action__startswith=CALENDAR) if access.staff else self.none()


class Event(models.Model):
    """One act, in words for a machine. `about` names the thing (`case:0b1c…`); `data` holds no personal data."""

    number = models.BigIntegerField(unique=True)
    at = models.DateTimeField(db_index=True)
    # No constraint: an event is written under the lock of the chain and must wait for no other row.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    action = models.CharField(max_length=60, db_index=True)
    about = models.CharField(max_length=80, db_index=True)
    data = models.JSONField(default=dict)
    prev = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.action} {self.about}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable

    @property
    def content(self) -> str:
        """The canonical form, over which the digest is made."""
        return chain.content(self.number, self.at, self.actor_id, self.action, self.about, self.data)


class Private(models.Model):
    """A personal or free value of an event, sealed; the chain holds only its commitment.

    Removing the row leaves the chain whole; keeping it lets the value be shown and proved.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="private")
    name = models.CharField(max_length=60)
    salt = models.BinaryField(max_length=chain.SALT_BYTES)
    value = EncryptedTextField(bound=("event_id", "name"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "name"], name="private_once")]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.name}"

    def holds(self) -> bool:
        """Whether the value is the one to which the event is bound."""
        told = self.event.data.get(chain.PRIVATE, {}).get(self.name)
        return bool(told == chain.commitment(bytes(self.salt), self.value))
