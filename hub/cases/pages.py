"""What the views of a case share: fetching it, the key against double sending, the answer to a stale page."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from hub.cases.models import Case

if TYPE_CHECKING:
    from hub.accounts.http import Request


def fetch(request: Request, case_id: UUID) -> Case:
    """The case, if this person may see it; a foreign and a missing one are the same 404."""
    cases = Case.objects.visible_to(request.access).select_related("organisation", "assignee", "previous")
    return get_object_or_404(cases, pk=case_id)


def new_key() -> str:
    """A key for one sending of one form: the same form sent twice does one thing."""
    return secrets.token_urlsafe(18)


def seen(request: Request) -> int | None:
    """The number of entries on the person's page."""
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdigit() else None


def moved_on(request: Request, case: Case, **extra: Any) -> HttpResponse:
    """The case is no longer as the person's page showed it; nothing was changed."""
    return render(request, "cases/moved_on.html", {"case": case, **extra}, status=409)
