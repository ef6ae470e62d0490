"""Step-up: before what cannot be taken back, the person confirms themself anew, unless they did within some minutes."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from hub.accounts import kept
from hub.accounts.second_factor import DEMO, FACTORS, strong_methods

if TYPE_CHECKING:
    from hub.accounts.http import Request

Record = dict[str, Any]


def is_fresh(request: "Request") -> bool:
    """Whether the person confirmed themself lately: by a passkey alone, or by the password with their second factor.

    A password alone is enough only for who has no second factor.
    """
    since = (request.now - timedelta(minutes=settings.STEP_UP_MINUTES)).timestamp()
    recent = [record for record in get_authentication_records(request, request.user) if record["at"] > since]
    if any(_alone(record) for record in recent):
        return True
    methods = {record["method"] for record in recent}
    if "password" not in methods:
        return False
    return "mfa" in methods or not is_mfa_enabled(request.user, FACTORS)


def _alone(record: Record) -> bool:
    """Whether this one step is enough: a passkey that verified its person; in the demonstration, the click."""
    return bool(record.get("passwordless")) or (record["method"] == DEMO and DEMO in strong_methods())


def asked(request: "Request") -> HttpResponse | None:
    """Where the person confirms themself first, with what they sent kept; None where they did so lately."""
    if is_fresh(request):
        return None
    if request.method == "POST":
        return leave_for(request, reverse("account_reauthenticate"), kept.keep(request, request.user.pk))
    return leave_for(request, reverse("account_reauthenticate"), request.get_full_path())


def leave_for(request: HttpRequest, page: str, back: str) -> HttpResponse:
    """Send the whole browser window to `page`, to come back to `back` from there; htmx would paste it otherwise."""
    url = f"{page}?{urlencode({'next': back}, safe='/')}"
    if getattr(request, "htmx", False):
        return HttpResponseClientRedirect(url)
    return HttpResponseRedirect(url)
