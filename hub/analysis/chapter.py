"""The chapter of clause 70: prepared by one officer, approved by another, sent to the authorised body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hub import words
from hub.accounts.models import Role, RoleGrant, User
from hub.analysis import papers
from hub.analysis.models import Analysis
from hub.cases.chapter import Chapter, Doing, Effect, NeedTest
from hub.cases.fields import text_area
from hub.cases.models import Entry
from hub.notices.outbox import tell
from rules.analysis import ANALYSIS, PERIOD_END
from rules.calendar import Quarter
from rules.clauses import label

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.cases.models import Case
    from hub.cases.parts import Part


class ReturnForm(forms.Form):
    """Why the analysis needs more work."""

    reasons = text_area(gettext_lazy("What is to be mended"))


class AnalysisChapter(Chapter):
    procedure = ANALYSIS
    number_prefix = "AN"
    team = Role.MONITORING
    readers = (Role.REGISTRATION,)
    writing = ()
    begun_from = "office"

    def parts(self, case: Case) -> Sequence[Part]:
        return ()

    def facts(self, case: Case) -> Mapping[str, date]:
        return {PERIOD_END: Quarter.parse(case.topic).last}

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            "complete": lambda doing: bool(doing.case.analysis.text_kk and doing.case.analysis.text_ru),
            "second_person": _second,
            "reasoned": lambda doing: bool(str(doing.given.get("reasons", "")).strip()),
        }

    def effects(self) -> Mapping[str, Effect]:
        return {"approve": _approve, "send": _send}

    def act_form(self, act: str) -> Any:
        return {"return": ReturnForm}.get(act)

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        return [(_("Period"), words.words(case.analysis.quarter.title))]

    def panel(self, case: Case, access: Access) -> tuple[str, Any]:
        """The way to the analysis itself."""
        return "analysis/_panel.html", case.analysis


def _second(doing: Doing) -> bool:
    """Whether somebody else than who submitted it and who wrote it last."""
    submitted = doing.case.entries.filter(act="submit").last()
    wrote = {doing.case.analysis.saved_by_id, submitted.by_id if submitted else None}
    return doing.by is not None and doing.by.pk not in wrote


def _approve(entry: Entry, doing: Doing) -> None:
    """The PDF and the sheet are made of what was approved; they are what is sent."""
    one = Analysis.objects.select_for_update().get(case=doing.case)
    one.paper = papers.issue_pdf(one, number=f"{doing.case.number}-{entry.number}", at=doing.at)
    one.sheet = papers.keep_sheet(one, at=doing.at)
    one.save(update_fields=["paper", "sheet"])
    entry.papers.add(one.paper)


def _send(entry: Entry, doing: Doing) -> None:
    """The people of the authorised body are told; from now on they see it."""
    one = doing.case.analysis
    holders = RoleGrant.objects.on(timezone.localdate(doing.at)).filter(role=Role.AUTHORISED_BODY).values("user")
    for user in User.objects.filter(pk__in=holders, is_active=True).order_by("pk"):
        with override(user.language):
            said = {"period": words.words(one.quarter.title), "clause": label("70", words.language())}
            tell(
                user,
                _("Analysis of the participants' projects: %(period)s") % said,
                _("The Technopark sends the analysis for %(period)s (%(clause)s of the Rules). Sign in to read it.")
                % said,
                path=reverse("analysis", args=[one.quarter.key]),
                key=f"entry:{entry.pk}:body",
                at=doing.at,
            )
