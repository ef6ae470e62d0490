"""Who comes too often to what costs much is asked to wait; nobody else is."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.cases.models import PartData
from tests import clock, world

pytestmark = pytest.mark.django_db

COSTLY = {
    "search": ("get", "register", ()),
    "export": ("get", "register_json", ()),
    "certificate": ("get", "certificate", ("1",)),
    "paper": ("get", "plan", ("case",)),
    "upload": ("post", "attach", ("case", "charter")),
    "autosave": ("post", "autosave", ("case", "tax")),
    "act": ("post", "act", ("case", "file")),
}
"""Kind of limit → method, route and its arguments."""


@pytest.fixture
def ask(settings, draft):
    """Comes to the costly thing of a kind, which is allowed twice a minute."""
    settings.LIMITS = settings.LIMITS | dict.fromkeys(COSTLY, "2/m")

    def come(visitor, kind, language="en", **more):
        method, route, args = COSTLY[kind]
        with override(language):
            address = reverse(route, args=[draft.pk if one == "case" else one for one in args])
        return getattr(visitor, method)(address, **more)

    return come


@pytest.mark.parametrize("kind", sorted(COSTLY))
def test_the_third_time_within_the_minute_is_too_often(ask, inside, monkeypatch, monday, kind):
    assert [ask(inside, kind).status_code == 429 for _once in range(3)] == [False, False, True]
    answer = ask(inside, kind)
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert "no-store" in answer.headers["Cache-Control"]
    clock.stop(monkeypatch, monday + timedelta(minutes=1))
    assert ask(inside, kind).status_code != 429


def test_it_is_said_in_three_languages(ask, inside):
    pages = {language: [ask(inside, "search", language) for _once in range(3)][-1] for language in ("kk", "ru", "en")}
    assert {page.status_code for page in pages.values()} == {429}
    assert len({page.content.decode().partition("<h1>")[2].partition("</h1>")[0] for page in pages.values()}) == 3


def test_a_person_is_counted_apart_from_their_address(ask, inside):
    stranger = world.Browser()
    assert [ask(stranger, "search").status_code for _once in range(3)] == [200, 200, 429]
    assert ask(inside, "search").status_code == 200


def test_addresses_are_counted_apart(ask):
    here, there = ({"REMOTE_ADDR": address} for address in ("192.0.2.1", "192.0.2.2"))
    assert [ask(world.Browser(), "export", **here).status_code for _once in range(3)] == [200, 200, 429]
    assert ask(world.Browser(), "export", **there).status_code == 200


def test_what_was_typed_before_is_kept(ask, inside, draft):
    before = PartData.objects.get(case=draft, key="tax")
    typed = {"revision": before.revision, **before.data, "debt": "12"}
    ask(inside, "autosave", data=typed)
    for _once in range(3):
        ask(inside, "upload")
    assert PartData.objects.get(case=draft, key="tax").data["debt"] == ["12"]


def test_an_empty_rate_counts_nothing(ask, inside, settings):
    settings.LIMITS = settings.LIMITS | {"search": ""}
    assert {ask(inside, "search").status_code for _once in range(5)} == {200}
