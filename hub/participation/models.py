"""Reminders of a participant's obligations, and secret addresses of its calendar."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.register.models import Participant


class Kind(models.TextChoices):
    """What obligations are, for the rules of reminding."""

    REPORT = "report", _("Quarterly report (clause 66)")
    FEE = "fee", _("Fees and payments (clause 31)")
    ANSWER = "answer", _("Answer in a case")
    EXTENSION = "extension", _("Last day to apply for an extension (clause 36)")
    END = "end", _("Last day of participation (clause 38)")
    STAY = "stay", _("Stay or visa of a foreigner (clause 23)")


class ReminderRule(models.Model):
    """So many calendar days before an obligation of a kind is due, its participant is reminded."""

    kind = models.CharField(_("Obligation"), max_length=10, choices=Kind.choices)
    days = models.PositiveSmallIntegerField(_("Days before"))
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-days"]
        constraints = [models.UniqueConstraint(fields=["kind", "days"], name="reminder_rule_once")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.days}"


class Reminder(models.Model):
    """A reminder that was sent: each obligation is told once by each rule."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="reminders")
    key = models.CharField(max_length=80)
    days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "key", "days"], name="reminded_once")]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.key}"


class Feed(models.Model):
    """A secret address from which a person's calendar program reads the obligations; it can be revoked.

    Only the SHA-256 of the secret is kept, so the address is shown once.
    """

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="feeds")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participant", "user"], condition=models.Q(revoked_at=None), name="one_open_feed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.user_id}"
