"""Hostile words for every text field and file name, and what must not become of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.site.jinja import environment
from rules.bin import make_bin
from tests.documents import samples

TOKEN = re.compile(r"q\d{4}q")
"""The number of a canary in a text; one in the name of a file has an f on both sides, for names are cleaned."""
LITERAL = re.compile(r'(q\d{4}q)(?=\s*(?:">|"\s*>|…|\.\.\.|\s|$))')
COMPUTED, STOLEN = "z49z", "root:"
"""What a template engine, a formula or Typst would make of the canary."""
LONG = (
    '=1+1{token}"><img src=x onerror=canary()><x-canary>z{{{{7*7}}}}z${{7*7}}z#{{7*7}}z</x-canary>'
    '<script>canary()</script>*b*_i_#read("/etc/passwd")$x$\\u{{41}}\''
)
SHORT = '=1+1{token}"><script>canary()</script>z{{{{7*7}}}}z'
TINY = '{token}"><b>'
FILE = '=1+1{token}"><img src=x onerror=canary()>z{{{{7*7}}}}z.pdf'
ROOM = {"unit": 40, "number": 60, "position": 120}
"""Fields of an application that take fewer signs than most."""
TEXTS = ("text", "search", "textarea")
GOOD = {
    "bin": make_bin(2021, 4, 900),
    "phone": "+7 701 000 11 22",
    "email": "owner_b@example.kz",
    "user": "owner_b@example.kz",
    "person": "owner@example.kz",
    "case": "",
    "key": "99",
    "on": "2026-05-20",
    "since": "2026-06-01",
    "website": "https://example.kz/",
}
"""What is typed where a field takes no free words: by the field's name; else a number."""

INJECTED = """() => [...document.querySelectorAll(
    'x-canary, img[src=x], main b:not([class]), script:not([src]), iframe, object, embed')]
    .concat([...document.querySelectorAll('*')].filter(one => [...one.attributes].some(at => /^on/i.test(at.name))))
    .map(one => one.outerHTML.slice(0, 120))"""
"""What no page of ours has, and a canary that came alive would be."""
SHOWN = """() => [document.title, document.body.textContent,
    ...[...document.querySelectorAll('input, textarea, option')].map(one => one.value),
    ...[...document.querySelectorAll('[title], [aria-label], [alt]')].map(one =>
        ['title', 'aria-label', 'alt'].map(name => one.getAttribute(name) ?? '').join('\\n'))].join('\\n')"""

sent: dict[str, str] = {}
"""The canaries that were typed: number → name of the field."""


def words(most: int | None = None, shape: str = LONG, field: str = "") -> str:
    """A canary of its own number that fits into `most` signs."""
    token = f"q{1000 + len(sent)}q"
    sent[token] = field
    fitting = [text for text in (one.format(token=token) for one in (shape, SHORT, TINY)) if len(text) <= (most or 250)]
    return fitting[0] if fitting else token[: most or 250]


def file_name() -> str:
    return FILE.format(token="f0f")


def typed(given: dict[str, Any]) -> dict[str, Any]:
    """What was typed into an application, every free text (they are in Cyrillic) made a canary."""
    return {
        part: {name: [_free(name, one) for one in values] for name, values in raw.items()}
        for part, raw in given.items()
    }


def _free(name: str, value: str) -> str:
    most = ROOM.get(name.rsplit("-", 1)[-1], 200)
    return words(most, field=base(name)) if re.search("[а-яА-Я]", value) else value


def base(name: str) -> str:
    """The field's own name, without the number of its row."""
    return re.sub(r"^[\w]+-\d+-", "", name)


class Form:
    """One form of a page as a browser holds it."""

    def __init__(self, element: Any, url: str) -> None:
        self.element = element
        self.action = element.get("action") or url
        self.inputs = [
            one for one in element.inputs if one.name and "__prefix__" not in one.name and not one.get("disabled")
        ]

    @property
    def texts(self) -> set[str]:
        return {one.name for one in self.inputs if kind(one) in TEXTS}

    @property
    def takes_words(self) -> bool:
        """Whether a person may type words here or attach a file; forms with passwords are for another test."""
        kinds = {kind(one) for one in self.inputs}
        return self.element.method == "POST" and bool(kinds & {*TEXTS, "file"}) and "password" not in kinds

    def filled(self, refused: frozenset[str] = frozenset()) -> dict[str, Any]:
        """Every text a canary, but for what was refused; the rest as it stands, or the first to choose."""
        data: dict[str, Any] = {}
        for one in self.inputs:
            value = self._value(one, refused)
            if value is not None:
                data.setdefault(one.name, value)
        return data

    def _value(self, one: Any, refused: frozenset[str]) -> Any:
        which = kind(one)
        if one.name in refused and which not in ("file", "select", "radio", "checkbox"):
            return GOOD.get(base(one.name), "1")
        if which in TEXTS:
            return words(int(one.get("maxlength") or 0) or None, field=base(one.name))
        if which == "file":
            return SimpleUploadedFile(file_name(), samples.pdf(), "application/pdf")
        if which == "select":
            return one.value or next((option for option in one.value_options if option), None)
        if which == "radio":
            return one.get("value")
        if which == "checkbox":
            return one.get("value") or "on" if one.checked or one.name in refused else None
        made = {"date": "2026-05-18", "number": "1", "email": GOOD["email"], "tel": GOOD["phone"]}
        return one.value or made.get(which)


def kind(one: Any) -> str:
    if one.tag in ("textarea", "select"):
        return str(one.tag)
    return str(one.get("type") or "text") if one.tag == "input" else "button"


def forms(page: str, url: str) -> Iterator[Form]:
    """The forms of a page into which words can be typed."""
    if (start := page.find("<!doctype")) < 0:
        return
    for element in lxml.html.fromstring(page[start:]).xpath("//main//form"):
        found = Form(element, url)
        if found.takes_words:
            yield found


def faulty(page: str) -> frozenset[str]:
    """The fields that a page of refusal marks."""
    marked = lxml.html.fromstring(page[page.find("<!doctype") :]).xpath(
        "//*[@aria-invalid='true' or contains(@class, '--error')]"
        " | //*[contains(@class, 'form-group--error')]//input[@type='checkbox']"
    )
    return frozenset(one.get("name") for one in marked if one.get("name"))


def faults(text: str) -> list[str]:
    """What was made of the canaries in a text that a person reads."""
    told = [f"made of a canary: {one}" for one in (COMPUTED, STOLEN) if one in text]
    return told + [f"{one} is not literal" for one in set(TOKEN.findall(text)) - set(LITERAL.findall(text))]


def unescaping(**options: Any) -> Any:
    """The environment of the pages as it must never be."""
    made = environment(**options)
    made.autoescape = False
    return made
