"""Files that people bring, papers that the portal issues, translations, and numbers without gaps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role

if TYPE_CHECKING:
    from hub.accounts.access import Access


class DocumentLanguage(models.TextChoices):
    """Clause 10: Kazakh or Russian, or English."""

    KK = "kk", _("Kazakh")
    RU = "ru", _("Russian")
    EN = "en", _("English")


class State(models.TextChoices):
    """What is known of a file's content; only a clean one leaves the portal."""

    CLEAN = "clean", _("Checked")
    CHECKING = "checking", _("Being checked")
    REFUSED = "refused", _("Refused by the virus scanner")
    ERASED = "erased", _("Erased")


class StoredFile(models.Model):
    """The bytes of one document, kept by their hash; the name the person gave is shown, never used as a path."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    content = models.FileField()
    sha256 = models.CharField(max_length=64, db_index=True)
    size = models.PositiveIntegerField()
    mime = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=2, choices=DocumentLanguage.choices)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="files")
    stored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    stored_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLEAN)
    # When the virus scanner is asked again, while the file is being checked.
    next_scan_at = models.DateTimeField(null=True)
    scans = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["next_scan_at"], condition=models.Q(state="checking"), name="file_to_scan")]

    def __str__(self) -> str:
        return self.name

    @property
    def ready(self) -> bool:
        """Whether the file may be opened, filed or counted as delivered."""
        return self.state == State.CLEAN

    @property
    def being_checked(self) -> bool:
        return self.state == State.CHECKING


class TranslationQuerySet(models.QuerySet["Translation"]):
    def visible_to(self, access: Access) -> Self:
        """The whole desk for translators and registration officers; nothing for anybody else."""
        return self if access.has(Role.TRANSLATION, Role.REGISTRATION) else self.none()


class Translation(models.Model):
    """A document in English on its way into Kazakh or Russian (clause 10)."""

    source = models.OneToOneField(StoredFile, models.PROTECT, related_name="translation")
    into = models.CharField(max_length=2, choices=[("kk", _("Kazakh")), ("ru", _("Russian"))])
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="translations")
    result = models.OneToOneField(StoredFile, models.PROTECT, null=True, related_name="translated_from")
    done_at = models.DateTimeField(null=True)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]

    def __str__(self) -> str:
        return f"{self.source} → {self.into}"


class Paper(models.Model):
    """A document that the portal itself made: receipt, letter, minutes, certificate. Bytes are never made twice."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Receipt")
        LETTER = "letter", _("Letter")
        PLAN = "plan", _("Business plan")
        MINUTES = "minutes", _("Minutes")
        CERTIFICATE = "certificate", _("Certificate")
        ANALYSIS = "analysis", _("Analysis of a quarter")
        AGREEMENT = "agreement", _("Agreement")
        REPORT = "report", _("Quarterly report")
        INVOICE = "invoice", _("Invoice")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.CharField(max_length=40)
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="paper")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "number"], name="paper_number_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Series(models.Model):
    """The last number given in a series. Taken under a lock in the transaction that uses it, so there are no gaps."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"

    @classmethod
    def take(cls, name: str) -> int:
        """The next number of the series; must be called inside the transaction that uses it."""
        return cls.take_many(name, 1)[0]

    @classmethod
    def take_many(cls, name: str, count: int) -> range:
        """The next `count` numbers; the series stays held until the transaction ends."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError("a number is taken in the transaction that uses it")
        cls.objects.get_or_create(name=name)
        row = cls.objects.select_for_update().get(name=name)
        row.last += count
        row.save(update_fields=["last"])
        return range(row.last - count + 1, row.last + 1)


def file_reference(file: StoredFile) -> dict[str, Any]:
    """What a filing keeps of a document: enough to prove which bytes were filed."""
    return {"id": str(file.id), "name": file.name, "sha256": file.sha256, "size": file.size, "language": file.language}
