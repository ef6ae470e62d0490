"""Analyses: the list, one of them with its dashboard, its words, its files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.analysis.build import build
from hub.analysis.forms import TextForm
from hub.analysis.models import READERS, Analysis
from hub.analysis.tables import few, tables
from hub.audit.log import record as log
from hub.cases import rights
from hub.cases.present import open_acts
from hub.documents.door import download
from rules.analysis import PREPARING
from rules.calendar import Quarter

SEE = role(*READERS, Role.AUTHORISED_BODY)
MAKE = role(Role.MONITORING)


def _fetch(request: Request, quarter: str) -> Analysis:
    try:
        end = Quarter.parse(quarter).last
    except ValueError:
        end = date.min  # what is no quarter is looked for like any other
    found = Analysis.objects.visible_to(request.access).select_related("case", "paper__file", "sheet")
    return get_object_or_404(found, quarter_end=end)


@allow(SEE, "70")
@require_safe
def analyses(request: Request) -> HttpResponse:
    """Every analysis that the person may read, the newest first."""
    rows = Analysis.objects.visible_to(request.access).select_related("case")
    return render(request, "analysis/analyses.html", {"rows": rows})


@allow(SEE, "70")
@require_safe
def analysis(request: Request, quarter: str) -> HttpResponse:
    """The dashboard of a quarter, with its words; whoever prepares it may write while it is being prepared."""
    return _page(request, _fetch(request, quarter))


def _page(request: Request, one: Analysis, *, form: TextForm | None = None, status: int = 200) -> HttpResponse:
    writes = _writable(request, one)
    texts = {"text_kk": one.text_kk, "text_ru": one.text_ru}
    context: dict[str, Any] = {
        "one": one,
        "tables": tables(one.data),
        "totals": {key: Decimal(value) for key, value in one.data["totals"].items()},
        "few": few(one.data),
        "people": one.data["participants"],
        "form": (form or TextForm(initial=texts)) if writes else None,
        "acts": open_acts(one.case, request.access),
        "revision": one.revision,
    }
    return render(request, "analysis/analysis.html", context, status=status)


def _writable(request: Request, one: Analysis) -> bool:
    return one.case.state_key == PREPARING.key and rights.is_officer(request.access, one.case)


@allow(MAKE, "70")
@require_POST
def write(request: Request, quarter: str) -> HttpResponse:
    """Keep the words; what was written elsewhere meanwhile is not overwritten."""
    one = _fetch(request, quarter)
    form = TextForm(request.POST)
    if not form.is_valid():
        return _page(request, one, form=form, status=422)
    with transaction.atomic():
        kept = Analysis.objects.visible_to(request.access).select_for_update().get(pk=one.pk)
        one.case.held()
        if not _writable(request, kept):
            return _refuse(request, kept, _("The analysis is being reviewed or was approved: nothing was changed."))
        if request.POST.get("revision") != str(kept.revision):
            messages.error(request, _("Somebody saved other words meanwhile. Yours are below and are not saved yet."))
            return _page(request, kept, form=form, status=409)
        kept.text_kk, kept.text_ru = form.cleaned_data["text_kk"], form.cleaned_data["text_ru"]
        kept.revision, kept.saved_at, kept.saved_by = kept.revision + 1, request.now, request.user
        kept.save(update_fields=["text_kk", "text_ru", "revision", "saved_at", "saved_by"])
        log("analysis.write", f"case:{kept.case_id}", by=request.user, at=request.now, revision=kept.revision)
    messages.success(request, _("The text is saved."))
    return redirect("analysis", kept.quarter.key)


@allow(MAKE, "70")
@require_POST
def rebuild(request: Request, quarter: str) -> HttpResponse:
    """Count the figures anew, for instance after a late report."""
    one = _fetch(request, quarter)
    with transaction.atomic():
        kept = Analysis.objects.visible_to(request.access).select_for_update().get(pk=one.pk)
        one.case.held()
        if not _writable(request, kept):
            return _refuse(request, kept, _("The analysis is being reviewed or was approved: nothing was changed."))
        kept.data, kept.built_at = build(kept.quarter), request.now
        kept.save(update_fields=["data", "built_at"])
        log("analysis.build", f"case:{kept.case_id}", by=request.user, at=request.now)
    messages.success(request, _("The figures are counted anew."))
    return redirect("analysis", kept.quarter.key)


def _refuse(request: Request, one: Analysis, why: str) -> HttpResponse:
    messages.error(request, why)
    return redirect("analysis", one.quarter.key)


@allow(SEE, "70")
@require_safe
def analysis_file(request: Request, quarter: str, kind: str) -> HttpResponseBase:
    """The PDF or the sheet that was approved."""
    one = _fetch(request, quarter)
    file = {"pdf": one.paper.file if one.paper else None, "xlsx": one.sheet}.get(kind)
    if file is None:
        raise Http404
    return download(request, file, about=f"case:{one.case_id}")
