"""The register of participants (clause 20): who takes part, by which agreement, with which certificate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Never, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role
from hub.audit.models import Immutable
from hub.register.search import fold

if TYPE_CHECKING:
    from hub.accounts.access import Access

SEE_ALL = (Role.REGISTRATION, Role.MONITORING, Role.FINANCE, Role.AUDITOR)


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def public(self) -> Self:
        """Those entered in the register; an agreement alone does not make an entry public."""
        return self.exclude(entered_on=None)

    def matching(self, query: str) -> Self:
        """Those whose name, BIN, certificate, place or activity holds every word of the query, however inflected."""
        found = self
        for word in fold(query).split():
            found = found.filter(search__contains=word)
        return found

    def visible_to(self, access: Access) -> Self:
        """Those whose inner page a person may see: of their organisations, or all for who works with them."""
        if access.has(*SEE_ALL):
            return self
        return self.filter(organisation_id__in=access.organisations)

    def standing(self, state: str, on: date) -> Self:
        """`active` or `ended` on a day; anything else filters nothing."""
        if state == "active":
            return self.filter(since__lte=on, until__gte=on)
        if state == "ended":
            return self.filter(until__lt=on)
        return self


class End(models.TextChoices):
    """How a participation ended (clause 37)."""

    PLANNED = "planned", _("As planned")
    EARLY = "early", _("Early")


class Participant(models.Model):
    """One participation of an organisation: from the agreement to its end. Public data only.

    `until` is its last day. Place, activities and term are those of today; what held on another day is told by the
    facts (`hub.register.standing`), which alone write them.
    """

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="participations")
    case = models.OneToOneField("cases.Case", models.PROTECT, null=True, related_name="participant")
    """The registration; None for one entered from the register that was kept before the portal."""
    region = models.CharField(_("Region"), max_length=40)
    location_kk = models.CharField(_("Location in Kazakh"), max_length=300)
    location_ru = models.CharField(_("Location in Russian"), max_length=300)
    website = models.URLField(_("Website"), blank=True)
    works = models.JSONField(_("Activities and works"), default=list)
    since = models.DateField()
    until = models.DateField()
    ended = models.CharField(max_length=7, choices=End.choices, blank=True)
    entered_on = models.DateField(null=True)
    search = models.TextField(default="")

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["organisation__name_ru", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gte=models.F("since")), name="participation_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.since} – {self.until}"

    @property
    def activities(self) -> list[str]:
        """Numbers of the activities, each once, in the order of the List."""
        return sorted({work.split(".")[0] for work in self.works}, key=int)

    def active(self, on: date) -> bool:
        return self.since <= on <= self.until


class Fact(models.Model):
    """What holds of a participation from a day on, until a later fact of its kind. Rows are only added."""

    class Kind(models.TextChoices):
        NAMES = "names", _("Name and BIN")
        PLACE = "place", _("Location")
        WORKS = "works", _("Activities and works")
        TERM = "term", _("Term of participation")
        END = "end", _("End of participation")

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="facts")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    since = models.DateField()
    says = models.JSONField()
    entry = models.ForeignKey("cases.Entry", models.PROTECT, null=True, related_name="facts")
    at = models.DateTimeField()

    class Meta:
        ordering = ["since", "pk"]
        indexes = [models.Index(fields=["participant", "kind", "since"])]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.kind} {self.since}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable


class Agreement(models.Model):
    """The agreement on conditions of activity: signing date, term (clause 35), fees (34) and report (65) as data.

    An amendment is an agreement that `amends` an earlier one; what it does not name stays as it was.
    """

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="agreements")
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amendments")
    number = models.CharField(max_length=40, unique=True)
    signed_on = models.DateField(_("Signed on"))
    until = models.DateField(_("In force until"))
    template = models.CharField(max_length=20, blank=True)
    """The version of the template it was drawn up from; empty for one drawn up elsewhere."""
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    """The text drawn up by the portal; the scan is of what was signed by hand."""
    scan = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")
    report_form = models.CharField(_("Report form"), max_length=40)

    def __str__(self) -> str:
        return self.number


class Base(models.TextChoices):
    """What a share is taken of: a figure of the quarterly report (clause 31)."""

    ACTIVITY = "income_listed", _("Income from the priority activities")
    ALL = "income_total", _("All income")


class FeeLine(models.Model):
    """One fee of an agreement: a rate on income or a fixed sum a quarter, with a floor, a cap and its dates.

    All fees of a participant are the lines of its agreement and amendments; an amendment ends an earlier line by its
    own (`hub.register.fees`).
    """

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="fees")
    name_kk = models.CharField(_("Name of the fee in Kazakh"), max_length=200, blank=True)
    name_ru = models.CharField(_("Name of the fee in Russian"), max_length=200, blank=True)
    base = models.CharField(_("Share of what"), max_length=20, choices=Base.choices, default=Base.ACTIVITY)
    kind = models.CharField(max_length=6, choices=[("rate", _("Share of income, %")), ("fixed", _("Fixed sum, tenge"))])
    amount = models.DecimalField(_("Per cent or tenge"), max_digits=14, decimal_places=4)
    at_least = models.DecimalField(_("At least, tenge"), max_digits=14, decimal_places=2, null=True, blank=True)
    at_most = models.DecimalField(_("At most, tenge"), max_digits=14, decimal_places=2, null=True, blank=True)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        ordering = ["since", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.amount}"


class Certificate(models.Model):
    """A certificate of Appendix 1 or 2: what it said on the day of issue, and its sealed PDF."""

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="certificates")
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(
        max_length=12,
        choices=[("registration", _("Registration")), ("extension", _("Extension"))],
        default="registration",
    )
    issued_on = models.DateField()
    until = models.DateField()
    says = models.JSONField()
    paper = models.OneToOneField("documents.Paper", models.PROTECT, null=True, related_name="certificate")
    """Its sealed PDF; None for one issued before the portal."""

    class Meta:
        ordering = ["-issued_on", "-pk"]

    def __str__(self) -> str:
        return self.number

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a certificate is not changed; a new one is issued")
        super().save(*args, **kwargs)


class QuarterFigures(models.Model):
    """What a participant reported of a quarter, as figures for fees, monitoring and analysis; the last row counts.

    `says` maps the keys of the report form's figures to decimals written as text, in the units of the form.
    """

    participant = models.ForeignKey(Participant, models.PROTECT, related_name="figures")
    quarter_end = models.DateField()
    form = models.CharField(max_length=40)
    says = models.JSONField()
    entry = models.OneToOneField("cases.Entry", models.PROTECT, related_name="figures")
    at = models.DateTimeField()

    class Meta:
        ordering = ["quarter_end", "pk"]
        indexes = [models.Index(fields=["quarter_end", "participant"])]

    def __str__(self) -> str:
        return f"{self.participant_id} {self.quarter_end}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable
