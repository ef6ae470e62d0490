"""Amending an agreement, and its papers: the text that the portal drew up and the scan of what was signed."""

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Role
from hub.accounts.policy import allow, role, signed_in
from hub.cases.application_views import hide_errors, with_one_more
from hub.cases.parts import Answers, Context, bind
from hub.cases.typed import typed_in
from hub.documents import store
from hub.documents.door import download, download_made
from hub.participation import agreements
from hub.participation.views import fetch
from hub.register.agreements import files
from hub.register.agreements.forms import CHANGES, SignedForm, fee_lines
from hub.register.agreements.record import party_of
from hub.register.agreements.templates import newest
from hub.register.agreements.text import Terms, text
from hub.register.models import Agreement, Participant


@allow(role(Role.REGISTRATION), "34", "65", fresh=True)
@limited("upload", uploading)
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: Request, pk: int) -> HttpResponseBase:
    """Draw up an amendment, download it for signing, and record it once it is signed."""
    participant = fetch(request, pk)
    amended = agreements.amendable(participant, request.access.on)
    if amended is None:
        raise Http404
    # A participant that was entered from an earlier register has no case; these forms ask nothing of it.
    known = Context(cast("Any", participant.case), request.access.on, {}, {})
    if request.method != "POST":
        return _show(request, participant, bind(CHANGES, known), SignedForm(), quiet=True)
    answers = bind(CHANGES, known, typed_in(CHANGES, request.POST, known))
    if request.POST.get("add_row") in answers.tables:
        more = with_one_more(CHANGES, known, answers, request.POST["add_row"])
        return _show(request, participant, more, SignedForm(), quiet=True)
    if request.POST.get("do") in files.MIMES:
        return _draft(request, participant, answers, amended)
    return _record(request, participant, answers, amended)


def _sound(participant: Participant, answers: Answers, request: Request) -> bool:
    """Whether the amendment is complete and changes something; what is amiss is put by the field."""
    form, rows = cast("Any", answers.form), answers.rows("fee")
    if not answers.complete:
        return False
    said = answers.cleaned()
    if agreements.changes_nothing(participant, said["report_form"], fee_lines(rows), request.access.on):
        form.add_error(None, _("Nothing would change: name new fees or another form of the report."))
    return bool(form.is_valid())


def _draft(request: Request, participant: Participant, answers: Answers, amended: Agreement) -> HttpResponseBase:
    """The amendment for signing as a file; nothing is kept."""
    if not _sound(participant, answers, request):
        return _show(request, participant, answers, SignedForm(), status=422)
    said, on, form = answers.cleaned(), request.access.on, request.POST["do"]
    terms = Terms(said["number"], fee_lines(answers.rows("fee")), said["report_form"], amends=amended)
    data = text(newest(), party_of(participant, on, said["signer"]), terms, on=on)
    made, about = files.made(form, data, at=request.now), f"participant:{participant.pk}"
    return download_made(
        request, made, name=files.name(form, data), mime=files.MIMES[form], kind="agreement", about=about
    )


def _record(request: Request, participant: Participant, answers: Answers, amended: Agreement) -> HttpResponse:
    """Put the signed amendment on record."""
    signed = SignedForm(request.POST, request.FILES, between=(amended.signed_on, request.access.on))
    sound = _sound(participant, answers, request)
    if not signed.is_valid() or not sound:
        return _show(request, participant, answers, signed, status=422)
    said, day = answers.cleaned(), signed.cleaned_data["signed_on"]
    fees = fee_lines(answers.rows("fee"), day)
    terms = Terms(said["number"], fees, said["report_form"], signed_on=day, until=amended.until, amends=amended)
    try:
        judged = store.judge(cast("TemporaryUploadedFile", signed.cleaned_data["scan"]))
        agreements.amend(participant, terms, signer=said["signer"], scan=judged, by=request.user, at=request.now)
    except store.Refused as refused:
        signed.add_error("scan", words.words(refused.message))
    except IntegrityError:  # somebody else was quicker
        cast("Any", answers.form).add_error(
            "number", _("An agreement with this number is recorded already. Check the number.")
        )
    else:
        messages.success(request, _("The amendment is recorded."))
        return redirect("participation", participant.pk)
    return _show(request, participant, answers, signed, status=422)


def _show(
    request: Request,
    participant: Participant,
    answers: Answers,
    signed: SignedForm,
    *,
    quiet: bool = False,
    status: int = 200,
) -> HttpResponse:
    if quiet:
        hide_errors(answers)
    context = {
        "participant": participant,
        "part": CHANGES,
        "answers": answers,
        "signed": signed,
        "faulty": [] if quiet else [answers.form, *answers.tables.values(), signed],
        "kinds": list(files.MIMES),
        "agreed": agreements.shown(participant, request.access.on),
    }
    return render(request, "participation/agreement_amend.html", context, status=status)


@allow(signed_in, "34", "65")
@require_safe
def agreement_file(request: Request, pk: int, agreement: int, what: str) -> HttpResponseBase:
    """The text (`text`) or the scan (`scan`) of an agreement, for who may see the participation."""
    participant = fetch(request, pk)
    one = get_object_or_404(participant.agreements.select_related("paper__file", "scan"), pk=agreement)
    file = {"text": one.paper.file if one.paper else None, "scan": one.scan}.get(what)
    if file is None:
        raise Http404
    return download(request, file, about=f"participant:{participant.pk}")
