"""The head of a participant from the earlier register: nobody acts for it until the Technopark invites somebody."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hub.accounts import organisations
from hub.accounts.models import Capacity, Membership

if TYPE_CHECKING:
    from datetime import datetime

    from hub.accounts.models import Organisation, User


class HasHead(Exception):
    """The head of the organisation invites its colleagues; the Technopark does not."""


def has_head(organisation: Organisation, on: date) -> bool:
    heads = Membership.objects.on(on).filter(organisation=organisation, capacity=Capacity.OWNER)
    return heads.exists()


def invite(organisation: Organisation, email: str, *, by: User, at: datetime, on: date) -> None:
    """Invite the head by a letter. Raises HasHead, organisations.Invited, organisations.TooMany."""
    if has_head(organisation, on):
        raise HasHead
    organisations.invite(organisation, email, Capacity.OWNER, by=by, at=at)
