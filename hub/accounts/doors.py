"""What stands above the accounts and serves them all the same: the log and the outbox, found by name."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from hub.accounts.models import User

LOG = "hub.audit.log.record"


def log(action: str, about: str, *, by: User | None, at: datetime, **data: Any) -> None:
    """Add an event to the log as the last step of what it tells of; personal and free texts go to `private`."""
    import_string(LOG)(action, about, by=by, at=at, **data)


def write_letter(to: str, subject: str, text: str, *, key: str, at: datetime) -> None:
    """Put a letter in the outbox; the same `key` a second time changes nothing."""
    import_string(settings.LETTERS)(to, subject, text, key=key, at=at)


def signed_up(person: User, *, at: datetime) -> None:
    """Keep the consent that a person gave with the sign-up form."""
    import_string(settings.AT_SIGN_UP)(person, at=at)
