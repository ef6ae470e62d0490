"""Lists of cases: the worklist, the cabinet, all cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from hub import words
from hub.cases.models import Case, Deadline
from hub.cases.present import SOON, _left
from hub.reference.data import calendar

if TYPE_CHECKING:
    from hub.accounts.access import Access


def work(access: Access, *, mine: bool) -> QuerySet[Case]:
    """Cases in which the Technopark owes something, the nearest due day first."""
    found = Case.objects.visible_to(access).filter(turn="technopark", version__gt=0)
    if mine:
        found = found.filter(Q(assignee=access.user.pk) | Q(assignee=None))
    return found.for_list().select_related("assignee").order_by(F("due_on").asc(nulls_last=True), "filed_at")


def matching(cases: QuerySet[Case], query: str, state: str) -> QuerySet[Case]:
    """Narrowed by a number, a BIN or words of a name, and by a state."""
    for word in query.split():
        cases = cases.filter(
            Q(number__icontains=word)
            | Q(organisation__bin__startswith=word)
            | Q(organisation__name_ru__contains=word)
            | Q(organisation__name_kk__contains=word)
        )
    return cases.filter(state_key=state) if state else cases


def row(case: Case, on: date) -> dict[str, Any]:
    """A case as a line of a list; reads only what the query brought."""
    deadlines = [one for one in case.deadlines.all() if one.met_on is None and one.lapsed_on is None]
    return {
        "case": case,
        "name": case.organisation.name(words.language()),
        "state": words.words(case.state.title),
        "tone": case.state.tone,
        "duties": [words.words(case.procedure.duty(one.duty).title) for one in deadlines],
        "due": words.day(case.due_on),
        "due_tone": due_tone(case.due_on, on),
        "due_note": due_note(case.due_on, on),
    }


def due_tone(due: date | None, on: date) -> str:
    if due is None:
        return "grey"
    if due < on:
        return "red"
    return "yellow" if _left(calendar(), on, due) <= SOON else "blue"


def due_note(due: date | None, on: date) -> str:
    from django.utils.translation import gettext as _
    from django.utils.translation import ngettext

    if due is None:
        return ""
    if due < on:
        late = _left(calendar(), due, on)
        return ngettext("%(n)s working day late", "%(n)s working days late", late) % {"n": late}
    left = _left(calendar(), on, due)
    if left == 0:
        return _("today is the last day")
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}


def late_count(access: Access) -> int:
    """How many open duties of the Technopark are overdue."""
    mine = Case.objects.visible_to(access)
    overdue = Deadline.objects.filter(
        case__in=mine, actor="technopark", met_on=None, lapsed_on=None, due_on__lt=access.on
    )
    return overdue.count()
