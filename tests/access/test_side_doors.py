"""The ways beside a form and a link: other methods, partials, other formats, other languages, ids of another kind."""

from __future__ import annotations

import pytest
from django.urls import converters

from hub.documents.models import Paper, StoredFile
from tests.access.asking import PATTERNS, Answer, Visitors, address
from tests.access.matrix import READING_IS_LOGGED, SIGNS_IN_BY_GET, Request, about_objects, outside
from tests.access.people import CANARIES, STRANGERS, WEAK
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

WRONG = ("removed", "owner_b", "public", "weak", "translator")
"""Who comes to other people's doors."""
ROUTES = sorted(set(TABLE) - SIGNS_IN_BY_GET)
UNKNOWN_METHODS = ("put", "patch", "delete", "options")
ASIDE = {"format": "json", "_method": "POST", "page": "2", "sort": "owner", "user": "1", "organisation": "1"}
"""What other programs let in by a query."""
BY_UUID = sorted(
    name
    for name, one in PATTERNS.items()
    if isinstance(next(iter(one.pattern.converters.values()), None), converters.UUIDConverter)
)


def first(visitors: Visitors, route: str, persona: str) -> Request:
    """What the persona reads first at a route."""
    return next(one for one in about_objects(visitors.scene, route, persona) if one.method == "get")


def faults(persona: str, answer: Answer) -> list[str]:
    """What no answer may do, by whatever way it was asked for."""
    told = [f"tells {word}" for word, who in CANARIES.items() if persona not in who and word in answer.text]
    wrote = sorted(set(answer.wrote) - READING_IS_LOGGED)
    return [*told, f"wrote to {wrote}"] if wrote else told


@pytest.mark.parametrize("route", ROUTES)
def test_no_other_method_is_taken(visitors, route):
    for persona in ("owner", "public"):
        url = first(visitors, route, persona).url
        for method in UNKNOWN_METHODS:
            answer = visitors.ask(persona, method, url)
            assert (answer.status, answer.wrote) == (405, ()), f"{persona}: {method} {url}"


@pytest.mark.parametrize("route", ROUTES)
def test_head_is_get_without_the_body(visitors, route):
    for persona in WRONG[:3]:
        asked = first(visitors, route, persona)
        answer, got = visitors.ask(persona, "head", asked.url), visitors.ask(persona, "get", asked.url)
        assert answer.status == got.status, f"{persona}: {asked.url}"
        assert answer.text.endswith("\n"), f"{persona}: {asked.url} has a body"


@pytest.mark.parametrize("route", ROUTES)
def test_a_partial_obeys_the_same_table(visitors, route):
    """htmx asks for parts of pages; a redirect is told to it in a header."""
    for persona in WRONG:
        asked = first(visitors, route, persona)
        answer = visitors.ask(persona, "get", asked.url, **{"HX-Request": "true", "HX-Target": "main"})
        told = 302 if "HX-Redirect: " in answer.text else answer.status
        assert told in asked.allowed, f"{persona}: {asked.url} answered {answer.status}"
        assert faults(persona, answer) == [], f"{persona}: {asked.url}"


@pytest.mark.parametrize("route", ROUTES)
def test_a_query_opens_nothing(visitors, route):
    for persona in WRONG:
        asked = first(visitors, route, persona)
        answer = visitors.ask(persona, "get", asked.url, ASIDE)
        assert answer.status in asked.allowed, f"{persona}: {asked.url} answered {answer.status}"
        assert faults(persona, answer) == [], f"{persona}: {asked.url}"


@pytest.mark.parametrize("route", ROUTES)
def test_every_language_has_the_same_doors(visitors, route):
    for persona in (*WRONG, "owner", "officer"):
        asked = first(visitors, route, persona)
        for code in ("kk", "en"):
            url = asked.url.replace("/ru/", f"/{code}/", 1)
            answer = visitors.ask(persona, "get", url)
            assert answer.status in asked.allowed, f"{persona}: {url} answered {answer.status}"
            assert faults(persona, answer) == [], f"{persona}: {url}"


@pytest.mark.parametrize("route", BY_UUID)
def test_an_id_of_another_kind_is_an_id_of_nothing(visitors, route):
    """A file's or a paper's id in the place of a case's finds nothing, even for who may read the file."""
    target = next((one.objects[0], one.more) for one in TABLE[route].lines)
    rest = (visitors.scene.args[target[0]] + target[1])[1:]
    others = [StoredFile.objects.latest("stored_at").pk, Paper.objects.latest("number").pk]
    for persona in ("owner", "officer", "public", "weak"):
        allowed = outside(TABLE[route], persona, "get")
        for other in others:
            answer = visitors.ask(persona, "get", address(route, (other, *rest)))
            assert answer.status in allowed, f"{persona}: {route} with the id of another kind"


def test_who_is_not_known_comes_to_no_object():
    """The expectations above rest on it: a stranger and a person before the second factor never reach a 404."""
    for row in TABLE.values():
        for persona in STRANGERS | WEAK:
            assert persona in row.door or outside(row, persona, "get") == (302,)
