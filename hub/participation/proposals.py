"""Grounds 4 and 7 of clause 39, proposed from missed terms with the evidence laid out; an officer judges each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.models import Organisation
from hub.cases import drafts
from hub.cases.models import Case, Deadline, Entry
from hub.cases.perform import perform
from hub.cases.registry import chapter_of, chapters
from hub.register.participation import current
from rules.calendar import Quarter
from rules.clauses import label
from rules.early_end import EARLY_END, MISSED
from rules.editions import edition_on
from rules.procedure import PARTICIPANT


def run(at: datetime) -> int:
    """Propose an early end of each participation with a term missed for long that was not judged yet."""
    return sum(_propose(one, missed, at) for one, missed in _by_organisation(at).items())


def _by_organisation(at: datetime) -> dict[Organisation, list[Deadline]]:
    """Missed duties by organisation; those with an open matter wait until it is over."""
    today = timezone.localdate(at)
    since = today - timedelta(days=edition_on(today).threshold("propose_end_after_days"))
    busy = Case.objects.filter(procedure_key=EARLY_END.key, open=True).values("organisation")
    rows = missed(since).exclude(case__organisation__in=busy).select_related("case__organisation")
    judged = _judged()
    found: dict[Organisation, list[Deadline]] = defaultdict(list)
    for row in rows:
        if _key(row) not in judged:
            found[row.case.organisation].append(row)
    return found


def missed(by: date) -> Any:
    """Participants' duties of the clauses that clause 39 names, unmet, that were due before `by`."""
    named = Q(pk__in=[])
    for chapter in chapters():
        duties = [one.key for one in chapter.procedure.duties if one.actor == PARTICIPANT and one.clause in MISSED]
        if duties:
            asked = Case.objects.filter(chapter.demanded, procedure_key=chapter.procedure.key)
            named |= Q(case__in=asked, duty__in=duties)
    return Deadline.objects.filter(named, met_on=None, lapsed_on=None, due_on__lt=by).order_by("due_on", "pk")


def _judged() -> set[str]:
    """The missed duties that were laid before an officer already."""
    laid = Entry.objects.filter(case__procedure_key=EARLY_END.key, act="propose").values_list("given", flat=True)
    return {one["key"] for given in laid for one in given["missed"]}


def _key(row: Deadline) -> str:
    return f"{row.case_id}:{row.position}"


@transaction.atomic
def _propose(organisation: Organisation, rows: list[Deadline], at: datetime) -> bool:
    participant = current(organisation, timezone.localdate(at))
    if participant is None:
        return False
    case = drafts.begin(EARLY_END.key, organisation, by=None, language="kk", at=at)
    if case.filed:
        return False
    grounds = sorted({MISSED[_clause(row)] for row in rows})
    given = {"missed": [_evidence(row) for row in rows]}
    perform(case.pk, "propose", access=None, at=at, key=f"propose:{case.pk}", grounds=grounds, given=given)
    return True


def _clause(row: Deadline) -> str:
    return chapter_of(row.case.procedure_key).procedure.duty(row.duty).clause


def _evidence(row: Deadline) -> dict[str, Any]:
    assert row.due_on is not None  # noqa: S101  it was due before a day
    return {
        "key": _key(row),
        "procedure": row.case.procedure_key,
        "topic": row.case.topic,
        "case": row.case.number,
        "duty": row.duty,
        "due": row.due_on.isoformat(),
    }


def laid_out(case: Case) -> list[str]:
    """The evidence of a proposal in words, each with what became of it since."""
    proposed = case.entries.filter(act="propose").first()
    return list(_in_words(proposed.given["missed"])) if proposed else []


def _in_words(evidence: Iterable[dict[str, Any]]) -> Iterator[str]:
    rows = {_key(row): row for row in Deadline.objects.filter(_any(evidence)).select_related("case")}
    for one in evidence:
        procedure = chapter_of(one["procedure"]).procedure
        duty = procedure.duty(one["duty"])
        told = {
            "what": words.words(duty.title),
            "of": _topic(one["topic"]),
            "case": one["case"],
            "clause": label(duty.clause, words.language()),
            "due": words.day(date.fromisoformat(one["due"])),
        }
        line = _("%(what)s%(of)s (case %(case)s, %(clause)s): was due by %(due)s") % told
        row = rows.get(one["key"])
        yield f"{line}; {_since_then(row)}." if row else f"{line}."


def _any(evidence: Iterable[dict[str, Any]]) -> Q:
    found = Q(pk__in=[])
    for one in evidence:
        case, _colon, position = one["key"].rpartition(":")
        found |= Q(case=case, position=position)
    return found


def _topic(topic: str) -> str:
    """The quarter of a report or a fee."""
    try:
        return f" – {words.words(Quarter.parse(topic).title)}"
    except ValueError:
        return ""


def _since_then(row: Deadline) -> str:
    if row.met_on is not None:
        return _("done on %(day)s") % {"day": words.day(row.met_on)}
    return _("no longer owed") if row.lapsed_on else _("not done so far")
