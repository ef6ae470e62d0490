"""What is done in the commission's room by pressing a button: each view calls one act of `sittings`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import Policy, allow, role
from hub.cases.perform import Forbidden
from hub.commissions import forms, present, querysets, sittings
from hub.commissions.models import Item, Sitting
from hub.commissions.order import OutOfOrder, composition_warning
from hub.commissions.views import item_page, on_commission, sitting_page
from rules.calendar import MissingYear
from rules.record import Unlawful

prepares_any = role(Role.SECRETARY) | Policy(
    "secretary of a commission", lambda access: querysets.prepared_by(access).exists()
)


def orderly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What is out of order is told on a page of its own, with nothing changed; what is not one's office is no page.

    What was typed is shown there, so that it can be copied.
    """

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Forbidden:
            raise Http404
        except OutOfOrder as error:
            reasons = [str(error)]
        except Unlawful as error:
            reasons = [words.words(refusal.reason) for refusal in error.refusals]
        except MissingYear as error:
            reasons = [words.words(error.text)]
        typed = [request.POST[name] for name in ("reasons", "conflict-reason", "text") if request.POST.get(name)]
        context = {"reasons": reasons, "typed": typed}
        return render(request, "commissions/out_of_order.html", context, status=409)

    return guarded


def _sitting(request: Request, pk: int) -> Sitting:
    return get_object_or_404(querysets.sittings_open_to(request.access), pk=pk)


def _item(request: Request, pk: int) -> Item:
    return get_object_or_404(querysets.items_open_to(request.access), pk=pk)


@allow(prepares_any, "13")
@orderly
def plan(request: Request) -> HttpResponse:
    """A new sitting."""
    form = _sitting_form(request)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        made = sittings.plan(data["commission"], on=data["on"], place=data["place"], by=request.user, at=request.now)
        messages.success(request, _("Sitting %(number)s is planned.") % {"number": made.number})
        if warning := composition_warning(made.commission, made.on):
            messages.warning(request, warning)
        return redirect("sitting", made.pk)
    context = {"title": _("New sitting"), "submit_text": _("Plan the sitting"), "back_url": reverse("sittings")}
    return _form_page(request, form, context)


@allow(prepares_any, "13")
@orderly
def move(request: Request, pk: int) -> HttpResponse:
    """Another day or place."""
    found = get_object_or_404(
        querysets.sittings_open_to(request.access), pk=pk, commission__in=querysets.prepared_by(request.access)
    )
    form = _sitting_form(request, found)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sittings.move(found, on=data["on"], place=data["place"], by=request.user, at=request.now)
        messages.success(request, _("The day and place are saved, and the members are told."))
        return redirect("sitting", pk)
    title = _("Day and place of sitting %(number)s") % {"number": found.number}
    context = {"title": title, "submit_text": _("Save"), "back_url": reverse("sitting", args=[pk])}
    return _form_page(request, form, context)


def _sitting_form(request: Request, found: Sitting | None = None) -> forms.SittingForm:
    commissions = querysets.prepared_by(request.access)
    initial: dict[str, Any] = {}
    if found is not None:
        commissions = commissions.filter(pk=found.commission_id)
        initial = {"on": found.on, "place": found.place}
    data = request.POST if request.method == "POST" else None
    return forms.SittingForm(data, commissions=commissions, today=request.access.on, initial=initial)


def _form_page(request: Request, form: forms.SittingForm, context: dict[str, str]) -> HttpResponse:
    intro = _("The members are told of the day and place by e-mail and here.")
    shown = {"form": form, "intro": intro, "cancel_url": context["back_url"], **context}
    return render(request, "form.html", shown, status=422 if form.is_bound else 200)


@allow(prepares_any, "13")
@require_POST
@orderly
def add_to_agenda(request: Request, pk: int) -> HttpResponse:
    """The chosen cases go on the agenda."""
    found = _sitting(request, pk)
    waiting = querysets.waiting(querysets.prepared_by(request.access).filter(pk=found.commission_id))
    form = forms.AgendaForm(request.POST, waiting=waiting)
    if not form.is_valid():
        return sitting_page(request, found, status=422, agenda_form=form)
    ticked = form.cleaned_data["cases"]
    chosen = [duty.case for key, duty in form.waiting.items() if key in ticked]
    with transaction.atomic():
        for case in chosen:
            sittings.put_on_agenda(found, case, by=request.user, at=request.now)
    messages.success(request, _("The agenda is saved."))
    return redirect("sitting", pk)


@allow(prepares_any, "13")
@require_POST
@orderly
def remove_from_agenda(request: Request, pk: int) -> HttpResponse:
    found = _item(request, pk)
    sittings.take_off(found, by=request.user, at=request.now)
    messages.success(request, _("Case %(case)s is off the agenda.") % {"case": found.case})
    return redirect("sitting", found.sitting_id)


@allow(on_commission, "13")
@require_POST
@orderly
def open_sitting(request: Request, pk: int) -> HttpResponse:
    sittings.convene(_sitting(request, pk), by=request.user, at=request.now)
    messages.success(request, _("The sitting is open. The members are told that they may vote."))
    return redirect("sitting", pk)


@allow(prepares_any, "13")
@require_POST
@orderly
def attendance(request: Request, pk: int) -> HttpResponse:
    """Who is there: the ticked ones are noted, the others taken back."""
    found = _sitting(request, pk)
    there = present.house(found)
    form = forms.AttendanceForm(request.POST, seats=there.seats)
    if not form.is_valid():
        return sitting_page(request, found, status=422)
    ticked = {int(key) for key in form.cleaned_data["present"]}
    people = {seat.user_id: seat.user for seat in there.seats}
    people |= {row.user_id: row.user for row in found.attendance.select_related("user")}
    with transaction.atomic():
        for key in sorted(ticked ^ there.came):
            act = sittings.attend if key in ticked else sittings.absent
            act(found, people[key], by=request.user, at=request.now)
    messages.success(request, _("Attendance is saved."))
    return redirect("sitting", pk)


@allow(on_commission, "16", fresh=True)
@require_POST
@orderly
def close_sitting(request: Request, pk: int) -> HttpResponse:
    sittings.close(_sitting(request, pk), by=request.user, at=request.now)
    messages.success(request, _("The sitting is closed and its minutes are made."))
    return redirect("sitting", pk)


@allow(on_commission, "16", fresh=True)
@require_POST
@orderly
def vote(request: Request, pk: int) -> HttpResponse:
    found = _item(request, pk)
    form = forms.VoteForm(request.POST, item=found)
    if not form.is_valid():
        return item_page(request, found, status=422, vote_form=form)
    sittings.vote(found, **form.cleaned_data, by=request.user, at=request.now)
    messages.success(request, _("Your vote is cast. You may change it until the item is closed."))
    return redirect("item", pk)


@allow(on_commission, "13")
@require_POST
@orderly
def declare_conflict(request: Request, pk: int) -> HttpResponse:
    found = _item(request, pk)
    form = forms.ConflictForm(request.POST, prefix="conflict")
    if not form.is_valid():
        return item_page(request, found, status=422, conflict_form=form)
    sittings.declare_conflict(found, reason=form.cleaned_data["reason"], by=request.user, at=request.now)
    messages.success(request, _("Your conflict of interest is declared."))
    return redirect("item", pk)


@allow(on_commission, "16", fresh=True)
@require_POST
@orderly
def close_item(request: Request, pk: int) -> HttpResponse:
    sittings.close_item(_item(request, pk), by=request.user, at=request.now)
    messages.success(request, _("The item is closed and the votes are counted."))
    return redirect("item", pk)


@allow(on_commission, "16")
@require_POST
@orderly
def dissent(request: Request, pk: int) -> HttpResponse:
    found = _item(request, pk)
    form = forms.DissentForm(request.POST)
    if not form.is_valid():
        return item_page(request, found, status=422, dissent_form=form)
    sittings.dissent(found, text=form.cleaned_data["text"], by=request.user, at=request.now)
    messages.success(request, _("Your dissenting opinion is kept with the minutes."))
    return redirect("item", pk)
