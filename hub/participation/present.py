"""A participation in words for its page: how it stands, what lies ahead, what happened."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hub import words
from hub.cases.models import Case, Entry
from hub.cases.present import explanation
from hub.reference.data import activities
from hub.register.models import Fact, Participant
from hub.register.standing import standing
from rules.clauses import label
from rules.reference import REGIONS

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.participation.obligations import Obligation

SOON_DAYS = 14


def facts(participant: Participant, on: date) -> list[tuple[str, str]]:
    """Label and value of everything that holds on a day."""
    now, lang = standing(participant, on), words.language()
    regions = {one.key: words.words(one.title) for one in REGIONS}
    titles = {top.key: words.words(top.title) for top in activities(on)}
    chosen = sorted({work.split(".")[0] for work in now.works}, key=int)
    return [
        (_("Organisation"), now.name_kk if lang == "kk" else now.name_ru),
        (_("BIN"), now.bin),
        (_("Region"), regions.get(now.region, now.region)),
        (_("Location"), now.location_kk if lang == "kk" else now.location_ru),
        (_("Activities"), "; ".join(f"{key}. {titles.get(key, '')}" for key in chosen)),
        (
            _("Term of participation"),
            _("from %(since)s to %(until)s") % {"since": words.day(now.since), "until": words.day(now.until)},
        ),
    ]


def boxes(found: list[Obligation], today: date) -> list[dict[str, Any]]:
    """What `ui.due` shows of each obligation, with its counted days."""
    shown = []
    for one in found:
        title = words.words(one.title)
        note = f" ({one.note.to(words.language())})" if one.note else ""
        shown.append(
            {
                "label": f"{title}{note}",
                "date_text": words.day(one.due) if one.due else _("no term is set"),
                "tone": _tone(one, today),
                "explanation": explanation(one.explanation, one.clause) if one.explanation else None,
                "clause": one.clause,
                "href": reverse("case", args=[one.case.pk]) if one.case else "",
            }
        )
    return shown


def _tone(one: Obligation, today: date) -> str:
    if one.due is None:
        return "blue"
    if one.due < today:
        return "red"
    return "yellow" if (one.due - today).days <= SOON_DAYS else "blue"


def history(participant: Participant, access: Access) -> list[dict[str, Any]]:
    """Everything that happened, newest first: acts of all its cases, and what came into the register by them."""
    cases = Case.objects.visible_to(access).filter(organisation=participant.organisation_id)
    acts = Entry.objects.filter(case__in=cases).select_related("case").prefetch_related("papers__file")
    rows = [_act(entry) for entry in acts]
    rows += [_fact(fact) for fact in _without_act(participant)]
    return sorted(rows, key=lambda row: row["at"], reverse=True)


def _without_act(participant: Participant) -> list[Fact]:
    """What no act of a case brought; of the facts entered together from an earlier register one stands for all."""
    facts = list(participant.facts.all())
    if participant.case_id is None and facts:
        entered = min(fact.at for fact in facts)
        ends = [fact for fact in facts if fact.at > entered or fact.kind == Fact.Kind.END]
        facts = [facts[0], *ends]
    return [fact for fact in facts if fact.entry_id is None]


def _act(entry: Entry) -> dict[str, Any]:
    act = entry.case.procedure.act(entry.act)
    return {
        "at": entry.at,
        "when": words.moment(entry.at),
        "title": words.words(act.past),
        "what": words.words(entry.case.procedure.title),
        "case": entry.case,
        "clause": label(act.clause, words.language()),
        "clause_href": reverse("clause", args=[act.clause]),
        "papers": entry.papers.all(),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    """A fact that no act of a case brought: the planned end, an imported entry."""
    ended = fact.kind == Fact.Kind.END
    clause = "38" if ended else "20"
    return {
        "at": fact.at,
        "when": words.moment(fact.at),
        "title": _title(fact),
        "what": "",
        "case": None,
        "clause": label(clause, words.language()),
        "clause_href": reverse("clause", args=[clause]),
        "papers": [],
    }


def _title(fact: Fact) -> str:
    if fact.kind == Fact.Kind.END:
        return _("Participation ended as planned")
    if fact.kind == Fact.Kind.NAMES and fact.participant.case_id is None and fact.since == fact.participant.since:
        return _("Entered from the earlier register")
    return str(fact.get_kind_display())
