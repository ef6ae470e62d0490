"""The request as our views see it: with the person's rights and the moment in which it came."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.accounts.models import User


class Request(HttpRequest):
    """What the middleware makes of a request; `user` is a person, because the policy saw to it."""

    access: "Access"
    now: datetime
    htmx: HtmxDetails
    user: "User"
    ended_for: int
    """Whose session ended with this request, by id; there only if one did."""
