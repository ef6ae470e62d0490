"""How often somebody may do what costs much, or try what is secret: one table in the settings, `LIMITS`.

Counted in the database under a lock, so that several processes count as one and no cache lets a count go. An empty
rate counts nothing. Failed sign-ins are counted per address and per account; a browser in which the person has signed
in before is counted on its own (`device`), so that strangers' failures lock nobody out of a browser of theirs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from math import ceil
from typing import TYPE_CHECKING, Any, TypeVar, cast

from allauth.core.internal.ratelimit import get_ip, parse_duration
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from hub.accounts import device
from hub.accounts.models import Attempts

if TYPE_CHECKING:
    from hub.accounts.http import Request

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
WAIT = timedelta(minutes=5)
"""What is asked for where no count tells the time."""


# --- what costs much ---------------------------------------------------------------------------------------------
def sending(request: HttpRequest) -> bool:
    return request.method == "POST"


def reading(_request: HttpRequest) -> bool:
    return True


def uploading(request: HttpRequest) -> bool:
    return request.method == "POST" and bool(request.FILES)


def limited(kind: str, counts: Callable[[HttpRequest], bool] = sending) -> Callable[[View], View]:
    """Let a person (a stranger: an address) through as often as `LIMITS` says; then answer 429 and the time to wait."""

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            open_request = cast("Request", request)
            if counts(request):
                counter = Counter(kind, _who(open_request))
                if not counter.spend(open_request.now):
                    return too_many(request, counter.wait(open_request.now))
            return view(request, *args, **kwargs)

        return cast("View", counted)

    return decorate


def _who(request: Request) -> str:
    return f"user:{request.user.pk}" if request.user.is_authenticated else address(request)


def too_many(request: HttpRequest, wait: timedelta = WAIT) -> HttpResponse:
    """The page that says how long to wait."""
    context = {"minutes": ceil(wait.total_seconds() / 60), "request_number": getattr(request, "number", "")}
    answer = render(request, "429.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(ceil(wait.total_seconds()))
    return answer


# --- counting ----------------------------------------------------------------------------------------------------
class Counter:
    """What one attempt is counted under: a kind of the settings, and whose."""

    def __init__(self, kind: str, whose: str) -> None:
        self.most, self.within = _rate(settings.LIMITS[kind])
        self.key = hashlib.sha256(f"{kind}\n{whose}".encode()).hexdigest()

    def spend(self, at: datetime) -> bool:
        """Count an attempt; False, and nothing counted, where there were too many within the time."""
        if not self.most:
            return True
        with transaction.atomic():
            Attempts.objects.get_or_create(key=self.key, defaults={"until": at + self.within})
            row = Attempts.objects.select_for_update().get(key=self.key)
            if row.until <= at:
                row.number, row.until = 0, at + self.within
            allowed = row.number < self.most
            if allowed:
                row.number += 1
                row.save()
        return allowed

    def give_back(self) -> None:
        """The attempt was right: it does not count."""
        with transaction.atomic():
            row = Attempts.objects.select_for_update().filter(key=self.key).first()
            if row is not None and row.number > 0:
                row.number -= 1
                row.save(update_fields=["number"])

    def wait(self, at: datetime) -> timedelta:
        """How long until it is worth trying again."""
        row = Attempts.objects.filter(key=self.key, until__gt=at).first()
        return row.until - at if row is not None else timedelta()


def _rate(rate: str) -> tuple[int, timedelta]:
    """`10/15m`: how many, within which time; nothing is counted where it is empty."""
    if not rate:
        return 0, timedelta()
    most, _, within = rate.partition("/")
    return int(most), timedelta(seconds=parse_duration(within))


def address(request: HttpRequest) -> str:
    """The address that the last trusted hop saw (IPv6: its network of 64 bits); what others forwarded says nothing."""
    return str(get_ip(request))


# --- what is secret ----------------------------------------------------------------------------------------------
def of_secret(request: HttpRequest, kind: str, email: str) -> list[Counter]:
    """What a try at somebody's secret is counted under, by the account's e-mail, whether it exists or not."""
    name = device.known_for(request, email)
    if name is not None:
        return [Counter(f"{kind}_device", name)]
    return [Counter(f"{kind}_address", address(request)), Counter(f"{kind}_account", email.lower())]


def spend(counters: list[Counter], at: datetime) -> bool:
    """Count an attempt under each; False as soon as one of them is full."""
    return all(counter.spend(at) for counter in counters)


def give_back(counters: list[Counter]) -> None:
    for counter in counters:
        counter.give_back()
