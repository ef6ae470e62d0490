"""What the end of a quarter brings about: its report opens for every participant, once, however late (clause 68)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.cases import opening
from hub.cases.models import Case
from hub.register.models import Fact, Participant
from hub.reports.models import Opening
from rules.calendar import Quarter
from rules.report import PERIOD_END, REPORT


def open_due(at: datetime) -> int:
    """Open the reports of every quarter that is over and not opened; how many were opened now."""
    quarters = opening.quarters_to_open(REPORT.key, "quarterly_report", timezone.localdate(at))
    return sum(open_quarter(quarter, at=at) for quarter in quarters)


def open_quarter(quarter: Quarter, *, at: datetime) -> int:
    """Open the reports of a quarter; what a killed worker has opened stays, and the next round goes on."""
    waiting = list(without_report(quarter))
    kept, _new = Opening.objects.get_or_create(quarter=quarter.key, defaults={"begun_at": at})
    if not waiting:
        if kept.ended_at is None:
            Opening.objects.filter(pk=kept.pk).update(ended_at=at)
        return 0
    Opening.objects.filter(pk=kept.pk).update(of=F("done") + len(waiting), ended_at=None)
    made = 0
    what = opening.Opening(REPORT.key, "open", quarter.key, {PERIOD_END: quarter.last})
    for count in opening.open_many(what, waiting, at=at):
        made += count
        Opening.objects.filter(pk=kept.pk).update(done=F("done") + count)
    Opening.objects.filter(pk=kept.pk).update(ended_at=at, of=F("done"))
    return made


def without_report(quarter: Quarter) -> Iterator[Organisation]:
    """Organisations that took part in a quarter and have no report on it yet, open or closed.

    One entered from the register that was kept before the portal owes the portal only quarters that end on the day of
    its entry or later: the earlier ones were reported elsewhere.
    """
    entered = Fact.objects.filter(participant=OuterRef("pk")).order_by("at").values(day=TruncDate("at"))[:1]
    had = Case.objects.filter(procedure_key=REPORT.key, topic=quarter.key, organisation=OuterRef("organisation"))
    took_part = Participant.objects.filter(since__lte=quarter.last, until__gte=quarter.first)
    owing = (
        took_part.annotate(entered=Coalesce(entered, F("since")), had=Exists(had))
        .filter(Q(case__isnull=False) | Q(entered__lte=quarter.last), had=False)
        .values("organisation")
    )
    yield from Organisation.objects.filter(pk__in=owing).order_by("pk").iterator()
