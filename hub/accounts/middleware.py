"""Puts the person's rights on the request and refuses every route that carries no policy."""

from collections.abc import Callable
from typing import Any, cast

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from hub.accounts.access import Access


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        open_request = cast("Any", request)
        open_request.now = now
        open_request.access = SimpleLazyObject(lambda: Access(request.user, timezone.localdate(now)))
        response = self.get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        if not hasattr(view, "policy"):
            raise ImproperlyConfigured(f"{request.path} has no policy: decorate its view with @allow(…)")
