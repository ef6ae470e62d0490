"""The procedures written in `rules`, each as a sheet: its states, acts, duties and terms in one language."""

import pkgutil
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

import rules
from rules.clauses import label
from rules.editions import Edition, Term
from rules.procedure import Act, Duty, Ground, Need, Procedure, State
from rules.text import Text

Sheet = dict[str, Any]
"""A procedure as JSON: `states`, and `acts` with what each opens, by which grounds, and what it needs."""

RUSSIAN_COUNT: Mapping[str, tuple[str, str, str]] = {
    "working": ("рабочий день", "рабочих дня", "рабочих дней"),
    "calendar": ("календарный день", "календарных дня", "календарных дней"),
    "months": ("месяц", "месяца", "месяцев"),
}


@cache
def procedures() -> Mapping[str, Procedure]:
    """Every procedure that a module of `rules` defines, by its key; ValueError where two share one."""
    found: dict[str, Procedure] = {}
    for module in pkgutil.iter_modules(rules.__path__):
        for thing in vars(import_module(f"rules.{module.name}")).values():
            if isinstance(thing, Procedure) and found.setdefault(thing.key, thing) is not thing:
                raise ValueError(f"two procedures are called {thing.key!r}")
    return MappingProxyType(found)


def sheet(procedure: Procedure, edition: Edition, language: str) -> Sheet:
    """All that the table says, with the terms of `edition`, in `language`."""
    return {
        "key": procedure.key,
        "title": procedure.title.to(language),
        "clauses": procedure.clauses,
        "edition": edition.title.to(language),
        "states": [_state(procedure, state, language) for state in procedure.states],
        "acts": [_act(procedure, act, edition, language) for act in procedure.acts],
    }


def _state(procedure: Procedure, state: State, language: str) -> Sheet:
    begins = state == procedure.begins
    return {"key": state.key, "title": state.title.to(language), "begins": begins, "final": state.final}


def _act(procedure: Procedure, act: Act, edition: Edition, language: str) -> Sheet:
    targets = [state for state in procedure.states if state in procedure.targets(act)]
    limit = act.limit
    return {
        "key": act.key,
        "label": act.label.to(language),
        "actor": act.actor.title.to(language),
        "clause": act.clause,
        "cited": label(act.clause, language),
        "from": _titles(act.leaves, language),
        "to": _titles(targets, language),
        "opens": [_duty(duty, edition, language) for duty in act.opens],
        "grounds": [_ground(ground, language) for ground in act.grounds],
        "needs": [_need(need, language) for need in act.needs],
        "limit": _term(edition.term(limit.term), language) if limit else None,
    }


def _titles(states: Iterable[State], language: str) -> list[str]:
    return [state.title.to(language) for state in states]


def _duty(duty: Duty, edition: Edition, language: str) -> Sheet:
    return {
        "key": duty.key,
        "title": duty.title.to(language),
        "actor": duty.actor.title.to(language),
        "acts": list(duty.acts),
        "clause": duty.clause,
        "cited": label(duty.clause, language),
        "since": duty.since,
        "term": _term(edition.term(duty.term), language) if duty.term else None,
    }


def _ground(ground: Ground, language: str) -> Sheet:
    return {
        "key": ground.key,
        "title": ground.title.to(language),
        "clause": ground.clause,
        "cited": label(ground.clause, language),
        "to": ground.route.title.to(language) if ground.route else None,
    }


def _need(need: Need, language: str) -> Sheet:
    return {
        "key": need.key,
        "demand": need.demand.to(language),
        "clause": need.clause,
        "cited": label(need.clause, language),
    }


def _term(term: Term, language: str) -> Sheet:
    note = term.note.to(language) if term.note else ""
    said = length(term).to(language)
    return {"key": term.key, "n": term.n, "kind": term.kind, "clause": term.clause, "words": said, "note": note}


def length(term: Term) -> Text:
    """How long a term is, in words: "5 working days", "no later than 10 working days before"."""
    n = term.n
    days, many = _russian(n, "working"), "" if n == 1 else "s"
    ways: dict[str, Text] = {
        "working": Text(f"{n} жұмыс күні", f"{n} {days}", f"{n} working day{many}"),
        "calendar": Text(f"{n} күнтізбелік күн", f"{n} {_russian(n, 'calendar')}", f"{n} calendar day{many}"),
        "months": Text(f"{n} ай", f"{n} {_russian(n, 'months')}", f"{n} month{many}"),
        "back": Text(
            f"кемінде {n} жұмыс күні бұрын",
            f"не позднее чем за {n} {days}",
            f"no later than {n} working day{many} before",
        ),
        "month_day": Text(
            f"есепті кезеңнен кейінгі айдың {n}-күніне дейін",
            f"до {n}-го числа месяца, следующего за отчётным периодом",
            f"by day {n} of the month after the period",
        ),
    }
    return ways[term.kind]


def _russian(n: int, kind: str) -> str:
    """The Russian noun that goes with the number: 1 день, 2 дня, 5 дней, 11 дней, 21 день."""
    one, few, many = RUSSIAN_COUNT[kind]
    if n % 100 in range(11, 15):
        return many
    return one if n % 10 == 1 else few if n % 10 in range(2, 5) else many
