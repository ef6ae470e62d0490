"""Puts the person's rights on the request, keeps the session's time and refuses every route that carries no policy."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from hub.accounts import device, sessions
from hub.accounts.access import Access
from hub.accounts.second_factor import is_strong


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        open_request = cast("Any", request)
        open_request.now = now
        sessions.keep_time(_with_access(open_request))
        _with_access(open_request)
        response = self.get_response(request)
        device.write(request, response)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not hasattr(view, "policy"):
            raise ImproperlyConfigured(f"{request.path} has no policy: decorate its view with @allow(…)")


def _with_access(request: Any) -> Any:
    """The request with the rights of whoever is signed in now, read when first asked for."""
    on = timezone.localdate(request.now)
    request.access = SimpleLazyObject(lambda: Access(request.user, on, strong=is_strong(request)))
    return request
