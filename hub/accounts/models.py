"""People, organisations, who belongs to which, and who holds which role from when to when."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub.accounts.querysets import GrantQuerySet, InvitationQuerySet, MembershipQuerySet, OrganisationQuerySet
from rules.bin import check_bin

if TYPE_CHECKING:
    from datetime import datetime

INVITATION_DAYS = 14


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person. Rights come from roles, organisations and commission seats, never from a flag here."""

    email = models.EmailField(_("E-mail"), unique=True)
    full_name = models.CharField(_("Full name"), max_length=200)
    language = models.CharField(_("Language of letters"), max_length=2, default="kk")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def has_usable_email(self) -> bool:
        return "@" in self.email


class Organisation(models.Model):
    """A legal entity known by its BIN. Names in both state languages, as in its registration."""

    bin = models.CharField(_("BIN"), max_length=12, unique=True)
    name_kk = models.CharField(_("Name in Kazakh"), max_length=250)
    name_ru = models.CharField(_("Name in Russian"), max_length=250)
    created_at = models.DateTimeField(default=timezone.now)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name_ru"]

    def __str__(self) -> str:
        return self.name_ru

    def name(self, language: str) -> str:
        return self.name_kk if language == "kk" else self.name_ru

    @property
    def resident(self) -> bool:
        """Whether the BIN is that of a resident (its fifth digit)."""
        return check_bin(self.bin).digits[4] == "4"


class Capacity(models.TextChoices):
    """What a person may do for an organisation; each includes those below it."""

    OWNER = "owner", pgettext_lazy("capacity", "Head: files, and manages colleagues")
    EDITOR = "editor", pgettext_lazy("capacity", "Colleague: prepares and files")
    READER = "reader", pgettext_lazy("capacity", "Reader: sees, changes nothing")


class Membership(models.Model):
    """A person acts for an organisation between two days."""

    user = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.READER)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=models.Q(until=None), name="one_open_membership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A letter that lets its reader join an organisation; taken once, within two weeks."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")
    email = models.EmailField(_("E-mail"))
    capacity = models.CharField(max_length=10, choices=Capacity.choices, default=Capacity.EDITOR)
    token = models.CharField(max_length=40, unique=True, default=new_token)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(default=timezone.now)
    accepted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    def open_at(self, moment: datetime) -> bool:
        fresh = moment < self.invited_at + timedelta(days=INVITATION_DAYS)
        return self.accepted_by_id is None and self.withdrawn_at is None and fresh


class Role(models.TextChoices):
    """What a person does at the technopark or beside it."""

    REGISTRATION = "registration", _("Registration officer")
    MONITORING = "monitoring", _("Monitoring officer")
    FINANCE = "finance", _("Finance officer")
    HOUSING = "housing", _("Housing officer")
    EDUCATION = "education", _("Education officer")
    TRANSLATION = "translation", _("Translator")
    SECRETARY = "secretary", _("Commission secretary")
    REFERENCE = "reference", _("Keeper of reference data")
    AUTHORISED_BODY = "authorised_body", _("Authorised body")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


STAFF_ROLES = frozenset(
    {
        Role.REGISTRATION,
        Role.MONITORING,
        Role.FINANCE,
        Role.HOUSING,
        Role.EDUCATION,
        Role.TRANSLATION,
        Role.SECRETARY,
        Role.REFERENCE,
    }
)
"""Who works at the technopark itself."""


class RoleGrant(models.Model):
    """A role given to a person with its days and reason."""

    user = models.ForeignKey(User, models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=250)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    stands_in_for = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    """The absent holder of the role in whose place the person holds it on these days."""

    objects = GrantQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Attempts(models.Model):
    """How often something was tried within a span of time; under a hash, so that it tells of nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.number} until {self.until}"
