"""The cases of the matrix: which requests a persona makes at a route, and what the table says of each answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.access.asking import Answer, address, missing
from tests.access.bodies import body
from tests.access.lines import NO_METHOD, Line, Route
from tests.access.people import ALL, CANARIES, STRANGERS, WEAK
from tests.access.scene import Scene
from tests.access.table import LIKE_ANY_LINK, TABLE

METHODS = ("get", "post")
PERSONAS = sorted(ALL)
READING_IS_LOGGED = frozenset({"audit_event", "audit_private"})
SIGNS_IN_BY_GET = frozenset({"demo_enter"})
"""A link of the demonstration; production does not route it."""


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    data: Any
    allowed: tuple[int, ...]


def targets(route: str, persona: str) -> list[tuple[str, tuple[str, ...]]]:
    """The objects to ask for; one is enough for those outside the door, which knows nothing of objects."""
    row = TABLE[route]
    found = list(dict.fromkeys((target, line.more) for line in row.lines for target in line.objects))
    return found if persona in row.door else found[:1]


def about_objects(scene: Scene, route: str, persona: str) -> Iterator[Request]:
    row = TABLE[route]
    for target, more in targets(route, persona):
        url = address(route, scene.args.get(target, ()) + more)
        for method in METHODS:
            data = body(scene, route, target, more) if method == "post" else None
            yield Request(method, url, data, expected(row, persona, method, target, more))


def about_nothing(scene: Scene, route: str, persona: str) -> Iterator[Request]:
    """An address with one part of it leading nowhere; each part in turn for those who pass the door.

    Those outside are stopped before any object: that they read nothing is asked once.
    """
    row = TABLE[route]
    target, more = targets(route, persona)[0]
    urls = missing(route, scene.args.get(target, ()) + more)
    inside = persona in row.door
    for url in urls if inside else urls[:1]:
        for method in METHODS if inside else METHODS[:1]:
            if route in LIKE_ANY_LINK:
                yield Request(method, url, None, expected(row, persona, method, target, more))
            else:
                yield Request(method, url, None, outside(row, persona, method))


def expected(row: Route, persona: str, method: str, target: str, more: tuple[str, ...]) -> tuple[int, ...]:
    line = next((line for line in row.lines if persona in line.who and _of(line, target, more)), None)
    if line is None or method not in row.takes:
        return outside(row, persona, method)
    answer = line.get if method == "get" else line.post
    return answer if isinstance(answer, tuple) else (answer,)


def _of(line: Line, target: str, more: tuple[str, ...]) -> bool:
    return target in line.objects and more == line.more


def outside(row: Route, persona: str, method: str) -> tuple[int, ...]:
    """The answer to one who may not, or about what is not there."""
    if persona in row.door:
        return (404,) if method in row.takes else (NO_METHOD,)
    return (302,) if persona in STRANGERS | WEAK else (404,)


def judge(route: str, persona: str, request: Request, answer: Answer) -> Iterator[str]:
    """What is wrong with the answer to one request."""
    where = f"{request.method} {request.url}"
    if answer.status not in request.allowed:
        crash = answer.text[:2000] if answer.status == 500 else ""
        yield f"{where}: answered {answer.status}, not {request.allowed} {crash}"
    if persona not in TABLE[route].door:
        yield from (f"{where}: {fault}" for fault in _misled(persona, answer))
    if told := [word for word, who in CANARIES.items() if persona not in who and word in answer.text]:
        yield f"{where}: tells {told}"
    if wrote := _wrongly_written(route, request.method, answer):
        yield f"{where}: wrote to {sorted(wrote)}"


def _misled(persona: str, answer: Answer) -> Iterator[str]:
    """Whether somebody outside the door is sent to the wrong place."""
    if persona in STRANGERS and not answer.to_sign_in:
        yield f"a stranger is sent to {answer.location}, not to sign in"
    if persona in WEAK and not answer.to_second_factor:
        yield f"a person before the second factor is sent to {answer.location}, not to show it"


def _wrongly_written(route: str, method: str, answer: Answer) -> set[str]:
    """A refusal writes nothing; reading writes nothing but the log of reading."""
    if answer.status >= 400 or answer.to_sign_in or answer.to_second_factor:
        return set(answer.wrote)
    if method == "get" and route not in SIGNS_IN_BY_GET:
        return set(answer.wrote) - READING_IS_LOGGED
    return set()
