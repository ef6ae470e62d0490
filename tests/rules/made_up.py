"""Small tables that no chapter has, to show what the engine can express."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rules.calendar import DECREED_YEARS, Calendar
from rules.editions import Edition, Term, edition
from rules.procedure import APPLICANT, TECHNOPARK, Act, Duty, Ground, Need, Procedure, State
from rules.record import Done
from rules.text import Text

CALENDAR = Calendar(confirmed=[*DECREED_YEARS, 2026])
EDITION = edition("2023-08-04")


def said(word: str) -> Text:
    return Text(f"{word} kk", f"{word} ru", f"{word} en")


def state(key: str, *, final: bool = False) -> State:
    return State(key, said(key), final=final)


def act(key: str, actor, leaves, reaches=None, **more) -> Act:
    leaves = leaves if isinstance(leaves, tuple) else (leaves,)
    return Act(key, actor, "12", said(key), said(key), leaves, reaches, **more)


def duty(key: str, actor, *acts: str, term: str | None = None, since: str = "act", clause: str = "12") -> Duty:
    return Duty(key, actor, acts, clause, said(key), term, since)


def ground(key: str, route: State | None = None, clause: str = "16/1") -> Ground:
    return Ground(key, clause, said(key), route)


def need(key: str, clause: str = "9") -> Need:
    return Need(key, clause, said(key))


def table(begins: State, *acts: Act) -> Procedure:
    return Procedure("made-up", said("made-up"), "12", begins, acts)


def with_terms(**terms: tuple[int, str]) -> Edition:
    """The edition with further terms: name=(n, kind)."""
    made: Mapping[str, Term] = {key: Term(key, n, kind, "12") for key, (n, kind) in terms.items()}
    return replace(EDITION, terms={**EDITION.terms, **made})


def done(act: str, on: date, *, received: date | None = None, grounds: tuple[str, ...] = (), **dates: date) -> Done:
    return Done(act, on, received, dates, grounds)


OPEN, WAITING, CLOSED = state("open"), state("waiting"), state("closed", final=True)
TO_REPLY = duty("reply", TECHNOPARK, "reply", term="answer_request")
SOUND = table(
    OPEN,
    act("ask", APPLICANT, OPEN, WAITING, opens=(TO_REPLY,), needs=(need("question"),)),
    act("reply", TECHNOPARK, WAITING, OPEN),
    act("close", TECHNOPARK, OPEN, CLOSED, grounds=(ground("answered"), ground("silent"))),
)
"""A table without faults: a question is asked, answered, and the talk is closed for a reason."""
