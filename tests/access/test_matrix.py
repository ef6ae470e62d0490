"""Every route × method × persona × object against the table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from hub.accounts.access import Access
from tests.access.asking import PATTERNS, Visitors, alike, routes
from tests.access.matrix import PERSONAS, about_nothing, about_objects, judge
from tests.access.people import WEAK
from tests.access.scene import NOW
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

CASES = 14_000
"""So many requests at least are judged."""


def test_every_route_stands_in_the_table_and_the_table_has_no_other():
    assert sorted(set(PATTERNS) ^ set(TABLE)) == []
    assert len(PATTERNS) == sum(1 for _route in routes()), "two routes have one name"


@pytest.mark.parametrize("route", sorted(PATTERNS))
def test_every_view_has_a_policy(route):
    assert hasattr(PATTERNS[route].callback, "policy"), "decorate the view with @allow(…)"


def test_a_policy_opens_to_whom_the_table_says(visitors):
    """The door of each route, asked of the policy itself."""
    wrong = []
    for persona in PERSONAS:
        access = _access(visitors, persona)
        for route, row in TABLE.items():
            if PATTERNS[route].callback.policy(access) != (persona in row.door):
                wrong.append(f"{route}: {persona}")
    assert wrong == []


def _access(visitors: Visitors, persona: str) -> Access:
    user: Any = visitors.scene.people.get(persona) or AnonymousUser()
    return Access(user, NOW.date(), strong=persona not in WEAK)


def test_the_matrix_counts(visitors, capsys):
    """How many requests are judged below: answers about objects of every kind and about nothing."""
    counted = sum(
        1
        for route in TABLE
        for persona in PERSONAS
        for about in (about_nothing, about_objects)
        for _request in about(visitors.scene, route, persona)
    )
    with capsys.disabled():
        print(f"\nthe access matrix: {counted} cases, {len(TABLE)} routes, {len(PERSONAS)} personas")  # noqa: T201  the figure is wanted
    assert counted >= CASES


@pytest.mark.parametrize("route", sorted(TABLE))
def test_access(visitors, route):
    faults = [f"{persona}: {fault}" for persona in PERSONAS for fault in faults_of(visitors, route, persona)]
    assert not faults, "\n".join(faults)


def faults_of(visitors: Visitors, route: str, persona: str) -> Iterator[str]:
    """What is wrong with the answers that a persona gets at a route: about nothing first, then about each object."""
    nothing: dict[str, tuple[int, str]] = {}
    for request in about_nothing(visitors.scene, route, persona):
        answer = visitors.ask(persona, request.method, request.url, request.data)
        nothing.setdefault(request.method, alike(answer, request.url))
        yield from judge(route, persona, request, answer)
    for request in about_objects(visitors.scene, route, persona):
        answer = visitors.ask(persona, request.method, request.url, request.data)
        yield from judge(route, persona, request, answer)
        same = alike(answer, request.url) == nothing.get(request.method, alike(answer, request.url))
        if answer.status == 404 and not same:
            yield f"{request.method} {request.url}: differs from the answer about what does not exist"
