"""Every route × method × persona × object against the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.access.asking import PATTERNS, Answer, Visitors, address, alike, missing, routes
from tests.access.bodies import body
from tests.access.table import ALL, CANARIES, NO_METHOD, STRANGERS, TABLE, Line, Route

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


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", sorted(TABLE))
def test_access(visitors, route, persona):
    faults = [
        f"{method.upper()} {url}: {fault}"
        for method, url, data, expected in requests(visitors, route, persona)
        for fault in judge(visitors, route, persona, method, url, data, expected)
    ]
    assert faults == []


Request = tuple[str, str, Any, tuple[int, ...]]


def requests(visitors: Visitors, route: str, persona: str) -> Iterator[Request]:
    """Every request of a persona to a route, with the answers that the table allows."""
    row, scene = TABLE[route], visitors.scene
    targets = list(dict.fromkeys((target, line.more) for line in row.lines for target in line.objects))
    if persona not in row.door:
        targets = targets[:1]  # the door asks nothing about the object
    for target, more in targets:
        url = address(route, scene.args.get(target, ()) + more)
        for method in METHODS:
            data = body(scene, route, target, more) if method == "post" else None
            yield method, url, data, expected(row, persona, method, target, more)
    target, more = targets[0]
    for url in missing(route, scene.args.get(target, ()) + more):
        for method in METHODS:
            yield method, url, None, outside(row, persona, method)


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


def judge(
    visitors: Visitors, route: str, persona: str, method: str, url: str, data: Any, allowed: tuple[int, ...]
) -> Iterator[str]:
    """What is wrong with the answer to one request."""
    answer = visitors.ask(persona, method, url, data)
    if answer.status not in allowed:
        yield f"answered {answer.status}, not {allowed}" + (answer.text[:2000] if answer.status == 500 else "")
    if persona not in TABLE[route].door and persona in STRANGERS and not answer.to_sign_in:
        yield f"a stranger is sent to {answer.location}, not to sign in"
    if told := [word for word, who in CANARIES.items() if persona not in who and word in answer.text]:
        yield f"tells {told}"
    if wrote := _wrongly_written(route, method, answer):
        yield f"wrote to {sorted(wrote)}"
    if answer.status == 404 and alike(answer, url) != alike(*_nothing(visitors, route, persona, method, url)):
        yield "differs from the answer about what does not exist"


def _wrongly_written(route: str, method: str, answer: Answer) -> set[str]:
    """A refusal writes nothing; reading writes nothing but the log of reading."""
    refused = answer.status >= 400 or answer.to_sign_in
    if refused:
        return set(answer.wrote)
    if method == "get" and route not in SIGNS_IN_BY_GET:
        return set(answer.wrote) - READING_IS_LOGGED
    return set()


_KNOWN: dict[tuple[str, str, str], tuple[Answer, str]] = {}


def _nothing(visitors: Visitors, route: str, persona: str, method: str, url: str) -> tuple[Answer, str]:
    """The answer about an address of the route that leads to nothing, asked once."""
    key = (route, persona, method)
    if key not in _KNOWN:
        row = TABLE[route]
        target, more = row.lines[0].objects[0], row.lines[0].more
        none = missing(route, visitors.scene.args.get(target, ()) + more)
        nowhere = none[0] if none else url
        _KNOWN[key] = visitors.ask(persona, method, nowhere), nowhere
    return _KNOWN[key]
