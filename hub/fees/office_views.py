"""The Technopark's work with fees: a quarter to assess, arrears, statements of the bank and how they are read."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.cases.models import Case
from hub.cases.perform import perform
from hub.documents import store
from hub.fees import lists, matching
from hub.fees.forms import MappingForm, StatementForm
from hub.fees.models import SEE_MONEY, Mapping, Statement
from hub.fees.money import tenge
from hub.fees.statements import store as taking
from hub.fees.statements.csv_file import DELIMITERS
from rules.calendar import Quarter
from rules.record import Unlawful

PAGE = 25
FINANCE = role(Role.FINANCE)
SEE = role(*SEE_MONEY)


@allow(SEE, "31", "34")
@require_safe
def quarter(request: Request) -> HttpResponse:
    """The fees of a quarter with the sums computed now; those that need a look come first."""
    shown = lists.asked(request.GET.get("quarter", ""), request.access.on)
    group = request.GET.get("group", "")
    counts = lists.counts(lists.of_quarter(request.access, shown))
    listed = lists.with_calculations(lists.of_quarter(request.access, shown, group))
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    context = {
        "quarter": shown,
        "quarters": lists.quarters(request.access.on),
        "groups": [(key, title, counts.get(key, 0)) for key, (title, _tone) in lists.GROUPS.items()],
        "group": group,
        "page": page,
        "rows": lists.rows(page, shown),
        "finance": request.access.has(Role.FINANCE),
        "tenge": tenge,
    }
    return render(request, "fees/quarter.html", context)


@allow(FINANCE, "34", fresh=True)
@limited("act")
@require_POST
def assess(request: Request) -> HttpResponse:
    """Confirm the sums of the rows that were chosen; one that is computed otherwise by now is left as it is."""
    shown = lists.asked(request.POST.get("quarter", ""), request.access.on)
    chosen = dict(value.split("|", 1) for value in request.POST.getlist("fees")[:PAGE] if "|" in value)
    seen = Case.objects.visible_to(request.access)
    cases = lists.of_quarter(request.access, shown).filter(pk__in=seen.filter(pk__in=_keys(chosen)).values("pk"))
    rows = lists.rows(lists.with_calculations(cases), shown)
    done = sum(_assess(request, row) for row in rows if chosen[str(row.case.pk)] == str(row.now.total) and row.act)
    if left := len(chosen) - done:
        text = ngettext("%(n)s sum changed meanwhile: look again.", "%(n)s sums changed meanwhile: look again.", left)
        messages.warning(request, text % {"n": left})
    if done:
        text = ngettext("%(n)s fee is confirmed.", "%(n)s fees are confirmed.", done)
        messages.success(request, text % {"n": done})
    return redirect(f"{reverse('fee_quarter')}?quarter={shown.key}")


def _keys(chosen: dict[str, str]) -> list[UUID]:
    keys = []
    for text in chosen:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _assess(request: Request, row: lists.Row) -> bool:
    """One fee, in a transaction of its own: what is confirmed stays, whatever happens to the next."""
    try:
        with transaction.atomic():
            key = f"{row.act}:{row.case.pk}:{uuid.uuid4().hex[:12]}"
            given = {"calculation": row.now.given}
            perform(row.case.pk, row.act, access=request.access, at=request.now, key=key, given=given)
            now = Case.objects.visible_to(request.access).get(pk=row.case.pk)
            matching.settle([now], access=request.access, at=request.now)
    except Unlawful:
        return False
    return True


@allow(SEE, "31", "39(7)")
@require_safe
def arrears(request: Request) -> HttpResponse:
    """What is past its due day, by age."""
    age, query = request.GET.get("age", ""), request.GET.get("q", "").strip()
    on = request.access.on
    page = Paginator(lists.arrears(request.access, on, age, query), PAGE).get_page(request.GET.get("page"))
    context = {
        "ages": lists.by_age(request.access, on),
        "age": age,
        "query": query,
        "page": page,
        "rows": [
            {"case": case, "days": (on - case.due_on).days, "quarter": _title(case)} for case in page if case.due_on
        ],
        "tenge": tenge,
        "unassessed": lists.unassessed_past_due(request.access, on),
    }
    return render(request, "fees/arrears.html", context)


def _title(case: Case) -> str:
    return words.words(Quarter.parse(case.topic).title)


@allow(SEE, "32")
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def statements(request: Request) -> HttpResponse:
    """Statements that were brought in, with how far the worker has read them. POST brings in another."""
    mappings = Mapping.objects.visible_to(request.access)
    finance = request.access.has(Role.FINANCE)
    if request.method == "POST" and not finance:
        raise Http404
    form = StatementForm(request.POST or None, request.FILES or None, mappings=mappings) if finance else None
    if request.method == "POST" and form is not None and form.is_valid() and _uploaded(request, form):
        return redirect("fee_statements")
    rows = Statement.objects.visible_to(request.access).select_related("file", "uploaded_by")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "mappings": mappings, "finance": finance}
    refused = form is not None and bool(form.errors)
    return render(request, "fees/statements.html", context, status=422 if refused else 200)


def _uploaded(request: Request, form: StatementForm) -> bool:
    given = form.cleaned_data
    mapping = given["mapping"] if given["format"] == Statement.Format.CSV else None
    try:
        taking.upload(given["file"], Statement.Format(given["format"]), mapping, by=request.user, at=request.now)
    except store.Refused as refused:
        form.add_error("file", words.words(refused.message))
        return False
    messages.success(request, _("The statement is taken. It is being read."))
    return True


@allow(FINANCE, "32")
@require_http_methods(["GET", "HEAD", "POST"])
def mappings(request: Request) -> HttpResponse:
    """How the CSV files of banks are read; a new way is kept by its name."""
    form = MappingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _keep(request, form)
        messages.success(request, _("The mapping is kept."))
        return redirect("fee_statements")
    context: dict[str, Any] = {"form": form, "mappings": Mapping.objects.visible_to(request.access)}
    return render(request, "fees/mappings.html", context, status=422 if form.errors else 200)


@transaction.atomic
def _keep(request: Request, form: MappingForm) -> None:
    given = form.cleaned_data
    made = Mapping(
        name=given["name"],
        encoding=given["encoding"],
        delimiter=DELIMITERS[given["delimiter"]],
        comma=given["comma"],
        day_format=given["day_format"],
        columns=form.columns,
    )
    made.save()
    log("statement.mapping", f"mapping:{made.pk}", by=request.user, at=request.now, private={"name": made.name})
