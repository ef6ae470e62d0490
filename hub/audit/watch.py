"""The daily verification of the log by the worker. Its outcome stands in the log itself."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from hub.audit.log import hold, record
from hub.audit.models import Event
from hub.audit.verify import Report, verify

LOG = logging.getLogger(__name__)
VERIFIED = "audit.verify"


def verify_due(at: datetime) -> None:
    """Verify once a day (Asia/Almaty); days that were missed stay missed."""
    if not verified_on_day_of(at):
        note(verify(), at)


def last_verification() -> Event | None:
    return Event.objects.filter(action=VERIFIED).order_by("-number").first()


def verified_on_day_of(at: datetime) -> bool:
    last = last_verification()
    return last is not None and timezone.localdate(last.at) >= timezone.localdate(at)


@transaction.atomic
def note(report: Report, at: datetime) -> None:
    """Write the outcome into the log, unless another worker did so meanwhile."""
    hold()
    if verified_on_day_of(at):
        return
    if not report.whole:
        LOG.error("the audit log is not whole: %s faults; run hub audit verify", report.count)
    record(VERIFIED, "audit:log", by=None, at=at, events=report.number, heads=report.heads, faults=report.count)
