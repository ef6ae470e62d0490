"""Security of an account: second factors and recovery codes. Each change asks the person to confirm themself first."""

import json
from http import HTTPStatus
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hub.accounts import factors, sessions
from hub.accounts.confirm_views import next_url, with_next
from hub.accounts.entrance import other_ways
from hub.accounts.factor_forms import WRONG_PASSKEY, AppForm, PasskeyForm
from hub.accounts.http import Request
from hub.accounts.policy import allow, entered, signed_in
from hub.accounts.second_factor import FACTORS


@allow(signed_in)
@require_safe
def security(request: Request) -> HttpResponse:
    """What the person signs in with, and from where."""
    mine = factors.of(request.user)
    kept = [one for one in mine if one.type in FACTORS]
    codes = next((one for one in mine if one.type == Authenticator.Type.RECOVERY_CODES), None)
    context = {
        "app": next((one for one in mine if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [_shown(one) for one in mine if one.type == Authenticator.Type.WEBAUTHN],
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else None,
        "removable": len(kept) > 1 or not request.access.needs_second_factor,
        "needed": request.access.needs_second_factor,
        "sessions": sessions.of(request),
        "identity": SocialAccount.objects.filter(user=request.user).first() if settings.OIDC_ISSUER else None,
    } | other_ways()
    return render(request, "accounts/security.html", context)


def _shown(one: Authenticator) -> dict[str, Any]:
    return {"pk": one.pk, "name": one.wrap().name, "added": one.created_at, "used": one.last_used_at}


@allow(entered)
@require_safe
def second_factor(request: Request) -> HttpResponse:
    """The way to a second factor for who must come with one: set one up, or show the one there is."""
    if request.access.known:
        return redirect(next_url(request))
    if factors.has_one(request.user):
        return redirect(with_next(request, "account_reauthenticate"))
    context = {
        "app_url": with_next(request, "app_add"),
        "passkey_url": with_next(request, "passkey_add") if factors.passkeys_work() else "",
    }
    return render(request, "accounts/second_factor.html", context)


# --- the app ---------------------------------------------------------------------------------------------------------
@allow(entered, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def app_add(request: Request) -> HttpResponse:
    """Set up the codes of an app: a picture to photograph, or the same as letters to type."""
    if any(one.type == Authenticator.Type.TOTP for one in factors.of(request.user)):
        return redirect("mfa_index")
    secret = totp.get_totp_secret()
    form = AppForm(request.POST if request.method == "POST" else None, secret=secret)
    if request.method == "POST" and form.is_valid():
        codes = factors.add_app(request, secret)
        totp.clear_totp_secret(request)
        return _added(request, codes)
    adapter = factors.FactorAdapter()
    picture = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    # The picture is drawn by ourselves from letters and digits; nothing in it was typed by anybody.
    context = {
        "form": form,
        "picture": mark_safe(picture),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
    }
    return render(request, "accounts/app_add.html", context, status=_status(form))


# --- passkeys --------------------------------------------------------------------------------------------------------
@allow(entered, fresh=True)
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_add(request: Request) -> HttpResponse:
    if not factors.passkeys_work():
        return redirect("mfa_index")
    form = PasskeyForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _added(request, factors.add_passkey(request, form.cleaned_data["name"], form.cleaned_data["credential"]))
    if form.is_bound:
        form.add_error("name", WRONG_PASSKEY)
    options = webauthn.begin_registration(request.user, passwordless=True)
    context = {"form": form, "options": json.dumps(options)}
    return render(request, "accounts/passkey_add.html", context, status=_status(form))


def _added(request: Request, codes: list[str]) -> HttpResponse:
    """The recovery codes, this once; or on to where the person wanted to go."""
    messages.success(request, _("Your second factor is set up."))
    if codes:
        return _show_codes(request, codes)
    return redirect(next_url(request, "mfa_index"))


@allow(signed_in, fresh=True)
@require_POST
def factor_remove(request: Request, pk: int) -> HttpResponse:
    """Take one of the person's own factors away."""
    mine = Authenticator.objects.filter(user=request.user, type__in=FACTORS)
    try:
        factors.remove(request, get_object_or_404(mine, pk=pk))
    except factors.LastFactor:
        messages.error(request, _("This is your last second factor, and your work needs one. Set up another first."))
    else:
        messages.success(request, _("The second factor is removed. Your other sessions are ended."))
    return redirect("mfa_index")


# --- recovery codes --------------------------------------------------------------------------------------------------
@allow(signed_in, fresh=True)
@require_POST
def codes_new(request: Request) -> HttpResponse:
    """New recovery codes, shown on this answer alone."""
    if not factors.has_one(request.user):
        return redirect("mfa_index")
    return _show_codes(request, factors.new_codes(request))


def _show_codes(request: Request, codes: list[str]) -> HttpResponse:
    context = {"codes": codes, "text": "\r\n".join(codes), "next": next_url(request, "mfa_index")}
    return render(request, "accounts/codes.html", context)


def _status(form: Any) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
