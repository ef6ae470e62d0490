"""Answering remarks: each with its clause and place; all answers are sent together (clauses 14, 16)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.http import Request
from hub.accounts.policy import allow, signed_in
from hub.cases import drafts, pages
from hub.cases.application_views import problem_links, writable
from hub.cases.models import Case
from hub.cases.perform import Stale, perform
from rules.calendar import MissingYear
from rules.record import Unlawful


@allow(signed_in, "14", "16")
def answers(request: Request, case_id: UUID) -> HttpResponse:
    """The remarks one by one, each with its clause, its place and room for an answer."""
    case = writable(request, case_id)
    asked = case.remarks.exclude(notice=None).order_by("pk")
    if not asked.exists():
        raise Http404
    current = [remark for remark in asked if remark.notice_id == asked.last().notice_id]  # type: ignore[union-attr]
    refused: list[dict[str, str]] = []
    if request.method == "POST":
        if not _keep_answers(request, case, current):
            return pages.moved_on(request, case)
        if "send" not in request.POST:
            messages.success(request, _("Your answers are saved. Send them when all remarks are answered."))
            return redirect("answers", case.pk)
        try:
            _send_answers(request, case)
        except Stale as stale:
            return pages.moved_on(request, stale.case)
        except Unlawful as unlawful:
            refused = [{"text": words.words(one.reason)} for one in unlawful.refusals]
        except MissingYear as missing:
            refused = [{"text": words.words(missing.text)}]
        else:
            messages.success(request, words.words(case.procedure.act("answer").past) + ".")
            return redirect("case", case.pk)
    parts = drafts.answers(case, request.access.on)
    context = {
        "case": case,
        "refused": refused,
        "remarks": current,
        "titles": {part.part.key: part.part.title for part in parts.values()},
        "problems": problem_links(case, parts) if case.writable else [],
        "key": pages.new_key(),
    }
    return render(request, "cases/answers.html", context, status=422 if refused else 200)


def _send_answers(request: Request, case: Case) -> None:
    perform(
        case.pk,
        "answer",
        access=request.access,
        at=request.now,
        key=request.POST.get("key", "")[:80] or pages.new_key(),
        seen=pages.seen(request),
        given={"declared": request.POST.get("declared") == "yes"},
    )


def _keep_answers(request: Request, case: Case, current: list[Any]) -> bool:
    """Keep the answers as typed; False where the case no longer takes them."""
    with transaction.atomic():
        try:
            drafts.lock_writable(case)
        except drafts.Closed:
            return False
        for remark in current:
            typed = request.POST.get(f"answer-{remark.pk}", "").strip()
            remark.answer = typed[:8000]
            remark.answered_at = request.now if typed else None
            remark.answered_by = request.user if typed else None
            remark.save(update_fields=["answer", "answered_at", "answered_by"])
    return True
