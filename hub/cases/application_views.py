"""Writing an application: begin, its parts, documents, the check before filing, answers to remarks, applying again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub import words
from hub.accounts.http import Request
from hub.accounts.limits import limited, uploading
from hub.accounts.models import Organisation
from hub.accounts.policy import allow, signed_in
from hub.cases import drafts, pages, rights
from hub.cases.models import Case, PartData
from hub.cases.parts import Answers, Part, bind
from hub.cases.registry import chapters
from hub.cases.typed import typed_in
from hub.documents import quotas, store
from hub.documents.checks import safe_name
from hub.documents.models import DocumentLanguage


@allow(signed_in, "8", "8/2")
@require_POST
def begin(request: Request, procedure: str, bin: str) -> HttpResponse:  # noqa: A002  the word of the field
    """Begin an application, or take up the one begun; what the Technopark begins is not there."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.access), bin=bin)
    known = (one for one in chapters() if one.begun_from != "office")
    chapter = next((one for one in known if one.procedure.key == procedure), None)
    if chapter is None or not request.access.may_edit(organisation.pk):
        raise Http404
    if not chapter.may_begin(organisation, request.access.on):
        messages.error(request, _("The organisation is a participant already: it need not register again."))
        return redirect("cabinet")
    case = drafts.begin(procedure, organisation, by=request.user, language=words.language(), at=request.now)
    return redirect("case", case.pk)


def writable(request: Request, case_id: UUID) -> Case:
    """The case, if this person may write its parts; to all others there is no such page."""
    case = pages.fetch(request, case_id)
    if not rights.may_write(request.access, case):
        raise Http404
    return case


def _part(case: Case, key: str) -> Part:
    part = next((one for one in case.chapter.parts(case) if one.key == key), None)
    if part is None:
        raise Http404
    return part


@allow(signed_in, "9", "A3")
@limited("upload", uploading)
def part(request: Request, case_id: UUID, key: str) -> HttpResponse:
    """One page of the application. Whatever is typed is kept; what is amiss is said by the field."""
    case = writable(request, case_id)
    if not case.writable:
        return pages.moved_on(request, case)
    one = _part(case, key)
    if request.method != "POST":
        return _show_part(request, case, one)
    known = drafts.context(case, request.access.on)
    typed = typed_in(one, request.POST, known)
    try:
        drafts.save_part(case, key, typed, seen=_revision(request), by=request.user, at=request.now)
    except drafts.Overtaken as overtaken:
        return _show_part(request, case, one, typed=typed, overtaken=overtaken.kept, status=409)
    except drafts.Closed:
        return pages.moved_on(request, case, typed=_readable(one, case, request, typed))
    if table := request.POST.get("add_row"):
        return HttpResponseRedirect(f"{reverse('part', args=[case.pk, key])}?add={table}#table-{table}")
    answers = bind(one, drafts.context(case, request.access.on))
    if answers.complete:
        return HttpResponseRedirect(_next(case, one, request))
    return _show_part(request, case, one, judged=True, status=422)


def _revision(request: Request) -> int:
    typed = request.POST.get("revision", "0")
    return int(typed) if typed.isdigit() else 0


def _next(case: Case, one: Part, request: Request) -> str:
    """To the next part that is not complete; to the remarks or the task list where none is left."""
    if not case.to_file:
        return case.chapter.desk(case)
    parts = list(drafts.answers(case, request.access.on).values())
    place = [answers.part.key for answers in parts].index(one.key)
    left = [answers for answers in parts[place + 1 :] if not answers.complete]
    if left:
        return reverse("part", args=[case.pk, left[0].part.key])
    return case.chapter.desk(case)


def _readable(one: Part, case: Case, request: Request, typed: Any) -> list[Any]:
    return bind(one, drafts.context(case, request.access.on, unmasked=True), typed).words()


def _show_part(
    request: Request,
    case: Case,
    one: Part,
    *,
    typed: Any = None,
    judged: bool = False,
    overtaken: PartData | None = None,
    refused: Mapping[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """`refused` tells by slot why a document was not taken; then nothing else on the page is judged."""
    known = drafts.context(case, request.access.on, unmasked=True)
    kept = case.parts.filter(key=one.key).first()
    answers = bind(one, known, typed)
    judged = judged or request.GET.get("check") == "1"
    if (request.method == "GET" or refused) and not judged:
        hide_errors(answers)
    added = request.GET.get("add")
    if added in answers.tables:
        answers = with_one_more(one, known, answers, added)
        hide_errors(answers)
    context = {
        "case": case,
        "part": one,
        "answers": answers,
        "judged": judged,
        "problems": _refusals(refused or {})
        + ([{"text": p.text, "href": f"#{p.field}"} for p in answers.problems()] if judged else []),
        "refused": refused or {},
        "revision": overtaken.revision if overtaken else kept.revision if kept else 0,
        "saved_at": kept.saved_at if kept else None,
        "overtaken": overtaken,
        "theirs": bind(one, known, overtaken.data).words() if overtaken else [],
        "remarks": case.remarks.filter(part=one.key).exclude(notice=None),
        "document_languages": DocumentLanguage.choices,
        "limits": quotas,
        "room_left": drafts.room_left(case) if one.slots or one.optional_slots else 0,
        "slots": [
            (slot, case.chapter.slots[slot], known.files.get(slot, ())) for slot in (*one.slots, *one.optional_slots)
        ],
    }
    return render(request, "cases/part.html", context, status=status)


def _refusals(refused: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"text": text, "href": f"#file-{slot}"} for slot, text in refused.items()]


def with_one_more(one: Part, known: Any, answers: Answers, table: str) -> Answers:
    """The same part with one more blank row in a table (for browsers without script)."""
    blank = next(iter(answers.tables[table].empty_form.fields))
    count = len(answers.tables[table].forms)
    return bind(one, known, {**answers.raw, f"{table}-{count}-{blank}": [""]})


def hide_errors(answers: Answers) -> None:
    """A page that a person has only opened does not scold."""
    if answers.form is not None:
        _forgive(answers.form)
    for formset in answers.tables.values():
        for form in formset.forms:
            _forgive(form)


def _forgive(form: Any) -> None:
    form._errors = forms.utils.ErrorDict()  # noqa: SLF001  Django offers no other way


@allow(signed_in, "9")
@limited("autosave")
@require_POST
def autosave(request: Request, case_id: UUID, key: str) -> HttpResponse:
    """Keep what has been typed so far; answers with the new revision for the page."""
    case = writable(request, case_id)
    one = _part(case, key)
    typed = typed_in(one, request.POST, drafts.context(case, request.access.on))
    try:
        kept = drafts.save_part(case, key, typed, seen=_revision(request), by=request.user, at=request.now)
    except (drafts.Overtaken, drafts.Closed):
        return HttpResponse(status=409)
    return render(request, "cases/revision.html", {"revision": kept.revision})


def _keep_typed(request: Request, case: Case, one: Part) -> HttpResponse | None:
    """Keep what was typed on the page beside the document; a page to show where that could not be done."""
    if "revision" not in request.POST:
        return None
    typed = typed_in(one, request.POST, drafts.context(case, request.access.on))
    try:
        drafts.save_part(case, one.key, typed, seen=_revision(request), by=request.user, at=request.now)
    except drafts.Overtaken as overtaken:
        return _show_part(request, case, one, typed=typed, overtaken=overtaken.kept, status=409)
    except drafts.Closed:
        return pages.moved_on(request, case, typed=_readable(one, case, request, typed))
    return None


@allow(signed_in, "9", "10")
@limited("upload")
@require_POST
def attach(request: Request, case_id: UUID, slot: str) -> HttpResponse:
    """Put a document in its slot after it was checked by its content."""
    case = writable(request, case_id)
    one = next((part for part in case.chapter.parts(case) if slot in (*part.slots, *part.optional_slots)), None)
    if one is None:
        raise Http404
    if problem := _keep_typed(request, case, one):
        return problem
    if not case.writable:  # before the file is kept
        return pages.moved_on(request, case)
    back = f"{reverse('part', args=[case.pk, one.key])}#slot-{slot}"
    upload, language = request.FILES.get(f"file-{slot}"), request.POST.get(f"language-{slot}", "")
    if not isinstance(upload, TemporaryUploadedFile) or language not in DocumentLanguage.values:
        amiss = _("Choose a file and its language, then press “Attach”.")
        return _show_part(request, case, one, refused={slot: amiss}, status=422)
    try:
        judged = store.judge(upload)
        with transaction.atomic():
            file = store.keep(
                judged, language=language, organisation=case.organisation, by=request.user, at=request.now
            )
            drafts.attach(case, slot, file, single=slot in one.slots, by=request.user, at=request.now)
    except (store.Refused, quotas.Full) as refused:
        amiss = f"{safe_name(upload.name or '')}: {words.words(refused.message)}"
        return _show_part(request, case, one, refused={slot: amiss}, status=422)
    except drafts.Closed:
        return pages.moved_on(request, case)
    if file.being_checked:
        messages.info(
            request, _("The document is attached and is being checked for viruses: %(name)s") % {"name": file.name}
        )
    else:
        messages.success(request, _("The document is attached: %(name)s") % {"name": file.name})
    return HttpResponseRedirect(back)


@allow(signed_in, "9")
@require_POST
def detach(request: Request, case_id: UUID, attachment_id: int) -> HttpResponse:
    """Take a document out of its slot."""
    case = writable(request, case_id)
    attachment = get_object_or_404(case.attachments.filter(removed_at=None), pk=attachment_id)
    one = next((p for p in case.chapter.parts(case) if attachment.slot in (*p.slots, *p.optional_slots)), None)
    if one is None:
        raise Http404
    if problem := _keep_typed(request, case, one):
        return problem
    try:
        drafts.detach(attachment, by=request.user, at=request.now)
    except drafts.Closed:
        return pages.moved_on(request, case)
    return HttpResponseRedirect(f"{reverse('part', args=[case.pk, one.key])}#slot-{attachment.slot}")


@allow(signed_in, "8", "11")
@require_safe
def review(request: Request, case_id: UUID) -> HttpResponse:
    """Check your answers: everything in words, what is missing with links, the declaration."""
    case = writable(request, case_id)
    if not case.to_file:
        return redirect("case", case.pk)
    parts = drafts.answers(case, request.access.on, unmasked=True)
    context = {"case": case, "parts": parts.values(), "problems": problem_links(case, parts), "key": pages.new_key()}
    return render(request, "cases/review.html", context)


def problem_links(case: Case, parts: dict[str, Answers]) -> list[dict[str, str]]:
    """What is missing, each with a link to its field."""
    return [
        {
            "text": f"{answers.part.title}: {problem.text}",
            "href": f"{reverse('part', args=[case.pk, problem.part])}?check=1#{problem.field}",
        }
        for answers in parts.values()
        for problem in answers.problems()
    ]


@allow(signed_in, "17/2")
@limited("act")
@require_POST
def again(request: Request, case_id: UUID) -> HttpResponse:
    """Apply again after a refusal, starting from what was filed (clause 17)."""
    case = writable(request, case_id)
    if not rights.may_apply_again(request.access, case) or not case.chapter.may_begin(
        case.organisation, request.access.on
    ):
        raise Http404
    fresh = drafts.begin_again(case, by=request.user, at=request.now)
    return redirect("case", fresh.pk)
