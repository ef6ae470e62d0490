"""The auditor's log: what was done, by whom, when; nothing here changes it."""

from http import HTTPStatus

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from hub.accounts.http import Request
from hub.accounts.models import Role
from hub.accounts.policy import allow, role
from hub.audit.forms import LogForm

PAGE = 50


@allow(role(Role.AUDITOR))
@require_safe
def audit_log(request: Request) -> HttpResponse:
    form = LogForm(request.GET)
    page = Paginator(form.found(), PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "audit/log.html", {"form": form, "page": page, "query": query.urlencode()}, status=status)
