"""The people and objects of the access tests by their names, and the days on which everything happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hub.accounts.models import Organisation, User
from hub.cases.models import Case
from hub.commissions.models import Item, Sitting
from hub.documents import store
from tests import world
from tests.documents import samples

ALMATY = ZoneInfo("Asia/Almaty")
NOW = datetime(2026, 5, 18, 10, 0, tzinfo=ALMATY)
FILED = NOW - timedelta(days=7)
REFERRED = NOW - timedelta(days=6)
DECIDED = NOW - timedelta(days=4)
YESTERDAY, TOMORROW = NOW.date() - timedelta(days=1), NOW.date() + timedelta(days=1)
LONG_AGO = date(2026, 1, 1)
PDF = samples.pdf()

STAGES = ("draft", "check", "remarks", "waiting", "tabled", "agenda", "approved", "refused", "participant")
"""The cases of company A, each of an organisation of its own: an organisation has one open case of a kind."""
OTHERS = {"foreign": "owner_b", "ended": "ended"}
"""The cases of other companies, each with its head."""


@dataclass
class Scene:
    """People by persona (also as attributes), and the objects that stand in addresses by name: what `reverse` takes."""

    people: dict[str, User] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    sittings: dict[str, Sitting] = field(default_factory=dict)
    items: dict[str, Item] = field(default_factory=dict)
    args: dict[str, tuple[Any, ...]] = field(default_factory=dict)

    def __getattr__(self, persona: str) -> User:
        try:
            return self.__dict__["people"][persona]
        except KeyError:
            raise AttributeError(persona) from None


def kept_file(name: str, language: str, company: Organisation, by: User) -> Any:
    return store.take(world.upload(PDF, name), language=language, organisation=company, by=by, at=FILED)
