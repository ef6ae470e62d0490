"""The outer doors: what every request must be, and what every answer carries, whoever made it."""

import logging
import secrets
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from hub.config.logs import number_of_request
from hub.documents.seal import SealError
from hub.site import errors

LOG = logging.getLogger(__name__)
METHODS = ("GET", "HEAD", "POST")
ABSENT = "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
"""What a browser could lend to a page and no page of ours asks for."""
HEADERS = {
    # Passkeys are for our own pages only; everything else for nobody.
    "Permissions-Policy": ", ".join(
        [
            *(f"{name}=()" for name in ABSENT.split()),
            *(f"publickey-credentials-{act}=(self)" for act in ("create", "get")),
        ]
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
PRIVATE = "private, no-store"
ASK_AGAIN = "no-cache"
"""A public page may be kept, but is asked for again each time: the register changes at any moment."""

Answering = Callable[[HttpRequest], HttpResponse]


class OuterDoor:
    """Stands before everything else: numbers the request, takes three methods only, completes the answer's headers."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        number = cast("Any", request).number = secrets.token_hex(4)
        with number_of_request(number):
            answer = self._answer(request)
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        answer.headers.setdefault("Cache-Control", kept_by(request, answer))
        return answer

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)


def kept_by(request: HttpRequest, answer: HttpResponseBase) -> str:
    """What a cache may do with an answer that does not say so itself.

    Only a plain page for somebody without a session, which gives no cookie either, holds nothing of a person.
    """
    personal = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(answer.cookies)
    plain = request.method in ("GET", "HEAD") and answer.status_code == HTTPStatus.OK
    return ASK_AGAIN if plain and not personal else PRIVATE


class InnerDoor:
    """Stands behind the language, so that it refuses in words: too big a body; a paper that cannot be sealed."""

    def __init__(self, get_response: Answering) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.BODY_LIMIT:
            return errors.bad_request(request, RequestDataTooBig())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """An act whose paper cannot be sealed changed nothing; the log names what the administrator must do."""
        if not isinstance(exception, SealError):
            return None
        LOG.error("no paper can be sealed: %s", exception)
        return errors.no_seal(request)


def _length(request: HttpRequest) -> int:
    """The size of the body as announced; a body without one is not read by Django at all."""
    told = request.headers.get("Content-Length") or "0"
    return int(told) if told.isdecimal() else 0
