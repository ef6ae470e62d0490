"""The course of a procedure as a picture: Mermaid for documents, plain text for a terminal."""

from collections.abc import Iterator

from rules.clauses import short
from rules.procedure import Act, Procedure, State


def mermaid(procedure: Procedure, language: str) -> str:
    """A Mermaid state diagram; an act that moves nothing is an arrow back to its own state."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{_plain(state.title.to(language))}" as {state.key}' for state in procedure.states]
    lines.append(f"    [*] --> {procedure.begins.key}")
    lines += [
        f"    {origin.key} --> {target.key}: {_plain(words)}" for origin, target, words in _moves(procedure, language)
    ]
    lines += [f"    {state.key} --> [*]" for state in procedure.states if state.final]
    return "\n".join(lines) + "\n"


def text(procedure: Procedure, language: str) -> str:
    """Each state with the acts that leave it: who, what, where to."""
    lines = []
    for state in procedure.states:
        lines.append(("◎ " if state.final else "○ ") + state.title.to(language))
        moves = [
            _arrow(act, target, language) for act in procedure.leaving(state) for target in _targets(procedure, act)
        ]
        lines += [f"  {'└' if move is moves[-1] else '├'}─ {move}" for move in moves]
    return "\n".join(lines) + "\n"


def _arrow(act: Act, target: State | None, language: str) -> str:
    done = f"{act.label.to(language)} · {act.actor.title.to(language)} · {short(act.clause, language)}"
    return f"{done} → {target.title.to(language)}" if target else done


def _moves(procedure: Procedure, language: str) -> Iterator[tuple[State, State, str]]:
    """Every arrow: from, to, and what is written on it."""
    for act in procedure.acts:
        words = f"{act.label.to(language)} ({short(act.clause, language)})"
        for origin in act.leaves:
            yield from ((origin, target or origin, words) for target in _targets(procedure, act))


def _targets(procedure: Procedure, act: Act) -> list[State | None]:
    """Where the act leads, in the order of the table; [None] where it moves nothing."""
    reached = procedure.targets(act)
    return [state for state in procedure.states if state in reached] or [None]


def _plain(words: str) -> str:
    """Without the signs that mean something to Mermaid."""
    return words.replace('"', "”").replace(";", ",").replace(":", " –")
