"""Drawing up an agreement before it is signed: the terms, and the draft as PDF or DOCX. Nothing is decided by that."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.cases import drafts, pages, rights
from hub.cases.application_views import hide_errors, with_one_more
from hub.cases.models import Case
from hub.cases.parts import Answers
from hub.cases.present import open_acts
from hub.cases.typed import typed_in
from hub.documents.door import download_made
from hub.register.agreements import draft, files
from hub.register.agreements.forms import KEY

OFFICERS = role(Role.REGISTRATION)


def _fetch(request: Request, case_id: UUID) -> Case:
    """The case, if this officer records its signing; to all others there is no such page."""
    case = pages.fetch(request, case_id)
    act = draft.act_of(case)
    if act is None or not rights.may(request.access, act, case):
        raise Http404
    return case


@allow(OFFICERS, "34", "35", "65")
@require_http_methods(["GET", "HEAD", "POST"])
def drawing_up(request: Request, case_id: UUID) -> HttpResponse:
    """The terms of the agreement, kept as typed; what is amiss is said by the field."""
    case = _fetch(request, case_id)
    if draft.act_of(case) not in open_acts(case, request.access):
        return pages.moved_on(request, case)
    return _save(request, case) if request.method == "POST" else _show(request, case)


def _save(request: Request, case: Case) -> HttpResponse:
    part, on = draft.part_of(case), request.access.on
    typed = typed_in(part, request.POST, drafts.context(case, on))
    try:
        draft.save(case, typed, seen=_revision(request), by=request.user, at=request.now)
    except drafts.Overtaken as overtaken:
        return _show(request, case, draft.answers(case, on, typed), overtaken=overtaken.kept.revision, status=409)
    except drafts.Closed:
        return pages.moved_on(request, case)
    if table := request.POST.get("add_row"):
        return HttpResponseRedirect(f"{reverse('agreement_draft', args=[case.pk])}?add={table}#table-{table}")
    found = draft.answers(case, on)
    if not found.complete:
        return _show(request, case, found, status=422)
    messages.success(request, _("The agreement is drawn up. Download it for signing."))
    return redirect("agreement_draft", case.pk)


def _revision(request: Request) -> int:
    typed = request.POST.get("revision", "0")
    return int(typed) if typed.isdigit() else 0


def _show(
    request: Request, case: Case, answers: Answers | None = None, *, overtaken: int | None = None, status: int = 200
) -> HttpResponse:
    """`answers` are what was just sent; `overtaken` is the revision that somebody else saved meanwhile."""
    on, kept = request.access.on, case.parts.filter(key=KEY).first()
    shown = answers or draft.answers(case, on)
    ready = answers is None and shown.complete
    if answers is None and not ready:
        hide_errors(shown)
    added = request.GET.get("add")
    if added in shown.tables:
        shown = with_one_more(draft.part_of(case), drafts.context(case, on), shown, added)
        hide_errors(shown)
    context = {
        "case": case,
        "part": draft.part_of(case),
        "act": draft.act_of(case),
        "answers": shown,
        "faulty": [shown.form, *shown.tables.values()] if answers is not None else [],
        "revision": overtaken or (kept.revision if kept else 0),
        "overtaken": overtaken,
        "ready": ready,
        "kinds": list(files.MIMES),
    }
    return render(request, "register/agreement_draft.html", context, status=status)


@allow(OFFICERS, "34", "35", "65")
@limited("paper", reading)
@require_safe
def drawn_up(request: Request, case_id: UUID, form: str) -> HttpResponseBase:
    """The draft for signing as a file; made for this moment and not kept."""
    case, on = _fetch(request, case_id), request.access.on
    acts = open_acts(case, request.access)
    if form not in files.MIMES or draft.act_of(case) not in acts or not draft.answers(case, on).complete:
        raise Http404
    data = draft.document(case, on)
    made, name = files.made(form, data, at=request.now), files.name(form, data)
    return download_made(request, made, name=name, mime=files.MIMES[form], kind="agreement", about=f"case:{case.pk}")
