"""The device cookie: a browser in which a person has signed in to the end before.

Failed attempts from such a browser are counted on their own, so that strangers who try an account cannot lock its
owner out; and what was typed into a page whose session has ended is kept for the one who signed in here last.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

COOKIE = "__Host-device" if settings.SESSION_COOKIE_NAME.startswith("__Host-") else "device"
SALT = "hub.accounts.device"
DAYS = 400
"""As long as browsers keep a cookie at most."""
MOST = 5
"""People whom one browser remembers."""

Entry = tuple[int, str, str]
"""Person's id, mark of their e-mail, random name of this browser for them."""


def owner(request: HttpRequest) -> int | None:
    """Who signed in last in this browser, by id."""
    entries = _entries(request)
    return entries[0][0] if entries else None


def known_for(request: HttpRequest, email: str) -> str | None:
    """The browser's name for the account of an e-mail, or None where nobody has signed in to it here."""
    mark = _mark(email)
    return next((name for _person, whose, name in _entries(request) if whose == mark), None)


def remember(request: HttpRequest, user: Any) -> None:
    """From this answer on, the browser is one in which the person has signed in."""
    mine: Entry = (user.pk, _mark(user.email), known_for(request, user.email) or secrets.token_urlsafe(12))
    request.device_entries = [mine, *(one for one in _entries(request) if one[0] != user.pk)][:MOST]  # type: ignore[attr-defined]


def write(request: HttpRequest, response: HttpResponse) -> None:
    """Put what `remember` noted into the answer."""
    entries = getattr(request, "device_entries", None)
    if entries is not None:
        response.set_cookie(
            COOKIE,
            signing.dumps(entries, salt=SALT),
            max_age=DAYS * 24 * 3600,
            httponly=True,
            secure=bool(settings.SESSION_COOKIE_SECURE),
            samesite="Lax",
        )


def _entries(request: HttpRequest) -> list[Entry]:
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        return []
    return [(person, mark, name) for person, mark, name in found]


def _mark(email: str) -> str:
    """What stands for an e-mail in the cookie, which tells it to nobody."""
    return salted_hmac(SALT, email.lower(), algorithm="sha256").hexdigest()[:24]
