"""An import of the register that was kept before the portal: its file, how far it is, what is wrong with its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role

if TYPE_CHECKING:
    from hub.accounts.access import Access


class State(models.TextChoices):
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked")
    APPLYING = "applying", _("Being entered")
    DONE = "done", _("Entered")
    FAILED = "failed", _("Cannot be read")


class ImportQuerySet(models.QuerySet["Import"]):
    def visible_to(self, access: Access) -> Self:
        """All imports for the officers of registration; nothing for anybody else."""
        return self if access.has(Role.REGISTRATION) else self.none()


class Import(models.Model):
    """One file of earlier participants. Checked in slices; entered whole or not at all.

    `done` rows of `rows` are judged; `new`, `same` and `wrong` count them. `language` is that of its messages.
    """

    file = models.ForeignKey("documents.StoredFile", models.PROTECT, related_name="imports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=8, choices=State.choices, default=State.CHECKING)
    rows = models.PositiveIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    same = models.PositiveIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    why = models.CharField(max_length=500, blank=True)
    """Why the file as a whole cannot be read, or why nothing was entered."""
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    """When it was told to be entered."""
    finished_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.file} ({self.state})"

    @property
    def ready(self) -> bool:
        """Whether it can be entered: judged to the end, nothing wrong, something new."""
        return self.state == State.CHECKED and not self.wrong and bool(self.new)


class RowFault(models.Model):
    """What is wrong in one cell; `row` as the spreadsheet counts, `column` is a key of `columns.COLUMNS`."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="faults")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=30)
    message = models.CharField(max_length=500)

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["of", "row"])]

    def __str__(self) -> str:
        return f"{self.row} {self.column}: {self.message}"
