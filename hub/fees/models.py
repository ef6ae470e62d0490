"""Money: accounts, bookings whose postings sum to zero, statements of the bank and their lines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Never, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role
from hub.audit.models import Immutable
from hub.fees.fields import TengeField

if TYPE_CHECKING:
    from hub.accounts.access import Access

SEE_MONEY = (Role.FINANCE, Role.AUDITOR)
"""Who sees all money; a participant sees its own."""


class Account(models.Model):
    """Where money stands or is owed. Above zero: the Technopark has it or is owed it; below: it owes or earned it."""

    class Kind(models.TextChoices):
        BANK = "bank", _("Current account at the bank")
        UNMATCHED = "unmatched", _("Payments not matched yet")
        RECEIVABLE = "receivable", _("Fees owed")
        ADVANCE = "advance", _("Paid beyond what was owed")
        REFUND = "refund", _("Refunds to be sent")
        INCOME_RATE = "income_rate", _("Fees on income")
        INCOME_FIXED = "income_fixed", _("Fixed payments")
        WRITTEN_OFF = "written_off", _("Written off")
        OTHER = "other", _("Money that is no fee")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    participant = models.ForeignKey("register.Participant", models.PROTECT, null=True, related_name="accounts")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=Q(participant=None), name="one_account_of_the_technopark"
            ),
            models.UniqueConstraint(fields=["participant", "kind"], name="one_account_of_a_participant"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.participant_id or ''}".strip()


class AppendOnly(models.Model):
    """Rows are only ever added; the database itself refuses anything else (hub.audit.guard)."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise Immutable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise Immutable


class Booking(AppendOnly):
    """One event of money, written by `ledger.post` alone: its postings sum to zero. A wrong one is reversed."""

    class Kind(models.TextChoices):
        CHARGE = "charge", _("Fee assessed")
        CORRECTION = "correction", _("Fee corrected")
        WRITE_OFF = "write_off", _("Fee written off")
        BANK = "bank", _("Line of a bank statement")
        PAYMENT = "payment", _("Payment")
        CREDIT = "credit", _("Advance used for a fee")
        REFUND = "refund", _("Refund ordered")
        REFUNDED = "refunded", _("Refund sent")
        ASIDE = "aside", _("Set aside: no fee")
        REVERSAL = "reversal", _("Taken back")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    line = models.ForeignKey("fees.StatementLine", models.PROTECT, null=True, related_name="bookings")
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")
    reason = models.CharField(max_length=1000, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class PostingQuerySet(models.QuerySet["Posting"]):
    def visible_to(self, access: Access) -> Self:
        """All money for who keeps or audits it; a participant's own for its people."""
        if access.has(*SEE_MONEY):
            return self
        return self.filter(account__participant__organisation_id__in=access.organisations)


class Posting(AppendOnly):
    """One side of a booking: so much more (above zero) or less on an account; `case` is the fee that it is about."""

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, models.PROTECT, related_name="postings")
    case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="postings")
    amount = TengeField()

    objects = PostingQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(amount=Decimal(0)), name="posting_moves_something")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.amount}"


class OfficeQuerySet(models.QuerySet[Any]):
    def visible_to(self, access: Access) -> Self:
        """For who keeps or audits the money; nothing for anybody else."""
        return self if access.has(*SEE_MONEY) else self.none()


class Mapping(models.Model):
    """How the CSV file of a bank is read: kept once, chosen at each upload."""

    name = models.CharField(_("Name of the mapping"), max_length=80, unique=True)
    encoding = models.CharField(max_length=12)
    delimiter = models.CharField(max_length=1)
    comma = models.BooleanField()
    """Whether a comma parts tiyn from tenge."""
    day_format = models.CharField(max_length=12)
    columns = models.JSONField()
    """What a column holds (`on`, `amount`, `credit`, `debit`, `reference`, `payer`, …) → its title in the file."""

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Statement(models.Model):
    """A file of the bank: uploaded by an officer, read by the worker."""

    class Format(models.TextChoices):
        CSV = "csv", _("CSV")
        MT940 = "mt940", _("MT940")
        CAMT053 = "camt053", _("camt.053")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits to be read")
        READING = "reading", _("Being read")
        READ = "read", _("Read")
        REFUSED = "refused", _("Refused")

    file = models.OneToOneField("documents.StoredFile", models.PROTECT, related_name="statement")
    format = models.CharField(_("Format"), max_length=8, choices=Format.choices)
    mapping = models.ForeignKey(Mapping, models.PROTECT, null=True, related_name="statements")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    problem = models.JSONField(default=dict)
    """Why it was refused, in three languages."""
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    fresh = models.PositiveIntegerField(default=0)
    """Lines that no earlier statement had brought."""

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self) -> str:
        return str(self.file)


class Certainty(models.TextChoices):
    """By what a payment was recognised; a person confirms each."""

    REFERENCE = "reference", _("payment reference")
    BIN = "bin", _("BIN")
    AMOUNT = "amount", _("amount alone")
    NONE = "", _("nothing")


class StatementLine(models.Model):
    """A line of a statement as the bank wrote it; `amount` is below zero where money left the account.

    `booked` is what it was matched by, and None while it is open; all else never changes.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    on = models.DateField()
    amount = TengeField()
    reference = models.CharField(max_length=80, blank=True)
    payer = models.CharField(max_length=250, blank=True)
    payer_bin = models.CharField(max_length=12, blank=True)
    payer_iban = models.CharField(max_length=34, blank=True)
    purpose = models.CharField(max_length=1000, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    proposed = models.ForeignKey("register.Participant", models.PROTECT, null=True, related_name="+")
    proposed_case = models.ForeignKey("cases.Case", models.PROTECT, null=True, related_name="+")
    certainty = models.CharField(max_length=9, choices=Certainty.choices, blank=True)
    booked = models.OneToOneField(Booking, models.PROTECT, null=True, related_name="books")

    objects = OfficeQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["certainty", "on"], condition=Q(booked=None), name="line_to_match")]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"
