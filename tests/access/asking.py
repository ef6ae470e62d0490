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
from django.test import Client
from django.urls import URLPattern, URLResolver, converters, get_resolver, reverse
from django.utils.translation import override

from tests.access.bodies import body
from tests.access.scene import NOW, Scene

CHANGE = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+[\"`]?(\w+)", re.IGNORECASE)
TOKEN = re.compile(r"[A-Za-z0-9]{64}")
UNCHANGING = frozenset({"django_session"})
NO_SUCH: dict[type, Any] = {
    converters.UUIDConverter: "00000000-0000-4000-8000-000000000000",
    converters.IntConverter: 987654321,
    converters.StringConverter: "no-such",
    converters.PathConverter: "no-such",
}


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    """Headers and body."""
    location: str
    wrote: tuple[str, ...]
    """The tables that were written to."""

    @property
    def to_sign_in(self) -> bool:
        return self.status == 302 and "/account/login/?next=" in self.location


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
    """The tables written to meanwhile."""
    wrote: list[str] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (found := CHANGE.match(sql)) and found[2] not in UNCHANGING:
            wrote.append(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield wrote


class Visitors:
    """A browser for each persona, signed in once."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.today = scene, NOW.date()
        self._browser = Client(raise_request_exception=False)
        self._tickets: dict[str, str] = {}
        for persona, user in scene.people.items():
            self._browser.force_login(user)
            self._tickets[persona] = self._browser.cookies[settings.SESSION_COOKIE_NAME].value
            self._browser.cookies.clear()

    def _as(self, persona: str) -> Client:
        """The browser with the persona's session and nothing left of earlier requests."""
        self._browser.cookies.clear()
        if persona in self._tickets:
            self._browser.cookies[settings.SESSION_COOKIE_NAME] = self._tickets[persona]
        return self._browser

    def ask(self, persona: str, method: str, url: str, data: Any = None) -> Answer:
        """One request, undone afterwards."""
        with transaction.atomic():
            answer = self.keep(persona, method, url, data)
            transaction.set_rollback(True)
        return answer

    def keep(self, persona: str, method: str, url: str, data: Any = None) -> Answer:
        """One request whose effects stay."""
        with watched() as wrote:
            response: Any = getattr(self._as(persona), method)(url, data)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        heads = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        text = f"{heads}\n{content.decode('utf-8', 'replace')}"
        if response.status_code == 500:
            text = repr(getattr(response, "exc_info", "")) + text
        return Answer(response.status_code, text, response.headers.get("Location", ""), tuple(wrote))

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
