"""What the organisation does with its report beside the generic pages: PDF, spreadsheet, correction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.policy import allow, signed_in
from hub.cases import drafts, pages, rights
from hub.cases.application_views import problem_links
from hub.cases.models import Case
from hub.cases.present import open_acts
from hub.documents import store
from hub.documents.door import download_made
from hub.documents.store import PDF
from hub.reports import correction, paper, sheets, template
from hub.reports.models import Sheet
from rules.report import REPORT


def own(request: Request, case_id: UUID) -> Case:
    """The report, if this person may write it; to all others there is no such page."""
    case = pages.fetch(request, case_id)
    if case.procedure_key != REPORT.key or not rights.may_write(request.access, case):
        raise Http404
    return case


@allow(signed_in, "64(1)", "65")
@limited("paper", reading)
@require_safe
def pdf(request: Request, case_id: UUID) -> HttpResponseBase:
    """The report as a paper before it is filed, in the reader's language; nothing is filed or kept."""
    case = own(request, case_id)
    if not case.writable:
        raise Http404
    made = paper.report(case, request.access.on, at=request.now, seal=False)
    return download_made(request, made, name=paper.report_name(case), mime=PDF, kind="report", about=f"case:{case.pk}")


@allow(signed_in, "64(1)")
@require_safe
def correct(request: Request, case_id: UUID) -> HttpResponse:
    """The parts of a filed report to change, and what has been changed: old and new side by side."""
    case = own(request, case_id)
    if not any(act.key == "correct" for act in open_acts(case, request.access)):
        raise Http404
    parts = drafts.answers(case, request.access.on, unmasked=True)
    context = {
        "case": case,
        "parts": parts.values(),
        "changes": correction.differences(case, request.access.on),
        "problems": problem_links(case, parts),
    }
    return render(request, "reports/correct.html", context)


@allow(signed_in, "65")
@limited("export", reading)
@require_safe
def sheet_template(request: Request, case_id: UUID) -> HttpResponseBase:
    """The spreadsheet with what the draft holds now; for the organisation's own people, since passports stand in it."""
    case = own(request, case_id)
    if not case.writable:
        raise Http404
    known = drafts.context(case, request.access.on, unmasked=True)
    return download_made(
        request,
        template.template(case, known),
        name=template.template_name(case),
        mime=template.MIME,
        kind="report_sheet",
        about=f"case:{case.pk}",
    )


@allow(signed_in, "65")
@require_safe
def sheet(request: Request, case_id: UUID) -> HttpResponse:
    """Take the template, bring it filled in, look at what it would change."""
    case = own(request, case_id)
    if not case.writable:
        return pages.moved_on(request, case)
    return _show(request, case)


def _show(request: Request, case: Case, refused: str = "", status: int = 200) -> HttpResponse:
    waiting = _waiting(case)
    context: dict[str, Any] = {"case": case, "sheet": waiting, "refused": refused}
    if waiting is not None:
        context["changes"] = sheets.differences(waiting, request.access.on)
        context["problems"] = sheets.problems(waiting, request.access.on)
    answer = render(request, "reports/sheet.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _waiting(case: Case) -> Sheet | None:
    """The spreadsheet that was read and waits for a yes."""
    return getattr(case, "sheet", None)


@allow(signed_in, "65")
@limited("upload")
@require_POST
def sheet_read(request: Request, case_id: UUID) -> HttpResponse:
    """Read an uploaded spreadsheet; the file itself is not kept."""
    case = own(request, case_id)
    if not case.writable:
        return pages.moved_on(request, case)
    upload = request.FILES.get("file")
    if not isinstance(upload, TemporaryUploadedFile):
        return _show(request, case, _("Choose the filled-in file."), 422)
    try:
        judged = store.judge(upload)
        typed = sheets.read(judged, drafts.context(case, request.access.on, unmasked=True))
        sheets.keep(case, typed, by=request.user, at=request.now)
    except store.Refused as refused:
        return _show(request, case, words.words(refused.message), 422)
    except sheets.Unusable as unusable:
        return _show(request, case, str(unusable), 422)
    except drafts.Closed:
        return pages.moved_on(request, case)
    return redirect("report_sheet", case.pk)


@allow(signed_in, "65")
@limited("act")
@require_POST
def sheet_apply(request: Request, case_id: UUID) -> HttpResponse:
    """Type what was read into the draft: on the person's yes, and only where nothing was saved since."""
    case = own(request, case_id)
    waiting = _waiting(case)
    if waiting is None:
        raise Http404
    try:
        sheets.apply(waiting, by=request.user, at=request.now)
    except drafts.Overtaken:
        refused = _("The report was changed since the file was read. Upload it again to see what it would change.")
        return _show(request, case, refused, 409)
    except drafts.Closed:
        return pages.moved_on(request, case)
    messages.success(request, _("The file was taken into the report. Nothing is filed yet: check it and file."))
    return redirect(case.chapter.desk(case))
