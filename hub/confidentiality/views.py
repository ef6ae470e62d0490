"""A participant's consents and what left under them; for its people, the officers and the auditor (clause 30)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Organisation, Role
from hub.accounts.policy import allow, signed_in
from hub.confidentiality import consents
from hub.confidentiality.forms import ConsentForm, LetterForm, WithdrawForm
from hub.confidentiality.information import named
from hub.confidentiality.models import SEE_ALL, Disclosure, ParticipantConsent
from hub.documents import quotas, store
from hub.documents.door import download
from hub.register.models import Participant


def fetch(request: Request, pk: int) -> Participant:
    """The participation, for its own people and for who works with consents; anything else is the same 404."""
    seen = Participant.objects.visible_to(request.access).select_related("organisation")
    if not request.access.has(*SEE_ALL):
        seen = seen.filter(organisation_id__in=request.access.organisations)
    return get_object_or_404(seen, pk=pk)


@allow(signed_in, "30")
@require_safe
def confidentiality(request: Request, pk: int) -> HttpResponse:
    """All consents of a participant and every disclosure with its ground."""
    participant = fetch(request, pk)
    access = request.access
    given = ParticipantConsent.objects.visible_to(access).filter(participant=participant).select_related("document")
    context = {
        "participant": participant,
        "consents": [shown(one, request) for one in given],
        "disclosures": Disclosure.objects.visible_to(access).filter(participant=participant).select_related("consent"),
        "named": named,
        "head": access.owns(participant.organisation_id),
        "officer": access.has(Role.REGISTRATION),
    }
    return render(request, "confidentiality/confidentiality.html", context)


def shown(consent: ParticipantConsent, request: Request) -> dict[str, Any]:
    """A consent with where it stands and who may withdraw it."""
    in_force, open_ = consent.in_force(request.now), consent.withdrawn_at is None
    if consent.withdrawn_at is not None:
        state, tone = _("Withdrawn on %(day)s") % {"day": words.day(consent.withdrawn_at)}, "grey"
    elif in_force:
        state, tone = _("In force until %(day)s") % {"day": words.day(consent.until)}, "green"
    else:
        state, tone = _("Not in force"), "grey"
    return {"consent": consent, "state": state, "tone": tone, "in_force": in_force, "open": open_}


@allow(signed_in, "30", fresh=True)
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def consent_give(request: Request, pk: int) -> HttpResponse:
    """The head of the organisation consents; confirmed anew, for it counts as signed."""
    headed = Organisation.objects.headed_by(request.access)
    mine = Participant.objects.visible_to(request.access).filter(organisation__in=headed)
    participant = get_object_or_404(mine.select_related("organisation"), pk=pk)
    form = ConsentForm(request.POST or None, request.FILES or None, on=request.access.on)
    if request.method == "POST" and form.is_valid() and _given(request, participant, form):
        messages.success(request, _("Your consent is recorded. You can withdraw it here at any time."))
        return redirect("confidentiality", participant.pk)
    context = {"participant": participant, "form": form, "wording": words.words(consents.WORDING)}
    return render(request, "confidentiality/consent.html", context, status=422 if form.errors else 200)


def _given(request: Request, participant: Participant, form: ConsentForm) -> bool:
    """Keep the document, if there is one, and the consent; what is wrong with the file stands at its field."""
    try:
        judged = store.judge(form.upload) if form.upload else None
        with transaction.atomic():
            document = None
            if judged:
                organisation, language = participant.organisation, words.language()
                document = store.keep(
                    judged, language=language, organisation=organisation, by=request.user, at=request.now
                )
            consents.give(participant, form.terms(), by=request.user, at=request.now, document=document)
    except (store.Refused, quotas.Full) as refused:
        form.add_error("document", words.words(refused.message))
    return form.is_valid()


@allow(signed_in, "30")
@require_http_methods(["GET", "HEAD", "POST"])
def consent_end(request: Request, pk: int) -> HttpResponse:
    """Withdraw a consent: the head at once, an officer by the participant's letter."""
    seen = ParticipantConsent.objects.visible_to(request.access).select_related("participant__organisation")
    consent = get_object_or_404(seen, pk=pk)
    head = request.access.owns(consent.participant.organisation_id)
    if not head and not request.access.has(Role.REGISTRATION):
        raise Http404
    form = (WithdrawForm if head else LetterForm)(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        _end(request, consent, form.cleaned_data.get("letter", ""))
        return redirect("confidentiality", consent.participant_id)
    context = {"participant": consent.participant, "consent": consent, "form": form}
    return render(request, "confidentiality/withdraw.html", context, status=422 if form.errors else 200)


def _end(request: Request, consent: ParticipantConsent, letter: str) -> None:
    try:
        consents.withdraw(consent, by=request.user, at=request.now, letter=letter)
    except consents.Withdrawn:
        messages.success(request, _("This consent is withdrawn already."))
    else:
        messages.success(request, _("The consent is withdrawn: nothing leaves under it any more."))


@allow(signed_in, "30")
@require_safe
def consent_document(request: Request, pk: int) -> HttpResponseBase:
    """The signed document of a consent."""
    seen = ParticipantConsent.objects.visible_to(request.access).exclude(document=None)
    consent = get_object_or_404(seen.select_related("document"), pk=pk)
    assert consent.document is not None  # noqa: S101  the filter saw to it
    return download(request, consent.document, about=consents.about(consent))


@allow(signed_in, "30")
@require_safe
def disclosure(request: Request, pk: UUID) -> HttpResponse:
    """One disclosure: what, to whom, for what, under which consent or law, and the hash of the package."""
    seen = Disclosure.objects.visible_to(request.access).select_related("participant__organisation", "consent")
    found = get_object_or_404(seen.select_related("made_by", "taken_by"), pk=pk)
    context = {
        "one": found,
        "participant": found.participant,
        "named": named,
        "officer": request.access.has(Role.REGISTRATION),
    }
    return render(request, "confidentiality/disclosure.html", context)
