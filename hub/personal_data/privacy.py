"""What is kept of consents and requests about personal data."""

from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hub.accounts.models import User
from hub.personal_data.models import Consent, Request
from hub.privacy.declared import kept

FIELDS = (
    kept("personal_data.Consent", "consent", public="id purpose version language given_at until withdrawn_at"),
    kept("personal_data.Consent", "consent", personal="person given_by withdrawn_by"),
    kept("personal_data.Request", "request", public="id kind asked_at outcome decided_at"),
    kept("personal_data.Request", "request", personal="person text answer decided_by"),
)


def export(person: User) -> dict[str, Any]:
    requests = person.data_requests.all()
    return {
        "consents": list(person.consents.values("purpose", "version", "language", "given_at", "until", "withdrawn_at")),
        "requests": [
            {"kind": one.kind, "text": one.text, "asked_at": one.asked_at, "outcome": one.outcome, "answer": one.answer}
            for one in requests
        ],
    }


def erase(person: User, at: datetime, on: date) -> None:
    """Consents are withdrawn and stay as proof; what the person wrote in requests goes."""
    person.consents.filter(withdrawn_at=None).update(withdrawn_at=at, withdrawn_by=person)
    for one in person.data_requests.all():
        one.text = ""
        one.save(update_fields=["text"])


def past(retention: str, before: date) -> QuerySet[Any] | None:
    if retention == "consent":
        ended = Q(withdrawn_at__date__lt=before) | Q(until__lt=before)
        return Consent.objects.filter(ended)
    if retention == "request":
        return Request.objects.filter(decided_at__date__lt=before)
    return None
