"""A search, a filter, a count or a page number tells nothing of what is hidden: it answers as about nothing."""

from __future__ import annotations

import ast
import html
import json
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote, quote_plus, unquote_plus

import pytest

from tests.access.asking import TOKEN, Visitors, address
from tests.access.people import CANARIES, READERS
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
SEARCHES: dict[str, tuple[str, ...]] = {
    "register": ("q", "region", "activity", "standing"),
    "register_json": ("q", "region", "activity"),
    "register_csv": ("q", "region", "activity"),
    "certificates": ("number",),
    "all_cases": ("q", "state", "procedure"),
    "worklist": ("whose", "procedure"),
    "translations": ("show",),
    "requests": ("q", "state", "late"),
    "rounds": ("q", "signal", "state", "whose", "quarter"),
    "roles": ("q", "role", "ended"),
    "audit_log": ("action", "person"),
    "data_requests": ("decided",),
    "disclosures": ("show",),
    "office_calendar": ("year",),
    "fee_desk": ("q", "heap"),
    "fee_arrears": ("q", "age"),
    "fee_quarter": ("group",),
    "reports": ("q", "state", "quarter"),
    "stays": ("days",),
    "closing": ("quarter", "what"),
}
"""What a list is narrowed by. The search of the Rules is not here: it reads no database."""
TYPED = frozenset({"q", "number", "action", "person"})
"""Taken as typed; the others are choices, for which a few words are enough."""
NO_SEARCH = frozenset({"page", "check", "add", "from", "day", "key", "on", "month", "participant", "since", "until"})
"""A place in a list that was narrowed already; something of one fetched object, or of public reference data."""
ASKING = ("public", "owner_b", "conflicted", "translator", "officer", "auditor", "administrator", "other_member")
NOTHING = "zzqx-nichts"
IN_THE_REGISTER = frozenset({"participant", "ended"})
"""Whose names and BINs are public."""


def hidden(visitors: Visitors, persona: str) -> Iterator[str]:
    """Words that would find what the persona may not see."""
    yield from (word.removeprefix("+7 ") for word, who in CANARIES.items() if persona not in who)
    for stage, who in READERS.items():
        case = visitors.scene.cases[stage]
        if persona not in who and case.number:
            yield case.number
        if persona not in who and stage not in IN_THE_REGISTER:
            yield from (case.organisation.bin, case.organisation.name_ru)


def ask(visitors: Visitors, persona: str, route: str, name: str, word: str) -> tuple[int, str]:
    """The answer without what differs by itself: one-time tokens, the length."""
    got = visitors.ask(persona, "get", address(route, ()), {name: word})
    text = re.sub(r"Content-Length: \d+\n", "", TOKEN.sub("TOKEN", got.text))
    return got.status, unquote_plus(html.unescape(text))


def without(told: tuple[int, str], *words: str) -> tuple[int, str]:
    """An answer without the words that were asked for, however they are written."""
    status, text = told
    for word in words:
        encoded = (quote(word, safe=""), quote_plus(word), unquote_plus(word))
        for written in (word, *encoded, json.dumps(word)[1:-1], json.dumps(html.unescape(word))[1:-1]):
            text = text.replace(written, "WORD")
    return status, text


@pytest.mark.parametrize("route", sorted(SEARCHES))
def test_what_is_hidden_is_found_by_no_search(visitors, route):
    asking = [persona for persona in ASKING if persona in TABLE[route].door]
    assert asking, "somebody must ask"
    for persona in asking:
        for name in SEARCHES[route]:
            nothing = ask(visitors, persona, route, name, NOTHING)
            for word in islice(hidden(visitors, persona), None if name in TYPED else 3):
                found = ask(visitors, persona, route, name, word)
                same = without(found, word, NOTHING) == without(nothing, word, NOTHING)
                assert same, f"{persona}: {route}?{name}={word} differs from a word that finds nothing"


def test_what_is_open_is_found(visitors):
    """The negative control: a search that finds answers otherwise."""
    case = visitors.scene.cases["check"]
    for persona, route, word in (
        ("officer", "all_cases", case.organisation.bin),
        ("public", "register", visitors.scene.cases["participant"].organisation.bin),
    ):
        found, nothing = (ask(visitors, persona, route, "q", asked) for asked in (word, NOTHING))
        assert without(found, word, NOTHING) != without(nothing, word, NOTHING), route


def test_every_name_read_from_an_address_is_known_here():
    known = NO_SEARCH.union(*SEARCHES.values())
    assert sorted(set(_names_read()) - known) == []


def _names_read() -> Iterator[str]:
    """The names in `request.GET.get("…")` of all views."""
    for path in (ROOT / "hub").rglob("*views.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "request.GET.get":
                yield ast.literal_eval(node.args[0])
