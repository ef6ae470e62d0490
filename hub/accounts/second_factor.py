"""Who must come with a second factor, and whether a session did. Rooms above add whom they know by registering."""

from collections.abc import Callable
from datetime import date
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.apps import apps
from django.http import HttpRequest

from hub.accounts.models import User

Needs = Callable[[User, date], bool]
DEMO = "demo"
"""The one-click entry of the demonstration; it counts only where the demonstration is installed."""
FACTORS = ("totp", "webauthn")
"""What counts as having a second factor; recovery codes only stand in for one."""

_NEEDS: list[Needs] = []


def require_of(test: Needs) -> None:
    """Register further people who need a second factor on a day."""
    _NEEDS.append(test)


def required_of(user: User, on: date) -> bool:
    """Whether a room above asks a second factor of the person; roles are asked by `Access` itself."""
    return any(test(user, on) for test in _NEEDS)


def strong_methods() -> frozenset[str]:
    return frozenset({"mfa", DEMO} if apps.is_installed("hub.demo") else {"mfa"})


def is_strong(request: HttpRequest) -> bool:
    """Whether this session was opened, or confirmed since, with a second factor or a passkey of its person."""
    user: Any = request.user
    methods = strong_methods()
    return any(record.get("method") in methods for record in get_authentication_records(request, user))


def opened_by_click(request: HttpRequest) -> bool:
    """Whether this session was opened by the one-click entry, where the demonstration is installed."""
    user: Any = request.user
    records = get_authentication_records(request, user)
    return DEMO in strong_methods() and any(record.get("method") == DEMO for record in records)
