"""A quarter that is over opens its analysis; one that was missed is opened later, once (clauses 68, 70)."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.accounts.models import Organisation
from hub.analysis.build import build
from hub.analysis.models import Analysis
from hub.cases.models import Case
from hub.cases.opening import Opening, open_many, quarters_to_open
from hub.documents.letterhead import NAME
from hub.register.models import Participant
from rules.analysis import ANALYSIS, PERIOD_END
from rules.calendar import Quarter


def run(at: datetime) -> int:
    """Open the analysis of each quarter that is over and has none."""
    if not Participant.objects.exists():
        return 0
    quarters = quarters_to_open(ANALYSIS.key, "analyse_quarter", timezone.localdate(at))
    return sum(open_quarter(quarter, at) for quarter in quarters)


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
