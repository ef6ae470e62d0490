"""The analysis of a quarter: figures gathered from what was reported, with the words of the Technopark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Role
from rules.analysis import SENT
from rules.calendar import Quarter

if TYPE_CHECKING:
    from hub.accounts.access import Access

READERS = (Role.MONITORING, Role.REGISTRATION, Role.AUDITOR)


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    def visible_to(self, access: Access) -> Self:
        """All for those who make and audit them; for the authorised body those that were sent."""
        if access.has(*READERS):
            return self
        return self.filter(case__state_key=SENT.key) if access.has(Role.AUTHORISED_BODY) else self.none()


class Analysis(models.Model):
    """One quarter's analysis. `data` is what `hub.analysis.build` counted; it holds no name of a participant."""

    case = models.OneToOneField("cases.Case", models.PROTECT, related_name="analysis")
    quarter_end = models.DateField(unique=True)
    data = models.JSONField()
    built_at = models.DateTimeField()
    text_kk = models.TextField(_("Analysis in Kazakh"), blank=True)
    text_ru = models.TextField(_("Analysis in Russian"), blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    paper = models.ForeignKey("documents.Paper", models.PROTECT, null=True, related_name="+")
    sheet = models.ForeignKey("documents.StoredFile", models.PROTECT, null=True, related_name="+")

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        ordering = ["-quarter_end"]

    def __str__(self) -> str:
        return self.quarter.key

    @property
    def quarter(self) -> Quarter:
        return Quarter.of(self.quarter_end)
