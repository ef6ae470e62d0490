"""How a procedure goes, step by step, read off its table: no term and no clause is written here a second time."""

from collections import deque
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rules.editions import Edition, Term
from rules.procedure import Act, Duty, Procedure, State


@dataclass(frozen=True, slots=True)
class Step:
    """An act on the way, the duty that asks for it, and the term of that duty in an edition."""

    act: Act
    duty: Duty | None
    term: Term | None

    @property
    def clause(self) -> str:
        """The clause that sets the term, else the act's own."""
        return self.duty.clause if self.duty else self.act.clause


def way(procedure: Procedure, goal: State) -> tuple[Act, ...]:
    """The fewest acts that lead from the beginning to `goal`; IndexError where none do."""
    ways: dict[State, tuple[Act, ...]] = {procedure.begins: ()}
    ahead = deque(ways)
    while goal not in ways:
        state = ahead.popleft()
        for act in procedure.leaving(state):
            for reached in procedure.targets(act) - ways.keys():
                ways[reached] = (*ways[state], act)
                ahead.append(reached)
    return ways[goal]


def steps(procedure: Procedure, goal: State, edition: Edition) -> tuple[Step, ...]:
    """The way to `goal` with what its duties ask for besides, such as a letter or an entry in a register."""
    asked: dict[str, Duty] = {}
    found: list[Step] = []
    for act in way(procedure, goal):
        found.append(_step(act, asked.get(act.key), edition))
        for duty in act.opens:
            for key in duty.acts:
                asked.setdefault(key, duty)
                beside = procedure.act(key)
                if not procedure.targets(beside):
                    found.append(_step(beside, duty, edition))
    return tuple(found)


def aside(procedure: Procedure, main: tuple[Step, ...], edition: Edition) -> tuple[Step, ...]:
    """What else the table allows: the acts that are not on the way."""
    taken = {step.act.key for step in main}
    return tuple(
        _step(act, next((duty for duty in procedure.duties if act.key in duty.acts), None), edition)
        for act in procedure.acts
        if act.key not in taken
    )


def _step(act: Act, duty: Duty | None, edition: Edition) -> Step:
    return Step(act, duty, edition.term(duty.term) if duty and duty.term else None)


def days_to_decision(main: tuple[Step, ...]) -> int:
    """The working days that the terms leave from the filing to the vote; remarks begin the count anew."""
    vote = next(place for place, step in enumerate(main) if step.act.vote)
    return sum(step.term.n for step in main[: vote + 1] if step.term and step.term.kind == "working")


def term_words(term: Term) -> str:
    """The length of a term in the reader's language."""
    n = {"n": term.n}
    if term.kind == "working":
        return ngettext("within %(n)s working day", "within %(n)s working days", term.n) % n
    if term.kind == "calendar":
        return ngettext("within %(n)s calendar day", "within %(n)s calendar days", term.n) % n
    if term.kind == "months":
        return ngettext("within %(n)s month", "within %(n)s months", term.n) % n
    if term.kind == "back":
        return ngettext("no later than %(n)s working day before", "no later than %(n)s working days before", term.n) % n
    return _("no later than day %(n)s of the next month") % n
