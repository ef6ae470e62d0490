"""Seeing the personal values of a case: a reason is given, it is logged, the values stand on that answer alone."""

from typing import Any
from uuid import UUID

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from hub.accounts.http import Request
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.cases import drafts, pages, rights
from hub.cases.models import Case, Filing
from hub.cases.parts import Answer

SHORTEST_REASON, LONGEST_REASON = 10, 500


class ReasonForm(forms.Form):
    """Why the officer must see the values."""

    reason = forms.CharField(
        label=_("Why do you need to see them?"),
        help_text=_("Your reason, your name and the time are kept in the log. The auditor reads it."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


@allow(role(*rights.CASEWORK), fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def unmask(request: Request, case_id: UUID, number: int) -> HttpResponse:
    """The personal values of a filed version, shown once to an officer who has said why."""
    case = pages.fetch(request, case_id)
    version = get_object_or_404(case.filings.select_related("case", "entry"), number=number)
    if request.access.belongs_to(case.organisation_id) or not rights.is_officer(request.access, case):
        raise Http404  # their own values stand open before the organisation's people
    form = ReasonForm(request.POST if request.method == "POST" else None)
    shown: list[Answer] = []
    if request.method == "POST" and form.is_valid():
        shown = _opened(request, case, version, form.cleaned_data["reason"])
    context: dict[str, Any] = {"case": case, "filing": version, "form": form, "shown": shown}
    answer = render(request, "cases/unmask.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


def _opened(request: Request, case: Case, version: Filing, reason: str) -> list[Answer]:
    """The values, after the log has taken down who sees which of them and why."""
    parts = drafts.as_filed(version, request.access.on, unmasked=True).values()
    found = {f"{answers.part.key}.{one.name}": one for answers in parts for one in answers.personal()}
    with transaction.atomic():
        log(
            "personal.unmask",
            f"case:{case.pk}",
            by=request.user,
            at=request.now,
            private={"reason": reason},
            filing=version.number,
            fields=sorted(found),
        )
    return list(found.values())
