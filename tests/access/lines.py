"""How a line of the table is written: for these objects, these people get these answers."""

from __future__ import annotations

from dataclasses import dataclass

from tests.access.people import Group

Answer = int | tuple[int, ...]

PAGE, SENT_ON, MOVED_ON, NOT_YET, NO_METHOD = 200, 302, 409, 422, 405
DONE_OR_REFUSED = (SENT_ON, NOT_YET)
"""An act of the right person in the right state: done, or refused by the law with its clause."""


@dataclass(frozen=True)
class Line:
    """For these objects (names of the scene; none for an address without), `who` gets these answers."""

    who: Group
    get: Answer = NO_METHOD
    post: Answer = NO_METHOD
    objects: tuple[str, ...] = ("",)
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    door: Group
    lines: tuple[Line, ...]
    takes: frozenset[str] = frozenset({"get", "post"})


READ, WRITE = frozenset({"get"}), frozenset({"post"})


def on(objects: str, who: Group, get: Answer = NO_METHOD, post: Answer = NO_METHOD, more: str = "") -> Line:
    """`objects` are names with commas between."""
    return Line(who, get, post, tuple(name.strip() for name in objects.split(",")), (more,) if more else ())


def by_stage(
    readers: dict[str, Group], what: str = "", get: Answer = PAGE, post: Answer = NO_METHOD
) -> tuple[Line, ...]:
    """A line a stage; `what` is the kind of object of the case."""
    return tuple(on(f"{stage} {what}".strip(), who, get, post) for stage, who in readers.items())


def reads(door: Group, *lines: Line) -> Route:
    """An address that only shows: POST is refused."""
    return Route(door, lines or (Line(door, PAGE),), READ)


def sends(door: Group, *lines: Line) -> Route:
    """An address that only does: GET is refused."""
    return Route(door, lines or (Line(door, post=SENT_ON),), WRITE)


def both(door: Group, *lines: Line) -> Route:
    """A form: GET shows it, POST sends it."""
    return Route(door, lines or (Line(door, PAGE, SENT_ON),))


def act(key: str, who: Group, allowed: str, too_early: str) -> tuple[Line, ...]:
    """An act: for `who`, done or refused by its needs where the law allows it, stale elsewhere."""
    return (
        on(allowed, who, PAGE, DONE_OR_REFUSED, key),
        on(too_early, who, MOVED_ON, NOT_YET, key),
    )
