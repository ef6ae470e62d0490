"""The working calendar: a year at a glance, decreed days, confirmed years, and which due days a change moved."""

from datetime import date
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role, staff
from hub.audit.models import CALENDAR, Event
from hub.reference import changes
from hub.reference.data import calendar
from hub.reference.forms import DayForm, YearForm
from hub.reference.models import ConfirmedYear, DayCorrection
from hub.reference.year import months, special_days
from rules.calendar import OPENABLE_YEARS, MissingYear

KEEPER = role(Role.REFERENCE)
CHANGES_SHOWN = 10


@allow(staff)
@require_safe
def office_calendar(request: Request) -> HttpResponse:
    year = _year(request.GET.get("year", ""), request.access.on.year)
    return _calendar_page(request, year, YearForm(initial={"year": year}))


def _year(typed: str, this_year: int) -> int:
    """The year asked for; this year for anything that is none."""
    asked = int(typed) if typed.isascii() and typed.isdigit() and len(typed) == len("2026") else this_year
    return asked if asked in OPENABLE_YEARS else this_year


def _calendar_page(request: Request, year: int, form: YearForm) -> HttpResponse:
    known = calendar()
    status = known.status(year)
    shown = months(known, year) if status != "missing" else []
    context: dict[str, Any] = {
        "year": year,
        "years": [one for one in (year - 1, year, year + 1) if one in OPENABLE_YEARS],
        "status": status,
        "confirmed": ConfirmedYear.objects.filter(year=year).first(),
        "months": shown,
        "special": special_days(shown),
        "corrections": {row.day: row for row in DayCorrection.objects.filter(day__year=year)},
        "changes": _changes(request).order_by("-id")[:CHANGES_SHOWN],
        "keeper": request.access.has(Role.REFERENCE),
        "today": request.access.on,
        "form": form,
    }
    code = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reference/calendar.html", context, status=code)


def _changes(request: Request) -> QuerySet[Event]:
    """What the log tells of the calendar."""
    found = Event.objects.visible_to(request.access).filter(action__startswith=CALENDAR)
    return found.select_related("actor")


@allow(KEEPER)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_day(request: Request) -> HttpResponse:
    """Correct a day; the address may name it (`?day=2026-05-08`)."""
    standing = _correction(request.GET.get("day", ""))
    form = DayForm(request.POST or None, initial=_initial(standing, request.GET.get("day", "")))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            event = changes.correct_day(
                given["day"],
                working=given["working"],
                reason=form.reason(),
                decree=given["decree"],
                by=request.user,
                at=request.now,
            )
        except MissingYear as missing:
            form.add_error("day", words.words(missing.text))
        else:
            return _told(request, event, _("The calendar is changed."))
    context = {"form": form, "standing": standing}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "reference/day.html", context, status=status)


def _correction(typed: str) -> DayCorrection | None:
    try:
        return DayCorrection.objects.filter(day=date.fromisoformat(typed)).first()
    except ValueError:
        return None


def _initial(standing: DayCorrection | None, typed: str) -> dict[str, Any]:
    if standing is None:
        return {"day": typed}
    names = ("day", "reason_kk", "reason_ru", "reason_en", "decree")
    return {name: getattr(standing, name) for name in names} | {"working": "1" if standing.working else "0"}


@allow(KEEPER)
@require_POST
def calendar_drop(request: Request, pk: int) -> HttpResponse:
    standing = get_object_or_404(DayCorrection, pk=pk)
    try:
        event = changes.drop_correction(standing, by=request.user, at=request.now)
    except MissingYear as missing:
        messages.error(request, words.words(missing.text))
        return redirect("office_calendar")
    return _told(request, event, _("The correction is removed."))


@allow(KEEPER)
@require_POST
def calendar_confirm(request: Request) -> HttpResponse:
    form = YearForm(request.POST)
    year = _year(request.POST.get("year", ""), request.access.on.year)
    if form.is_valid():
        try:
            event = changes.confirm_year(
                form.cleaned_data["year"], form.cleaned_data["source"], by=request.user, at=request.now
            )
        except changes.Known:
            messages.warning(request, _("This year is confirmed already."))
            return redirect(f"{reverse('office_calendar')}?year={year}")
        return _told(request, event, _("The year is confirmed."))
    return _calendar_page(request, year, form)


def _told(request: Request, event: Event, done: str) -> HttpResponse:
    """Say what was done, then show which due days moved."""
    messages.success(request, done)
    return redirect("calendar_change", event.pk)


@allow(staff)
@require_safe
def calendar_change(request: Request, pk: int) -> HttpResponse:
    """Which due days a change of the calendar moved."""
    event = get_object_or_404(_changes(request), pk=pk)
    context = {"event": event, "moved": changes.moved_days(event), "about": event.about.partition(":")[2]}
    return render(request, "reference/change.html", context)
