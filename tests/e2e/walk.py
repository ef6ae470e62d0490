"""A person at a browser: goes to pages, types, presses, attaches. Every page that comes up is looked at."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Response, expect

from hub.notices.models import Outgoing
from tests.accounts.factor import code_for
from tests.documents import samples
from tests.e2e.looks import WIDE, look

PASSWORD = "correct horse battery"
FORM = "main form:not([action])"
SHOTS = os.environ.get("SCREENSHOTS")
_shot = count(1)
VIOLATIONS = """addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI, lineNumber}) =>
    hubViolation(`content policy: ${effectiveDirective} refused ${blockedURI} (line ${lineNumber})`));"""


def at_browser(browser: Browser, *, script: bool) -> BrowserContext:
    """A browser with nothing kept in it, as of a person who comes for the first time."""
    context = browser.new_context(java_script_enabled=script, viewport=WIDE, reduced_motion="reduce")
    context.set_default_timeout(15_000)
    return context


class Walker:
    """One person at one tab of a browser. `script` says whether the browser runs scripts."""

    def __init__(self, context: BrowserContext, origin: str, language: str, *, script: bool) -> None:
        self.context, self.origin, self.language, self.script = context, origin, language, script
        self.complaints: list[str] = []
        self.unseen: list[str] = []
        self.page = context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.expose_binding("hubViolation", lambda _source, words: self.complaints.append(words))
        self.page.add_init_script(VIOLATIONS)
        self.page.on("response", self._answered)
        self.page.on("domcontentloaded", lambda page: self.unseen.append(page.url))

    def second_tab(self) -> "Walker":
        """The same person at one more tab, on the same page."""
        other = Walker(self.context, self.origin, self.language, script=self.script)
        other.go(self.page.url)
        return other

    def _heard(self, message: ConsoleMessage) -> None:
        # The browser names every answer of 400 and above; those are judged by `_answered` and `_arrive`.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            self.complaints.append(message.text)

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.resource_type != "document":
            self.complaints.append(f"{response.status} {response.url}")

    # --- pages ---

    def go(self, path: str, *, status: int = 200) -> None:
        """Open an address, given without the language or whole."""
        address = path if path.startswith("http") else f"{self.origin}/{self.language}{path}"
        self._arrive(self.page.goto(address), status)

    def press(self, selector: str, *, status: int = 200, times: int = 1) -> None:
        """Press what leads to another page."""
        with self.page.expect_navigation() as arrival:
            self.page.locator(selector).filter(visible=True).first.click(click_count=times)
        self._arrive(arrival.value, status)

    def key(self, name: str) -> None:
        """Press a key that leads to another page."""
        with self.page.expect_navigation() as arrival:
            self.page.keyboard.press(name)
        self._arrive(arrival.value, 200)

    def send(self, form: str = FORM, *, status: int = 200) -> None:
        """Send a form, by default the page's own."""
        self.press(f"{form} button[type=submit]:not([name], [formaction], [aria-hidden])", status=status)

    def _arrive(self, response: Response | None, status: int) -> None:
        assert response is not None
        assert response.status == status, f"{response.status} {response.url}: {self.page.inner_text('main')[:600]}"
        assert len(self.unseen) == 1, f"came past pages without a look at them: {self.unseen}"
        self.unseen.clear()
        if SHOTS:
            self.page.screenshot(path=Path(SHOTS) / f"{next(_shot):03}.png", full_page=True, caret="initial")
        found = look(self.page, self.language, script=self.script) + self.complaints
        assert not found, "\n".join(found)

    def leave(self) -> None:
        """Close the browser; whatever it still complained of is told."""
        self.context.close()
        assert not self.complaints, "\n".join(self.complaints)

    @property
    def path(self) -> str:
        """Where the person is: the address without its language and its place on the page."""
        return re.sub(r"^.*?//[^/]+/(kk|ru|en)|#.*$", "", self.page.url)

    def see(self, selector: str) -> Locator:
        """What must be seen on the page."""
        found = self.page.locator(selector).first
        expect(found).to_be_visible()
        return found

    def says(self, text: str, within: str = "main") -> None:
        expect(self.page.locator(within).first).to_contain_text(text)

    # --- forms ---

    def fill(self, values: Mapping[str, Sequence[str] | str]) -> None:
        """Type, choose or tick: field name → value or values."""
        for name, given in values.items():
            for value in [given] if isinstance(given, str) else given:
                self.enter(name, value)

    def enter(self, name: str, value: str) -> None:
        field = self.page.locator(f'main [name="{name}"]')
        if not field.count():
            self.add_row(name.split("-", maxsplit=1)[0])
        kind = field.first.evaluate("one => one.type")
        if kind in ("radio", "checkbox"):
            self.tick(f'[name="{name}"][value="{value}"]')
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)

    def tick(self, selector: str) -> None:
        """Tick a box, or choose a reply, in a part that may be folded."""
        box = self.page.locator(selector)
        if not box.is_visible():
            self.page.locator("details", has=box).locator("> summary").click()
        box.check()

    def add_row(self, table: str) -> None:
        button = f'[name=add_row][value="{table}"]'
        if self.script:
            self.page.click(button)
        else:
            self.press(button)

    def is_kept(self) -> None:
        """Wait until the page says that the draft is kept."""
        expect(self.page.locator("[data-hub-autosave-state]")).to_have_attribute("data-state", "saved")

    def attach(
        self, slot: str, name: str, *, language: str = "ru", content: bytes | None = None, status: int = 200
    ) -> None:
        self.choose(f"#file-{slot}", name, content)
        self.page.select_option(f"#language-{slot}", language)
        self.press(f'[name=attach][value="{slot}"]', status=status)

    def choose(self, selector: str, name: str, content: bytes | None = None) -> None:
        """Choose a file; without `content` it is a real PDF."""
        body = samples.pdf() if content is None else content
        self.page.set_input_files(selector, {"name": name, "mimeType": "application/pdf", "buffer": body})

    def download(self, selector: str) -> tuple[str, bytes]:
        """The name and the bytes of what a link gives."""
        with self.arriving() as given:
            self.page.locator(selector).first.click()
        return given[0]

    @contextmanager
    def arriving(self) -> Iterator[list[tuple[str, bytes]]]:
        given: list[tuple[str, bytes]] = []
        with self.page.expect_download() as arrival:
            yield given
        given.append((arrival.value.suggested_filename, Path(arrival.value.path()).read_bytes()))

    # --- what is done again and again ---

    def sign_in(self, email: str, password: str = PASSWORD) -> "Walker":
        code = code_for(email)
        self.go("/account/login/")
        self.fill({"login": email, "password": password})
        self.send()
        if code:
            self.fill({"code": code})
            self.send()
        return self

    def file(self, case: str) -> None:
        """Declare and file a complete application."""
        self.go(f"{case}review/")
        self.tick("#declared")
        self.send("#declare form")


def letter_link(to: str) -> str:
    """The link in the last letter to an address."""
    letter = Outgoing.objects.filter(to=to).order_by("pk").last()
    assert letter is not None, f"no letter to {to}"
    return next(re.finditer(r"https?://\S+", letter.text)).group()


def links(walker: Walker, selector: str) -> list[str]:
    return walker.page.locator(selector).evaluate_all("all => all.map(one => one.href)")
