"""Hostile words in every text field and file name are words on every page, in every letter, paper and export."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from itertools import cycle
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings as portal
from django.db import transaction
from playwright.sync_api import Error as BrowserError
from playwright.sync_api import Page

from hub.cells import FORMULA
from hub.commissions import sittings
from hub.documents.checks import check
from hub.documents.models import StoredFile
from hub.notices import outbox
from hub.notices.models import Outgoing
from tests import clock, world
from tests.access import town
from tests.access.asking import Visitors, address
from tests.access.lines import PAGE
from tests.access.scene import NOW
from tests.access.table import TABLE
from tests.e2e import hostile

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHO = (
    "owner", "officer", "clerk", "chair", "member", "conflicted", "translator", "secretary", "reference",
    "administrator", "finance", "monitoring", "auditor", "editor", "owner_b", "participant", "public",
)  # fmt: skip
"""Who walks, those who write first."""
WRITTEN = {
    "draft": "owner",
    "remarks": "owner",
    "lengthening": "ended",
    "asked request": "owner",
    "awaited report": "owner",
}
"""Cases whose parts are written: stage → who writes them."""
NOT_WALKED = frozenset({"account_logout", "demo_enter", "gallery", "register_json", "register_csv", "healthz", "root"})
"""Nothing to look at, or data that are read below."""
KEEPS_NOTHING = frozenset({"AudienceForm", "LogForm", "NumberForm", "RegisterFilter", "SelfCheckForm"})
NOT_FREE = {
    "AboutForm": {"phone"},
    "AppForm": {"code"},
    "CodeForm": {"code"},
    "EntryForm": {"key"},
    "OrganisationForm": {"bin"},
    "ReregistrationForm": {"bin"},
    "SeenForm": {"case"},
    "SignUp": {"username"},
}
"""Fields that take no words: numbers and codes, each checked by its form; a user has no name but the e-mail."""
NOT_SHOWN = {
    **dict.fromkeys(
        ("note-31", "note-63", "note-64(1)", "1", "note-66"),  # "1" is what is left of note-64-1
        "a note on a round is kept with a finding, and this walk finds nothing",
    ),
    **dict.fromkeys(
        [
            f"column_{name}"
            for name in ["amount", "credit", "debit", "on", "payer", "payer_bin", "payer_iban", "purpose", "reference"]
        ],
        "the title of a bank's column is compared with a file",
    ),
    "amount": "a sum that is no number gives way to one",
    "signer": "printed on the draft of an agreement, which is over once it is signed",
}
"""Words that no page shows again → why."""
HEADERS = {"subject", "from", "to", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding"}


@pytest.fixture
def visitors(monkeypatch, settings, tmp_path, live_server):
    """The town of the access tests with hostile names, and applications written in hostile words."""
    clock.stop(monkeypatch, NOW)
    settings.SEAL_FOLDER, settings.PUBLIC_URL = tmp_path / "seal", live_server.url
    plain = {name: getattr(world, name) for name in ("person", "organisation", "typed", "upload")}
    made = {
        "person": lambda email, _name, **more: plain["person"](email, hostile.words(field="full_name"), **more),
        "organisation": lambda *_names, **more: plain["organisation"](
            hostile.words(field="name_kk"), hostile.words(field="name_ru"), **more
        ),
        "typed": lambda **more: hostile.typed(plain["typed"](**more)),
        "upload": lambda content=None, name=".pdf": plain["upload"](
            content, hostile.file_name() if name.endswith(".pdf") else name
        ),
    }
    # The confinement of the file check is tested where it lives; here a process a file would take too long.
    monkeypatch.setattr("hub.documents.store.check_isolated", check)
    vote = sittings.vote
    with monkeypatch.context() as patch, transaction.atomic():
        for name, hostile_one in made.items():
            patch.setattr(world, name, hostile_one)
        # Reasons are read once the item is closed, which no form here can do.
        patch.setattr(
            sittings, "vote", lambda item, **more: vote(item, **more | {"reasons": hostile.words(field="reasons")})
        )
        scene = town.build()
    return Visitors(scene)


def pages(visitors: Visitors, most: int, further: int = 1) -> Iterator[tuple[str, str]]:
    """(persona, address) of every page with an object: up to `most` who may see it, `further` of other objects."""
    seen = set()
    for who, where in _every_page(visitors, most, further):
        if (who, where) not in seen:
            seen.add((who, where))
            yield who, where


def _every_page(visitors: Visitors, most: int, further: int) -> Iterator[tuple[str, str]]:
    for stage, who in WRITTEN.items():
        case = visitors.scene.cases[stage]
        yield from ((who, address("part", (case.pk, part.key))) for part in case.chapter.parts(case))
    for route, row in TABLE.items():
        for line in row.lines if "get" in row.takes and route not in NOT_WALKED else ():
            if PAGE in (line.get if isinstance(line.get, tuple) else (line.get,)):
                for number, target in enumerate(line.objects):
                    where = address(route, visitors.scene.args.get(target, ()) + line.more)
                    count = further if number or line is not row.lines[0] else most
                    fitting = [one for one in WHO if one in line.who][:count]
                    yield from ((who, where) for who in fitting)


def write(visitors: Visitors) -> tuple[set[str], list[str]]:
    """Send every form of every page full of canaries; the names of the fields taken, and the failures."""
    taken, failures = set(), []
    for who, url in list(pages(visitors, 3, 3)):
        page = visitors.keep(who, "get", url)
        there = [*hostile.forms(page.text, url)] if page.status == 200 else []
        # A vote does not outlive a conflict of interest: who can vote, votes.
        votes = any(one.action.endswith("/vote/") for one in there)
        for form in [one for one in there if not (votes and one.action.endswith("/conflict/"))]:
            answer, refused = visitors.keep(who, "post", form.action, form.filled()), frozenset()
            if answer.status == 422:
                refused = hostile.faulty(answer.text)
                again = next(
                    (one for one in hostile.forms(answer.text, form.action) if one.action == form.action), form
                )
                answer = visitors.keep(who, "post", form.action, again.filled(refused))
            if answer.status >= 500:
                failures.append(f"{who} {form.action}: {answer.text[:600]}")
            if answer.status in (200, 302):
                taken |= {hostile.base(name) for name in form.texts - refused}
    return taken, failures


def of_forms() -> dict[str, set[str]]:
    """The free texts of every form class of the portal: class → names of fields."""
    return {
        one.__name__: texts
        for one in _heirs(forms.Form)
        if one.__module__.startswith("hub.")
        and (texts := {name for name, field in one.base_fields.items() if _free(field)})
    }


def _heirs(one: type) -> Iterator[type]:
    for heir in one.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _free(field: forms.Field) -> bool:
    return type(field) is forms.CharField and type(field.widget) in (forms.TextInput, forms.Textarea)


class Watched:
    """One page of a browser for each persona; a canary that sings is heard."""

    def __init__(self, browser, visitors: Visitors, origin: str) -> None:
        self.browser, self.visitors, self.origin = browser, visitors, origin
        self.sung: list[str] = []
        self.said: list[str] = []
        self._pages: dict[str, Page] = {}

    def look(self, who: str, url: str) -> str:
        """What the persona reads at an address; nothing where it is a file."""
        page = self._page(who)
        try:
            answer = page.goto(self.origin + url, wait_until="domcontentloaded")
        except BrowserError as error:
            if "Download is starting" in str(error):
                return ""
            raise
        shown: str = page.evaluate(hostile.SHOWN)
        faults = [f"injected {one}" for one in page.evaluate(hostile.INJECTED)] + hostile.faults(shown)
        faults += [f"answered {answer.status}"] if answer is None or answer.status >= 500 else []
        self.said += [f"{who} {url}: {one}" for one in faults]
        return shown

    def _page(self, who: str) -> Page:
        if who not in self._pages:
            context = self.browser().new_context()
            if ticket := self.visitors._tickets.get(who):
                context.add_cookies([{"name": portal.SESSION_COOKIE_NAME, "value": ticket, "url": self.origin}])
            context.expose_function("canary", lambda: self.sung.append(who))
            context.route(re.compile(r"\.(css|woff2|svg)(\?|$)"), lambda route: route.abort())
            page = self._pages[who] = context.new_page()
            page.on("dialog", lambda dialog: (self.sung.append(who), dialog.dismiss()))
            page.on("console", self._heard)
        return self._pages[who]

    def _heard(self, message) -> None:
        if "Content Security Policy" in message.text:
            self.said.append(f"{message.page.url}: {message.text}")


def test_hostile_words_stay_words(visitors, browser, live_server):
    taken, failures = write(visitors)
    assert failures == []
    asked = {name: texts for name, texts in of_forms().items() if name not in KEEPS_NOTHING}
    assert {name: texts - taken for name, texts in asked.items() if texts - taken} == NOT_FREE
    watched = Watched(browser, visitors, live_server.url)
    shown = [
        watched.look(who, url.replace("/ru/", f"/{language}/", 1))
        for (who, url), language in zip(pages(visitors, 2), cycle(("ru", "kk", "en")), strict=False)
    ]
    assert watched.said == []
    assert watched.sung == []
    seen = {hostile.sent[token] for text in shown for token in hostile.TOKEN.findall(text)}
    unseen = taken - seen - NOT_SHOWN.keys()
    assert not unseen, ", ".join(sorted(unseen))
    _letters()
    _papers()
    _exports(visitors)


def _letters() -> None:
    letters = [*Outgoing.objects.all()]
    assert any(hostile.TOKEN.search(letter.text) for letter in letters)
    for letter in letters:
        assert hostile.faults(f"{letter.subject}\n{letter.text}") == []
        message = message_from_bytes(outbox._message(letter).message().as_bytes(), policy=policy.default)
        assert {name.lower() for name in message} <= HEADERS
        assert message["subject"].split() == letter.subject.split()
        assert message["to"] == letter.to


def _papers() -> None:
    """Every paper that the portal set, read as its reader reads it."""
    told = 0
    for file in StoredFile.objects.filter(mime="application/pdf"):
        with file.content.open("rb") as content:
            done = subprocess.run(
                ["pdftotext", "-layout", "-", "-"], input=content.read(), capture_output=True, check=True
            )
        text = re.sub(r"\s+", "", done.stdout.decode())
        told += len(hostile.TOKEN.findall(text))
        assert hostile.faults(text) == []
    assert told


def _exports(visitors: Visitors) -> None:
    table, listed = (visitors.keep("public", "get", f"/register.{kind}").text for kind in ("csv", "json"))
    rows = [*csv.reader(io.StringIO(table[table.index("bin,") :]))]
    entries = json.loads(listed[listed.index("[\n") :])
    assert any(one["name_ru"].startswith("=1+1") for one in entries)
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=1+1") for cell in cells)
    assert not [cell for cell in cells if cell.startswith(FORMULA)]


def test_a_page_that_escapes_nothing_would_be_noticed(settings, browser, live_server):
    """The same look at one page, with escaping off: the canary is seen in the page."""
    person = world.person("head@example.kz", hostile.words())
    visitor = world.Browser()
    visitor.force_login(person)
    ticket = visitor.cookies[portal.SESSION_COOKIE_NAME].value
    watched = Watched(browser, SimpleNamespace(_tickets={"owner": ticket}), live_server.url)
    watched.look("owner", "/ru/account/profile/")
    assert watched.said == []
    pages, *others = settings.TEMPLATES
    options = pages["OPTIONS"] | {"environment": "tests.e2e.hostile.unescaping"}
    settings.TEMPLATES = [pages | {"OPTIONS": options}, *others]
    watched.look("owner", "/ru/account/profile/")
    assert any("injected" in one for one in watched.said)
    assert any("Content Security Policy" in one for one in watched.said)
    assert watched.sung == [], "the content policy is the second wall"
