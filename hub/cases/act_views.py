"""Doing an act: the page that asks for what must be given, and the door to `perform`."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import words
from hub.accounts import step_up
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.policy import allow, signed_in
from hub.cases import pages, rights
from hub.cases.models import Case
from hub.cases.perform import Forbidden, Stale, perform
from hub.cases.present import open_acts
from hub.documents import store
from rules.calendar import MissingYear
from rules.clauses import label
from rules.procedure import APPLICANT, PARTICIPANT, Act
from rules.record import Unlawful


@allow(signed_in, "8", "12", "14", "17", "18", "20")
@limited("act")
@limited("upload", uploading)
def act(request: Request, case_id: UUID, act: str) -> HttpResponse:
    """Ask for what the act needs; on sending, perform it. A stale page changes nothing and shows the present state."""
    case = pages.fetch(request, case_id)
    if not case.procedure.has(act):
        raise Http404
    doing = case.procedure.act(act)
    if doing.vote or doing.through or not rights.may(request.access, doing, case):
        raise Http404
    if doing.actor not in (APPLICANT, PARTICIPANT) and (confirm := step_up.asked(request)):
        return confirm
    if doing in open_acts(case, request.access) and (first := case.chapter.act_first(case, act)):
        return redirect(first)
    form = _form(request, case, doing)
    if request.method != "POST":
        if doing not in open_acts(case, request.access):
            return pages.moved_on(request, case)
        return _ask(request, case, doing, form)
    if form is not None and not form.is_valid():
        return _ask(request, case, doing, form, status=422)
    return _do(request, case, doing, form)


def _form(request: Request, case: Case, doing: Act) -> Any:
    """The form of the act: what its chapter asks for, and the closed list of its grounds."""
    wanted = case.chapter.act_form(doing.key) or (forms.Form if doing.grounds else None)
    if wanted is None:
        return None
    sent = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    form = wanted(sent, files, initial=case.chapter.act_initial(case, doing.key))
    if doing.grounds:
        form.fields["grounds"] = _grounds(case, doing)
        form.order_fields(["grounds"])
    return form


def _grounds(case: Case, doing: Act) -> forms.MultipleChoiceField:
    lang = words.language()
    titles = [
        (one.key, f"{words.words(one.title)} ({label(one.clause, lang)})") for one in case.chapter.grounds(case, doing)
    ]
    return forms.MultipleChoiceField(
        label=_("Grounds"),
        choices=titles,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only the grounds that the Rules name."),
    )


def _do(request: Request, case: Case, doing: Act, form: Any) -> HttpResponse:
    cleaned = dict(form.cleaned_data) if form is not None else {}
    grounds = cleaned.pop("grounds", ())
    uploads = {name: value for name, value in cleaned.items() if isinstance(value, TemporaryUploadedFile)}
    given, dates = split({name: value for name, value in cleaned.items() if name not in uploads})
    given["declared"] = request.POST.get("declared") == "yes"
    try:
        judged = {name: store.judge(upload) for name, upload in uploads.items()}
        with transaction.atomic():
            given |= {name: _kept(request, one) for name, one in judged.items()}
            entry = perform(
                case.pk,
                doing.key,
                access=request.access,
                at=request.now,
                key=request.POST.get("key", "")[:80] or pages.new_key(),
                seen=pages.seen(request),
                grounds=grounds,
                dates=dates,
                given=given,
            )
            if any(entry.given.get(name) != given[name] for name in judged):
                transaction.set_rollback(True)  # sent twice: the first sending kept its files
    except store.Refused as refused:
        form.add_error(next(iter(uploads)), words.words(refused.message))
        return _ask(request, case, doing, form, status=422)
    except Stale as stale:
        return pages.moved_on(request, stale.case)
    except Unlawful as unlawful:
        return _ask(request, case, doing, form, refused=unlawful, status=422)
    except MissingYear as missing:
        messages.error(request, words.words(missing.text))
        return _ask(request, case, doing, form, status=422)
    except Forbidden:
        raise Http404
    messages.success(request, words.words(doing.past) + ".")
    return redirect("case", case.pk)


def _kept(request: Request, judged: store.Judged) -> str:
    """A paper that the Technopark scanned, kept with the act: it takes nobody's place; the id by which it is found."""
    file = store.keep(judged, language="kk", organisation=None, by=request.user, at=request.now)
    return str(file.pk)


def split(cleaned: dict[str, Any]) -> tuple[dict[str, Any], dict[str, date]]:
    """What was given, as JSON; and its dates, which may start the terms of duties."""
    dates = {name: value for name, value in cleaned.items() if isinstance(value, date)}
    given = {name: _json(value) for name, value in cleaned.items()}
    return given, dates


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _ask(
    request: Request, case: Case, doing: Act, form: Any, *, refused: Unlawful | None = None, status: int = 200
) -> HttpResponse:
    lang = words.language()
    refusals = [
        {
            "text": f"{words.words(one.reason)} ({label(one.clause, lang)})"
            if one.key != "state"
            else words.words(one.reason)
        }
        for one in (refused.refusals if refused else ())
    ]
    context = {
        "case": case,
        "act": doing,
        "form": form if form is not None else forms.Form(),
        "facts": case.chapter.act_facts(case, doing.key),
        "refusals": refusals,
        "key": request.POST.get("key") or pages.new_key(),
        "now": timezone.localtime(request.now),
        "declares": any(need.key == "declared" for need in doing.needs),
        "warning": _("This cannot be undone.") if _ends(case, doing) else "",
    }
    return render(request, "cases/act.html", context, status=status)


def _ends(case: Case, doing: Act) -> bool:
    return any(state.final and state.tone != "green" for state in case.procedure.targets(doing))
