"""What is asked of every page that a test visits: no barrier, no complaint of the browser, no sideways scrolling."""

from axe_playwright_python.sync_playwright import Axe
from django.urls import resolve
from django.utils.translation import override
from playwright.sync_api import Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}
AXE = Axe()
# What a page is built of. A page is checked when it comes for the first time or shows what no page had shown before.
BUILD = """() => [...new Set([...document.querySelectorAll('body *')]
    .map(one => [one.tagName, one.getAttribute('class'), one.type].join(' ')))]"""
UNFOLD = """fold => document.querySelectorAll('main details').forEach(one => {
    if (fold ? one.dataset.unfolded : !one.open) { one.open = !fold; fold ? delete one.dataset.unfolded
        : one.dataset.unfolded = 'yes'; } })"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? []
    : [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1)
        .slice(0, 5).map(one => one.outerHTML.slice(0, 160))"""

_places: set[tuple[str, str]] = set()
_builds: dict[str, set[str]] = {"kk": set(), "ru": set(), "en": set()}


def look(page: Page, language: str, *, script: bool) -> list[str]:
    """What is wrong with the page, wide and on a phone, its folded parts unfolded; empty where nothing is."""
    place, shown = (language, _place(page, language)), set(page.evaluate(BUILD))
    if place in _places and shown <= _builds[language]:
        return []
    if script:
        page.evaluate(UNFOLD, False)
    found = _barriers(page, "wide") if script else []
    page.set_viewport_size(NARROW)
    found += [f"wider than a phone: {one}" for one in page.evaluate(TOO_WIDE)]
    found += _barriers(page, "on a phone") if script else []
    page.set_viewport_size(WIDE)
    if script:
        page.evaluate(UNFOLD, True)
    if script and not found:
        _places.add(place)
        _builds[language] |= shown
    return [f"{page.url}: {one}" for one in found]


def _place(page: Page, language: str) -> str:
    """Which page it is: its route, and the part or the act that it is about."""
    with override(language):
        match = resolve(page.evaluate("location.pathname"))
    return " ".join([match.view_name, match.kwargs.get("key", ""), match.kwargs.get("act", "")])


def _barriers(page: Page, how: str) -> list[str]:
    return [
        f"{how}: {one['id']}: {one['help']}: {'; '.join(node['html'][:160] for node in one['nodes'][:5])}"
        for one in AXE.run(page).response["violations"]
    ]
