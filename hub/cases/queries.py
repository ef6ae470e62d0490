"""Lists of cases: the worklist, the cabinet, all cases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from hub import words
from hub.cases.models import Case, CaseQuerySet, Deadline
from hub.cases.present import standing_words, tone
from hub.cases.registry import chapter_of, chapters
from hub.cases.rights import worked_by
from hub.reference.data import calendar
from rules.calendar import Calendar, Quarter
from rules.record import Owed

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from rules.procedure import Procedure, State


def work(access: Access, *, mine: bool) -> QuerySet[Case]:
    """Cases in which the Technopark owes something, the nearest due day first."""
    found = _worked(access).filter(turn="technopark", version__gt=0)
    if mine:
        found = found.filter(Q(assignee__in=access.acts_for) | Q(assignee=None))
    return found.for_list().select_related("assignee").order_by(F("due_on").asc(nulls_last=True), "filed_at")


def _worked(access: Access) -> CaseQuerySet:
    """The cases in which the person does the Technopark's acts."""
    return Case.objects.visible_to(access).filter(procedure_key__in=worked_by(access))


def matching(cases: CaseQuerySet, query: str, state: str) -> CaseQuerySet:
    """Narrowed by a number, a BIN or words of a name, and by a state."""
    for word in query.split():
        cases = cases.filter(
            Q(number__icontains=word)
            | Q(organisation__bin__startswith=word)
            | Q(organisation__name_ru__contains=word)
            | Q(organisation__name_kk__contains=word)
        )
    return cases.filter(state_key=state) if state else cases


def kinds(access: Access) -> list[Procedure]:
    """The procedures in which the person does the Technopark's acts, for the choice of one."""
    return [chapter_of(key).procedure for key in worked_by(access)]


def of_kind(cases: QuerySet[Case], kind: str) -> QuerySet[Case]:
    """Narrowed to one procedure; a word that names none narrows nothing."""
    known = any(chapter.procedure.key == kind for chapter in chapters())
    return cases.filter(procedure_key=kind) if known else cases


def states(kind: str) -> list[State]:
    """The states of a procedure, or of all, each word of the address once."""
    listed = [state for one in chapters() for state in one.procedure.states if kind in ("", one.procedure.key)]
    return list({state.key: state for state in reversed(listed)}.values())[::-1]


def rows(cases: Iterable[Case], on: date) -> list[dict[str, Any]]:
    """Cases as lines of a list; reads only what the query brought, and the calendar once."""
    working = calendar()
    return [_row(case, on, working) for case in cases]


def _row(case: Case, on: date, working: Calendar) -> dict[str, Any]:
    deadlines = [one for one in case.deadlines.all() if one.met_on is None and one.lapsed_on is None]
    nearest = next((one for one in deadlines if one.due_on == case.due_on), None)
    owed = Owed(case.procedure.duty(nearest.duty), nearest.event_on, nearest.due_on) if nearest else None
    return {
        "case": case,
        "name": case.organisation.name(words.language()),
        "kind": kind_of(case),
        "state": words.words(case.state.title),
        "tone": case.state.tone,
        "duties": [words.words(case.procedure.duty(one.duty).title) for one in deadlines],
        "due": words.day(case.due_on),
        "due_tone": tone(owed, on, working) if owed else "grey",
        "due_note": standing_words(owed, on, working) if owed else "",
    }


def kind_of(case: Case) -> str:
    """What the case is, with its quarter where it is about one."""
    title = words.words(case.procedure.title)
    try:
        return f"{title}, {words.words(Quarter.parse(case.topic).title)}"
    except ValueError:
        return title


def late_count(access: Access) -> int:
    """How many open duties of the Technopark are overdue."""
    overdue = Deadline.objects.filter(
        case__in=_worked(access), actor="technopark", met_on=None, lapsed_on=None, due_on__lt=access.on
    )
    return overdue.count()
