"""What is kept of a participant's reminders and of the secret addresses of its calendar."""

from datetime import date, datetime
from typing import Any

from hub.accounts.models import User
from hub.participation.models import Feed
from hub.privacy.declared import kept

FIELDS = (
    kept("participation.ReminderRule", "reference", public="id kind days set_at", personal="set_by"),
    kept("participation.Reminder", "notice", participant="id participant key days sent_at"),
    kept("participation.Feed", "rights", participant="id participant made_at revoked_at", personal="user"),
    kept("participation.Feed", "rights", secret="digest"),
)


def export(person: User) -> dict[str, Any]:
    """The addresses of calendars that the person made, without their secrets."""
    return {"calendars": list(Feed.objects.filter(user=person).values("participant", "made_at", "revoked_at"))}


def erase(person: User, at: datetime, on: date) -> None:
    """The person's addresses stop working."""
    Feed.objects.filter(user=person, revoked_at=None).update(revoked_at=at)
