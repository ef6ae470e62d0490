"""What people are told: a notice in the portal and a letter in the outbox, written in the transaction of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from hub.accounts.access import Access


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, access: Access) -> Self:
        """The notices to the person."""
        return self.filter(user=access.person)


class Notice(models.Model):
    """One message to one person, in the language of its reader."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="notices")
    subject = models.CharField(max_length=250)
    text = models.TextField()
    path = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["user", "read_at"])]

    def __str__(self) -> str:
        return self.subject


class Outgoing(models.Model):
    """A letter in the outbox. It is sent at least once; `key` keeps the same letter from being written twice."""

    key = models.CharField(max_length=120, unique=True)
    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    attachment = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    error = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"


class DemoMail(models.Model):
    """What the demonstration's mail server received; in production nothing is written here."""

    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField()
    attachments = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
