"""The matching desk: what the portal recognised is confirmed in bulk, the rest is matched by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.cases.models import Case
from hub.fees import ledger, lists, matching
from hub.fees.forms import RefundForm, WhyForm
from hub.fees.models import SEE_MONEY, StatementLine
from hub.fees.money import tenge
from hub.register.models import Participant
from rules.fee import FEE

PAGE = 50
FOUND = 10
FINANCE = role(Role.FINANCE)
HEAPS = {
    "sure": Q(booked=None, certainty__in=("reference", "bin")),
    "amount": Q(booked=None, certainty="amount"),
    "unknown": Q(booked=None, certainty="", amount__gt=0),
    "out": Q(booked=None, amount__lt=0),
    "matched": Q(booked__isnull=False),
}


@allow(role(*SEE_MONEY), "32")
@require_safe
def desk(request: Request) -> HttpResponse:
    """The lines of statements by what is known of them; the sure ones can be confirmed all at once."""
    heap = request.GET.get("heap", "sure")
    heap = heap if heap in HEAPS else "sure"
    query = request.GET.get("q", "").strip()
    lines = StatementLine.objects.visible_to(request.access)
    counts = lines.aggregate(**{f"n_{name}": Count("pk", filter=test) for name, test in HEAPS.items()})
    found = _matching(lines.filter(HEAPS[heap]), query).select_related(
        "proposed__organisation", "proposed_case", "booked"
    )
    page = Paginator(found.order_by("-on", "pk"), PAGE).get_page(request.GET.get("page"))
    context = {
        "heap": heap,
        "heaps": [(name, _titles()[name], counts[f"n_{name}"]) for name in HEAPS],
        "query": query,
        "page": page,
        "finance": request.access.has(Role.FINANCE),
        "tenge": tenge,
        "confirms": heap in ("sure", "amount"),
    }
    return render(request, "fees/desk.html", context)


def _titles() -> dict[str, str]:
    return {
        "sure": _("Recognised by reference or BIN"),
        "amount": _("Recognised by the amount alone"),
        "unknown": _("Not recognised"),
        "out": _("Went out"),
        "matched": _("Matched"),
    }


def _matching(lines: QuerySet[StatementLine], query: str) -> QuerySet[StatementLine]:
    for word in query.split():
        lines = lines.filter(
            Q(payer__contains=word)
            | Q(payer_bin__startswith=word)
            | Q(purpose__contains=word)
            | Q(reference__startswith=word)
        )
    return lines


@allow(FINANCE, "32", fresh=True)
@require_POST
def confirm(request: Request) -> HttpResponse:
    """Match the chosen lines as the portal proposed; one that was matched meanwhile stays as it is."""
    keys = [int(key) for key in request.POST.getlist("lines")[:PAGE] if key.isdecimal() and len(key) < 16]  # noqa: PLR2004
    lines = StatementLine.objects.visible_to(request.access).filter(pk__in=keys, booked=None, amount__gt=0)
    done = 0
    for one in lines.exclude(proposed=None).select_related("proposed").order_by("on", "pk"):
        assert one.proposed is not None  # noqa: S101  those without are left out
        laid = partial(matching.match, one.pk, one.proposed, first=one.proposed_case_id)
        done += _tried(partial(laid, access=request.access, at=request.now))
    text = ngettext("%(n)s payment is matched.", "%(n)s payments are matched.", done)
    messages.success(request, text % {"n": done})
    return redirect("fee_desk")


def _tried(act: Callable[[], object]) -> bool:
    try:
        act()
    except (matching.Taken, matching.Unfit):
        return False
    return True


def _line(request: Request, pk: int) -> StatementLine:
    lines = StatementLine.objects.visible_to(request.access)
    listed = lines.select_related("booked__by", "proposed__organisation", "statement__file")
    found: StatementLine = get_object_or_404(listed, pk=pk)
    return found


@allow(role(*SEE_MONEY), "32")
@require_safe
def line(request: Request, pk: int) -> HttpResponse:
    """A line of a statement: whose it may be, found by BIN, name or number of a fee; or how it was matched."""
    shown = _line(request, pk)
    return _page(request, shown, WhyForm())


def _page(request: Request, shown: StatementLine, form: WhyForm, status: int = 200) -> HttpResponse:
    query = request.GET.get("q", "").strip()
    context = {
        "line": shown,
        "query": query,
        "found": _found(request, shown, query) if shown.booked is None else [],
        "form": form,
        "tenge": tenge,
        "finance": request.access.has(Role.FINANCE),
        "postings": shown.booked.postings.select_related("account", "case") if shown.booked else [],
        "bookings": shown.bookings.select_related("by").order_by("pk"),
    }
    return render(request, "fees/line.html", context, status=status)


def _found(request: Request, shown: StatementLine, query: str) -> list[dict[str, object]]:
    """Participants by what was typed, else the one proposed; each with what it owes, or is owed."""
    people = Participant.objects.visible_to(request.access).select_related("organisation")
    if query:
        numbered = Case.objects.visible_to(request.access).filter(procedure_key=FEE.key, number__iexact=query)
        by_number = people.filter(organisation__in=numbered.values("organisation"))
        found = list(by_number.order_by("-since")[:1]) or list(people.matching(query).order_by("-since")[:FOUND])
    else:
        found = [shown.proposed] if shown.proposed else []
    return [
        {
            "participant": one,
            "owed": ledger.balance(ledger.Kind.RECEIVABLE, one),
            "refund": -ledger.balance(ledger.Kind.REFUND, one),
        }
        for one in found
    ]


@allow(FINANCE, "32", fresh=True)
@require_POST
def match(request: Request, pk: int, participant: int) -> HttpResponse:
    """The line is this participant's: its payment, or the refund that was ordered for it."""
    shown = _line(request, pk)
    whose = get_object_or_404(Participant.objects.visible_to(request.access), pk=participant)
    try:
        if shown.amount > 0:
            matching.match(shown.pk, whose, first=shown.proposed_case_id, access=request.access, at=request.now)
        else:
            matching.refund_sent(shown.pk, whose, access=request.access, at=request.now)
    except matching.Taken:
        messages.warning(request, _("The line was matched meanwhile."))
    except matching.Unfit:
        messages.warning(request, _("No refund of such a sum was ordered for this participant."))
    else:
        messages.success(request, _("The line is matched."))
    return redirect("fee_line", shown.pk)


@allow(FINANCE, "32", fresh=True)
@require_POST
def aside(request: Request, pk: int) -> HttpResponse:
    """The line is about no fee."""
    shown, form = _line(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    try:
        matching.set_aside(shown.pk, form.cleaned_data["why"], access=request.access, at=request.now)
    except matching.Taken:
        messages.warning(request, _("The line was matched meanwhile."))
    return redirect("fee_line", shown.pk)


@allow(FINANCE, "32", fresh=True)
@require_POST
def back(request: Request, pk: int) -> HttpResponse:
    """Take a match back, with the reason: by a booking of the opposite, so that both stay on record."""
    shown, form = _line(request, pk), WhyForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, status=422)
    try:
        matching.take_back(shown.pk, form.cleaned_data["why"], access=request.access, at=request.now)
    except matching.Unfit:
        messages.warning(request, _("This cannot be taken back: the line is open, or its money was used meanwhile."))
    else:
        messages.success(request, _("The match is taken back."))
    return redirect("fee_line", shown.pk)


@allow(FINANCE, "31", fresh=True)
@require_POST
def advance(request: Request, case_id: UUID) -> HttpResponse:
    """Use what the participant paid beyond earlier fees for this one."""
    case = get_object_or_404(lists.fees(request.access), pk=case_id)
    if _tried(lambda: matching.use_advance(case.pk, access=request.access, at=request.now)):
        messages.success(request, _("The advance is used for this fee."))
    else:
        messages.warning(request, _("There is no advance to use, or nothing to pay."))
    return redirect("case", case.pk)


@allow(FINANCE, "32", fresh=True)
@require_POST
def refund(request: Request, pk: int) -> HttpResponse:
    """Order that what was paid beyond be sent back; the bank's statement shows when it was."""
    participant = get_object_or_404(Participant.objects.visible_to(request.access), pk=pk)
    form = RefundForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write the amount and the reason of the refund."))
        return redirect("fees", participant.pk)
    given = form.cleaned_data
    if _tried(
        lambda: matching.order_refund(participant, given["amount"], given["why"], access=request.access, at=request.now)
    ):
        messages.success(request, _("The refund is ordered."))
    else:
        messages.warning(request, _("That is more than was paid beyond what was owed."))
    return redirect("fees", participant.pk)
