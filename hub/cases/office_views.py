"""The officer's hand-work on a case: checklist, remarks, translation, taking a case."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from hub.accounts.http import Request
from hub.accounts.policy import allow, role
from hub.audit.log import record as log
from hub.cases import checklist as findings
from hub.cases import drafts, pages, rights
from hub.cases.models import Case
from hub.cases.parts import Answer, Answers, Rows
from hub.cases.present import open_acts
from hub.documents import translation
from hub.documents.models import Translation
from rules.clauses import CLAUSES, short

officer = role(*rights.CASEWORK)
CHECKING = ("remark", "refer")


def _checked(request: Request, case_id: UUID) -> Case:
    """A filed case in which the person does the Technopark's acts."""
    case = pages.fetch(request, case_id)
    if not case.filed or not rights.is_officer(request.access, case):
        raise Http404
    return case


def _is_being_checked(request: Request, case: Case) -> bool:
    return any(act.key in CHECKING for act in open_acts(case, request.access))


@allow(officer, "7", "9", "11", "12")
@require_POST
def checklist(request: Request, case_id: UUID) -> HttpResponse:
    """Keep the findings; an item that does not hold needs a note."""
    with transaction.atomic():
        case = _checked(request, case_id)
        case.held()
        if not _is_being_checked(request, case):
            return pages.moved_on(request, case)
        before = findings.findings(case)
        filing = findings.current_filing(case)
        unexplained = [clause for clause in case.chapter.checklist if _unexplained(request, clause)]
        for clause in case.chapter.checklist:
            reply = request.POST.get(f"item-{clause}", "")
            note = request.POST.get(f"note-{clause}", "").strip()[:500]
            old = before.get(clause)
            same = old and old.filing == filing and old.holds == (reply == "yes") and old.note == note
            if reply in ("yes", "no") and not same and clause not in unexplained:
                findings.tick(case, clause, holds=reply == "yes", note=note, by=request.user, at=request.now)
    if unexplained:
        told = ", ".join(short(clause, request.LANGUAGE_CODE) for clause in unexplained)
        text = _("Not saved, because a note is missing on what does not hold: %(clauses)s")
        messages.error(request, text % {"clauses": told})
    else:
        messages.success(request, _("The checklist is saved."))
    return HttpResponseRedirect(f"{reverse('case', args=[case.pk])}#checklist")


def _unexplained(request: Request, clause: str) -> bool:
    """An item found not to hold without a word why."""
    return request.POST.get(f"item-{clause}") == "no" and not request.POST.get(f"note-{clause}", "").strip()


class RemarkForm(forms.Form):
    """One remark: where, by which clause, what is amiss and how to mend it."""

    place = forms.ChoiceField(label=gettext_lazy("Field or document"))
    clause = forms.ChoiceField(label=gettext_lazy("Clause"))
    text = forms.CharField(
        label=gettext_lazy("What is amiss and how to mend it"),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, case: Case, parts: dict[str, Answers], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [("", _("Choose the place")), *_places(parts)]  # type: ignore[attr-defined]
        known = [key for key in CLAUSES if _top(key) in case.chapter.remark_clauses]
        titles = [(key, f"{short(key, language)} — {CLAUSES[key].title.to(language)}") for key in known]
        self.fields["clause"].choices = [("", _("Choose the clause")), *titles]  # type: ignore[attr-defined]


def _top(key: str) -> str:
    """The clause under which a clause stands; `A` for what stands in an appendix."""
    return "A" if key.startswith("A") else key.split("/", maxsplit=1)[0].split("(", maxsplit=1)[0]


def _places(parts: dict[str, Answers]) -> list[tuple[str, Any]]:
    """Every part with its fields, tables and documents, as groups of a select."""
    groups: list[tuple[str, Any]] = []
    for key, answers in parts.items():
        inside = [(f"{key}:", _("The whole part"))]
        for one in answers.words():
            label = one.label if isinstance(one, Answer) else one.title if isinstance(one, Rows) else ""
            inside.append((f"{key}:{one.name}", label))
        groups.append((str(answers.part.title), inside))
    return groups


@allow(officer, "14")
def remarks(request: Request, case_id: UUID) -> HttpResponse:
    """Write remarks; they are sent together, as one notice, by the act “send the remarks”."""
    case = _checked(request, case_id)
    if not _is_being_checked(request, case):
        return pages.moved_on(request, case)
    parts = drafts.answers(case, request.access.on)
    form = RemarkForm(request.POST or None, case=case, parts=parts, language=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid():
        part, _colon, field = form.cleaned_data["place"].partition(":")
        with transaction.atomic():
            remark = case.remarks.create(
                part=part,
                field=field,
                clause=form.cleaned_data["clause"],
                text=form.cleaned_data["text"],
                written_by=request.user,
                written_at=request.now,
            )
            log("remark.write", f"case:{case.pk}", by=request.user, at=request.now, remark=remark.pk)
        return redirect("remarks", case.pk)
    context = {
        "case": case,
        "form": form,
        "unsent": case.remarks.filter(notice=None),
        "titles": {answers.part.key: answers.part.title for answers in parts.values()},
    }
    return render(request, "cases/remarks.html", context, status=422 if form.errors else 200)


@allow(officer, "14")
@require_POST
def drop_remark(request: Request, case_id: UUID, remark_id: int) -> HttpResponse:
    """Take back a remark that was not sent yet."""
    case = _checked(request, case_id)
    with transaction.atomic():
        remark = get_object_or_404(case.remarks.select_for_update().filter(notice=None), pk=remark_id)
        remark.delete()
        log("remark.drop", f"case:{case.pk}", by=request.user, at=request.now, remark=remark_id)
    return redirect("remarks", case.pk)


@allow(officer, "10")
@require_POST
def translate(request: Request, case_id: UUID) -> HttpResponse:
    """Send the documents in English to the translation desk."""
    case = _checked(request, case_id)
    into = request.POST.get("into", "ru")
    if into not in dict(Translation._meta.get_field("into").choices or []):  # noqa: SLF001  Django's own way
        raise Http404
    files = translation.untranslated(case.current_files())
    count = translation.ask(files, into=into, by=request.user, at=request.now)
    messages.success(request, _("Sent to the translation desk: %(count)s.") % {"count": count})
    return redirect("case", case.pk)


@allow(officer, "12")
@require_POST
def take(request: Request, case_id: UUID) -> HttpResponse:
    """Take the case, so that others see who works on it."""
    case = _checked(request, case_id)
    with transaction.atomic():
        locked = case.held()
        locked.assignee = request.user
        locked.save(update_fields=["assignee"])
        log("case.take", f"case:{case.pk}", by=request.user, at=request.now)
    return redirect("case", case.pk)
