"""The words in which the Rules are written as a table: actors, states, acts, duties, terms, grounds.

A procedure is frozen data. What a case may do next, who must act, and by when is derived from its record
(`rules.record`); what is wrong with a table is said by `rules.faults`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from rules.text import Text

Vote = Literal["for", "against"]
Start = str
"""From when a duty's term counts: `act`, `receipt` (the day it was received), or the name of a date given with it."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody whom the Rules give a right or a duty."""

    key: str
    title: Text


APPLICANT = Actor("applicant", Text("Өтініш беруші", "Заявитель", "Applicant"))
PARTICIPANT = Actor("participant", Text("Қатысушы", "Участник", "Participant"))
TECHNOPARK = Actor("technopark", Text("Технопарк", "Технопарк", "Technopark"))
COMMISSION = Actor(
    "commission",
    Text(
        "Қатысушыларды іріктеу жөніндегі комиссия",
        "Комиссия по отбору участников",
        "Participant Selection Commission",
    ),
)
INDEPENDENT_COMMISSION = Actor(
    "independent_commission", Text("Тәуелсіз комиссия", "Независимая комиссия", "Independent Commission")
)
AUTHORISED_BODY = Actor("authorised_body", Text("Уәкілетті орган", "Уполномоченный орган", "Authorised body"))
# The timer opens what a date opens and proposes; it never decides what touches rights (law 94-V).
TIMER = Actor("timer", Text("Күнтізбе", "Календарь", "Calendar"))

ACTORS = (APPLICANT, PARTICIPANT, TECHNOPARK, COMMISSION, INDEPENDENT_COMMISSION, AUTHORISED_BODY, TIMER)


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands. `final` says that the course of the case ends here; duties may still be owed.

    An `inner` one is the Technopark's own preparation, of which the other side is told later.
    """

    key: str
    title: Text
    final: bool = False
    tone: Literal["grey", "blue", "yellow", "green", "red", "purple"] = "blue"
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """One of a closed list of grounds. `route` overrides where the act leads (clause 41)."""

    key: str
    clause: str
    title: Text
    route: State | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What must hold before an act may be done; `demand` tells the person what is missing and how to mend it."""

    key: str
    clause: str
    demand: Text


@dataclass(frozen=True, slots=True)
class Duty:
    """`actor` must do one of `acts` within `term` (a name of the edition; None where the Rules set none)."""

    key: str
    actor: Actor
    acts: tuple[str, ...]
    clause: str
    title: Text
    term: str | None = None
    since: Start = "act"


@dataclass(frozen=True, slots=True)
class Limit:
    """An act is to be done no later than the day that `term` gives, counted from the date `fact` (clause 36).

    The date is a fact of the case or is given with the act. After a strict limit the act is refused; after
    another it is done all the same, and marked late (clause 28).
    """

    term: str
    fact: str
    clause: str
    late: Text
    strict: bool = True


@dataclass(frozen=True, slots=True)
class Act:
    """What `actor` may lawfully do in one of the states `leaves`.

    With `reaches` it moves the case there; without, it is lawful only while an open duty asks for it.
    `vote` is the outcome of a ballot that performs it. `through` is who puts on record what its actor does outside the
    portal, such as a payment seen in a bank statement; such an act has no button, and `dated` names the date given with
    it on which it was done.
    """

    key: str
    actor: Actor
    clause: str
    label: Text
    past: Text
    leaves: tuple[State, ...] = ()
    reaches: State | None = None
    opens: tuple[Duty, ...] = ()
    grounds: tuple[Ground, ...] = ()
    needs: tuple[Need, ...] = ()
    limit: Limit | None = None
    vote: Vote | None = None
    through: Actor | None = None
    dated: str = ""


@dataclass(frozen=True)
class Procedure:
    """A course that the Rules give a case, in the order of the text."""

    key: str
    title: Text
    clauses: str
    begins: State
    acts: tuple[Act, ...]

    @cached_property
    def states(self) -> tuple[State, ...]:
        """All states, the first one first, each once, in the order in which the acts name them."""
        named = [self.begins]
        for act in self.acts:
            named += [*act.leaves, *([act.reaches] if act.reaches else []), *(g.route for g in act.grounds if g.route)]
        return tuple(dict.fromkeys(named))

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        return tuple(dict.fromkeys(duty for act in self.acts for duty in act.opens))

    @cached_property
    def grounds(self) -> tuple[Ground, ...]:
        return tuple(dict.fromkeys(ground for act in self.acts for ground in act.grounds))

    @cached_property
    def _acts(self) -> dict[str, Act]:
        return {act.key: act for act in self.acts}

    def act(self, key: str) -> Act:
        """The act called `key`; KeyError where the table has none."""
        return self._acts[key]

    def has(self, key: str) -> bool:
        return key in self._acts

    def state(self, key: str) -> State:
        return next(state for state in self.states if state.key == key)

    def duty(self, key: str) -> Duty:
        return next(duty for duty in self.duties if duty.key == key)

    def ground(self, key: str) -> Ground:
        return next(ground for ground in self.grounds if ground.key == key)

    def leaving(self, state: State) -> Iterator[Act]:
        """The acts that the table allows in `state`, whether or not a duty asks for them now."""
        return (act for act in self.acts if state in act.leaves)

    def targets(self, act: Act) -> frozenset[State]:
        """Every state that `act` can lead to."""
        routes = {ground.route for ground in act.grounds if ground.route}
        return frozenset(routes | ({act.reaches} if act.reaches else set()))
