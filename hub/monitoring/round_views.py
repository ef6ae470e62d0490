"""Rounds at the Technopark: those of a quarter by signal and conclusion, opening many, visits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.cases import pages, queries, rights
from hub.cases.models import Case
from hub.documents import store
from hub.documents.door import download
from hub.monitoring import audience, batches, forms
from hub.monitoring.models import READERS, Batch, Visit
from hub.monitoring.sight import quarters
from hub.monitoring.wording import TITLES, signal
from rules.calendar import Quarter
from rules.monitoring import MONITORING

PAGE = 25
OFFERED = 8
"""Quarters that the list offers."""
OFFICERS = role(Role.MONITORING)
SEE = role(*READERS)


@allow(SEE, "63", "64", "69")
@limited("search", reading)
@require_safe
def rounds(request: Request) -> HttpResponse:
    """The rounds of a quarter with their signals; narrowed by words, signal, conclusion, officer."""
    quarter = _quarter(request.GET.get("quarter", "")) or Quarter.of(request.access.on).before
    asked = {
        "q": request.GET.get("q", "").strip(),
        "signal": request.GET.get("signal", ""),
        "state": request.GET.get("state", ""),
        "whose": request.GET.get("whose", ""),
    }
    all_of = Case.objects.visible_to(request.access).filter(procedure_key=MONITORING.key, topic=quarter.key)
    found = _narrowed(all_of, asked, request)
    found = found.for_list().select_related("assignee").prefetch_related("signals").order_by("-open", "number")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    counted = dict(all_of.order_by().values_list("signals__key").annotate(Count("pk", distinct=True)))
    context = {
        "page": page,
        "rows": _rows(page, request),
        "asked": asked,
        "quarter": quarter,
        "quarters": [(one.key, words.words(one.title)) for one in quarters(Quarter.of(request.access.on), OFFERED)],
        "signals": [(key, title, counted.get(key, 0)) for key, title in TITLES.items()],
        "states": MONITORING.states[1:],
        "by_state": dict(all_of.order_by().values_list("state_key").annotate(Count("pk", distinct=True))),
        "batches": Batch.objects.visible_to(request.access)
        .filter(procedure=MONITORING.key, topic=quarter.key)
        .defer("participants")[:3],
        "officer": OFFICERS(request.access),
    }
    return render(request, "monitoring/rounds.html", context)


def _quarter(typed: str) -> Quarter | None:
    try:
        return Quarter.parse(typed)
    except ValueError:
        return None


def _narrowed(found: Any, asked: dict[str, str], request: Request) -> Any:
    found = queries.matching(found, asked["q"], asked["state"])
    if asked["signal"]:
        found = found.filter(signals__key=asked["signal"])
    if asked["whose"] == "mine":
        found = found.filter(assignee__in=request.access.acts_for)
    if asked["whose"] == "nobody":
        found = found.filter(assignee=None)
    return found


def _rows(page: Any, request: Request) -> list[dict[str, Any]]:
    shown = queries.rows(page, request.access.on)
    return [row | {"signals": [signal(one.key, one.says) for one in row["case"].signals.all()]} for row in shown]


@allow(OFFICERS, "63", "64", fresh=True)
@limited("act")
@require_http_methods(["GET", "HEAD", "POST"])
def rounds_open(request: Request, quarter: str) -> HttpResponse:
    """Open the round of a quarter for all participants, or for those chosen; the worker opens them."""
    asked = _quarter(quarter)
    if asked is None or asked.first > request.access.on:
        raise Http404
    chosen = audience.of(request)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        to = chosen.participants
        if to:
            batch = batches.order(MONITORING.key, to, by=request.user, at=request.now, topic=asked.key)
            messages.success(request, _("The rounds are being opened."))
            return redirect("batch", batch.pk)
        problems.append({"text": _("Choose at least one participant."), "href": "#audience"})
    context = {"quarter": asked, "audience": chosen, "problems": problems}
    return render(request, "monitoring/rounds_open.html", context, status=422 if problems else 200)


@allow(OFFICERS, "9(3)", "63")
@limited("act")
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: Request, case_id: UUID) -> HttpResponse:
    """Write down a visit: who went, when, where, what was seen, with photos."""
    case = _round(request, case_id)
    if not case.open or not rights.is_officer(request.access, case):
        return pages.moved_on(request, case)
    form = forms.VisitForm(request.POST or None, request.FILES or None, on=request.access.on)
    if request.method == "POST" and form.is_valid() and _kept(request, case, form):
        messages.success(request, _("The visit is written down."))
        return redirect(reverse("case", args=[case.pk]) + "#visits")
    return render(request, "monitoring/visit.html", {"case": case, "form": form}, status=422 if form.errors else 200)


def _round(request: Request, case_id: UUID) -> Case:
    case = pages.fetch(request, case_id)
    if case.procedure_key != MONITORING.key:
        raise Http404
    return case


def _kept(request: Request, case: Case, form: forms.VisitForm) -> bool:
    """Keep the visit with its photos; False where one of them is refused, which the form then tells."""
    judged = []
    for name, upload in form.photos():
        assert isinstance(upload, TemporaryUploadedFile)  # noqa: S101  the one handler of uploads
        try:
            judged.append(store.judge(upload))
        except store.Refused as refused:
            form.add_error(name, words.words(refused.message))
            return False
    given = form.cleaned_data
    with transaction.atomic():
        # The Technopark's own papers: they take none of the organisation's place, and it does not see them.
        photos = [
            store.keep(one, language=words.language(), organisation=None, by=request.user, at=request.now)
            for one in judged
        ]
        told = {name: given[name] for name in ("place", "present", "found", "seen")}
        made = case.visits.create(on=given["visited_on"], by=request.user, at=request.now, **told)
        made.photos.set(photos)
        log("visit.record", f"case:{case.pk}", by=request.user, at=request.now, visit=made.pk, found=made.found)
    return True


@allow(SEE, "63")
@require_safe
def photo(request: Request, case_id: UUID, pk: int, file_id: UUID) -> HttpResponseBase:
    """A photo of a visit, for those who read the Technopark's own side."""
    case = _round(request, case_id)
    found = get_object_or_404(Visit.objects.visible_to(request.access), pk=pk, case=case)
    return download(request, get_object_or_404(found.photos, pk=file_id), about=f"case:{case.pk}")
