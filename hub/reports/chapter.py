"""The chapter of the quarterly report (clauses 62, 64–66, 68): its pages come from the form, the timer opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.models import Organisation
from hub.cases import drafts
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.models import Case
from hub.cases.parts import Answers, Part
from hub.reports import beside, correction, effects, pages
from hub.reports.act_forms import CorrectForm, DropForm
from hub.reports.loader import forms
from hub.reports.rights import READERS, TEAM
from hub.reports.subject import form_of, participant_of, quarter_of
from rules.report import PERIOD_END, REPORT

if TYPE_CHECKING:
    from hub.accounts.access import Access


class ReportChapter(Chapter):
    procedure = REPORT
    number_prefix = "QR"
    team = TEAM
    readers = READERS
    writing = ("file", "correct")
    begun_from: Literal["cabinet", "participation", "office"] = "office"

    @property
    def slots(self) -> Mapping[str, Any]:  # type: ignore[override]
        """The slots of all forms: a report keeps the documents of the form that it was filed in."""
        return {key: title for version in forms() for key, title in pages.slots(version).items()}

    def parts(self, case: Case) -> Sequence[Part]:
        return pages.parts(form_of(case).version)

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        return False  # the timer opens it (clause 68)

    def carried(self, case: Case) -> Mapping[str, Mapping[str, list[str]]]:
        return beside.carried(case)

    def address(self, case: Case, language: str) -> str:
        participant = participant_of(case)
        return participant.location_kk if language == "kk" else participant.location_ru

    def receipt_title(self) -> str:
        return _("Receipt of a quarterly report")

    def next_steps(self) -> Sequence[str]:
        return (
            _("The fees of the quarter are counted from the income reported. A mistake is mended by a correction."),
        )

    def facts(self, case: Case) -> Mapping[str, date]:
        return {PERIOD_END: quarter_of(case).last}

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            "complete": lambda doing: not drafts.problems(doing.case, doing.on),
            "declared": lambda doing: doing.given.get("declared") is True,
            "reasoned": _reasoned,
            "explained": _reasoned,
            "changed": lambda doing: correction.begun(doing.case, doing.on),
        }

    def effects(self) -> Mapping[str, Effect]:
        return {"file": effects.file, "correct": effects.file}

    def act_form(self, act: str) -> Any:
        return {"correct": CorrectForm, "drop": DropForm}.get(act)

    def act_first(self, case: Case, act: str) -> str:
        first = act == "correct" and not correction.begun(case, case.created_at.date())
        return reverse("report_correct", args=[case.pk]) if first else ""

    def desk(self, case: Case) -> str:
        return super().desk(case) if case.to_file else reverse("report_correct", args=[case.pk])

    def previews(self, case: Case) -> Sequence[tuple[Any, str]]:
        return ((_("See the report as a PDF"), reverse("report_pdf", args=[case.pk])),)

    def task_facts(self, case: Case) -> Sequence[tuple[str, Any]]:
        return (
            (_("Quarter"), words.words(quarter_of(case).title)),
            (_("Form"), words.words(form_of(case).title)),
            (_("Begun with"), _begun_with(case)),
            (_("Other ways"), _other_ways(case)),
        )

    def panel(self, case: Case, access: Access) -> tuple[str, Mapping[str, Any]] | None:
        return "reports/_panel.html", {
            "mine": access.may_edit(case.organisation_id),
            "unsent": access.belongs_to(case.organisation_id)
            and case.state_key == "filed"
            and correction.begun(case, access.on),
        }

    def summary(self, case: Case, answers: Mapping[str, Answers]) -> Sequence[tuple[str, Any]]:
        head = [
            (_("Quarter"), words.words(quarter_of(case).title)),
            (_("Organisation"), case.organisation.name(words.language())),
            (_("Form"), words.words(form_of(case).title)),
        ]
        filed = case.filings.last()
        return [*head, *correction.figures(case, filed)] if filed else head


def _reasoned(doing: Doing) -> bool:
    return bool(str(doing.given.get("reasons", "")).strip())


def _other_ways(case: Case) -> str:
    """Beside typing: the spreadsheet; and the report as a paper."""
    link = '<a class="govuk-link" href="{}">{}</a>'
    ways = (("report_sheet", _("Fill in by a spreadsheet")), ("report_pdf", _("See the report as a PDF")))
    return format_html_join(" · ", link, ((reverse(name, args=[case.pk]), text) for name, text in ways))


def _begun_with(case: Case) -> str:
    """Whence the draft has what is filled in already."""
    before = beside.last(case)
    if before is None:
        return _("the indicators of the business plan") if beside.indicators(case) else "—"
    return _("what seldom changes in the report on %(quarter)s") % {"quarter": words.words(before.quarter.title)}
