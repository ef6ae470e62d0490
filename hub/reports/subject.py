"""What a report is about: its quarter, its participation, the version of its form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar, cast

from hub.accounts.models import Organisation
from hub.cases.models import Case
from hub.register.models import Participant, QuarterFigures
from hub.register.report_forms import report_form_on
from hub.register.standing import standing
from hub.reports.form import Form
from hub.reports.loader import form
from rules.calendar import Quarter

Known = TypeVar("Known")


def once(case: Case, name: str, find: Callable[[Case], Known]) -> Known:
    """What was found for this object of a case already, else what `find` finds: a page asks for it in many places."""
    kept = case.__dict__.setdefault("_of_report", {})
    if name not in kept:
        kept[name] = find(case)
    return cast("Known", kept[name])


def quarter_of(case: Case) -> Quarter:
    return Quarter.parse(case.topic)


def participation_in(organisation: Organisation, quarter: Quarter) -> Participant | None:
    """The participation that lasted in a quarter; of several the newest."""
    lasted = organisation.participations.filter(since__lte=quarter.last, until__gte=quarter.first)
    return lasted.order_by("since").last() or organisation.participations.order_by("since").last()


def participant_of(case: Case) -> Participant:
    """Whose report it is; DoesNotExist where the organisation takes no part."""
    found = once(case, "participant", lambda one: participation_in(one.organisation, quarter_of(one)))
    if found is None:
        raise Participant.DoesNotExist(f"case {case.pk}: its organisation takes no part")
    return found


def form_of(case: Case) -> Form:
    """The form it was filed in, else that which the agreement binds on the quarter's last day (clause 65)."""
    return once(case, "form", _form)


def _form(case: Case) -> Form:
    if case._state.adding:  # noqa: SLF001  no report yet: what a new one would be
        return form("")
    filed = QuarterFigures.objects.filter(entry__case=case).order_by("pk").last()
    return form(filed.form if filed else report_form_on(participant_of(case), quarter_of(case).last))


def activities_of(case: Case) -> list[str]:
    """The numbers of the participant's activities on the quarter's last day, in the order of the List."""
    return once(case, "activities", _activities)


def _activities(case: Case) -> list[str]:
    now = standing(participant_of(case), quarter_of(case).last)
    return sorted({work.split(".")[0] for work in now.works}, key=int)


def year_of(participant: Participant, on: date) -> int:
    """The year of participation that a day falls into, counted from one."""
    whole = on.year - participant.since.year
    return whole + (0 if (on.month, on.day) < (participant.since.month, participant.since.day) else 1)
