"""Tell people: write to the portal and to the outbox now, send later."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from hub.accounts.models import User
from hub.documents.content import Unavailable, content_of
from hub.documents.models import StoredFile
from hub.notices.models import Notice, Outgoing

LOG = logging.getLogger(__name__)
BATCH = 50
LONGEST_WAIT = timedelta(hours=6)


def tell(
    user: User, subject: str, text: str, *, path: str, key: str, at: datetime, attachment: StoredFile | None = None
) -> None:
    """A notice and a letter to one person; the same `key` a second time changes nothing."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a notice is written in the transaction of its act")
    text_with_link = f"{text}\n\n{settings.PUBLIC_URL}{path}" if path else text
    if write_letter(user.email, subject, text_with_link, key=f"{key}:{user.pk}", at=at, attachment=attachment):
        Notice.objects.create(user=user, subject=subject[:250], text=text, path=path, at=at)


def write_letter(
    to: str, subject: str, text: str, *, key: str, at: datetime, attachment: StoredFile | None = None
) -> bool:
    """Put a letter in the outbox; False where it stands there already."""
    _letter, fresh = Outgoing.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": " ".join(subject.split())[:250],
            "text": text,
            "attachment": attachment,
            "at": at,
            "next_try_at": at,
        },
    )
    return fresh


def send_due(now: datetime) -> int:
    """Send what is due, oldest first; a letter that fails waits twice as long each time and never stops the others."""
    sent = 0
    due = Outgoing.objects.filter(sent_at=None, next_try_at__lte=now).values_list("pk", flat=True)[:BATCH]
    for pk in list(due):
        sent += _send(pk, now)
    return sent


def _send(pk: int, now: datetime) -> bool:
    """Claim, send, mark: the database is not held while the mail server is spoken to."""
    letter = _claim(pk, now)
    if letter is None:
        return False
    try:
        _message(letter).send()
    except (OSError, Unavailable) as error:
        Outgoing.objects.filter(pk=pk).update(error=f"{type(error).__name__}: {error}"[:250])
        LOG.warning("letter %s was not sent: %s", pk, type(error).__name__)
        return False
    Outgoing.objects.filter(pk=pk).update(sent_at=now, error="")
    return True


@transaction.atomic
def _claim(pk: int, now: datetime) -> Outgoing | None:
    """The letter, if nobody else has it; a worker that dies with it leaves it to the next try."""
    waiting = Outgoing.objects.filter(pk=pk, sent_at=None, next_try_at__lte=now)
    letter = waiting.select_for_update(skip_locked=_can_skip()).first()
    if letter is None:
        return None
    letter.attempts += 1
    letter.next_try_at = now + min(timedelta(minutes=2**letter.attempts), LONGEST_WAIT)
    letter.save(update_fields=["attempts", "next_try_at"])
    return letter


def _can_skip() -> bool:
    return bool(transaction.get_connection().features.has_select_for_update_skip_locked)


def _message(letter: Outgoing) -> EmailMessage:
    message = EmailMessage(letter.subject, letter.text, to=[letter.to])
    if letter.attachment:
        message.attach(letter.attachment.name, content_of(letter.attachment), letter.attachment.mime)
    return message
