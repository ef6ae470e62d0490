"""Policies of routes: small predicates joined with `&` and `|`. A route without one is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from hub.accounts import device, kept, sessions, step_up

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.accounts.http import Request
    from hub.accounts.models import Role

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Test = Callable[["Access"], bool]


class Policy:
    """Says of an `Access` whether a route is open to it; always a `bool`."""

    def __init__(self, name: str, test: Test) -> None:
        self.name = name
        self._test = test

    def __call__(self, access: Access) -> bool:
        answer = self._test(access)
        if not isinstance(answer, bool):
            raise TypeError(f"policy {self.name} answered {answer!r}, not a bool")
        return answer

    def __and__(self, other: Policy) -> Policy:
        return Policy(f"{self.name} & {other.name}", lambda access: self(access) and other(access))

    def __or__(self, other: Policy) -> Policy:
        return Policy(f"{self.name} | {other.name}", lambda access: self(access) or other(access))

    def __repr__(self) -> str:
        return f"<Policy {self.name}>"


public = Policy("public", lambda _access: True)
entered = Policy("entered", lambda access: access.entered)
"""Before the second factor, too: only for the pages that lead to it and away."""
signed_in = Policy("signed in", lambda access: access.known)
staff = Policy("staff", lambda access: access.staff)


def role(*roles: Role) -> Policy:
    return Policy(" or ".join(roles), lambda access: access.has(*roles))


def allow(policy: Policy, *clauses: str, fresh: bool = False) -> Callable[[View], View]:
    """Open a route to whom `policy` names; `clauses` are the clauses of the Rules that the page serves.

    A `fresh` one asks the person to confirm themself first, unless they did within the last minutes (step-up).

    A stranger is asked to sign in, a person before the second factor to show it; anybody else whom the policy leaves
    out is told that there is no such page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            open_request = cast("Request", request)
            if not policy(open_request.access):
                return _outside(open_request)
            if fresh and (confirm := step_up.asked(open_request)):
                return confirm
            if request.method == "POST":
                kept.sent_on(request)
            return view(request, *args, **kwargs)

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.clauses = clauses  # type: ignore[attr-defined]
        guarded.fresh = fresh  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate


def _outside(request: Request) -> HttpResponse:
    """The answer to whom a policy leaves out."""
    if request.access.known:
        raise Http404
    page = reverse("second_factor" if request.access.entered else "account_login")
    return step_up.leave_for(request, page, _back(request))


def _back(request: Request) -> str:
    """Where to come back to; what a person typed into a page whose session has ended waits for them."""
    owner = sessions.ended_for(request) or device.owner(request)
    if request.method == "POST" and not request.access.entered and owner is not None:
        return kept.keep(request, owner)
    return request.get_full_path()
