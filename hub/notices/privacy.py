"""What is kept of notices and letters."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from hub.accounts.models import User
from hub.notices.models import DemoMail, Notice, Outgoing
from hub.privacy.declared import kept

FIELDS = (
    kept("notices.Notice", "notice", public="id at read_at", participant="path", personal="user subject text"),
    kept("notices.Outgoing", "letter", public="id at sent_at attempts next_try_at key", participant="attachment"),
    kept("notices.Outgoing", "letter", personal="to subject text error"),
    kept("notices.DemoMail", "demo", public="id at", personal="to subject text attachments"),
)


def export(person: User) -> dict[str, Any]:
    letters = Outgoing.objects.filter(to__iexact=person.email)
    return {
        "notices": list(person.notices.values("subject", "text", "at", "read_at")),
        "letters": list(letters.values("subject", "text", "at", "sent_at")),
    }


def erase(person: User, at: datetime, on: date) -> None:
    """Called while the account still has its address."""
    person.notices.all().delete()
    Outgoing.objects.filter(to__iexact=person.email).delete()
    DemoMail.objects.filter(to__iexact=person.email).delete()


def past(retention: str, before: date) -> QuerySet[Any] | None:
    if retention == "notice":
        return Notice.objects.filter(at__date__lt=before)
    if retention == "letter":
        return Outgoing.objects.filter(sent_at__date__lt=before)
    return None
