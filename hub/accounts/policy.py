"""Policies of routes: small predicates joined with `&` and `|`. A route without one is refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

if TYPE_CHECKING:
    from hub.accounts.access import Access
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
signed_in = Policy("signed in", lambda access: access.known)
staff = Policy("staff", lambda access: access.staff)


def role(*roles: Role) -> Policy:
    return Policy(" or ".join(roles), lambda access: access.has(*roles))


def allow(policy: Policy, *clauses: str) -> Callable[[View], View]:
    """Open a route to whom `policy` names; `clauses` are the clauses of the Rules that the page serves.

    A stranger is asked to sign in; anybody else whom the policy leaves out is told that there is no such page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            access = cast("Any", request).access
            if policy(access):
                return view(request, *args, **kwargs)
            if not access.known:
                return redirect_to_login(request.get_full_path())
            raise Http404

        guarded.policy = policy  # type: ignore[attr-defined]
        guarded.clauses = clauses  # type: ignore[attr-defined]
        return cast("View", guarded)

    return decorate
