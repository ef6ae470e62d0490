"""Pages for what goes wrong. They answer a foreign and a missing object alike.

Each carries the number of its request, by which the line in the program's log is found; only the page for what is
not there has none, so that nothing tells one such page from another.
"""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    too_big = isinstance(exception, RequestDataTooBig)
    return _page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_big else HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, HTTPStatus.FORBIDDEN)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    return _page(request, HTTPStatus.FORBIDDEN, expired=True)


def failed(request: HttpRequest, *_args: Any) -> HttpResponse:
    return _page(request, HTTPStatus.INTERNAL_SERVER_ERROR)


def no_seal(request: HttpRequest) -> HttpResponse:
    return _page(request, HTTPStatus.SERVICE_UNAVAILABLE)


def _page(request: HttpRequest, status: HTTPStatus, **context: Any) -> HttpResponse:
    context["request_number"] = getattr(request, "number", "")
    return render(request, f"{status.value}.html", context, status=status)
