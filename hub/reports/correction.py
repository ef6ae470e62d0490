"""A filed report and what is being changed in it: old and new side by side, figures beside those of the last report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from hub import words
from hub.cases import drafts
from hub.cases.compare import Change, changes
from hub.cases.models import Case, Filing
from hub.register.figures import reported
from hub.reports.form import Form
from hub.reports.subject import form_of, participant_of, quarter_of

PER_CENT = 100


def begun(case: Case, on: date) -> bool:
    """Whether what is typed now is other than what was filed last."""
    last = case.filings.last()
    return last is not None and drafts.content(case, on) != last.content


def differences(case: Case, on: date) -> list[Change]:
    """The report as filed against what is typed now, for the organisation's own people."""
    last = case.filings.select_related("case", "entry").latest("number")
    typed = Filing(case=case, number=last.number + 1, content=drafts.content(case, on))
    return changes(last, typed, on, unmasked=True)


def figures(case: Case, filed: Filing) -> list[tuple[str, str]]:
    """The figures of a filed report in words, each with the change since the report before."""
    whole, participant, quarter = form_of(case), participant_of(case), quarter_of(case)
    now = reported(participant, quarter.last) or {}
    before = reported(participant, quarter.before.last) or {}
    lines = [
        (_label(whole, key), _beside(now[key], before.get(key), money=_money(whole, key)))
        for key in whole.figures
        if key in now
    ]
    return [*lines, *_share(now), (_("Version"), str(filed.number))]


def _label(whole: Form, key: str) -> str:
    return words.words(whole.places[whole.figures[key]][2].label).removesuffix(", ₸")


def _money(whole: Form, key: str) -> bool:
    return whole.places[whole.figures[key]][2].type == "money"


def _beside(now: Decimal, before: Decimal | None, *, money: bool) -> str:
    """`12 000 000 ₸ (before: 10 000 000 ₸, +20 %)`."""
    written = words.tenge if money else words.number
    if before is None:
        return written(now)
    told = {"now": written(now), "before": written(before)}
    if not before:
        return _("%(now)s (in the quarter before: %(before)s)") % told
    change = round((now - before) * PER_CENT / before)
    return _("%(now)s (in the quarter before: %(before)s, %(change)s %%)") % {**told, "change": f"{change:+d}"}


def _share(now: Mapping[str, Decimal]) -> list[tuple[str, str]]:
    """The share of income that comes from activities of the List."""
    if not now.get("income_total"):
        return []
    share = round(now.get("income_listed", Decimal(0)) * PER_CENT / now["income_total"], 1)
    return [(_("Share of income from the List"), f"{words.number(share)}{words.NBSP}%")]
