"""A case is its record: state, duties, lateness and lawful acts are derived from the acts done, never stored."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from rules.calendar import Calendar, Explanation
from rules.editions import Edition
from rules.procedure import Act, Actor, Duty, Procedure, State
from rules.text import Text

Standing = Literal["open", "late", "met", "met_late", "lapsed"]


@dataclass(frozen=True, slots=True)
class Done:
    """One act on record: the day it was done, the day it counts as received, the dates and grounds given with it."""

    act: str
    on: date
    received: date | None = None
    dates: Mapping[str, date] | None = None
    grounds: tuple[str, ...] = ()

    def start(self, since: str) -> date:
        """The event from which a duty's term counts; an act without the date it should give counts from its day."""
        if since == "receipt":
            return self.received or self.on
        if since == "act":
            return self.on
        return (self.dates or {}).get(since, self.on)


Record = Sequence[Done]


@dataclass(frozen=True, slots=True)
class Owed:
    """A duty on a case: from which event it counts, when it is due, and whether it was met or fell away."""

    duty: Duty
    event: date
    due: date | None
    met: date | None = None
    lapsed: date | None = None

    @property
    def open(self) -> bool:
        return self.met is None and self.lapsed is None

    def standing(self, on: date) -> Standing:
        """How the duty stands on a day; a last day is kept until it is over."""
        if self.met is not None:
            return "met_late" if self.due and self.met > self.due else "met"
        if self.lapsed is not None:
            return "lapsed"
        return "late" if self.due and on > self.due else "open"

    def explain(self, edition: Edition, calendar: Calendar) -> Explanation | None:
        if self.duty.term is None:
            return None
        return edition.term(self.duty.term).explain(calendar, self.event)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an act is not lawful now: what, by which clause, and what to do."""

    key: str
    clause: str
    reason: Text


class Unlawful(Exception):
    """The law does not allow the act; `refusals` says why, each by its clause."""

    def __init__(self, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        super().__init__("; ".join(refusal.reason.en for refusal in refusals))


def target(procedure: Procedure, state: State, done: Done) -> State:
    """The state that `done` leads to from `state`: by the route of its first ground that has one, else by the act's."""
    act = procedure.act(done.act)
    routes = (ground.route for ground in act.grounds if ground.key in done.grounds and ground.route)
    return next(routes, act.reaches or state)


def state_of(procedure: Procedure, record: Record) -> State:
    """The state in which the record leaves a case."""
    state = procedure.begins
    for done in record:
        state = target(procedure, state, done)
    return state


def duties_of(procedure: Procedure, record: Record, edition: Edition, calendar: Calendar) -> tuple[Owed, ...]:
    """Every duty the record ever opened, oldest first, with its due day and the day it was met or fell away."""
    owed: list[Owed] = []
    state = procedure.begins
    for done in record:
        state = target(procedure, state, done)
        owed = [_after(procedure, state, done, one) for one in owed]
        for duty in procedure.act(done.act).opens:
            event = done.start(duty.since)
            due = edition.term(duty.term).due(calendar, event) if duty.term else None
            owed.append(Owed(duty, event, due))
    return tuple(owed)


def _after(procedure: Procedure, state: State, done: Done, one: Owed) -> Owed:
    """The same duty after an act: met by it, fallen away because nothing meets it any more, or as it was."""
    if not one.open:
        return one
    if done.act in one.duty.acts:
        return replace(one, met=done.start(procedure.act(done.act).dated or "act"))
    return one if _can_be_met(procedure, state, one.duty) else replace(one, lapsed=done.on)


def _can_be_met(procedure: Procedure, state: State, duty: Duty) -> bool:
    return any(state in procedure.act(key).leaves for key in duty.acts)


def lawful(procedure: Procedure, record: Record) -> tuple[Act, ...]:
    """The acts that the table allows now, whoever does them; needs and limits are told by `refusals`."""
    state = state_of(procedure, record)
    asked = _asked(procedure, record)
    return tuple(act for act in procedure.leaving(state) if procedure.targets(act) or act.key in asked)


def _asked(procedure: Procedure, record: Record) -> frozenset[str]:
    """The acts that open duties ask for; needs no calendar, so it never fails for a missing year."""
    asked: list[Duty] = []
    state = procedure.begins
    for done in record:
        state = target(procedure, state, done)
        asked = [duty for duty in asked if done.act not in duty.acts and _can_be_met(procedure, state, duty)]
        asked += procedure.act(done.act).opens
    return frozenset(key for duty in asked for key in duty.acts)


def refusals(
    procedure: Procedure,
    record: Record,
    doing: Done,
    *,
    actor: Actor,
    met: Collection[str],
    edition: Edition,
    calendar: Calendar,
    facts: Mapping[str, date] | None = None,
) -> list[Refusal]:
    """Why `actor` may not do `doing` now; empty where the law allows it.

    `met` names the needs that hold, `facts` the dates of the case from which limits count.
    """
    if not procedure.has(doing.act) or procedure.act(doing.act) not in lawful(procedure, record):
        return [_not_now(procedure, record, doing.act)]
    act = procedure.act(doing.act)
    if act.actor != actor:
        return [Refusal("actor", act.clause, NOT_YOURS)]
    found = [Refusal(need.key, need.clause, need.demand) for need in act.needs if need.key not in met]
    found += _wrong_grounds(act, doing)
    found += _not_given(act, doing, edition, facts or {})
    if act.limit and act.limit.strict and late(act, doing, edition=edition, calendar=calendar, facts=facts):
        found.append(Refusal("limit", act.limit.clause, act.limit.late))
    return found


def late(
    act: Act, doing: Done, *, edition: Edition, calendar: Calendar, facts: Mapping[str, date] | None = None
) -> bool:
    """Whether the act comes after its limit; False while the date that the limit counts from is not given."""
    start = ({**(facts or {}), **(doing.dates or {})}).get(act.limit.fact) if act.limit else None
    if act.limit is None or start is None:
        return False
    return (doing.received or doing.on) > edition.term(act.limit.term).due(calendar, start)


NOT_YOURS = Text(
    "Бұл әрекетті Қағидаларға сәйкес басқа тұлға жасайды.",
    "Это действие по Правилам совершает другое лицо.",
    "Under the Rules this act is for somebody else to do.",
)
NO_GROUND = Text(
    "Тізімдегі негіздердің кемінде біреуін таңдаңыз.",
    "Выберите хотя бы одно из перечисленных оснований.",
    "Choose at least one of the listed grounds.",
)
FOREIGN_GROUND = Text(
    "Қағидаларда мұндай негіз жоқ. Тек тізімдегі негіздер қолданылады.",
    "Такого основания в Правилах нет. Допустимы только перечисленные основания.",
    "The Rules know no such ground. Only the listed ones may be used.",
)


def _not_now(procedure: Procedure, record: Record, act: str) -> Refusal:
    """The case does not stand where the act is done; an act that is not in the table is refused by its first clause."""
    state = state_of(procedure, record)
    reason = Text(
        f"Іс қазір «{state.title.kk}» күйінде, бұл әрекет жасалмайды.",
        f"Дело сейчас в состоянии «{state.title.ru}», это действие невозможно.",
        f"The case now stands at “{state.title.en}”; this cannot be done there.",
    )
    return Refusal("state", (procedure.act(act) if procedure.has(act) else procedure.acts[0]).clause, reason)


def _wrong_grounds(act: Act, doing: Done) -> list[Refusal]:
    known = {ground.key for ground in act.grounds}
    if any(key not in known for key in doing.grounds):
        return [Refusal("ground", act.clause, FOREIGN_GROUND)]
    if act.grounds and not doing.grounds:
        return [Refusal("ground", act.clause, NO_GROUND)]
    return []


def _not_given(act: Act, doing: Done, edition: Edition, facts: Mapping[str, date]) -> list[Refusal]:
    """The dates that start a term must be given; only what is counted back from can lie after the act."""
    found = {}
    for term, since in _starts(act, facts):
        given = (doing.dates or {}).get(since)
        ahead = term is not None and edition.term(term).kind == "back"
        if given is None or (given > doing.on and not ahead):
            found[since] = Refusal(since, act.clause, DATE_GIVEN)
    return list(found.values())


def _starts(act: Act, facts: Mapping[str, date]) -> Iterator[tuple[str | None, str]]:
    """The terms of an act's duties and limit with the names of the dates that are to be given with it."""
    yield from ((duty.term, duty.since) for duty in act.opens if duty.since not in ("act", "receipt"))
    if act.limit and act.limit.fact not in facts:
        yield act.limit.term, act.limit.fact


DATE_GIVEN = Text(
    "Күнді көрсетіңіз; ол бүгіннен кеш болмауы керек.",
    "Укажите дату; она не может быть позже сегодняшней.",
    "Give the date; it cannot be later than today.",
)
