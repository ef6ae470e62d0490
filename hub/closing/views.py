"""One screen to close a quarter."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.cases.registry import chapter_of
from hub.cases.rights import CASEWORK, worked_by
from hub.closing import progress, reminders
from hub.closing.models import Reminder
from hub.reference.data import calendar
from rules.calendar import MissingYear, Quarter
from rules.editions import edition_on

PAGE = 50
SHOWN = 6
"""Quarters offered, the last one that is over first."""


@allow(role(*CASEWORK, Role.AUDITOR), "31", "64", "66", "68", "69")
@require_safe
def closing(request: Request) -> HttpResponse:
    """How far the quarter is, who has not reported or paid, what else is open."""
    on = request.access.on
    quarter = _quarter(request.GET.get("quarter", ""), Quarter.of(on).before)
    known = progress.quarterly()
    procedure = request.GET.get("what", "") if request.GET.get("what") in known else known[0]
    rows = progress.missing(quarter, procedure).select_related("case__organisation").order_by("due_on", "case")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    kept = progress.kept(quarter, on)
    mine = worked_by(request.access)
    context: dict[str, Any] = {
        "quarter": quarter,
        "quarters": _offered(Quarter.of(on).before),
        "procedure": procedure,
        "titles": {key: chapter_of(key).procedure.title for key in known},
        "kept": kept,
        "done": sum(one.done for one in kept),
        "total": sum(one.total for one in kept),
        "dues": _dues(quarter),
        "page": page,
        "rounds": progress.rounds(quarter),
        "requests": progress.requests_open(on),
        "may_remind": procedure in mine,
        "sent": Reminder.objects.visible_to(request.access).filter(quarter=quarter.key).select_related("by")[:5],
        "on": on,
    }
    return render(request, "closing/closing.html", context)


def _quarter(typed: str, default: Quarter) -> Quarter:
    try:
        return Quarter.parse(typed)
    except ValueError:
        return default


def _offered(last: Quarter) -> list[Quarter]:
    found = [last]
    while len(found) < SHOWN:
        found.append(found[-1].before)
    return found


def _dues(quarter: Quarter) -> dict[str, Any]:
    """The due day of each quarterly duty; none while the calendar of its year is not open."""
    edition, working, found = edition_on(quarter.last), calendar(), {}
    for key in progress.quarterly():
        term = progress.duty_of(key).term
        try:
            found[key] = edition.term(term).due(working, quarter.last) if term else None
        except MissingYear:
            found[key] = None
    return found


@allow(role(*CASEWORK), "62", "31")
@limited("act")
@require_POST
def remind(request: Request, quarter: str, procedure: str) -> HttpResponse:
    """Remind everybody who has not done it yet."""
    try:
        period = Quarter.parse(quarter)
    except ValueError:
        raise Http404 from None
    if procedure not in progress.quarterly() or procedure not in worked_by(request.access):
        raise Http404
    made = reminders.order(procedure, period, by=request.user, at=request.now)
    if made is None:
        messages.info(request, _("Nobody is to be reminded, or a reminder is being sent already."))
    else:
        text = ngettext(
            "%(num)s participant is being reminded.", "%(num)s participants are being reminded.", made.total
        )
        messages.success(request, text % {"num": made.total})
    return redirect(f"{reverse('closing')}?quarter={period.key}&what={procedure}")
