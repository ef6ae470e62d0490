"""What the end of a quarter opens: a fee for each that took part in it (clause 31)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many, quarters_to_open
from hub.register.models import Fact, Participant
from rules.calendar import Quarter
from rules.fee import FEE, PERIOD_END


def open_due(at: datetime) -> int:
    """Open the fees of every quarter that is over and was not wholly opened; how many were opened."""
    quarters = quarters_to_open(FEE.key, "quarterly_fee", timezone.localdate(at))
    return sum(open_quarter(quarter, at) for quarter in quarters)


def open_quarter(quarter: Quarter, at: datetime) -> int:
    """Open the fee of a quarter for each participant of it that has none yet."""
    wanted = _without(quarter)
    opening = Opening(FEE.key, "open", quarter.key, {PERIOD_END: quarter.last})
    return sum(open_many(opening, wanted, at=at)) if wanted else 0


def _without(quarter: Quarter) -> list[Organisation]:
    """Those who took part in the quarter, save whose earlier quarters were settled before the portal knew them."""
    entered = Fact.objects.filter(participant=OuterRef("pk")).order_by("at").values(day=TruncDate("at"))[:1]
    took_part = Participant.objects.filter(since__lte=quarter.last, until__gte=quarter.first)
    owing = took_part.annotate(entered=entered).filter(Q(case__isnull=False) | Q(entered__lte=quarter.last))
    opened = Case.objects.filter(procedure_key=FEE.key, topic=quarter.key)
    found = Organisation.objects.filter(pk__in=owing.values("organisation"))
    return list(found.exclude(pk__in=opened.values("organisation")).order_by("pk"))
