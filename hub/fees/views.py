"""A participant's own fees: by quarter, with calculation and invoice; the statement of account."""

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.limits import limited, reading
from hub.accounts.models import Role
from hub.accounts.policy import allow, signed_in
from hub.documents.door import download_made
from hub.fees import account, ledger, lists
from hub.fees.forms import RefundForm
from hub.fees.models import SEE_MONEY
from hub.fees.money import tenge
from hub.register.models import Participant

MIMES = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}


def fetch(request: Request, pk: int) -> Participant:
    """A participation whose money this person may see: of their organisation, or all for who keeps the money."""
    seen = Participant.objects.visible_to(request.access).select_related("organisation")
    if not request.access.has(*SEE_MONEY):
        seen = seen.filter(organisation_id__in=request.access.organisations)
    return get_object_or_404(seen, pk=pk)


@allow(signed_in, "31", "32", "34")
@require_safe
def fees(request: Request, pk: int) -> HttpResponse:
    """Each quarter's fee, and what was owed and paid in a period."""
    participant = fetch(request, pk)
    first, last = account.asked(request.GET.get("since", ""), request.GET.get("until", ""), request.access.on)
    finance = request.access.has(Role.FINANCE)
    context = {
        "participant": participant,
        "fees": lists.own(participant, request.access),
        "sheet": account.sheet(participant, request.access, first, last),
        "advance": ledger.advance(participant),
        "to_refund": -ledger.balance(ledger.Kind.REFUND, participant),
        "finance": finance,
        "tenge": tenge,
        "refund": RefundForm() if finance and ledger.advance(participant) > 0 else None,
        "back": reverse("participation", args=[participant.pk]),
    }
    return render(request, "fees/fees.html", context)


@allow(signed_in, "31", fresh=True)
@limited("export", reading)
@require_safe
def fee_account(request: Request, pk: int, kind: str) -> HttpResponseBase:
    """The statement of account of a period, as PDF or CSV; each is logged."""
    participant = fetch(request, pk)
    if kind not in MIMES:
        raise Http404
    first, last = account.asked(request.GET.get("since", ""), request.GET.get("until", ""), request.access.on)
    made = account.sheet(participant, request.access, first, last)
    content = account.csv(made) if kind == "csv" else account.pdf(participant, made, at=request.now)
    name = f"account-{participant.organisation.bin}-{first}-{last}.{kind}"
    about = f"participant:{participant.pk}"
    return download_made(request, content, name=name, mime=MIMES[kind], kind="account", about=about)
