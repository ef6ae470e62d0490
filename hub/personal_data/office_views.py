"""The Technopark's side: requests about personal data by their due day, and who saw what."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request as HttpRequest
from hub.accounts.limits import limited
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.personal_data import contributions, requests
from hub.personal_data.forms import DecisionForm, SeenForm
from hub.personal_data.models import DECIDE, Request
from hub.personal_data.present import shown_request
from hub.personal_data.seen import Asked, row
from hub.privacy.retention import BREACH
from hub.reference.data import calendar

decides = role(*DECIDE)
PAGE = 50
MOST = 500
"""So many lines stand on the page; the command `hub privacy seen` gives all."""


@allow(decides)
@require_safe
def data_requests(request: HttpRequest) -> HttpResponse:
    """Open requests, the one to be decided first on top; or the decided ones, newest first."""
    decided, working = request.GET.get("decided") == "1", calendar()
    rows = Request.objects.visible_to(request.access).select_related("person", "decided_by")
    rows = rows.exclude(decided_at=None).order_by("-decided_at") if decided else rows.open().order_by("asked_at")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = [shown_request(one, working, request.now) for one in page]
    return render(request, "personal_data/requests.html", {"page": page, "shown": shown, "decided": decided})


@allow(decides, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def data_request(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read a request and decide on it; nobody decides on their own."""
    others = Request.objects.visible_to(request.access).exclude(person=request.user)
    found = get_object_or_404(others.select_related("person", "decided_by"), pk=pk)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, found, form)
    on, is_erasure = request.access.on, found.kind == Request.Kind.ERASURE
    with transaction.atomic():
        log("personal.read", f"request:{found.pk}", by=request.user, at=request.now, user=found.person_id)
    context = {
        "one": shown_request(found, calendar(), request.now),
        "form": form,
        "reasons": contributions.holds(found.person, on) if is_erasure and found.decided_at is None else [],
    }
    return render(request, "personal_data/request.html", context, status=422 if form.errors else 200)


def _decide(request: HttpRequest, found: Request, form: DecisionForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        requests.decide(found.pk, given["outcome"], given["answer"], by=request.user, at=request.now)
    except requests.Decided:
        messages.error(request, _("This request is decided already. Nothing was changed."))
    except contributions.Held as held:
        said = " ".join(words.words(reason) for reason in held.reasons)
        messages.error(request, _("Not erased: %(reasons)s") % {"reasons": said})
        return redirect("data_request", found.pk)
    else:
        messages.success(request, _("The decision is recorded."))
    return redirect("data_requests")


@allow(role(Role.AUDITOR), fresh=True)
@limited("search")
@require_http_methods(["GET", "HEAD", "POST"])
def seen(request: HttpRequest) -> HttpResponse:
    """Who saw the data of a person or of a case; looking it up is itself on record, and no address stands in a URL."""
    form = SeenForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        context |= _report(request, Asked(**form.cleaned_data))
    return render(request, "personal_data/seen.html", context, status=422 if form.errors else 200)


def _report(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    with transaction.atomic():
        log("personal.seen", asked.subject, by=request.user, at=request.now)
    events = asked.events()
    return {
        "rows": [row(one) for one in events[:MOST]],
        "count": events.count(),
        "most": MOST,
        "due": words.day(BREACH.due(calendar(), request.access.on)),
    }
