"""What staff correct or add to the reference data that comes with `rules/`: each row dated, with its source."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DayCorrection(models.Model):
    """A day that a decree makes a day of work or of rest."""

    day = models.DateField(_("Day"), unique=True)
    working = models.BooleanField(_("Working day"))
    reason_kk = models.CharField(_("Reason in Kazakh"), max_length=150)
    reason_ru = models.CharField(_("Reason in Russian"), max_length=150)
    reason_en = models.CharField(_("Reason in English"), max_length=150)
    decree = models.CharField(_("Decree: number and date"), max_length=150)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.decree}"


class ConfirmedYear(models.Model):
    """A year whose calendar staff have checked against the decrees."""

    year = models.PositiveSmallIntegerField(_("Year"), unique=True)
    source = models.CharField(_("Confirmed by"), max_length=150)

    class Meta:
        ordering = ["year"]

    def __str__(self) -> str:
        return str(self.year)


class MrpValue(models.Model):
    """The monthly calculation index from a day on, in tenge."""

    since = models.DateField(_("From"), unique=True)
    amount = models.PositiveIntegerField(_("Amount, tenge"))
    source = models.CharField(_("Law"), max_length=150)

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return f"{self.since}: {self.amount}"


class ListEntry(models.Model):
    """An activity of the List or a work within it (`3.development`): replaces or adds to the built-in entry."""

    key = models.CharField(_("Number"), max_length=40)
    title_kk = models.CharField(_("Title in Kazakh"), max_length=500)
    title_ru = models.CharField(_("Title in Russian"), max_length=500)
    title_en = models.CharField(_("Title in English"), max_length=500)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        ordering = ["key", "since"]
        constraints = [models.UniqueConstraint(fields=["key", "since"], name="list_entry_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.title_ru}"
