"""A participant's page: how it stands on any date, what it has to do, what happened, and its calendar."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.policy import allow, public, signed_in
from hub.cases import rights
from hub.cases.models import Case
from hub.cases.registry import chapters
from hub.participation import agreements, feed, months, present
from hub.participation.obligations import obligations
from hub.register import sections
from hub.register.models import Participant
from hub.register.standing import agreement_on, standing
from rules.early_end import EARLY_END
from rules.text import LANGUAGES


def fetch(request: Request, pk: int) -> Participant:
    """The participation, if this person may see its page; a foreign and a missing one are the same 404."""
    seen = Participant.objects.visible_to(request.access).select_related("organisation", "case")
    return get_object_or_404(seen, pk=pk)


@allow(signed_in, "25", "34", "35", "36", "38")
@require_safe
def participation(request: Request, pk: int) -> HttpResponse:
    """How the participation stands on a day (`?on=`), what lies ahead, what may be asked, what happened."""
    participant = fetch(request, pk)
    today = request.access.on
    on = _day(request.GET.get("on", ""), today)
    mine = request.access.may_edit(participant.organisation_id)
    cases = Case.objects.visible_to(request.access).filter(organisation=participant.organisation_id)
    context = {
        "participant": participant,
        "on": on,
        "today": today,
        "now": standing(participant, on),
        "facts": present.facts(participant, on),
        "obligations": present.boxes(obligations(participant, today), today),
        "agreement": agreement_on(participant, on),
        "agreed": agreements.shown(participant, on) | {"may_amend": agreements.may_amend(participant, request.access)},
        "certificates": participant.certificates.all(),
        "history": present.history(participant, request.access),
        "cases": cases.for_list().order_by("-created_at"),
        "may_ask": _may_ask(participant, cases, today) if mine and participant.until >= today else [],
        "officer": EARLY_END.key in rights.worked_by(request.access),
        "feed": participant.feeds.filter(user=request.access.user.pk, revoked_at=None).first() if mine else None,
        "mine": mine,
        "sections": sections.of_participation(participant, request.access),
    }
    return render(request, "participation/participation.html", context)


def _day(typed: str, today: date) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return today


def _may_ask(participant: Participant, cases: Any, today: date) -> list[dict[str, Any]]:
    """What the participant may begin now; what is begun already leads to its case."""
    busy = {case.procedure_key: case for case in cases if case.open}
    found = []
    for chapter in chapters():
        if chapter.begun_from == "participation":
            case = busy.get(chapter.procedure.key)
            can = case is None and chapter.may_begin(participant.organisation, today)
            found.append({"chapter": chapter, "case": case, "can": can})
    return found


@allow(signed_in, "31", "36", "38", "66")
@require_safe
def calendar(request: Request, pk: int) -> HttpResponse:
    """The obligations on a month's sheet."""
    participant = fetch(request, pk)
    today = request.access.on
    found = obligations(participant, today)
    sheet = months.sheet(months.asked(request.GET.get("month", ""), today), found)
    context = {
        "participant": participant,
        "sheet": sheet,
        "any_due": any(due for week in sheet.weeks for _day, due in week),
        "today": today,
        "undated": [one for one in found if one.due is None],
    }
    return render(request, "participation/calendar.html", context)


@allow(signed_in)
@require_POST
def feed_make(request: Request, pk: int) -> HttpResponse:
    """A new secret address; it is shown on this answer alone."""
    participant = _own(request, pk)
    token = feed.make(participant, by=request.user, at=request.now)
    address = request.build_absolute_uri(reverse("feed", args=[words.language(), token]))
    return render(request, "participation/feed.html", {"participant": participant, "address": address})


@allow(signed_in)
@require_POST
def feed_revoke(request: Request, pk: int) -> HttpResponse:
    participant = _own(request, pk)
    feed.revoke(participant, by=request.user, at=request.now)
    messages.success(request, _("The address of the calendar does not work any more."))
    return redirect("participation", participant.pk)


def _own(request: Request, pk: int) -> Participant:
    """The participation of an organisation to which the person belongs."""
    mine = Participant.objects.visible_to(request.access).filter(organisation_id__in=request.access.organisations)
    return get_object_or_404(mine, pk=pk)


@allow(public)
@require_safe
def ics(request: Request, language: str, token: str) -> HttpResponse:
    """The calendar behind a secret address; a wrong one and a revoked one answer alike."""
    found = feed.of_token(token, request.access.on)
    if found is None or language not in LANGUAGES:
        raise Http404
    with override(language):
        content = feed.ics(found.participant, request.access.on, at=request.now)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="obligations.ics"'
    response["Cache-Control"] = "private, no-store"
    return response
