"""A quarter that is over opens its analysis; one that was missed is opened later, once (clauses 68, 70)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.analysis.build import build
from hub.analysis.models import Analysis
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many
from hub.documents.letterhead import NAME
from hub.register.models import Participant
from rules.analysis import ANALYSIS, PERIOD_END
from rules.calendar import Quarter


def run(at: datetime) -> int:
    """Open the analysis of each quarter that is over and has none."""
    return sum(open_quarter(quarter, at) for quarter in due(at))


def due(at: datetime) -> list[Quarter]:
    """The quarters that are over, since the first in which somebody took part in the portal, and have no analysis."""
    opened = Case.objects.filter(procedure_key=ANALYSIS.key).order_by("topic").values_list("topic", flat=True)
    first = Participant.objects.exclude(case=None).order_by("since").values_list("since", flat=True).first()
    if first is None:
        return []
    quarter, over = Quarter.of(first), Quarter.of(timezone.localdate(at)).before
    if opened:
        quarter = Quarter.parse(opened[len(opened) - 1]).after
    found = []
    while quarter <= over:
        found.append(quarter)
        quarter = quarter.after
    return found[-LONGEST:]


LONGEST = 4
"""Quarters that are caught up with at most: what was never analysed for a year is not opened by itself."""


@transaction.atomic
def open_quarter(quarter: Quarter, at: datetime) -> int:
    """Open the analysis of one quarter and count its figures; nothing where it is open already."""
    opening = Opening(ANALYSIS.key, "open", quarter.key, {PERIOD_END: quarter.last})
    made = sum(open_many(opening, [technopark()], at=at))
    if made:
        case = Case.objects.get(procedure_key=ANALYSIS.key, topic=quarter.key)
        Analysis.objects.create(case=case, quarter_end=quarter.last, data=build(quarter), built_at=at)
    return made


def technopark() -> Organisation:
    """The Technopark itself, whose case an analysis is."""
    names = {"name_kk": NAME.kk, "name_ru": NAME.ru}
    return Organisation.objects.get_or_create(bin=settings.TECHNOPARK_BIN, defaults=names)[0]
