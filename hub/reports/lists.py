"""Lists of reports: of a quarter for the Technopark, of a participation for its page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from hub import words
from hub.cases.models import Case, Deadline, Filing
from hub.cases.queries import matching
from hub.register.models import Participant
from hub.reports.models import Opening, Stay
from rules.calendar import Quarter
from rules.report import REPORT, TO_FILE

if TYPE_CHECKING:
    from hub.accounts.access import Access

BACK = 12
"""Quarters that the list offers."""


def asked(typed: str, on: date) -> Quarter:
    """The quarter asked for; else the last one that is over."""
    try:
        return Quarter.parse(typed)
    except ValueError:
        return Quarter.of(on).before


def opening_of(quarter: Quarter) -> Opening | None:
    """How the opening of a quarter's reports goes; None where it has not begun."""
    return Opening.objects.filter(quarter=quarter.key).first()


def quarters(on: date) -> list[Quarter]:
    """The quarters that are over, the last one first."""
    found = [Quarter.of(on).before]
    while len(found) < BACK:
        found.append(found[-1].before)
    return found


def with_filing(cases: QuerySet[Case]) -> QuerySet[Case]:
    """Each report with its due day, the day it was filed, and how many versions it has."""
    duty = Deadline.objects.filter(case=OuterRef("pk"), duty=TO_FILE.key)
    versions = Filing.objects.filter(case=OuterRef("pk")).order_by("-number").values("number")[:1]
    return cases.annotate(
        owed_on=Subquery(duty.values("due_on")[:1]),
        filed_on=Subquery(duty.values("met_on")[:1]),
        versions=Subquery(versions),
    ).select_related("organisation")


def of_quarter(access: Access, quarter: Quarter) -> QuerySet[Case]:
    seen = Case.objects.visible_to(access).filter(procedure_key=REPORT.key, topic=quarter.key)
    return with_filing(seen)


def of_participant(access: Access, participant: Participant) -> list[dict[str, Any]]:
    """All reports of a participation, the last quarter first."""
    first, last = Quarter.of(participant.since).key, Quarter.of(participant.until).key
    seen = Case.objects.visible_to(access).filter(
        procedure_key=REPORT.key, organisation=participant.organisation_id, topic__gte=first, topic__lte=last
    )
    return [row(case, access.on) for case in with_filing(seen).order_by("-topic")]


def section(participant: Participant, access: Access) -> dict[str, Any]:
    """What the participation's page shows of reports; nothing while there is neither a report nor a stay."""
    stays = Stay.objects.visible_to(access).filter(participant=participant)
    found = {"rows": of_participant(access, participant), "stays": list(stays), "today": access.on}
    return found if found["rows"] or found["stays"] else {}


def _states(on: date) -> Mapping[str, Q]:
    waiting = Q(state_key="open")
    return {
        "filed": Q(state_key="filed"),
        "late": Q(state_key="filed", filed_on__gt=F("owed_on")),
        "waiting": waiting,
        "overdue": waiting & Q(owed_on__lt=on),
        "dropped": Q(state_key="dropped"),
    }


def narrowed(cases: QuerySet[Case], state: str, query: str, on: date) -> QuerySet[Case]:
    """Narrowed by where the reports stand and by number, BIN or name; an unknown word narrows nothing."""
    found = matching(cases, query, "")  # type: ignore[arg-type]
    states = _states(on)
    return (found.filter(states[state]) if state in states else found).order_by("organisation__name_ru", "pk")


def counts(cases: QuerySet[Case], on: date) -> Mapping[str, int]:
    """How many reports stand where, in one query."""
    told = {key: Count("pk", filter=where, distinct=True) for key, where in _states(on).items()}
    return cases.aggregate(all=Count("pk", distinct=True), **told)


def row(case: Any, on: date) -> dict[str, Any]:
    """A report as a line of a list."""
    late = bool(case.filed_on and case.owed_on and case.filed_on > case.owed_on)
    overdue = case.state_key == "open" and case.owed_on is not None and case.owed_on < on
    return {
        "case": case,
        "quarter": words.words(Quarter.parse(case.topic).title),
        "state": words.words(case.state.title),
        "tone": "red" if overdue else case.state.tone,
        "due": words.day(case.owed_on),
        "filed": words.day(case.filed_on),
        "late": late,
        "overdue": overdue,
        "versions": case.versions or 0,
    }
