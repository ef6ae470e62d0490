"""Consents of participants and what left to third parties under them (clause 30)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from hub.accounts.models import Role
from hub.privacy.fields import EncryptedJSONField
from hub.register.models import Participant

if TYPE_CHECKING:
    from hub.accounts.access import Access

SEE_ALL = (Role.REGISTRATION, Role.AUDITOR)


class ParticipantConsentQuerySet(models.QuerySet["ParticipantConsent"]):
    def visible_to(self, access: Access) -> Self:
        """The consents of one's own organisations; all to who works with participants."""
        if access.has(*SEE_ALL):
            return self
        return self.filter(participant__organisation_id__in=access.organisations)


class ParticipantConsent(models.Model):
    """A participant lets the Technopark give information of these kinds to this recipient, for this, until this day.

    Given by the head in the portal, or signed on paper and recorded by an officer with its scan. What it says never
    changes; it can be withdrawn.
    """

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="consents")
    kinds = models.JSONField()
    """Keys of `information.kinds()`."""
    recipient = models.CharField(max_length=250)
    purpose = models.CharField(max_length=500)
    signed_on = models.DateField()
    until = models.DateField()
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    on_paper = models.BooleanField()
    signed_by = models.CharField(max_length=200)
    """Who signed for the participant, as they are called."""
    document = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    """The head; for one on paper the officer who recorded it."""
    given_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    letter = models.CharField(max_length=250, blank=True)
    """The participant's letter by which an officer recorded the withdrawal."""

    objects = ParticipantConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=F("signed_on")), name="consent_ends_after_it_is_signed"),
            models.CheckConstraint(condition=Q(on_paper=False) | ~Q(document=None), name="consent_on_paper_has_scan"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient}: {self.purpose}"

    def in_force(self, at: datetime) -> bool:
        """Signed, not past its last day, not withdrawn, and its document found clean."""
        day = timezone.localdate(at)
        ready = self.document is None or self.document.ready
        return self.withdrawn_at is None and self.signed_on <= day <= self.until and ready


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    def visible_to(self, access: Access) -> Self:
        """Those of one's own organisations that may be told; all to who works with participants."""
        if access.has(*SEE_ALL):
            return self
        told = self.filter(Q(tell_on=None) | Q(tell_on__lte=access.on))
        return told.filter(participant__organisation_id__in=access.organisations)


class Disclosure(models.Model):
    """A package of a participant's information for a third party: under a consent, or because the law obliges."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="disclosures")
    consent = models.ForeignKey(ParticipantConsent, models.PROTECT, null=True, related_name="disclosures")
    basis = models.CharField(max_length=500, blank=True)
    """Without a consent: the law and the paper that oblige."""
    recipient = models.CharField(max_length=250)
    purpose = models.CharField(max_length=500)
    kinds = models.JSONField()
    """The kinds of information in it, keys of `information.kinds()`."""
    manifest = models.JSONField()
    """Each document: path in the package, title, kind, id of the stored file, SHA-256 and size."""
    data = EncryptedJSONField(bound=("id",))
    """What `data.json` of the package says."""
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    tell_on = models.DateField(null=True)
    """The first day on which the participant may know; None where it knows at once."""
    told_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(consent=None) ^ Q(basis=""), name="disclosure_by_consent_or_by_law"),
            models.CheckConstraint(condition=Q(consent=None) | Q(tell_on=None), name="disclosure_by_consent_is_told"),
        ]

    def __str__(self) -> str:
        return f"{self.recipient} {self.made_at:%Y-%m-%d}"
