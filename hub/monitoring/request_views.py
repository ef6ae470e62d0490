"""Requests at the Technopark: the list, sending to one or many, how far a sending has gone."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.cases import queries
from hub.cases.models import Case
from hub.cases.registry import chapter_of
from hub.monitoring import audience, batches, forms
from hub.monitoring.models import READERS, Batch
from rules.clauses import label
from rules.editions import edition_on
from rules.request import KINDS

PAGE = 25
OFFICERS = role(Role.MONITORING)
SEE = role(*READERS)
READY = "rows"


@allow(SEE, "27", "29", "64-1")
@limited("search", reading)
@require_safe
def requests(request: Request) -> HttpResponse:
    """Every request, the nearest due day first; narrowed by words, state, and whether the answer is late."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    late = request.GET.get("late", "") == "yes"
    found = Case.objects.visible_to(request.access).filter(procedure_key__in=list(KINDS), version__gt=0).for_list()
    found = queries.matching(found, query, state)
    if late:
        found = found.filter(open=True, turn="participant", due_on__lt=request.access.on)
    page = Paginator(found.order_by("-open", "due_on", "-filed_at"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": queries.rows(page, request.access.on),
        "query": query,
        "state": state,
        "late": late,
        "states": [one for one in chapter_of("request").procedure.states if not one.inner],
        "procedures": [chapter_of(key).procedure for key in KINDS],
        "batches": Batch.objects.visible_to(request.access).filter(procedure__in=list(KINDS)).defer("participants")[:5],
        "officer": OFFICERS(request.access),
    }
    return render(request, "monitoring/requests.html", context)


@allow(OFFICERS, "27", "29", "64(2)", "64-1", fresh=True)
@limited("act")
@require_http_methods(["GET", "HEAD", "POST"])
def request_new(request: Request, procedure: str) -> HttpResponse:
    """Choose whom to ask and for what; the worker sends to each of them."""
    if procedure not in KINDS:
        raise Http404
    chosen = audience.of(request, _only(request))
    rows = forms.AskedRows(
        request.POST if request.method == "POST" else None, form_kwargs={"kinds": KINDS[procedure]}, prefix=READY
    )
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        items, to = (forms.asked(rows) if rows.is_valid() else []), chosen.participants
        problems = _problems(rows, items, to)
        if not problems:
            batch = batches.order(procedure, to, by=request.user, at=request.now, items=items)
            messages.success(request, _("The request is being sent."))
            return redirect("batch", batch.pk)
    context = {
        "procedure": chapter_of(procedure).procedure,
        "kinds": [(kind, label(kind.clause, words.language())) for kind in KINDS[procedure]],
        "others": [key for key in KINDS if key != procedure],
        "days": _days(procedure, request.access.on),
        "rows": rows,
        "audience": chosen,
        "problems": problems,
    }
    return render(request, "monitoring/request_new.html", context, status=422 if problems else 200)


def _days(procedure: str, on: date) -> int:
    """Within how many working days an answer is due."""
    (duty,) = chapter_of(procedure).procedure.act("ask").opens
    return edition_on(on).term(str(duty.term)).n


def _only(request: Request) -> int | None:
    """The one participant from whose page the officer comes."""
    typed = request.GET.get("participant", "")
    return int(typed) if typed.isdigit() else None


def _problems(rows: Any, items: list[dict[str, str]], to: list[int]) -> list[dict[str, str]]:
    """What keeps the request from being sent, each with the place where to mend it."""
    found = [
        {"text": str(error), "href": f"#{form[name].auto_id}"}
        for form in rows.forms
        for name, errors in form.errors.items()
        for error in errors
    ]
    if not found and not items:
        found.append({"text": _("Name at least one item: what is to be given."), "href": f"#id_{READY}-0-kind"})
    if not to:
        found.append({"text": _("Choose at least one participant."), "href": "#audience"})
    return found


@allow(SEE, "27", "64-1")
@require_safe
def batch(request: Request, pk: int) -> HttpResponse:
    """How far a sending has gone, and to whom it went."""
    found = get_object_or_404(Batch.objects.visible_to(request.access).select_related("by"), pk=pk)
    cases = Case.objects.visible_to(request.access).filter(procedure_key=found.procedure, topic=found.case_topic)
    page = Paginator(cases.filter(version__gt=0).for_list().order_by("pk"), PAGE).get_page(request.GET.get("page"))
    kinds = {kind.key: kind for kind in KINDS.get(found.procedure, ())}
    context = {
        "batch": found,
        "procedure": chapter_of(found.procedure).procedure,
        "items": [(kinds[item["kind"]], item["note"]) for item in found.items],
        "page": page,
        "rows": queries.rows(page, request.access.on),
    }
    return render(request, "monitoring/batch.html", context)
