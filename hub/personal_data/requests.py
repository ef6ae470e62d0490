"""Asking for a correction or an erasure, and the decision of a person, within the term of the law."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import User
from hub.audit.log import record as log
from hub.notices.outbox import tell
from hub.personal_data import contributions
from hub.personal_data.models import Request
from hub.reference.data import calendar

if TYPE_CHECKING:
    from uuid import UUID


class Asked(Exception):
    """The same is asked already and waits for its decision."""


class Decided(Exception):
    """The request is decided already."""


class OwnRequest(Exception):
    """Nobody decides on what they asked themself."""


@transaction.atomic
def ask(kind: str, text: str, *, by: User, at: datetime) -> Request:
    """Record a request; its due day follows from the moment it came. Raises Asked."""
    try:
        with transaction.atomic():
            made = Request.objects.create(kind=kind, person=by, text=text, asked_at=at)
    except IntegrityError:
        raise Asked(kind) from None
    due = made.due(calendar())
    log("personal.request", f"request:{made.pk}", by=by, at=at, kind=kind, due_on=due.isoformat())
    return made


@transaction.atomic
def decide(request_id: UUID, outcome: str, answer: str, *, by: User, at: datetime) -> Request:
    """Do or refuse what was asked and tell the person. Raises Decided, OwnRequest, contributions.Held."""
    row = Request.objects.select_for_update().select_related("person").get(pk=request_id)
    if row.decided_at is not None:
        raise Decided(row.pk)
    if row.person_id == by.pk:
        raise OwnRequest(row.pk)
    row.outcome, row.answer, row.decided_by, row.decided_at = outcome, answer, by, at
    row.save(update_fields=["outcome", "answer", "decided_by", "decided_at"])
    erases = row.kind == Request.Kind.ERASURE and outcome == Request.Outcome.DONE
    if not erases:
        _tell(row, at)
    else:
        contributions.erase(row.person, by=by, at=at)
    log("personal.decide", f"request:{row.pk}", by=by, at=at, kind=row.kind, outcome=outcome)
    return row


def _tell(row: Request, at: datetime) -> None:
    """The decision in the language of the person's letters, without what was asked."""
    with override(row.person.language):
        subject = _("Your request about your data is decided: %(outcome)s") % {"outcome": row.get_outcome_display()}
        text = _("You asked on %(day)s. Read the answer on the portal.") % {"day": words.day(row.asked_at)}
        path = reverse("my_data")
    tell(row.person, subject, text, path=path, key=f"request:{row.pk}", at=at)
