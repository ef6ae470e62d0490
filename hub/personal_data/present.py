"""What is kept of persons, and their requests, in words."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import words
from hub.cases.present import counted
from hub.personal_data.models import Request
from hub.privacy.declared import Kind, fields
from hub.privacy.retention import CORRECT, RETENTIONS, Retention
from rules.calendar import Calendar


def kept_of_person() -> list[dict[str, str]]:
    """Each retention that holds something of a person: what, why, how long."""
    of_persons = dict.fromkeys(f.retention for f in fields() if f.kind in (Kind.PERSONAL, Kind.SECRET))
    shown = [RETENTIONS[key] for key in RETENTIONS if key in of_persons and key not in ("demo", "reference")]
    return [{"what": words.words(one.says), "how_long": how_long(one), "why": words.words(one.basis)} for one in shown]


def how_long(one: Retention) -> str:
    """`36 months from the last sign-in`; without a number, as long as the thing itself."""
    since = words.words(one.since)
    if one.months is None:
        return since
    months = ngettext("%(n)s month", "%(n)s months", one.months) % {"n": one.months}
    return f"{months} {since}"


def shown_request(one: Request, working: Calendar, at: datetime) -> dict[str, Any]:
    """A request with its term: the due day, each day on the way, whether it is late."""
    explained, late = one.explain(working), one.late(working, at)
    state, tone = _state(one, late=late)
    return {
        "request": one,
        "kind": one.get_kind_display(),
        "asked": words.moment(one.asked_at),
        "due": words.day(explained.due),
        "state": state,
        "tone": tone,
        "explanation": counted(explained) | {"clause_label": words.words(CORRECT.basis), "clause_href": ""},
    }


def _state(one: Request, *, late: bool) -> tuple[str, str]:
    if one.decided_at is None:
        return (_("Late"), "red") if late else (_("Waits for the decision"), "blue")
    if one.outcome == Request.Outcome.REFUSED:
        return str(one.get_outcome_display()), "yellow"
    return str(one.get_outcome_display()), "green"
