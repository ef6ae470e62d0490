"""The Technopark's own side of a round on its case page: signals, figures of four quarters, visits, the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import words
from hub.cases.models import Case
from hub.monitoring.models import READERS
from hub.monitoring.sight import figures_of, quarters
from hub.monitoring.wording import signal
from hub.register.participation import participant_of
from rules.calendar import Quarter
from rules.monitoring import VERDICTS

if TYPE_CHECKING:
    from hub.accounts.access import Access

FIGURES = (
    ("income_total", gettext_lazy("Income, ₸")),
    ("income_listed", gettext_lazy("Income from the List, ₸")),
    ("export_total", gettext_lazy("Export, ₸")),
    ("taxes_total", gettext_lazy("Taxes, ₸")),
    ("payroll", gettext_lazy("Payroll, ₸")),
    ("staff_total", gettext_lazy("Staff")),
    ("staff_nonresident", gettext_lazy("Non-residents among the staff")),
    ("investment", gettext_lazy("Investment, ₸")),
    ("costs_total", gettext_lazy("Costs, ₸")),
)


def may_see(access: Access) -> bool:
    return access.has(*READERS)


def of(case: Case) -> dict[str, Any]:
    """What the panel shows."""
    shown = quarters(Quarter.parse(case.topic))[::-1]
    signals = list(case.signals.all())
    return {
        "signals": [signal(one.key, one.says) for one in signals],
        "looked_at": signals[0].at if signals else None,
        "quarters": [_("Q%(number)s %(year)s") % {"number": one.number, "year": one.year} for one in shown],
        "figures": _table(case, shown),
        "visits": case.visits.select_related("by").prefetch_related("photos"),
        "draft": draft_words(case),
        "notes": [entry.given["note"] for entry in case.entries.filter(act__startswith="send_back")],
        "matter": case.next_cases.filter(procedure_key="early_end").first(),
    }


def _table(case: Case, shown: list[Quarter]) -> list[list[str]]:
    """A line a figure: its name, then its value in each quarter; a dash where nothing was reported."""
    participant = participant_of(case)
    known = figures_of([participant], shown).get(participant.pk, {})
    rows = [(title, [known.get(one, {}).get(key) for one in shown]) for key, title in FIGURES]
    return [[str(title), *("—" if value is None else words.number(value) for value in row)] for title, row in rows]


def drafted(case: Case) -> bool:
    return case.entries.filter(act__in=("conclude", "conclude_mended")).exists()


def draft_words(case: Case) -> list[tuple[str, str]]:
    """The newest draft of the conclusion: verdict, reasons, who drafted it."""
    entry = case.entries.filter(act__in=("conclude", "conclude_mended")).select_related("by").last()
    if entry is None:
        return []
    titles = {ground.key: words.words(ground.title) for ground in VERDICTS}
    verdict = titles[entry.given["verdict"]]
    return [
        (_("Conclusion"), verdict[:1].upper() + verdict[1:]),
        (_("Reasons"), entry.given["conclusion"]),
        (_("Drafted by"), f"{entry.by}, {words.moment(entry.at)}"),
    ]
