"""My data: what is kept of me, my copy, my consents, my requests (law 94-V)."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request as HttpRequest
from hub.accounts.limits import limited
from hub.accounts.policy import allow, public, signed_in
from hub.personal_data import consents, contributions, requests
from hub.personal_data.forms import CorrectionForm, ErasureForm
from hub.personal_data.models import Consent, Request
from hub.personal_data.present import kept_of_person, shown_request
from hub.reference.data import calendar


@allow(signed_in)
@require_safe
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about me, why and how long; my consents; what I asked and by when it is decided."""
    working = calendar()
    mine = request.user.data_requests.order_by("-asked_at")
    given = request.user.consents.all()
    context = {
        "kept": kept_of_person(),
        "consents": [(one, consents.WORDINGS[one.purpose]) for one in given],
        "requests": [shown_request(one, working, request.now) for one in mine],
        "erasing": mine.open().filter(kind=Request.Kind.ERASURE).exists(),
    }
    return render(request, "personal_data/my_data.html", context)


@allow(signed_in, fresh=True)
@limited("export")
@require_POST
def take_away(request: HttpRequest) -> HttpResponse:
    """My copy: a ZIP, logged before it is sent, kept by no cache."""
    content = contributions.take_away(request.user, at=request.now)
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="my-data-{request.access.on.isoformat()}.zip"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@allow(signed_in)
@limited("act")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Ask to correct what is wrong: the Technopark decides within one working day."""
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = requests.ask(Request.Kind.CORRECTION, form.cleaned_data["text"], by=request.user, at=request.now)
        _say_due(request, made)
        return redirect("my_data")
    return render(request, "personal_data/correct.html", {"form": form}, status=422 if form.errors else 200)


@allow(signed_in)
@limited("act")
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Ask to erase my account; what stands in the way by law is said at once."""
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _ask_erasure(request, form.cleaned_data["text"])
        return redirect("my_data")
    reasons = contributions.holds(request.user, timezone.localdate(request.now))
    status = 422 if form.errors else 200
    return render(request, "personal_data/erase.html", {"form": form, "reasons": reasons}, status=status)


def _ask_erasure(request: HttpRequest, text: str) -> None:
    try:
        _say_due(request, requests.ask(Request.Kind.ERASURE, text, by=request.user, at=request.now))
    except requests.Asked:
        messages.success(request, _("You have asked for this already. The Technopark will decide."))


def _say_due(request: HttpRequest, made: Request) -> None:
    day = words.day(made.due(calendar()))
    messages.success(request, _("Your request is recorded. Last day for the decision: %(day)s") % {"day": day})


@allow(signed_in)
@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a consent; without the one for the account the account is to be erased."""
    mine = get_object_or_404(Consent.objects.visible_to(request.access), pk=pk)
    try:
        consents.withdraw(mine, by=request.user, at=request.now)
    except consents.Withdrawn:
        messages.success(request, _("This consent is withdrawn already."))
        return redirect("my_data")
    messages.success(request, _("Your consent is withdrawn."))
    if mine.purpose == consents.ACCOUNT:
        _ask_erasure(request, "")
    return redirect("my_data")


@allow(public)
@require_safe
def consent_text(request: HttpRequest, purpose: str) -> HttpResponse:
    """What a consent says, for everybody to read before they give it."""
    if purpose not in consents.WORDINGS:
        raise Http404
    return render(request, "personal_data/consent.html", {"wording": consents.WORDINGS[purpose]})
