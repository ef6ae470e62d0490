"""A commission of five with a secretary, a case referred to it, and sittings in each state."""

from dataclasses import dataclass
from datetime import date, datetime

import pytest

from hub.accounts.models import User
from hub.cases.models import Case
from hub.commissions import sittings
from hub.commissions.models import Commission, Item, Sitting
from tests import world

WHY = "Бизнес-план раскрывает все сведения."


@dataclass
class Room:
    """The commission's people and the moment in which everything happens."""

    commission: Commission
    users: list[User]
    at: datetime

    @property
    def chair(self) -> User:
        return self.users[0]

    @property
    def deputy(self) -> User:
        return self.users[1]

    @property
    def members(self) -> list[User]:
        """Everybody with a vote."""
        return self.users[:-1]

    @property
    def secretary(self) -> User:
        return self.users[-1]

    @property
    def today(self) -> date:
        return self.at.date()

    def planned(self, *cases: Case) -> Sitting:
        sitting = sittings.plan(self.commission, on=self.today, place="Зал 1", by=self.secretary, at=self.at)
        for case in cases:
            sittings.put_on_agenda(sitting, case, by=self.secretary, at=self.at)
        return sitting

    def opened(self, *cases: Case) -> Sitting:
        return sittings.convene(self.planned(*cases), by=self.chair, at=self.at)

    def vote(self, item: Item, user: User, vote: str = "for", grounds: tuple[str, ...] = (), reasons: str = WHY):
        return sittings.vote(item, vote=vote, reasons=reasons, grounds=grounds, by=user, at=self.at)

    def close_item(self, item: Item, by: User | None = None) -> Item:
        return sittings.close_item(item, by=by or self.chair, at=self.at)


@pytest.fixture
def room(db, monday) -> Room:
    commission, users = world.commission()
    return Room(commission, users, monday)


@pytest.fixture
def referred(filed, officer, monday) -> Case:
    """The application before the commission, since Monday 18 May 2026."""
    return world.referred(filed, officer, monday)


@pytest.fixture
def item(room, referred) -> Item:
    """The application on the agenda of an open sitting."""
    return room.opened(referred).items.get()
