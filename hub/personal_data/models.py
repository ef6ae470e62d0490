"""What a person agreed to, and what they asked about their own data."""

import uuid
from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.privacy.fields import EncryptedTextField
from hub.privacy.retention import CORRECT
from rules.calendar import Calendar, Explanation
from rules.editions import edition_on

DECIDE = (Role.ADMINISTRATOR, Role.REGISTRATION)
"""Who decides on what people ask about their data."""


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, access: Access) -> "ConsentQuerySet":
        """A person's own consents."""
        return self.filter(person=access.person) if access.person else self.none()

    def in_force(self, at: datetime) -> "ConsentQuerySet":
        """Given, not withdrawn, not past their last day at a moment."""
        day = timezone.localdate(at)
        standing = self.filter(given_at__lte=at).filter(models.Q(withdrawn_at=None) | models.Q(withdrawn_at__gt=at))
        return standing.filter(models.Q(until=None) | models.Q(until__gte=day))


class Consent(models.Model):
    """A person lets the Technopark do something with what it knows of them (94-V).

    What an organisation lets it give to third parties (clause 30) is `hub.confidentiality.models.ParticipantConsent`.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=40)
    version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    until = models.DateField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.version}"


class RequestQuerySet(models.QuerySet["Request"]):
    def visible_to(self, access: Access) -> "RequestQuerySet":
        """A person's own requests; to those who decide, all."""
        if access.has(*DECIDE):
            return self.all()
        return self.filter(person=access.person) if access.person else self.none()

    def open(self) -> "RequestQuerySet":
        return self.filter(decided_at=None)


class Request(models.Model):
    """A person asks the Technopark to correct or to erase what it keeps of them; it decides within the law's term."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", _("Correct my data")
        ERASURE = "erasure", _("Erase my account")

    class Outcome(models.TextChoices):
        DONE = "done", _("Carried out")
        REFUSED = "refused", _("Refused")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests")
    text = EncryptedTextField(bound=("id",))
    asked_at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    answer = EncryptedTextField(bound=("id",), null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = RequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(decided_at=None, kind="erasure"),
                name="one_open_erasure_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.asked_at:%Y-%m-%d}"

    def received_on(self, calendar: Calendar) -> date:
        """The day from which the term counts."""
        return edition_on(timezone.localdate(self.asked_at)).received_on(self.asked_at, calendar)

    def explain(self, calendar: Calendar) -> Explanation:
        """The term of the decision, day by day."""
        return CORRECT.explain(calendar, self.received_on(calendar))

    def due(self, calendar: Calendar) -> date:
        return self.explain(calendar).due

    def late(self, calendar: Calendar, at: datetime) -> bool:
        """Whether the decision came, or still has not come, after its last day."""
        return timezone.localdate(self.decided_at or at) > self.due(calendar)
