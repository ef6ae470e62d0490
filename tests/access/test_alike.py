"""What is somebody else's answers as what does not exist: the same page to the letter, after the same statements.

Equal work is the part of equal time that can be asserted: nothing about an object is read before the right to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from hub.config import urls
from tests.access.asking import PATTERNS, Answer, Visitors, address, alike, missing
from tests.access.bodies import body
from tests.access.matrix import METHODS, expected, targets
from tests.access.table import LIKE_ANY_LINK, TABLE

pytestmark = pytest.mark.django_db

ASKING = ("owner", "owner_b", "officer", "member")
"""Who asks for what is not theirs; each for all objects that the table closes to them."""
WITH_OBJECTS = sorted(name for name in TABLE if PATTERNS[name].pattern.converters and name not in LIKE_ANY_LINK)
SAVEPOINT = re.compile(r"(SAVEPOINT )\S+")


@pytest.fixture(autouse=True)
def _the_page_itself(visitors, monkeypatch):
    """The page of what is not there is set as it is in the portal."""
    monkeypatch.setattr(urls, "handler404", "hub.site.errors.not_found")


@pytest.mark.parametrize("route", WITH_OBJECTS)
def test_somebody_else_s_answers_as_nothing(visitors, route):
    faults = [fault for persona in ASKING for fault in differences(visitors, route, persona)]
    assert not faults, "\n".join(faults)


def differences(visitors: Visitors, route: str, persona: str) -> Iterator[str]:
    """Where an answer about an object that the person may not have tells that it is there."""
    row = TABLE[route]
    for target, more in targets(route, persona):
        for method in METHODS:
            if expected(row, persona, method, target, more) != (404,):
                continue
            args = visitors.scene.args.get(target, ()) + more
            url = address(route, args)
            answer = _asked(visitors, persona, method, route, url, target, more)
            others = {
                other: _asked(visitors, persona, method, route, other, target, more) for other in missing(route, args)
            }
            if not any(alike(answer, url) == alike(nothing, other) for other, nothing in others.items()):
                yield f"{persona}: {method} {url}: the page differs"
            if not _knows(persona, target, len(visitors.scene.args.get(target, ()))) and _work(answer) not in map(
                _work, others.values()
            ):
                counts = [len(nothing.asked) for nothing in others.values()]
                yield f"{persona}: {method} {url}: {len(answer.asked)} statements, about nothing {counts}"


def _asked(
    visitors: Visitors, persona: str, method: str, route: str, url: str, target: str, more: tuple[str, ...]
) -> Answer:
    data = body(visitors.scene, route, target, more) if method == "post" else None
    return visitors.ask(persona, method, url, data)


def _work(answer: Answer) -> list[str]:
    """The statements of an answer; the names of savepoints count on."""
    return [SAVEPOINT.sub(r"\1", sql) for sql in answer.asked]


def _knows(persona: str, target: str, parts: int) -> bool:
    """Whether the person may read the one object of the address anyway, and is only refused what they asked of it."""
    pages = (TABLE[page] for page in ("case", "sitting", "item"))
    return parts == 1 and any(persona in line.who and target in line.objects for page in pages for line in page.lines)


def test_work_that_differs_is_seen(visitors):
    """The negative control: a page that is theirs takes more statements than one of nothing."""
    case = visitors.scene.args["check"]
    theirs = visitors.ask("owner", "get", address("case", case))
    nothing = visitors.ask("owner", "get", missing("case", case)[0])
    assert _work(theirs) != _work(nothing)
    assert alike(theirs, address("case", case)) != alike(nothing, missing("case", case)[0])
