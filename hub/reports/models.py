"""What the report keeps beside its case: a quarter's opening, whose stay ends when, a sheet read and waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.privacy.fields import EncryptedJSONField

if TYPE_CHECKING:
    from hub.accounts.access import Access


class Opening(models.Model):
    """The opening of a quarter's reports: how many were to be opened, how many are."""

    quarter = models.CharField(max_length=7, unique=True)
    of = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["quarter"]

    def __str__(self) -> str:
        return f"{self.quarter}: {self.done}/{self.of}"


class StayQuerySet(models.QuerySet["Stay"]):
    def visible_to(self, access: Access) -> Self:
        """For the organisation's own people, and for those who work with reports."""
        from hub.reports.rights import reads_stays

        return self if reads_stays(access) else self.filter(participant__organisation_id__in=access.organisations)


class Stay(models.Model):
    """When a foreigner's expected stay or a visa ends, as the last report says (clause 23): dates and initials only.

    The rest of the row stays sealed in the report.
    """

    class Kind(models.TextChoices):
        STAY = "stay", _("Expected stay")
        VISA = "visa", _("Visa")

    participant = models.ForeignKey("register.Participant", models.PROTECT, related_name="stays")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="stays")
    kind = models.CharField(max_length=4, choices=Kind.choices)
    initials = models.CharField(max_length=12)
    relative = models.BooleanField(default=False)
    ends_on = models.DateField()

    objects = StayQuerySet.as_manager()

    class Meta:
        ordering = ["ends_on", "pk"]
        indexes = [models.Index(fields=["ends_on"])]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.kind} {self.ends_on}"


class Sheet(models.Model):
    """A spreadsheet that was read and waits for its person's yes; sealed as the report is, gone once it is applied."""

    case = models.OneToOneField("cases.Case", models.CASCADE, related_name="sheet")
    typed = EncryptedJSONField(bound=("case_id",))
    revisions = models.JSONField(default=dict)
    """Part → revision that the person saw beside it; a part saved since is not overwritten."""
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.case_id}"
