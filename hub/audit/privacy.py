"""What is kept of the log, and how a person's private values leave it while the chain stays whole."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hub.accounts.models import User
from hub.audit.models import Event, Private
from hub.privacy.declared import kept

FIELDS = (
    kept("audit.Event", "log", participant="id number at action about data prev digest", personal="actor"),
    kept("audit.Private", "log_private", public="id event name", personal="value", secret="salt"),
)


def export(person: User) -> dict[str, Any]:
    """What the person did, as the log has it."""
    return {"log": list(Event.objects.filter(actor=person).values("at", "action", "about"))}


def erase(person: User, at: datetime, on: date) -> None:
    """Private values about the person go; the reasons why somebody saw personal data stay, to answer for it."""
    mine = Q(event__actor=person) & ~Q(event__action__startswith="personal.")
    Private.objects.filter(mine | Q(event__about=f"user:{person.pk}")).delete()


def past(retention: str, before: date) -> QuerySet[Any] | None:
    return Private.objects.filter(event__at__date__lt=before) if retention == "log_private" else None
