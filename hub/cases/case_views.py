"""Reading a case: its page, a version as filed, two versions compared, a document."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.policy import allow, signed_in
from hub.cases import checklist, drafts, pages, present, reading, rights
from hub.cases.compare import changes
from hub.cases.models import Attachment, Case
from hub.documents.door import download
from hub.documents.translation import untranslated


@allow(signed_in, "8")
@require_safe
def case(request: Request, case_id: UUID) -> HttpResponse:
    """Facts left, law right: where the case stands, whose turn it is, by when and why."""
    found = pages.fetch(request, case_id)
    access = request.access
    if found.to_file and rights.may_write(access, found):
        return _task_list(request, found)
    owed = present.duties(found, access.on)
    parts = reading.answers(found, access, access.on)
    attachments = reading.attachments(found, access)
    context = {
        "case": found,
        "steps": present.steps(found),
        "turn": present.turn(found, access, owed),
        "dues": present.due_boxes(found, owed, access.on),
        "acts": present.open_acts(found, access),
        "summary": found.chapter.summary(found, parts),
        "parts": parts.values(),
        "personal": any(part.personal() for part in parts.values()),
        "history": present.history(found, access),
        "attachments": attachments,
        "slots": found.chapter.slots,
        "remarks": reading.remarks(found, access, officer=rights.is_officer(access, found)),
        "filings": found.filings.select_related("entry"),
        "applicant": access.belongs_to(found.organisation_id),
        "can_apply_again": rights.may_apply_again(access, found),
        "officer": rights.is_officer(access, found),
        "key": pages.new_key(),
    }
    if panel := found.chapter.panel(found, access):
        context |= {"panel_template": panel[0], "panel": panel[1]}
    if context["officer"]:
        context |= _officer(found, attachments)
    return render(request, "cases/case.html", context)


def _task_list(request: Request, found: Case) -> HttpResponse:
    parts = drafts.answers(found, request.access.on)
    sections: dict[str, list[object]] = {}
    for answers in parts.values():
        sections.setdefault(str(answers.part.section), []).append(answers)
    context = {
        "case": found,
        "sections": sections,
        "done": sum(answers.complete for answers in parts.values()),
        "total": len(parts),
        "to_cure": _to_cure(found),
        "facts": found.chapter.task_facts(found),
        "dues": present.due_boxes(found, present.duties(found, request.access.on), request.access.on),
    }
    return render(request, "cases/task_list.html", context)


def _to_cure(found: Case) -> list[object]:
    """The grounds on which the earlier application was refused (clause 17)."""
    if found.previous is None:
        return []
    keys = [key for entry in found.previous.entries.all() for key in entry.grounds]
    return [found.procedure.ground(key) for key in dict.fromkeys(keys)]


def _officer(found: Case, attachments: list[Attachment]) -> dict[str, object]:
    findings = checklist.findings(found)
    return {
        "checklist": [(clause, findings.get(clause)) for clause in found.chapter.checklist],
        "current_filing": checklist.current_filing(found),
        "untranslated": untranslated(row.file for row in attachments),
    }


@allow(signed_in, "14")
@require_safe
def filing(request: Request, case_id: UUID, number: int) -> HttpResponse:
    """A version as it was filed, for ever readable."""
    found = pages.fetch(request, case_id)
    version = get_object_or_404(found.filings.select_related("case", "entry"), number=number)
    mine = reading.sees_personal(found, request.access)
    parts = drafts.as_filed(version, request.access.on, unmasked=mine).values()
    personal = any(part.personal() for part in parts)
    unmasks = personal and not mine and rights.is_officer(request.access, found)
    return render(request, "cases/filing.html", {"case": found, "filing": version, "parts": parts, "unmasks": unmasks})


@allow(signed_in, "14")
@require_safe
def compare(request: Request, case_id: UUID) -> HttpResponse:
    """The version filed last against an earlier one, field by field."""
    found = pages.fetch(request, case_id)
    versions = list(found.filings.select_related("case", "entry"))
    if len(versions) < 2:  # noqa: PLR2004  two versions make a comparison
        raise Http404
    chosen = request.GET.get("from", "1")
    first = next((one for one in versions[:-1] if str(one.number) == chosen), versions[0])
    context = {
        "case": found,
        "first": first,
        "last": versions[-1],
        "versions": versions[:-1],
        "changes": changes(
            first, versions[-1], request.access.on, unmasked=reading.sees_personal(found, request.access)
        ),
    }
    return render(request, "cases/compare.html", context)


@allow(signed_in)
@require_safe
def document(request: Request, case_id: UUID, file_id: UUID) -> HttpResponseBase:
    """A document of the case, as an attachment; each download is checked and logged."""
    found = pages.fetch(request, case_id)
    file = reading.file(found, request.access, file_id)
    if file is None:
        raise Http404
    return download(request, file, about=f"case:{found.pk}")
