"""Every route × method × persona × object against the table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.access.asking import PATTERNS, Answer, Visitors, address, alike, missing, routes
from tests.access.bodies import body
from tests.access.table import ALL, CANARIES, LIKE_ANY_LINK, NO_METHOD, STRANGERS, TABLE, Line, Route

pytestmark = pytest.mark.django_db

METHODS = ("get", "post")
PERSONAS = sorted(ALL)
READING_IS_LOGGED = frozenset({"audit_event"})
SIGNS_IN_BY_GET = frozenset({"demo_enter"})
"""A link of the demonstration; production does not route it."""


def test_every_route_stands_in_the_table_and_the_table_has_no_other():
    assert sorted(set(PATTERNS) ^ set(TABLE)) == []
    assert len(PATTERNS) == sum(1 for _route in routes()), "two routes have one name"


@pytest.mark.parametrize("route", sorted(PATTERNS))
def test_every_view_has_a_policy(route):
    assert hasattr(PATTERNS[route].callback, "policy"), "decorate the view with @allow(…)"


def test_a_policy_opens_to_whom_the_table_says(visitors):
    """The door of each route, asked of the policy itself."""
    from hub.accounts.access import Access
    from tests.access.scene import NOW

    wrong = []
    for persona in PERSONAS:
        user = visitors.scene.people.get(persona) or _stranger()
        access = Access(user, NOW.date())
        for route, row in TABLE.items():
            if PATTERNS[route].callback.policy(access) != (persona in row.door):
                wrong.append(f"{route}: {persona}")
    assert wrong == []


def _stranger() -> Any:
    from django.contrib.auth.models import AnonymousUser

    return AnonymousUser()


@pytest.mark.parametrize("route", sorted(TABLE))
def test_access(visitors, route):
    faults = [f"{persona}: {fault}" for persona in PERSONAS for fault in faults_of(visitors, route, persona)]
    assert faults == []


@dataclass(frozen=True)
class Request:
    method: str
    url: str
    data: Any
    allowed: tuple[int, ...]


def faults_of(visitors: Visitors, route: str, persona: str) -> Iterator[str]:
    """What is wrong with the answers that a persona gets at a route: about nothing first, then about each object."""
    nothing: dict[str, tuple[int, str]] = {}
    for request in about_nothing(visitors, route, persona):
        answer = visitors.ask(persona, request.method, request.url, request.data)
        nothing.setdefault(request.method, alike(answer, request.url))
        yield from judge(route, persona, request, answer)
    for request in about_objects(visitors, route, persona):
        answer = visitors.ask(persona, request.method, request.url, request.data)
        yield from judge(route, persona, request, answer)
        same = alike(answer, request.url) == nothing.get(request.method, alike(answer, request.url))
        if answer.status == 404 and not same:
            yield f"{request.method} {request.url}: differs from the answer about what does not exist"


def targets(route: str, persona: str) -> list[tuple[str, tuple[str, ...]]]:
    """The objects to ask for; one is enough for those outside the door, which knows nothing of objects."""
    row = TABLE[route]
    found = list(dict.fromkeys((target, line.more) for line in row.lines for target in line.objects))
    return found if persona in row.door else found[:1]


def about_objects(visitors: Visitors, route: str, persona: str) -> Iterator[Request]:
    row, scene = TABLE[route], visitors.scene
    for number, (target, more) in enumerate(targets(route, persona)):
        url = address(route, scene.args.get(target, ()) + more)
        for method in METHODS[:1] if row.same and number else METHODS:
            data = body(scene, route, target, more) if method == "post" else None
            yield Request(method, url, data, expected(row, persona, method, target, more))


def about_nothing(visitors: Visitors, route: str, persona: str) -> Iterator[Request]:
    """An address with one part of it leading nowhere; each part in turn for those who pass the door."""
    row, scene = TABLE[route], visitors.scene
    target, more = targets(route, persona)[0]
    urls = missing(route, scene.args.get(target, ()) + more)
    for url in urls if persona in row.door else urls[:1]:
        for method in METHODS:
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
    return (302,) if persona in STRANGERS else (404,)


def judge(route: str, persona: str, request: Request, answer: Answer) -> Iterator[str]:
    """What is wrong with the answer to one request."""
    where = f"{request.method} {request.url}"
    if answer.status not in request.allowed:
        crash = answer.text[:2000] if answer.status == 500 else ""
        yield f"{where}: answered {answer.status}, not {request.allowed} {crash}"
    if persona not in TABLE[route].door and persona in STRANGERS and not answer.to_sign_in:
        yield f"{where}: a stranger is sent to {answer.location}, not to sign in"
    if told := [word for word, who in CANARIES.items() if persona not in who and word in answer.text]:
        yield f"{where}: tells {told}"
    if wrote := _wrongly_written(route, request.method, answer):
        yield f"{where}: wrote to {sorted(wrote)}"


def _wrongly_written(route: str, method: str, answer: Answer) -> set[str]:
    """A refusal writes nothing; reading writes nothing but the log of reading."""
    if answer.status >= 400 or answer.to_sign_in:
        return set(answer.wrote)
    if method == "get" and route not in SIGNS_IN_BY_GET:
        return set(answer.wrote) - READING_IS_LOGGED
    return set()
