"""How far a quarter is: each duty of its participants, done or not, in a few queries however many there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from hub.cases.models import Case, Deadline
from hub.cases.registry import chapter_of, chapters
from rules.calendar import Quarter
from rules.procedure import PARTICIPANT, Duty

QUARTERLY = ("report", "fee")
"""The procedures that each quarter opens for each participant; their cases have the quarter as topic."""
ROUND = "monitoring"
REQUESTS = ("request", "monitoring_request")


@dataclass(frozen=True, slots=True)
class Kept:
    """How the quarter's duty of one procedure was kept so far."""

    procedure: str
    total: int
    in_time: int
    late: int
    open: int
    overdue: int

    @property
    def done(self) -> int:
        return self.in_time + self.late


def duty_of(procedure: str) -> Duty:
    """The participant's duty that the calendar opens, such as to report."""
    acts = chapter_of(procedure).procedure.acts
    return next(duty for act in acts for duty in act.opens if duty.actor == PARTICIPANT)


def quarterly() -> list[str]:
    known = {chapter.procedure.key for chapter in chapters()}
    return [key for key in QUARTERLY if key in known]


def owed(quarter: Quarter) -> QuerySet[Deadline]:
    """Every duty of the quarter that was not given up, one row a participant and procedure."""
    named = Q(pk__in=[])
    for key in quarterly():
        named |= Q(case__procedure_key=key, duty=duty_of(key).key)
    return Deadline.objects.filter(named, case__topic=quarter.key, lapsed_on=None).order_by("case")


def missing(quarter: Quarter, procedure: str) -> QuerySet[Deadline]:
    """What was not done yet."""
    return owed(quarter).filter(case__procedure_key=procedure, met_on=None)


def kept(quarter: Quarter, on: date) -> list[Kept]:
    """Each quarterly duty, counted; one query."""
    rows = (
        owed(quarter)
        .order_by()
        .values(procedure=F("case__procedure_key"))
        .annotate(
            total=Count("pk"),
            in_time=Count("pk", filter=Q(met_on__lte=F("due_on"))),
            late=Count("pk", filter=Q(met_on__gt=F("due_on"))),
            open=Count("pk", filter=Q(met_on=None)),
            overdue=Count("pk", filter=Q(met_on=None, due_on__lt=on)),
        )
    )
    found = {row["procedure"]: Kept(**row) for row in rows}
    return [found.get(key, Kept(key, 0, 0, 0, 0, 0)) for key in quarterly()]


def rounds(quarter: Quarter) -> list[dict[str, Any]]:
    """The monitoring rounds of the quarter by state."""
    if ROUND not in {chapter.procedure.key for chapter in chapters()}:
        return []
    counted = Case.objects.filter(procedure_key=ROUND, topic=quarter.key, version__gt=0).order_by().values("state_key")
    by_state = dict(counted.annotate(cases=Count("pk")).values_list("state_key", "cases"))
    states = chapter_of(ROUND).procedure.states
    return [{"state": state, "cases": by_state[state.key]} for state in states if state.key in by_state]


def requests_open(on: date) -> tuple[int, int]:
    """Requests to which participants still owe an answer, and how many of them are overdue."""
    waiting = Deadline.objects.filter(
        case__procedure_key__in=REQUESTS, actor=PARTICIPANT.key, met_on=None, lapsed_on=None
    ).aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_on__lt=on)))
    return waiting["all"], waiting["late"]
