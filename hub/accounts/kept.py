"""What a person sent while they had to sign in or confirm themself first: kept, sealed, for this person alone.

It lies sealed in the session of the browser that sent it and is never replayed by the server: the person comes to a
page that shows it and sends it on as an ordinary form, which passes every check anew.
"""

import base64
import json
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.crypto import salted_hmac

KEY = "kept_form"
HOLDS = timedelta(hours=1)
MOST = 512 * 1024
"""Bytes of one kept form. What is larger is not text that somebody typed."""
OF_THE_FORM_ITSELF = frozenset({"csrfmiddlewaretoken"})


class Kept(NamedTuple):
    """A form that waits: its address and its fields in their order."""

    path: str
    fields: list[tuple[str, str]]


def keep(request: HttpRequest, person: int) -> str:
    """Keep the form that was sent for a person (the id); the address to come to afterwards.

    Files cannot be kept: a form that holds some leads back to the page from which it was sent.
    """
    if request.FILES or len(request.POST.urlencode()) > MOST:
        return reverse("home")
    at: datetime = request.now  # type: ignore[attr-defined]
    given = {"path": _path(request), "body": request.POST.urlencode()}
    request.session[KEY] = {
        "person": person,
        "at": at.timestamp(),
        "sealed": _box(person).encrypt(_bytes(given)).decode(),
    }
    return reverse("kept_form")


def _path(request: HttpRequest) -> str:
    """Where the form is sent on to: for what htmx sent in passing, the page on which it was typed."""
    details = getattr(request, "htmx", None)
    return (details.current_url_abs_path if details else None) or request.get_full_path()


def waiting(request: HttpRequest, person: int) -> Kept | None:
    """The form that waits for this person; another person's is forgotten at once."""
    held = request.session.get(KEY)
    if held is None:
        return None
    at: datetime = request.now  # type: ignore[attr-defined]
    if held["person"] != person or at.timestamp() - held["at"] > HOLDS.total_seconds():
        forget(request)
        return None
    try:
        given = json.loads(_box(person).decrypt(held["sealed"].encode()))
    except InvalidToken:
        forget(request)
        return None
    sent = QueryDict(given["body"])
    fields = [(name, value) for name, values in sent.lists() for value in values if name not in OF_THE_FORM_ITSELF]
    return Kept(given["path"], fields)


def sent_on(request: HttpRequest) -> None:
    """Forget what was kept for this address: it has come."""
    user: Any = request.user
    if KEY not in request.session or not user.is_authenticated:
        return
    found = waiting(request, user.pk)
    if found is not None and found.path == request.get_full_path():
        forget(request)


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _box(person: int) -> Fernet:
    """The box of one person; its key never lies beside what it closes."""
    key = salted_hmac("hub.accounts.kept", str(person), secret=settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def _bytes(given: dict[str, str]) -> bytes:
    return json.dumps(given).encode()
