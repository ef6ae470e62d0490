"""The auditor's log: what was done, by whom, when; nothing here changes it."""

import json
from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.forms import LogForm
from hub.audit.models import Event

PAGE = 50
PIECE = 12
"""After so many characters a line may end."""


@allow(role(Role.AUDITOR))
@require_safe
def audit_log(request: Request) -> HttpResponse:
    form = LogForm(request.GET)
    page = Paginator(form.found(), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "page": page, "query": query.urlencode(), "facts": facts, "breakable": breakable}
    return render(request, "audit/log.html", context, status=status)


def facts(event: Event) -> list[SafeString]:
    """What an event tells, fact by fact, as `name: value`."""
    return [breakable(f"{name}: {_plain(value)}") for name, value in event.data.items()]


def _plain(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def breakable(text: str) -> SafeString:
    """The same text, which a narrow page may break inside a long hash."""
    pieces = ((text[start : start + PIECE],) for start in range(0, len(text), PIECE))
    return format_html_join("", "{}<wbr>", pieces)
