"""A case in words for its page: where it stands, whose turn it is, by when and why, what happened, what may be done."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import words
from hub.cases import rights
from hub.reference.data import calendar
from rules.clauses import label
from rules.procedure import APPLICANT, PARTICIPANT, TIMER, Act, Procedure, State
from rules.record import Owed, duties_of, lawful, state_of

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.cases.models import Case, Entry
    from rules.calendar import Calendar, Explanation

TONES = {"late": "red", "open": "blue", "met": "green", "met_late": "yellow", "lapsed": "grey"}
SOON = 2
"""From so many working days on a due day is shown as near."""


def spine(procedure: Procedure) -> tuple[State, ...]:
    """The shortest way from the first state to the one that is hoped for (a green end), else to the first end named."""
    ends = [state for state in procedure.states if state.final]
    end = next((state for state in ends if state.tone == "green"), ends[0])
    ways: dict[State, tuple[State, ...]] = {procedure.begins: (procedure.begins,)}
    queue = deque([procedure.begins])
    while queue and end not in ways:
        state = queue.popleft()
        for act in procedure.leaving(state):
            for target in sorted(procedure.targets(act) - ways.keys(), key=procedure.states.index):
                ways[target] = (*ways[state], target)
                queue.append(target)
    return ways[end]


def steps(case: Case) -> list[dict[str, str]]:
    """The stages of the course, the present one marked; a case that ended otherwise stops where it left the course."""
    course = spine(case.procedure)
    record = case.record()
    passed = [state_of(case.procedure, record[:number]) for number in range(len(record) + 1)]
    reached = max(course.index(state) for state in passed if state in course)
    aside = case.state not in course
    shown = []
    for number, state in enumerate(course):
        how = "done" if number < reached or case.state == course[-1] else "next"
        if number == reached and case.state != course[-1]:
            how = "stopped" if aside and case.state.final else "current"
        note = words.words(case.state.title) if number == reached and aside else ""
        shown.append({"title": words.words(state.title), "note": note, "state": how})
    return shown


def turn(case: Case, access: Access, owed: Sequence[Owed]) -> dict[str, str]:
    """Whose turn it is, told to this person."""
    asked = [one for one in owed if one.open]
    if not case.filed:
        return {"text": _first_turn(case), "tone": "yellow"}
    if not asked:
        return {"text": _("Nobody has to do anything: the case is complete."), "tone": "green"}
    mine = [one for one in asked if rights.acts_as(access, one.duty.actor, case)]
    if mine:
        what = "; ".join(words.words(one.duty.title) for one in mine)
        return {"text": _("Your turn: %(what)s") % {"what": what}, "tone": "yellow"}
    who = "; ".join(dict.fromkeys(words.words(one.duty.actor.title) for one in asked))
    return {"text": _("Now it is the turn of: %(who)s") % {"who": who}, "tone": "blue"}


def _first_turn(case: Case) -> str:
    """What a draft waits for: an application to be filed, or the Technopark's own first act."""
    if case.chapter.begun_from != "office":
        return _("Your turn: fill it in and file it.")
    return _("Your turn: %(what)s") % {"what": words.words(case.procedure.acts[0].label)}


def duties(case: Case, on: date) -> tuple[Owed, ...]:
    """Every duty of the case, from its record."""
    return duties_of(case.procedure, case.record(), case.edition(on), calendar())


def due_boxes(case: Case, owed: Sequence[Owed], on: date) -> list[dict[str, Any]]:
    """What `ui.due` shows of each duty that has a term, open ones first."""
    working, edition = calendar(), case.edition(on)
    boxes = []
    for one in sorted(owed, key=lambda one: (not one.open, one.due or date.max)):
        if one.duty.term is None or one.due is None:
            continue
        explained = one.explain(edition, working)
        note = edition.term(one.duty.term).note
        boxes.append(
            {
                "label": f"{words.words(one.duty.actor.title)}: {words.words(one.duty.title)}",
                "date_text": words.day(one.due),
                "tone": tone(one, on, working),
                "state": standing_words(one, on, working),
                "explanation": explanation(explained, edition.term(one.duty.term).clause, note) if explained else None,
            }
        )
    return boxes


def tone(one: Owed, on: date, working: Calendar) -> str:
    """The colour of a duty: red when late, yellow when near."""
    standing = one.standing(on)
    if standing == "open" and one.due and _left(working, on, one.due) <= SOON:
        return "yellow"
    return TONES[standing]


def _left(working: Calendar, on: date, due: date) -> int:
    """Working days from tomorrow to the due day; zero on the due day itself."""
    return sum(1 for ordinal in range(on.toordinal() + 1, due.toordinal() + 1) if _works(working, ordinal))


def _works(working: Calendar, ordinal: int) -> bool:
    return working.is_working(date.fromordinal(ordinal))


def standing_words(one: Owed, on: date, working: Calendar) -> str:
    standing = one.standing(on)
    if standing == "met" and one.met:
        return _("done on %(day)s") % {"day": words.day(one.met)}
    if standing == "met_late" and one.met:
        return _("done late, on %(day)s") % {"day": words.day(one.met)}
    if standing == "lapsed":
        return _("no longer needed")
    if one.due is None:
        return ""
    if standing == "late":
        late = _left(working, one.due, on)
        return ngettext("%(n)s working day late", "%(n)s working days late", late) % {"n": late}
    left = _left(working, on, one.due)
    if left == 0:
        return _("today is the last day")
    return ngettext("%(n)s working day left", "%(n)s working days left", left) % {"n": left}


def explanation(explained: Explanation, clause: str, note: Any = None) -> dict[str, Any]:
    """A counted term for `ui.counted_days` with its clause of the Rules."""
    where = {"clause_label": label(clause, words.language()), "clause_href": reverse("clause", args=[clause])}
    return counted(explained, note) | where


def counted(explained: Explanation, note: Any = None) -> dict[str, Any]:
    """The days of a term: the event first, then each day counted or passed over."""
    rows = [{"date": explained.start, "date_text": words.day(explained.start), "number": None, "reason": ""}]
    for row in explained.rows if explained.kind != "back" else reversed(explained.rows):
        plain = row.day.source in ("weekday", "weekend") and row.note is None
        reason = "" if plain else words.words(row.reason)
        rows.append({"date": row.day.on, "date_text": words.day(row.day.on), "number": row.number, "reason": reason})
    if explained.kind == "back":
        rows = [*rows[1:], rows[0]]
    summary = summary_words(explained)
    if note is not None:
        summary = f"{summary} {words.words(note)}"
    warnings = " ".join(words.words(warning) for warning in explained.warnings)
    return {"rows": rows, "summary": f"{summary} {warnings}".strip()}


def summary_words(explained: Explanation) -> str:
    """The count in a sentence."""
    n, start = explained.length, words.day(explained.start)
    if explained.kind == "working":
        text = ngettext(
            "%(n)s working day, counted from the day after %(start)s.",
            "%(n)s working days, counted from the day after %(start)s.",
            n,
        )
    elif explained.kind == "back":
        text = ngettext(
            "%(n)s working day, counted back from %(start)s.", "%(n)s working days, counted back from %(start)s.", n
        )
    elif explained.kind == "months":
        text = ngettext("%(n)s month from %(start)s.", "%(n)s months from %(start)s.", n)
    elif explained.kind == "month_day":
        text = _("By day %(n)s of the month after %(start)s.")
    else:
        text = ngettext(
            "%(n)s calendar day, counted from the day after %(start)s.",
            "%(n)s calendar days, counted from the day after %(start)s.",
            n,
        )
    return text % {"n": n, "start": start}


def history(case: Case, access: Access) -> list[dict[str, Any]]:
    """The record in words, newest first. Officers are named to staff; others see who acted, not the person."""
    lang = words.language()
    shown = []
    for entry in reversed(case.entries.all()):
        act = case.procedure.act(entry.act)
        shown.append(
            {
                "title": words.words(act.past),
                "when": words.moment(entry.at),
                "who": _who(case, entry, access),
                "clause": label(act.clause, lang),
                "clause_href": reverse("clause", args=[act.clause]),
                "text": _what(case, entry),
                "papers": entry.papers.all(),
            }
        )
    return shown


def _who(case: Case, entry: Entry, access: Access) -> str:
    actor = case.procedure.act(entry.act).actor
    own = access.belongs_to(case.organisation_id) and actor in (APPLICANT, PARTICIPANT)
    if entry.by and (access.staff or own):
        return f"{words.words(actor.title)}, {entry.by.full_name}"
    return words.words(actor.title)


def _what(case: Case, entry: Entry) -> str:
    lines = [words.words(case.procedure.ground(key).title) for key in entry.grounds]
    reasons = entry.given.get("reasons", [])
    lines += [reasons] if isinstance(reasons, str) else [str(reason) for reason in reasons]
    lines += [entry.given["facts"]] if "facts" in entry.given else []
    if entry.received_on != entry.on and entry.actor != TIMER.key:
        lines.append(
            _("Sent after working hours or on a day off: counts as received on %(day)s.")
            % {"day": words.day(entry.received_on)}
        )
    return "\n".join(lines)


def open_acts(case: Case, access: Access) -> list[Act]:
    """The acts that the law allows now and that are this person's, in the order of the table."""
    found = lawful(case.procedure, case.record())
    return [act for act in found if act.vote is None and act.through is None and rights.may(access, act, case)]
