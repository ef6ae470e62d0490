"""The cabinet's list of participations: how each stands, and what comes next."""

from typing import Any

from hub.accounts.access import Access
from hub.participation import present
from hub.participation.obligations import obligations
from hub.register.models import Participant

NEXT = 3
"""Obligations shown of each participation; the rest stand on its page."""


def participations(access: Access) -> list[dict[str, Any]]:
    """The person's participations, those that last first, each with its next obligations."""
    mine = Participant.objects.visible_to(access).filter(organisation_id__in=access.organisations)
    rows = mine.select_related("organisation", "case")
    return [_card(one, access) for one in sorted(rows, key=lambda one: (not one.active(access.on), one.until))]


def _card(one: Participant, access: Access) -> dict[str, Any]:
    active = one.active(access.on)
    found = obligations(one, access.on) if active else []
    return {"participant": one, "active": active, "next": present.boxes(found[:NEXT], access.on)}
