"""What every answer of every route carries, asked as a stranger and as those who may."""

from __future__ import annotations

import re

import pytest

from tests.access.asking import PATTERNS, address
from tests.access.conftest import settled
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

OPEN_DATA = ("register_json", "register_csv")
LANGUAGE_OF_ITS_OWN = ("root", "healthz", *OPEN_DATA)
"""Addresses without a language."""


@pytest.fixture(autouse=True)
def _quiet_world() -> None:
    """The files of the town outlive a single test."""


@pytest.fixture(scope="module")
def _town(django_db_setup, django_db_blocker, tmp_path_factory):
    """The town of the access tests, gone before the next module."""
    with settled(django_db_blocker, tmp_path_factory.mktemp("routes")) as visitors:
        yield visitors


@pytest.fixture
def visitors(_town, db):
    return _town


def heads(text: str) -> dict[str, str]:
    """The headers of an answer, by name in small letters."""
    top = re.split(r"\n(?![\w-]+: )", text, maxsplit=1)[0]
    return {name.lower(): value for name, value in re.findall(r"^([\w-]+): (.*)$", top, re.MULTILINE)}


def asked(visitors, route: str):
    """(persona, answer) of GET to the first object of a route: a stranger, and one of those who may."""
    line = TABLE[route].lines[0]
    known = sorted(line.who - {"public", "disabled"})
    for persona in ("public", *known[:1]):
        url = address(route, visitors.scene.args.get(line.objects[0], ()) + line.more)
        yield persona, visitors.ask(persona, "get", url)


@pytest.mark.parametrize("route", sorted(PATTERNS))
def test_every_answer_keeps_the_browser_in_hand(visitors, route):
    for persona, answer in asked(visitors, route):
        found = heads(answer.text)
        assert found["x-content-type-options"] == "nosniff", persona
        assert found["x-frame-options"] == "DENY"
        assert found["referrer-policy"] == "same-origin"
        assert found["cross-origin-opener-policy"] == "same-origin"
        assert found["cross-origin-resource-policy"] == ("cross-origin" if route in OPEN_DATA else "same-origin")
        assert "camera=()" in found["permissions-policy"]
        policy = found["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "data:" not in policy


@pytest.mark.parametrize("route", sorted(PATTERNS))
def test_nothing_of_a_person_is_kept_by_a_cache(visitors, route):
    for persona, answer in asked(visitors, route):
        kept = heads(answer.text)["cache-control"]
        if persona == "public" and answer.status == 200 and "set-cookie" not in heads(answer.text):
            assert kept == "no-cache" or "no-store" in kept
            assert "no-store" in kept or "csrfmiddlewaretoken" not in answer.text
        else:
            assert "no-store" in kept, (persona, answer.status, kept)


@pytest.mark.parametrize("route", sorted(set(PATTERNS) - set(OPEN_DATA) - {"healthz"}))
def test_a_page_says_on_what_it_depends(visitors, route):
    """A page that is public differs by who reads it; its language stands in its address, or is asked for."""
    for persona, answer in asked(visitors, route):
        vary = {word.strip().lower() for word in heads(answer.text).get("vary", "").split(",")}
        assert "cookie" in vary, persona
        if route == "root":
            assert "accept-language" in vary


@pytest.mark.parametrize("route", sorted(PATTERNS))
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace"])
def test_no_other_method_reaches_a_view(visitors, route, method):
    line = TABLE[route].lines[0]
    url = address(route, visitors.scene.args.get(line.objects[0], ()) + line.more)
    answer = visitors.ask("public", method, url)
    assert answer.status == 405
    assert heads(answer.text)["allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("method", ["HTTP_X_HTTP_METHOD_OVERRIDE", "HTTP_X_METHOD_OVERRIDE"])
def test_a_header_does_not_change_the_method(client, db, method):
    assert client.post("/en/how/", **{method: "GET"}).status_code == 405
    assert client.get("/en/how/", **{method: "DELETE"}).status_code == 200
