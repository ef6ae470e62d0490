"""Commissions: dated membership and rules, sittings, conflicts, ballots, dissent. Serves every commission."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.accounts.querysets import InForce


class Commission(models.Model):
    """A commission of the Rules. `actor` is its key in `rules.procedure`."""

    actor = models.CharField(max_length=40, unique=True)
    name_kk = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name_ru

    def name(self, language: str) -> str:
        return str(getattr(self, f"name_{language}"))


class Charter(models.Model):
    """The commission's own rules from a day on (clause 13: the Technopark sets them)."""

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="charters")
    since = models.DateField(_("From"))
    order = models.CharField(_("Approved by"), max_length=200)
    quorum_percent = models.PositiveSmallIntegerField(_("Quorum, per cent of members"))
    majority_percent = models.PositiveSmallIntegerField(_("Majority: more than, per cent of votes cast"))
    chair_breaks_tie = models.BooleanField(_("The chair's vote decides a tie"), default=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            models.UniqueConstraint(fields=["commission", "since"], name="charter_once_a_day"),
            models.CheckConstraint(
                condition=models.Q(quorum_percent__range=(1, 100), majority_percent__range=(50, 99)),
                name="charter_percent_in_bounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.commission}: {self.order}"


class Seat(models.Model):
    """A person's seat on a commission between two days."""

    class Kind(models.TextChoices):
        STATE = "state", _("Representative of a state body")
        SPECIALIST = "specialist", _("IT specialist")
        INTERNATIONAL = "international", _("International expert")
        TECHNOPARK = "technopark", _("Representative of the Technopark")

    class Office(models.TextChoices):
        CHAIR = "chair", _("Chair")
        DEPUTY = "deputy", _("Deputy chair")
        MEMBER = "member", _("Member")
        SECRETARY = "secretary", pgettext_lazy("office", "Secretary, without a vote")

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=15, choices=Kind.choices)
    office = models.CharField(max_length=10, choices=Office.choices, default=Office.MEMBER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    order = models.CharField(_("Appointed by"), max_length=200)

    objects = InForce.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_office_display()}"

    @property
    def votes(self) -> bool:
        return self.office != self.Office.SECRETARY


class Sitting(models.Model):
    """A meeting of a commission. What is closed is never opened again."""

    class State(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("sitting", "Being prepared")
        OPEN = "open", pgettext_lazy("sitting", "Open: votes are cast")
        CLOSED = "closed", pgettext_lazy("sitting", "Closed")

    commission = models.ForeignKey(Commission, models.PROTECT, related_name="sittings")
    number = models.PositiveIntegerField()
    on = models.DateField(_("Day"))
    place = models.CharField(_("Place or link"), max_length=200)
    state = models.CharField(max_length=8, choices=State.choices, default=State.PLANNED)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    minutes = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-on", "-number"]
        constraints = [models.UniqueConstraint(fields=["commission", "number"], name="sitting_number_once")]

    def __str__(self) -> str:
        return f"{self.number} · {self.on}"


class ItemQuerySet(models.QuerySet["Item"]):
    def for_voting(self) -> Self:
        return self.select_related("case__organisation").prefetch_related("ballots__user", "conflicts__user")


class Item(models.Model):
    """A case on the agenda of a sitting. `outcome` is written when the chair closes the item."""

    class Outcome(models.TextChoices):
        FOR = "for", pgettext_lazy("outcome", "In favour")
        AGAINST = "against", pgettext_lazy("outcome", "Against")
        NO_DECISION = "no_decision", pgettext_lazy("outcome", "No decision: the case goes to the next sitting")

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="items")
    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)
    count = models.JSONField(default=dict)
    closed_at = models.DateTimeField(null=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["sitting", "case"], name="case_once_on_agenda")]

    def __str__(self) -> str:
        return f"{self.sitting_id}/{self.position}"


class Attendance(models.Model):
    """A member was there when the sitting was held."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sitting", "user"], name="attendance_once")]

    def __str__(self) -> str:
        return f"{self.sitting_id}: {self.user_id}"


class Conflict(models.Model):
    """A member's conflict of interest in a case: takes away its papers and the vote at once, and for good."""

    case = models.ForeignKey("cases.Case", models.PROTECT, related_name="conflicts")
    item = models.ForeignKey(Item, models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="conflicts")
    reason = models.CharField(_("What the conflict is"), max_length=500)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="conflict_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.case_id}"


class Ballot(models.Model):
    """A member's vote on an item. Until the item is closed the member may change it; each change is in the log."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="ballots")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="ballots")
    vote = models.CharField(
        max_length=7, choices=[("for", pgettext_lazy("vote", "For")), ("against", pgettext_lazy("vote", "Against"))]
    )
    grounds = models.JSONField(default=list)
    reasons = models.TextField(_("Reasons"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_ballot_a_member")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.vote}"


class Dissent(models.Model):
    """A member's separate opinion, attached to a closed item. Rows are only ever added."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="dissents")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(_("Dissenting opinion"))
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_dissent_a_member")]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.user_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("a dissent is not changed")
        super().save(*args, **kwargs)
