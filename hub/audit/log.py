"""The one way to write to the log. Call it in the transaction of the act itself."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hub.accounts.models import User
from hub.audit.models import Event


class OutsideTransaction(RuntimeError):
    """An event must live or die with what it tells of."""


def record(action: str, about: str, *, by: User | None, at: datetime, **data: Any) -> Event:
    """Add an event. `data` must be JSON and free of personal data and secrets."""
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransaction(action)
    return Event.objects.create(action=action, about=about, actor=by, at=at, data=data)
