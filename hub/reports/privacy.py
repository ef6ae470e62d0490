"""What is kept of reports beside their cases; passports stand sealed in the parts and filings of the case."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from hub.privacy.declared import kept
from hub.reports.models import Sheet

FIELDS = (
    kept("reports.Opening", "record", public="id quarter of done begun_at ended_at"),
    kept("reports.Stay", "record", public="id kind relative", participant="participant case"),
    kept("reports.Stay", "record", personal="initials ends_on"),
    kept("reports.Sheet", "draft", public="id read_at revisions", participant="case", personal="typed read_by"),
)


def past(retention: str, before: date) -> QuerySet[Any] | None:
    """Spreadsheets that were read and never taken in."""
    return Sheet.objects.filter(read_at__date__lt=before) if retention == "draft" else None
