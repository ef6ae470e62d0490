"""Asking the portal as a persona: one request, what it answered, and what it wrote. Nothing written is kept."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db import connection, transaction
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse
from django.utils.translation import override

from tests.access.bodies import body
from tests.access.people import WEAK
from tests.access.scene import NOW, Scene
from tests.world import Browser

CHANGE = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z0-9]{64}")
UNCHANGING = frozenset({"django_session"})
SECOND_FACTOR = "/account/second-factor/"
NO_SUCH: dict[type, Any] = {
    converters.UUIDConverter: "00000000-0000-4000-8000-000000000000",
    converters.IntConverter: 32_000,  # within the bounds of every number field
    converters.StringConverter: "no-such",
    converters.PathConverter: "no-such",
}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    """Headers and body."""
    location: str
    asked: tuple[str, ...]
    """The statements put to the database, without their values."""
    wrote: tuple[str, ...]
    """The tables that were written to."""

    @property
    def to_sign_in(self) -> bool:
        return self.status == 302 and "/account/login/?next=" in self.location

    @property
    def to_second_factor(self) -> bool:
        return self.status == 302 and f"{SECOND_FACTOR}?next=" in self.location


def routes() -> Iterator[tuple[str, URLPattern]]:
    """Every route of the URLconf by its name."""
    yield from _walk(get_resolver())


def _walk(resolver: URLResolver) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from _walk(entry)
        else:
            yield str(entry.name), entry


PATTERNS = dict(routes())


def address(route: str, args: tuple[Any, ...]) -> str:
    with override("ru"):
        return reverse(route, args=args)


def missing(route: str, args: tuple[Any, ...]) -> list[str]:
    """The address with each of its parts in turn replaced by one of nothing."""
    parts = PATTERNS[route].pattern.converters.values()
    return [
        address(route, (*args[:place], NO_SUCH[type(kind)], *args[place + 1 :])) for place, kind in enumerate(parts)
    ]


@contextmanager
def watched() -> Iterator[list[str]]:
    """The statements put to the database meanwhile."""
    asked: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield asked


def written(asked: list[str]) -> Iterator[str]:
    """The tables that statements write to."""
    for sql in asked:
        if (found := CHANGE.match(sql)) and found[2] not in UNCHANGING:
            yield found[2]


class Visitors:
    """A browser for each persona, signed in once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.today = scene, NOW.date()
        self._browser = Browser(raise_request_exception=False)
        self._tickets: dict[str, str] = {}
        for persona, user in scene.people.items():
            self._browser.force_login(user, weak=persona in WEAK)
            self._tickets[persona] = self._browser.cookies[settings.SESSION_COOKIE_NAME].value
            self._browser.cookies.clear()

    def _as(self, persona: str) -> Browser:
        """The browser with the persona's session and nothing left of earlier requests."""
        self._browser.cookies.clear()
        if persona in self._tickets:
            self._browser.cookies[settings.SESSION_COOKIE_NAME] = self._tickets[persona]
        return self._browser

    def ask(self, persona: str, method: str, url: str, data: Any = None, **heads: str) -> Answer:
        """One request, undone afterwards; `heads` are its headers."""
        with transaction.atomic():
            answer = self.keep(persona, method, url, data, **heads)
            transaction.set_rollback(True)
        return answer

    def keep(self, persona: str, method: str, url: str, data: Any = None, **heads: str) -> Answer:
        """One request whose effects stay."""
        with watched() as asked:
            response: Any = getattr(self._as(persona), method)(url, data, headers=heads)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        told = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        text = f"{told}\n{content.decode('utf-8', 'replace')}"
        if response.status_code == 500:
            text = repr(getattr(response, "exc_info", "")) + text
        location = response.headers.get("Location", "")
        return Answer(response.status_code, text, location, tuple(asked), tuple(written(asked)))

    def go(self, persona: str, method: str, route: str, target: str = "", *more: str) -> Answer:
        """A request to a route and an object by their names, whose effects stay."""
        url = address(route, self.scene.args.get(target, ()) + more)
        return self.keep(persona, method, url, body(self.scene, route, target, more) if method == "post" else None)


def alike(answer: Answer, url: str) -> tuple[int, str]:
    """What of an answer does not depend on its own address or on one-time tokens."""
    text = TOKEN.sub("TOKEN", answer.text)
    tail = url[3:]  # each language has its own beginning
    for written in (tail, html.escape(tail), quote(tail), quote(tail, safe="")):
        text = text.replace(written, "/HERE/")
    return answer.status, re.sub(r"Content-Length: \d+\n", "", text)
