"""The Technopark's side of clause 30: consents on paper, preparing packages, handing them over, the list of all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.confidentiality import consents, disclosures, packages
from hub.confidentiality.forms import LawForm, PaperConsentForm, PickForm
from hub.confidentiality.information import named, pieces
from hub.confidentiality.models import SEE_ALL, Disclosure, ParticipantConsent
from hub.confidentiality.views import fetch, shown
from hub.documents import content, store
from hub.documents.door import download_made
from hub.register.models import Participant

OFFICERS = role(Role.REGISTRATION)
PAGE = 25


@allow(role(*SEE_ALL), "30")
@require_safe
def all_disclosures(request: Request) -> HttpResponse:
    """Every disclosure with its ground, newest first; or every consent (`?show=consents`)."""
    of_consents = request.GET.get("show", "") == "consents"
    kept: Any = (
        ParticipantConsent.objects.visible_to(request.access).select_related("document")
        if of_consents
        else Disclosure.objects.visible_to(request.access).select_related("consent", "made_by")
    )
    page = Paginator(kept.select_related("participant__organisation"), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "of_consents": of_consents,
        "consents": [shown(one, request) for one in page] if of_consents else [],
        "named": named,
    }
    return render(request, "confidentiality/all.html", context)


@allow(OFFICERS, "30", fresh=True)
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_record(request: Request, pk: int) -> HttpResponse:
    """Put a consent signed on paper on record, with its scan."""
    participant = fetch(request, pk)
    form = PaperConsentForm(request.POST or None, request.FILES or None, on=request.access.on)
    if request.method == "POST" and form.is_valid() and _recorded(request, participant, form):
        messages.success(request, _("The consent is recorded. The participant is told."))
        return redirect("confidentiality", participant.pk)
    context = {"participant": participant, "form": form, "wording": words.words(consents.WORDING), "on_paper": True}
    return render(request, "confidentiality/consent.html", context, status=422 if form.errors else 200)


def _recorded(request: Request, participant: Participant, form: PaperConsentForm) -> bool:
    given, by, at = form.cleaned_data, request.user, request.now
    try:
        judged = store.judge(given["document"])
    except store.Refused as refused:
        form.add_error("document", words.words(refused.message))
        return False
    with transaction.atomic():
        # The Technopark's record takes no place of the organisation's own.
        scan = store.keep(
            judged, language=words.language(), organisation=participant.organisation, by=by, at=at, counted=False
        )
        paper = consents.OnPaper(given["signed_by"], given["signed_on"], scan)
        consents.record_paper(participant, form.terms(), paper, by=by, at=at)
    return True


@allow(OFFICERS, "30", fresh=True)
@limited("export")
@require_http_methods(["GET", "HEAD", "POST"])
def disclose(request: Request, pk: int) -> HttpResponse:
    """Pick what a consent covers, and prepare the package for its recipient."""
    seen = ParticipantConsent.objects.visible_to(request.access).select_related("participant__organisation", "document")
    consent = get_object_or_404(seen, pk=pk)
    offered = pieces(consent.participant, request.access).values()
    form = PickForm(request.POST or None, pieces=[one for one in offered if one.kind in consent.kinds])
    refused = consents.missing(consent, (), request.now)
    if request.method == "POST" and form.is_valid():
        made, refused = _made(
            lambda: disclosures.under_consent(consent, form.chosen(), by=request.user, at=request.now)
        )
        if made:
            return redirect("disclosure", made.pk)
    left_out = list(dict.fromkeys(one.kind for one in offered if one.kind not in consent.kinds))
    context = {"consent": consent, "form": form, "refused": refused, "left_out": left_out, "named": named}
    return _pick_page(request, consent.participant, context)


@allow(OFFICERS, "30", fresh=True)
@limited("export")
@require_http_methods(["GET", "HEAD", "POST"])
def disclose_by_law(request: Request, pk: int) -> HttpResponse:
    """Prepare a package that the law obliges to give, with the legal basis typed."""
    participant = fetch(request, pk)
    form = LawForm(request.POST or None, pieces=pieces(participant, request.access).values())
    refused: list[Any] = []
    if request.method == "POST" and form.is_valid():
        made, refused = _made(
            lambda: disclosures.by_law(participant, form.chosen(), form.law(), by=request.user, at=request.now)
        )
        if made:
            return redirect("disclosure", made.pk)
    return _pick_page(request, participant, {"consent": None, "form": form, "refused": refused})


def _made(prepare: Any) -> tuple[Disclosure | None, list[Any]]:
    """What was prepared, or why nothing was."""
    try:
        return prepare(), []
    except consents.Refused as refused:
        return None, list(refused.reasons)
    except content.Unavailable:
        return None, [disclosures.UNREADABLE]


def _pick_page(request: Request, participant: Participant, context: dict[str, Any]) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return render(request, "confidentiality/pick.html", {"participant": participant, **context}, status=status)


@allow(OFFICERS, "30", fresh=True)
@limited("export")
@require_POST
def disclosure_take(request: Request, pk: UUID) -> HttpResponseBase:
    """Hand the package over, once; its consent is asked again at this moment."""
    row = get_object_or_404(Disclosure.objects.visible_to(request.access).select_related("consent"), pk=pk)
    try:
        made = packages.build(row)
        with transaction.atomic():
            disclosures.take(row, made, by=request.user, at=request.now)
            name = f"disclosure-{request.access.on.isoformat()}.zip"
            about = disclosures.about(row)
            return download_made(request, made, name=name, mime="application/zip", kind="disclosure", about=about)
    except consents.Refused as refused:
        for reason in refused.reasons:
            messages.error(request, words.words(reason))
    except content.Unavailable:
        messages.error(request, words.words(disclosures.UNREADABLE))
    return redirect("disclosure", row.pk)
