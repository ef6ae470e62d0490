"""The working calendar of Kazakhstan and the counting of terms by it."""

from rules.calendar.days import DECREED_YEARS, KNOWN_YEARS, OPENABLE_YEARS, Calendar, Correction, MissingYear, Status
from rules.calendar.quarters import Quarter
from rules.calendar.seed import Day, Source
from rules.calendar.terms import (
    KINDS,
    BadLength,
    Count,
    Explanation,
    Kind,
    due,
    explain,
    latest,
    month_day,
    months,
)

__all__ = [
    "DECREED_YEARS",
    "KINDS",
    "KNOWN_YEARS",
    "OPENABLE_YEARS",
    "BadLength",
    "Calendar",
    "Correction",
    "Count",
    "Day",
    "Explanation",
    "Kind",
    "MissingYear",
    "Quarter",
    "Source",
    "Status",
    "due",
    "explain",
    "latest",
    "month_day",
    "months",
]
