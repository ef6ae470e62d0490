"""Confirming oneself again before what cannot be taken back, and the form that waited for it."""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.accounts import doors, factors, kept, second_factor, sessions
from hub.accounts.factor_forms import WRONG_PASSKEY, CodeForm, ConfirmForm
from hub.accounts.http import Request
from hub.accounts.policy import allow, entered, signed_in


def next_url(request: Request, otherwise: str = "root") -> str:
    """Where the person wanted to go: an address of ours, never another's."""
    return get_next_redirect_url(request) or reverse(otherwise)


def with_next(request: Request, name: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': next_url(request)}, safe='/')}"


@allow(entered)
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: Request) -> HttpResponse:
    """By the password with the second factor, or by a passkey alone; in the demonstration by a click."""
    kinds = {one.type for one in factors.of(request.user)}
    password = ConfirmForm(_posted(request), user=request.user)
    code = None if kinds.isdisjoint(factors.CODES) else CodeForm(_posted(request), user=request.user)
    if request.method == "POST" and _confirmed(request, password, code):
        return _go_on(request)
    context = {
        "forms": [form for form in (password, code) if form is not None],
        "options": json.dumps(webauthn.begin_authentication(request.user)) if _passkeys(kinds) else "",
        "by_click": second_factor.opened_by_click(request),
        "next": next_url(request),
    }
    wrong = request.method == "POST"
    return render(request, "accounts/confirm.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else 200)


def _posted(request: Request) -> Any:
    return request.POST if "password" in request.POST else None


def _passkeys(kinds: set[str]) -> bool:
    return Authenticator.Type.WEBAUTHN in kinds and factors.passkeys_work()


def _confirmed(request: Request, password: ConfirmForm, code: CodeForm | None) -> bool:
    if "click" in request.POST and second_factor.opened_by_click(request):
        record_authentication(request, request.user, second_factor.DEMO)
        return True
    if "credential" in request.POST:
        return _by_passkey(request)
    if not password.is_valid() or (code is not None and not code.is_valid()):
        return False
    reauthenticate_by_password(request)
    if code is not None:
        code.save(confirmed=True)
    return True


def _by_passkey(request: Request) -> bool:
    """A passkey that verified its person, by a finger, a face or a PIN."""
    form = ReauthenticateWebAuthnForm(request.POST, user=request.user)
    if not form.is_valid():
        messages.error(request, str(WRONG_PASSKEY))
        return False
    post_authentication(request, form.cleaned_data["credential"], reauthenticated=True, passwordless=True)
    return True


def _go_on(request: Request) -> HttpResponse:
    with transaction.atomic():
        doors.log("account.confirm", f"user:{request.user.pk}", by=request.user, at=request.now)
    sessions.renew(request)
    return redirect(next_url(request))


# --- the form that waited --------------------------------------------------------------------------------------------
@allow(signed_in)
@require_safe
def kept_form(request: Request) -> HttpResponse:
    """What the person had sent when they were asked to sign in or to confirm themself: to send on, or to let go."""
    found = kept.waiting(request, request.user.pk)
    if found is None:
        return redirect("root")
    texts = [value for _name, value in found.fields if " " in value or "\n" in value]
    return render(request, "accounts/kept.html", {"kept": found, "texts": texts})


@allow(signed_in)
@require_POST
def kept_drop(request: Request) -> HttpResponse:
    kept.forget(request)
    return redirect("root")
