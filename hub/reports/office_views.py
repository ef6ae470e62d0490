"""The Technopark's lists: the reports of a quarter, and stays and visas that come to their end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.policy import allow, role
from hub.reports import lists
from hub.reports.models import Stay
from hub.reports.rights import SEE_ALL, SEE_STAYS, reads_stays

PAGE = 25
AHEAD = (30, 90, 365)
"""Days ahead that the list of stays can look."""


@allow(role(*SEE_ALL), "62", "66", "68")
@require_safe
def reports(request: Request) -> HttpResponse:
    """The reports of a quarter: filed, late, not filed; with the progress of their opening."""
    quarter = lists.asked(request.GET.get("quarter", ""), request.access.on)
    state, query = request.GET.get("state", ""), request.GET.get("q", "").strip()
    every = lists.of_quarter(request.access, quarter)
    found = lists.narrowed(every, state, query, request.access.on)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "quarter": quarter,
        "quarters": lists.quarters(request.access.on),
        "counts": lists.counts(every, request.access.on),
        "opening": lists.opening_of(quarter),
        "page": page,
        "rows": [lists.row(case, request.access.on) for case in page],
        "state": state,
        "query": query,
        "sees_stays": reads_stays(request.access),
    }
    return render(request, "reports/office.html", context)


@allow(role(*SEE_STAYS), "23")
@require_safe
def stays(request: Request) -> HttpResponse:
    """Expected stays and visas that have ended or end soon, of all who take part."""
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, AHEAD) else AHEAD[1]
    today = request.access.on
    found = Stay.objects.visible_to(request.access).filter(
        participant__until__gte=today, ends_on__lte=today + timedelta(days=days)
    )
    page = Paginator(found.select_related("participant__organisation", "case"), PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/stays.html", {"page": page, "days": days, "ahead": AHEAD, "today": today})
