"""A browser for each test, and the portal on a server of its own, on an ordinary Monday."""

import os
import shutil
from contextlib import ExitStack
from functools import cache

import pytest

from tests import clock
from tests.e2e.walk import Walker, at_browser

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def chromium() -> str | None:
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session", autouse=True)
def _database_first(django_db_setup):
    """The server shares one connection among its threads if it starts before the test's database is a file."""


@pytest.fixture
def browser(monkeypatch):
    """Opens Chromium when the first person comes, so that the test's world is made before; closes it after the test."""
    path = chromium()
    if path is None:
        pytest.skip("Chromium is not found. Debian: apt install chromium; elsewhere name the program in CHROMIUM")
    from playwright.sync_api import sync_playwright

    with ExitStack() as at_the_end:

        @cache
        def opened():
            playwright = at_the_end.enter_context(sync_playwright())
            # The driver's event loop runs in this thread; only the test itself asks the database here.
            monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
            return playwright.chromium.launch(executable_path=path, args=ARGUMENTS)

        yield opened


@pytest.fixture
def someone(browser, live_server, settings, monkeypatch, monday):
    """Opens the portal for one more person; `someone("kk")` reads Kazakh, `someone(script=False)` runs no script."""
    settings.PUBLIC_URL = live_server.url
    clock.stop(monkeypatch, monday)
    walkers = []

    def come(language: str = "ru", *, script: bool = True) -> Walker:
        walkers.append(Walker(at_browser(browser(), script=script), live_server.url, language, script=script))
        return walkers[-1]

    yield come
    for walker in walkers:
        walker.leave()
