"""The public pages. Each figure, term and clause on them is read from the record or from the Rules."""

from datetime import date
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.db import connection
from django.db.models import Prefetch
from django.forms import formset_factory
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.policy import allow, public, staff
from hub.commissions.models import Charter, Commission, Seat
from hub.reference.data import activities, calendar, mrp_on
from hub.register.filters import brief
from hub.register.models import Participant
from hub.site import figures, law, steps
from hub.site.forms import SampleForm, SelfCheckForm
from rules import clauses
from rules.calendar import explain
from rules.editions import Edition, edition_on
from rules.procedure import COMMISSION, INDEPENDENT_COMMISSION
from rules.reference import REGIONS, UnknownMrp
from rules.registration import PARTICIPANT, REGISTRATION
from rules.requirements import REQUIREMENTS
from rules.text import Text

OFFERS = {
    "3(1)": "rocket-takeoff",
    "3(3)": "chat-left-text",
    "3(5)": "cash-coin",
    "3(6)": "airplane",
    "3(2)": "people",
    "26": "building",
}
"""What a participant gets: the clause that promises it, and the icon that stands for it."""

DOCUMENTS = {"9(1)": "file-earmark-text", "9(2)": "file-earmark-spreadsheet", "9(3)": "geo-alt"}
SET_UP_BY = {COMMISSION.key: "13", INDEPENDENT_COMMISSION.key: "77"}
"""The clause by which a commission sits."""


@allow(public)
@require_safe
def root(_request: HttpRequest) -> HttpResponse:
    """To the front page in the visitor's language."""
    return redirect("home")


@allow(public)
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Alive, and the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def _summary(number: str) -> str:
    """What a clause means, in the reader's language."""
    return words.words(clauses.clause(number).summary)


def _apply_url(request: Request) -> str:
    """Where applying begins: the cabinet, or an account first."""
    cabinet = reverse("cabinet")
    return cabinet if request.access.known else f"{reverse('account_signup')}?next={cabinet}"


def _course(edition: Edition) -> dict[str, Any]:
    main = steps.steps(REGISTRATION, PARTICIPANT, edition)
    return {"steps": main, "term_words": steps.term_words, "days": steps.days_to_decision(main)}


@allow(public)
@require_safe
def home(request: Request) -> HttpResponse:
    on = request.access.on
    newest = Participant.objects.public().standing("active", on).select_related("organisation")
    context = {
        **_course(edition_on(on)),
        "apply_url": _apply_url(request),
        "offers": [(clauses.clause(number), icon) for number, icon in OFFERS.items()],
        "participants": figures.participants(on),
        "decided": figures.decided(on),
        "times": figures.decision_times(on, calendar()),
        "newest": newest.order_by("-entered_on", "-pk")[:4],
        "titles": {one.key: brief(words.words(one.title)) for one in activities(on)},
    }
    return render(request, "site/home.html", context)


@allow(public, "8", "9", "10", "11", "12", "13", "14", "16", "17", "18", "20")
@require_safe
def how(request: Request) -> HttpResponse:
    on = request.access.on
    edition = edition_on(on)
    course = _course(edition)
    context = {
        **course,
        "aside": steps.aside(REGISTRATION, course["steps"], edition),
        "edition": edition,
        "summary": _summary,
        "documents": [(clauses.clause(number), icon) for number, icon in DOCUMENTS.items()],
        "debt_limit": _debt_limit(edition, on),
        "plan": [item for item in clauses.CLAUSES.values() if item.parent == "A3"],
        "quarters": figures.decision_times_by_quarter(on, calendar()),
        "apply_url": _apply_url(request),
    }
    return render(request, "site/how.html", context)


def _debt_limit(edition: Edition, on: date) -> int | None:
    """The tax debt in tenge that is still allowed (clause 9(2)); None until staff enter the year's index."""
    try:
        return edition.threshold("tax_debt_mrp") * mrp_on(on).amount
    except UnknownMrp:
        return None


@allow(public, "7", "7/1", "7/2", "7/3", "7/4", "7/5", "7/6", "7/7")
def self_check(request: Request) -> HttpResponse:
    """Seven questions and what the answers mean. Nothing is kept."""
    form = SelfCheckForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "requirements": REQUIREMENTS}
    context |= {"apply_url": _apply_url(request), "summary": _summary}
    if request.method != "POST":
        return render(request, "site/self_check.html", context | {"form": SelfCheckForm()})
    if not form.is_valid():
        return render(request, "site/self_check.html", context, status=422)
    return render(request, "site/self_check_result.html", context | {"obstacles": form.obstacles()})


@allow(public)
@limited("search", reading)
@require_safe
def rules(request: Request) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:200]
    found = law.matching(query) if query else tuple(clauses.CLAUSES.values())
    heads = [item for item in found if query or item.parent is None]
    context = {
        "query": query,
        "parts": law.by_part(tuple(heads)),
        "count": len(found),
        "part_number": law.part_number,
        "edition": edition_on(request.access.on),
    }
    return render(request, "site/rules.html", context)


@allow(public)
@require_safe
def clause(request: Request, number: str) -> HttpResponse:
    try:
        item = clauses.clause(number)
    except clauses.UnknownClause as error:
        raise Http404 from error
    part = next(part for part in clauses.PARTS if part.key == item.part)
    context = {
        "item": item,
        "part": part,
        "first_order": next(iter(clauses.ORDERS.values())),
        "part_number": law.part_number(part),
        "passages": law.passages(item),
        "uses": law.uses(number, edition_on(request.access.on)),
        "pages": law.pages(number),
        **_neighbours(item),
    }
    return render(request, "site/clause.html", context)


def _neighbours(item: clauses.Clause) -> dict[str, str | None]:
    """The clauses before and after it on its own level."""
    level = [number for number, other in clauses.CLAUSES.items() if other.parent == item.parent]
    place = level.index(item.number)
    return {
        "before": level[place - 1] if place else None,
        "after": level[place + 1] if place + 1 < len(level) else None,
    }


@allow(public)
@require_safe
def statistics(request: Request) -> HttpResponse:
    on, working = request.access.on, calendar()
    context = {
        "on": on,
        "participants": figures.participants(on),
        "decided": figures.decided(on),
        "times": figures.decision_times(on, working),
        "applications": figures.applications(on),
        "kept": figures.terms_kept(on, working),
        "regions": _titled(figures.by_region(on), {one.key: one.title for one in REGIONS}),
        "by_activity": _titled(figures.by_activity(on), {one.key: one.title for one in activities(on)}),
    }
    return render(request, "site/statistics.html", context)


def _titled(counted: list[tuple[str, int]], titles: dict[str, Text]) -> list[dict[str, Any]]:
    """Rows of a bar chart; what the List no longer has keeps its number."""
    rows = []
    for key, count in counted:
        label = brief(words.words(titles[key])) if key in titles else key
        rows.append({"label": label, "value": count, "text": words.number(count)})
    return rows


@allow(public, "13", "13/2")
@require_safe
def commissions(request: Request) -> HttpResponse:
    on = request.access.on
    in_force = Charter.objects.filter(since__lte=on)
    sitting = Seat.objects.on(on).select_related("user")
    rows = Commission.objects.order_by("pk").prefetch_related(
        Prefetch("charters", in_force, to_attr="in_force"), Prefetch("seats", sitting, to_attr="sitting")
    )
    shown = [
        {
            "name": row.name(words.language()),
            "clause": SET_UP_BY.get(row.actor),
            "charter": row.in_force[0] if row.in_force else None,
            "seats": row.sitting,
        }
        for row in rows
    ]
    return render(request, "site/commissions.html", {"commissions": shown, "on": on, "summary": _summary})


@allow(public)
@require_safe
def accessibility(request: Request) -> HttpResponse:
    return render(request, "site/accessibility.html", {"contact": parseaddr(settings.DEFAULT_FROM_EMAIL)[1]})


@allow(staff)
@require_safe
def gallery(request: Request) -> HttpResponse:
    """Every component with invented matter, for those who make pages."""
    term = explain(calendar(), date(2026, 5, 18), 10)
    context = {
        "form": SampleForm(),
        "bad_form": SampleForm({"name": "", "text": ""}),
        "formset": formset_factory(SampleForm, extra=1, can_delete=True)(prefix="works"),
        "page": Paginator(range(200), 20).get_page(3),
        "days": [{"date": row.day.on, "date_text": words.day(row.day.on), "number": row.number} for row in term.rows],
        "today": date(2026, 5, 20),
    }
    return render(request, "site/gallery.html", context)
