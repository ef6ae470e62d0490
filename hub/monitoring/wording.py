"""Signals in words: what each is called, and its figures in a sentence."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hub import words
from hub.monitoring.signals import CLAUSES
from rules.clauses import label

TITLES = {
    "report_missing": gettext_lazy("No report"),
    "report_late": gettext_lazy("Report late"),
    "fee_late": gettext_lazy("Fee late"),
    "share_low": gettext_lazy("Low share of income from the List"),
    "income_fall": gettext_lazy("Income fell"),
    "kpi_behind": gettext_lazy("Behind the plan"),
    "staff_drop": gettext_lazy("Staff fell"),
    "activity_unlisted": gettext_lazy("Activity outside the List"),
    "activity_unregistered": gettext_lazy("Activity that is not registered"),
    "location_old": gettext_lazy("Location proven long ago"),
    "visit_failed": gettext_lazy("Not found at the location"),
    "requests_late": gettext_lazy("Requests without an answer"),
}


def signal(key: str, says: Mapping[str, str]) -> dict[str, str]:
    """Title, sentence and clause of a signal for a page."""
    clause = CLAUSES[key]
    return {
        "key": key,
        "title": str(TITLES[key]),
        "text": _sentence(key, says),
        "clause": clause,
        "clause_label": label(clause, words.language()),
    }


def in_a_line(key: str, says: Mapping[str, str]) -> str:
    """`Report late: due by …, done on …. (clause 66)`."""
    told = signal(key, says)
    return f"{told['title']}: {told['text']} ({told['clause_label']})"


def _sentence(key: str, says: Mapping[str, str]) -> str:
    if key in ("report_missing", "report_late", "fee_late"):
        return _term(says)
    if key in ("income_fall", "staff_drop"):
        return _("%(before)s in the quarter before, now %(now)s: %(fall)s %% less (a signal from %(limit)s %%).") % {
            name: words.number(Decimal(value)) for name, value in says.items()
        }
    if key == "location_old":
        return _location(says)
    if key == "requests_late":
        count = int(says["count"])
        return ngettext("%(n)s request is past its day.", "%(n)s requests are past their day.", count) % {"n": count}
    if key == "visit_failed":
        return _("The visit on %(day)s did not find the participant.") % {"day": _day(says["on"])}
    return _plain(key) % says


def _plain(key: str) -> str:
    """The sentences that take their figures as they are."""
    return {
        "share_low": _("%(share)s %% of the income; a signal below %(limit)s %%."),
        "kpi_behind": _("Indicators of the report: %(numbers)s; a signal from %(limit)s %% behind."),
        "activity_unlisted": _("Income from activities: %(activities)s."),
        "activity_unregistered": _("Income from activities: %(activities)s."),
    }[key]


def _term(says: Mapping[str, str]) -> str:
    """By when it was due, and when it was done, if ever."""
    if "due" not in says:
        return _("Nothing was reported of the quarter.")
    said = {"due": _day(says["due"]), "met": _day(says.get("met", ""))}
    if "met" in says:
        return _("Due by %(due)s, done on %(met)s.") % said
    return _("Due by %(due)s, not done so far.") % said


def _location(says: Mapping[str, str]) -> str:
    if "since" not in says:
        return _("No proof of the location is on record.")
    said = {"day": _day(says["since"]), "limit": says["limit"]}
    return _("The newest proof is of %(day)s; a signal after %(limit)s days.") % said


def _day(written: str) -> str:
    return words.day(date.fromisoformat(written)) if written else ""
