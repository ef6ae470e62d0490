"""Why a table is incoherent. A procedure is fit to be used when `faults` has nothing to say."""

from collections.abc import Collection, Iterator

from rules.editions import Edition
from rules.procedure import ACTORS, TIMER, Act, Duty, Procedure, State


def faults(procedure: Procedure, *, edition: Edition, clauses: Collection[str]) -> list[str]:
    """All faults of a table against an edition and the catalogue of clauses, in plain English for its author."""
    return [
        *_names(procedure),
        *_states(procedure),
        *(fault for act in procedure.acts for fault in _act(procedure, act, clauses)),
        *(fault for duty in procedure.duties for fault in _duty(procedure, duty, edition, clauses)),
        *_terms(procedure, edition),
    ]


def _names(procedure: Procedure) -> Iterator[str]:
    for what, keys in (
        ("act", [act.key for act in procedure.acts]),
        ("state", [state.key for state in procedure.states]),
        ("duty", [duty.key for duty in procedure.duties]),
        ("ground", [ground.key for ground in procedure.grounds]),
        ("need", [need.key for need in dict.fromkeys(need for act in procedure.acts for need in act.needs)]),
    ):
        yield from (f"{what} {key!r} is defined twice" for key in sorted({k for k in keys if keys.count(k) > 1}))


def _reachable(procedure: Procedure, start: State) -> set[State]:
    seen, queue = {start}, [start]
    while queue:
        state = queue.pop()
        fresh = {target for act in procedure.leaving(state) for target in procedure.targets(act)} - seen
        seen |= fresh
        queue += fresh
    return seen


def _states(procedure: Procedure) -> Iterator[str]:
    reachable = _reachable(procedure, procedure.begins)
    for state in procedure.states:
        moves = [act for act in procedure.leaving(state) if procedure.targets(act) - {state}]
        if state not in reachable:
            yield f"state {state.key!r} cannot be reached"
        if state.final and moves:
            yield f"state {state.key!r} is final, yet {moves[0].key!r} leaves it"
        if not state.final and not moves:
            yield f"state {state.key!r} is a dead end"
        elif not any(after.final for after in _reachable(procedure, state)):
            yield f"from state {state.key!r} no final state can be reached"


def _act(procedure: Procedure, act: Act, clauses: Collection[str]) -> Iterator[str]:
    asked = {key for duty in procedure.duties for key in duty.acts}
    cited = [act.clause, *(g.clause for g in act.grounds), *(n.clause for n in act.needs)]
    cited += [act.limit.clause] if act.limit else []
    yield from (
        f"act {act.key!r} cites clause {clause!r}, which is unknown" for clause in cited if clause not in clauses
    )
    if act.actor not in ACTORS:
        yield f"act {act.key!r} has an unknown actor"
    if act.through is not None and (act.through not in ACTORS or act.through == act.actor):
        yield f"act {act.key!r} comes through nobody"
    if act.dated and act.through is None:
        yield f"act {act.key!r} is done on the day of its record: it needs no date of its own"
    if not act.leaves:
        yield f"act {act.key!r} can be done in no state"
    if not procedure.targets(act) and act.key not in asked:
        yield f"act {act.key!r} has no target and no duty asks for it"
    if act.actor is TIMER and act.vote:
        yield f"act {act.key!r}: the timer never decides"
    yield from (
        f"act {act.key!r} and ground {ground.key!r} lead nowhere"
        for ground in act.grounds
        if ground.route is None and act.reaches is None
    )


def _duty(procedure: Procedure, duty: Duty, edition: Edition, clauses: Collection[str]) -> Iterator[str]:
    if duty.clause not in clauses:
        yield f"duty {duty.key!r} cites clause {duty.clause!r}, which is unknown"
    if duty.actor not in ACTORS:
        yield f"duty {duty.key!r} has an unknown actor"
    if not duty.acts:
        yield f"duty {duty.key!r} asks for no act"
    for key in duty.acts:
        if not procedure.has(key):
            yield f"duty {duty.key!r} asks for act {key!r}, which is not in the table"
        elif procedure.act(key).actor != duty.actor:
            yield f"duty {duty.key!r} is {duty.actor.key}'s, but act {key!r} is {procedure.act(key).actor.key}'s"
    for opener in procedure.acts:
        if duty in opener.opens and not _can_be_met(procedure, opener, duty):
            yield f"duty {duty.key!r}, opened by {opener.key!r}, can never be met"
    if duty.term and duty.term in edition.terms and edition.term(duty.term).kind == "back" and duty.since == "act":
        yield f"duty {duty.key!r} counts back from the act itself; name the date it counts back from"


def _can_be_met(procedure: Procedure, opener: Act, duty: Duty) -> bool:
    after = procedure.targets(opener) or frozenset(opener.leaves)
    return any(procedure.has(key) and state in procedure.act(key).leaves for state in after for key in duty.acts)


def _terms(procedure: Procedure, edition: Edition) -> Iterator[str]:
    named = {duty.term: f"duty {duty.key!r}" for duty in procedure.duties if duty.term}
    named |= {act.limit.term: f"act {act.key!r}" for act in procedure.acts if act.limit}
    for term, where in named.items():
        if term not in edition.terms:
            yield f"{where} names term {term!r}, which edition {edition.key} does not know"
