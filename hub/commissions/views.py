"""The commission's room: sittings, one sitting, one item, the minutes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import Policy, allow, role
from hub.cases import drafts
from hub.cases import present as cases
from hub.cases.models import Case
from hub.commissions import forms, present, querysets
from hub.commissions.access import chairs, has_seat, prepares
from hub.commissions.models import Commission, Item, Sitting
from hub.commissions.order import composition_warning, may_dissent, presides
from hub.documents.door import download

PAGE = 20

on_commission = Policy("seat on a commission", has_seat) | role(Role.SECRETARY)
reads_minutes = on_commission | role(*querysets.READERS_OF_MINUTES)


@allow(on_commission, "13", "16")
@require_safe
def sittings(request: Request) -> HttpResponse:
    """What awaits my vote; the secretary's desk; sittings to come and past."""
    access = request.access
    found = querysets.for_list(querysets.sittings_open_to(access))
    commissions = list(querysets.commissions_of(access))
    desk = querysets.prepared_by(access)
    prepares_some = desk.exists()
    closed = Paginator(found.filter(state=Sitting.State.CLOSED).order_by("-on", "-number"), PAGE)
    context = {
        "awaiting": querysets.awaiting_vote(access),
        "only": commissions[0] if len(commissions) == 1 else None,
        "several": len(commissions) > 1,
        "desk": prepares_some,
        "waiting": present.waiting(querysets.waiting(desk), access.on) if prepares_some else [],
        "coming": found.exclude(state=Sitting.State.CLOSED).order_by("on", "number"),
        "page": closed.get_page(request.GET.get("page")),
        "tones": present.SITTING_TONES,
    }
    return render(request, "commissions/sittings.html", context)


@allow(on_commission, "13", "16")
@require_safe
def sitting(request: Request, pk: int) -> HttpResponse:
    """One sitting: where it stands, quorum, agenda, members."""
    return sitting_page(request, get_object_or_404(querysets.sittings_open_to(request.access), pk=pk))


def sitting_page(request: Request, found: Sitting, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The page of a sitting; `shown` are forms sent back with their errors."""
    access = request.access
    there = present.house(found)
    items = list(found.items.select_related("case__organisation").prefetch_related("ballots", "case__conflicts"))
    secretary, chair = prepares(access, found.commission_id), chairs(access, found.commission_id)
    lines = present.agenda(items, there, request.user, watches=secretary or chair)
    left = sum(item.closed_at is None for item in items)
    due = sum(line["awaits"] for line in lines)
    planned, opened = found.state == Sitting.State.PLANNED, found.state == Sitting.State.OPEN
    context = {
        "sitting": found,
        "there": there,
        "tone": present.SITTING_TONES[found.state],
        "steps": present.steps(found),
        "turn": present.turn(found, left=left, votes_due=due, secretary=secretary, chair=chair),
        "agenda": lines,
        "members": present.members(there),
        "warning": "" if found.closed_at else composition_warning(found.commission, found.on),
        "secretary": secretary,
        "watches": secretary or chair,
        "may_open": planned and (secretary or chair),
        "today": found.on == access.on,
        "may_close": opened and chair and not left,
        "annexes": querysets.annexes(found),
        "agenda_form": shown.get("agenda_form") or (_agenda_form(found) if planned and secretary else None),
        "attendance_form": _attendance_form(there) if opened and secretary else None,
    }
    return render(request, "commissions/sitting.html", context, status=status)


def _agenda_form(found: Sitting) -> forms.AgendaForm | None:
    commissions = Commission.objects.filter(pk=found.commission_id)
    waiting = list(querysets.waiting(commissions))
    return forms.AgendaForm(waiting=waiting) if waiting else None


def _attendance_form(there: present.House) -> forms.AttendanceForm:
    return forms.AttendanceForm(seats=there.seats, initial={"present": [str(pk) for pk in there.came]})


@allow(on_commission, "13", "16")
@require_safe
def item(request: Request, pk: int) -> HttpResponse:
    """One item: the case, the vote, the count."""
    return item_page(request, get_object_or_404(querysets.items_open_to(request.access), pk=pk))


def item_page(request: Request, found: Item, *, status: int = 200, **shown: Any) -> HttpResponse:
    """The page of an item; who declared a conflict sees that, and no papers. `shown` are forms with their errors."""
    context: dict[str, Any] = {
        "item": found,
        "sitting": found.sitting,
        "name": found.case.organisation.name(words.language()),
        "presides": found.closed_at is None and presides(found, request.user, request.now),
        "open": found.sitting.state == Sitting.State.OPEN and found.closed_at is None,
    }
    conflict = found.case.conflicts.filter(user=request.user).first()
    if conflict is not None:
        return render(request, "commissions/conflict.html", context | {"conflict": conflict}, status=status)
    context |= _case(request, found) | _votes(request, found, shown)
    return render(request, "commissions/item.html", context, status=status)


def _case(request: Request, found: Item) -> dict[str, Any]:
    """The facts, papers and terms of the case, if the person may see it."""
    on = request.access.on
    case = Case.objects.visible_to(request.access).select_related("organisation").filter(pk=found.case_id).first()
    if case is None:
        return {"case": None}
    owed = [one for one in cases.duties(case, on) if one.open]
    return {
        "case": case,
        "summary": case.chapter.summary(case, drafts.answers(case, on)),
        "papers": case.attachments.filter(removed_at=None).select_related("file__translation__result"),
        "slots": case.chapter.slots,
        "dues": cases.due_boxes(case, owed, on),
    }


def _votes(request: Request, found: Item, shown: dict[str, Any]) -> dict[str, Any]:
    """Before the item is closed: my vote, and who has voted for those who may know; afterwards everything."""
    there = present.house(found.sitting)
    ballots = list(found.ballots.select_related("user"))
    mine = next((one for one in ballots if one.user_id == request.user.pk), None)
    access, commission = request.access, found.sitting.commission_id
    context: dict[str, Any] = {
        "mine": present.ballot(mine, found.case) if mine else None,
        "conflicts": found.case.conflicts.select_related("user"),
        "votes": request.user.pk in there.voters,
        "conflict_form": shown.get("conflict_form") or forms.ConflictForm(prefix="conflict"),
    }
    if found.closed_at is not None:
        return context | _after(request, found, ballots, shown)
    if prepares(access, commission) or chairs(access, commission):
        context |= _progress(found, there, [one.user_id for one in ballots])
    kept = {"vote": mine.vote, "grounds": mine.grounds, "reasons": mine.reasons} if mine else None
    context["vote_form"] = shown.get("vote_form") or forms.VoteForm(item=found, initial=kept)
    context["may_declare"] = has_seat(access)
    return context


def _progress(found: Item, there: present.House, voted: list[int]) -> dict[str, Any]:
    """Who has voted, not how."""
    recused = set(found.case.conflicts.values_list("user_id", flat=True))
    free = there.voters - recused
    percent = there.charter.quorum_percent if there.charter else 100
    return {
        "watches": True,
        "cast": len(free & set(voted)),
        "eligible": len(free),
        "needed": -(-len(free) * percent // 100),
        "roll": [
            (seat.user.full_name, seat.user_id in voted, seat.user_id in recused) for seat in there.seats if seat.votes
        ],
    }


def _after(request: Request, found: Item, ballots: list[Any], shown: dict[str, Any]) -> dict[str, Any]:
    dissenting = may_dissent(found, request.user)
    return {
        "outcome": present.outcome(found),
        "decision": present.decision(found),
        "tone": present.OUTCOME_TONES[found.outcome],
        "counted": present.counted(found.count),
        "ballots": [present.ballot(one, found.case) for one in ballots],
        "dissents": found.dissents.select_related("user"),
        "dissent_form": (shown.get("dissent_form") or forms.DissentForm()) if dissenting else None,
    }


@allow(reads_minutes, "16")
@require_safe
def minutes(request: Request, pk: int) -> HttpResponseBase:
    """The minutes as they were made; each download is logged."""
    found = get_object_or_404(querysets.minutes_open_to(request.access), pk=pk)
    if found.minutes is None:
        raise Http404
    return download(request, found.minutes.file, about=f"sitting:{found.pk}")
