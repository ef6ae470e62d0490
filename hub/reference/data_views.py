"""The reference data beside the calendar: the index, the List, the editions of the Rules."""

from datetime import date
from http import HTTPStatus
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.reference import changes
from hub.reference.data import activities
from hub.reference.forms import EndForm, EntryForm, MrpForm
from hub.reference.models import MrpValue
from rules.editions import Term, editions
from rules.reference import MRP

KEEPER = role(Role.REFERENCE)


class Value(NamedTuple):
    """A value of the index; `pk` where staff entered it."""

    since: date
    amount: int
    source: str
    pk: int | None


@allow(KEEPER)
@require_safe
def office_reference(request: Request) -> HttpResponse:
    context = {
        "values": _values(),
        "activities": activities(request.access.on),
        "editions": editions(),
        "term_length": _length,
        "on": request.access.on,
    }
    return render(request, "reference/reference.html", context)


def _values() -> list[Value]:
    """Built-in and entered values of the index, newest first."""
    found = [Value(value.since, value.amount, words.words(value.source), None) for value in MRP]
    found += [Value(row.since, row.amount, row.source, row.pk) for row in MrpValue.objects.all()]
    return sorted(found, key=lambda value: value.since, reverse=True)


def _length(term: Term) -> str:
    """How long a term is, in words."""
    if term.kind == "month_day":
        return _("by day %(n)s of the next month") % {"n": term.n}
    lengths = {
        "working": ngettext("%(n)s working day", "%(n)s working days", term.n),
        "calendar": ngettext("%(n)s calendar day", "%(n)s calendar days", term.n),
        "back": ngettext("%(n)s working day before", "%(n)s working days before", term.n),
        "months": ngettext("%(n)s month", "%(n)s months", term.n),
    }
    return lengths[term.kind] % {"n": term.n}


@allow(KEEPER, "9")
@require_http_methods(["GET", "HEAD", "POST"])
def mrp_enter(request: Request) -> HttpResponse:
    form = MrpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            changes.enter_mrp(given["since"], given["amount"], given["source"], by=request.user, at=request.now)
        except changes.Known:
            form.add_error("since", _("There is a value from this day already."))
        else:
            messages.success(request, _("The index is entered."))
            return redirect("office_reference")
    return _form(request, "reference/mrp.html", {"form": form})


@allow(KEEPER, "9")
@require_POST
def mrp_drop(request: Request, pk: int) -> HttpResponse:
    changes.drop_mrp(get_object_or_404(MrpValue, pk=pk), by=request.user, at=request.now)
    messages.success(request, _("The value is removed."))
    return redirect("office_reference")


@allow(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def list_entry(request: Request) -> HttpResponse:
    """Add to the List, or replace a title; the address may name the entry (`?key=3.development`)."""
    form = EntryForm(request.POST or None, initial=_entry(request.GET.get("key", ""), request.access.on))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        changes.enter_list_entry(
            given["key"], form.title(), given["since"], given["until"], by=request.user, at=request.now
        )
        messages.success(request, _("The List is changed."))
        return redirect("office_reference")
    return _form(request, "reference/entry.html", {"form": form})


def _entry(key: str, on: date) -> dict[str, Any]:
    title = changes.titles_on(on).get(key)
    titles = {f"title_{language}": text for language, text in title._asdict().items()} if title else {}
    return {"key": key if title else "", "since": on, **titles}


@allow(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def list_end(request: Request, key: str) -> HttpResponse:
    title = changes.titles_on(request.access.on).get(key)
    if title is None:
        raise Http404
    form = EndForm(request.POST or None, on=request.access.on)
    if request.method == "POST" and form.is_valid():
        changes.end_list_entry(key, form.cleaned_data["until"], by=request.user, at=request.now)
        messages.success(request, _("The List is changed."))
        return redirect("office_reference")
    return _form(request, "reference/end.html", {"form": form, "key": key, "name": words.words(title)})


def _form(request: Request, template: str, context: dict[str, Any]) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if context["form"].errors else HTTPStatus.OK
    return render(request, template, context, status=status)
