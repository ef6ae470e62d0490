"""The room in which the Technopark sets the composition and the rules of its commissions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.policy import allow, role
from hub.commissions import membership as acts
from hub.commissions.membership_forms import CharterForm, EndForm, SeatForm
from hub.commissions.models import Charter, Commission, Seat
from hub.commissions.order import composition_warning

sets_composition = role(*acts.SET_BY)
OFFICES = list(Seat.Office.values)


@allow(sets_composition, "13", "13/2")
@require_safe
def membership(request: Request) -> HttpResponse:
    """Every commission with its seats today, to come and past, and its rules."""
    seats = Prefetch("seats", Seat.objects.select_related("user"))
    found = Commission.objects.order_by("pk").prefetch_related("charters", seats)
    rooms = [_room(one, request.access.on) for one in found]
    return render(request, "commissions/membership.html", {"rooms": rooms, "on": request.access.on})


def _room(commission: Commission, on: date) -> dict[str, Any]:
    """Reads what was prefetched."""
    seats = sorted(commission.seats.all(), key=lambda one: (OFFICES.index(one.office), one.since, one.pk))
    over = [one for one in seats if one.until and (one.until < on or one.until < one.since)]
    now = [one for one in seats if one.since <= on and one not in over]
    charters = list(commission.charters.all())
    charter = next((one for one in charters if one.since <= on), None)
    return {
        "commission": commission,
        "now": now,
        "coming": [one for one in seats if one.since > on and one not in over],
        "past": sorted(over, key=lambda one: one.until or on, reverse=True),
        "charters": [(one, *_standing(one, charter, on)) for one in charters],
        "lacks": _lacks(now, charter),
    }


def _standing(one: Charter, in_force: Charter | None, on: date) -> tuple[str, str]:
    if one == in_force:
        return _("In force"), "green"
    return (_("Not yet"), "yellow") if one.since > on else (_("Replaced"), "grey")


def _lacks(seats: list[Seat], charter: Charter | None) -> list[str]:
    """What keeps the commission from working as the Rules want it, today."""
    found = []
    if charter is None:
        found.append(_("No rules are in force today. Without them no sitting can be opened."))
    if not any(one.office == Seat.Office.CHAIR for one in seats):
        found.append(_("Nobody is the chair today."))
    kinds = {one.kind for one in seats if one.votes}
    if seats and kinds.isdisjoint({Seat.Kind.STATE, Seat.Kind.SPECIALIST}):
        found.append(_("No representative of a state body and no IT specialist has a vote today."))
    return found


@allow(sets_composition, "13", "13/2", fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def seat_new(request: Request, pk: int) -> HttpResponse:
    """A seat for a person."""
    commission = get_object_or_404(Commission, pk=pk)
    form = SeatForm(request.POST or None, initial={"since": request.access.on})
    made = _attempt(request, form, acts.seat, commission)
    if made:
        names = {"person": made.user.full_name, "office": made.get_office_display()}
        messages.success(request, _("The seat is saved. %(person)s: %(office)s.") % names)
        _warn(request, commission, max(made.since, request.access.on))
        return redirect("membership")
    return _form_page(request, form, commission, title=_("Give a seat"), submit_text=_("Give the seat"))


@allow(sets_composition, "13", "13/2", fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def seat_end(request: Request, pk: int) -> HttpResponse:
    """The last day of a seat that is not over."""
    found = get_object_or_404(acts.not_over(request.access.on), pk=pk)
    form = EndForm(request.POST or None, initial={"until": request.access.on})
    ended = _attempt(request, form, acts.end_seat, found)
    if ended:
        names = {"person": found.user.full_name, "day": words.day(ended.until)}
        never = _("The seat of %(person)s is cancelled: it does not begin.")
        text = never if ended.until < ended.since else _("The last day of the seat of %(person)s is %(day)s.")
        messages.success(request, text % names)
        _warn(request, found.commission, max(ended.until + timedelta(days=1), request.access.on))
        return redirect("membership")
    told = {"office": found.get_office_display(), "since": words.day(found.since), "order": found.order}
    intro = _("%(office)s since %(since)s. %(order)s.") % told
    if found.since > request.access.on:
        intro = _("%(office)s from %(since)s. %(order)s. A last day before the first one cancels the seat.") % told
    title = _("End the seat of %(person)s") % {"person": found.user.full_name}
    return _form_page(request, form, found.commission, title=title, intro=intro, submit_text=_("End the seat"))


@allow(sets_composition, "13", fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def charter_new(request: Request, pk: int) -> HttpResponse:
    """Rules from a day on, begun with the newest ones."""
    commission = get_object_or_404(Commission, pk=pk)
    newest = commission.charters.first()
    kept = ("quorum_percent", "majority_percent", "chair_breaks_tie")
    initial = {name: getattr(newest, name) for name in kept} if newest else {"chair_breaks_tie": True}
    form = CharterForm(request.POST or None, initial=initial)
    made = _attempt(request, form, acts.set_charter, commission)
    if made:
        messages.success(
            request, _("The rules are saved. They are in force from %(day)s.") % {"day": words.day(made.since)}
        )
        return redirect("membership")
    intro = _(
        "The rules apply to sittings from that day on. Rules by which a sitting was held are not changed; "
        "to correct others, set them again from the same day."
    )
    return _form_page(request, form, commission, title=_("Set the rules"), intro=intro, submit_text=_("Save the rules"))


def _attempt(request: Request, form: forms.Form, act: Callable[..., Any], about: Commission | Seat) -> Any:
    """What the act made of what was typed; None where something is wrong, which is told beside its field."""
    if not form.is_valid():
        return None
    try:
        return act(about, **form.cleaned_data, by=request.user, at=request.now)
    except acts.Fault as error:
        form.add_error(error.field, str(error))
        return None


def _warn(request: Request, commission: Commission, on: date) -> None:
    if warning := composition_warning(commission, on):
        messages.warning(request, warning)


def _form_page(request: Request, form: forms.Form, commission: Commission, **shown: str) -> HttpResponse:
    back = reverse("membership")
    context = {"form": form, "kicker": commission.name(words.language()), "back_url": back, "cancel_url": back, **shown}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "form.html", context, status=status)
