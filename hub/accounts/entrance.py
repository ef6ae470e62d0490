"""Allauth's views with our forms; a form that is wrong answers 422, like everywhere in the portal."""

import json
from http import HTTPStatus
from typing import Any

from allauth.account import views as allauth
from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from hub.accounts import device, factors, sessions
from hub.accounts import entrance_forms as forms
from hub.accounts.factor_forms import WRONG_PASSKEY, CodeForm


def other_ways() -> dict[str, Any]:
    """The ways to sign in besides the password: a passkey, and a state identity provider where there is one."""
    found: dict[str, Any] = {"passkeys_work": factors.passkeys_work()}
    if settings.OIDC_ISSUER:
        app = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]
        found |= {
            "identity_url": reverse("openid_connect_login", args=[app["provider_id"]]),
            "identity_name": app["name"],
            "identity_id": app["provider_id"],
        }
    return found


class Faulty:
    """Answers a wrong form with 422."""

    def form_invalid(self: Any, form: Any) -> HttpResponse:
        page: HttpResponse = self.render_to_response(
            self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return page


class SignIn(Faulty, allauth.LoginView):  # type: ignore[misc]  # allauth has no types
    form_class = forms.SignIn

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | other_ways()


class SignUp(Faulty, allauth.SignupView):  # type: ignore[misc]
    form_class = forms.SignUp


class SignInCode(mfa.AuthenticateView):  # type: ignore[misc]
    """The second step of signing in: a code, or a passkey."""

    form_class = CodeForm
    template_name = "accounts/code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        page: HttpResponse = super().form_invalid(form)
        page.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return page

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        kinds = {one.type for one in factors.of(self.stage.login.user)}
        return context | {
            "by_code": not kinds.isdisjoint(factors.CODES),
            "options": json.dumps(context["js_data"]["request_options"])
            if "webauthn" in kinds and factors.passkeys_work()
            else "",
            "wrong_passkey": WRONG_PASSKEY if self.form is not None and "credential" in self.form.errors else "",
        }


class PasskeySignIn(webauthn.LoginWebAuthnView):  # type: ignore[misc]
    """Signing in by a passkey alone. A refusal leads back to the sign-in page, whatever it was."""

    def form_valid(self, form: Any) -> HttpResponse:
        factor = form.cleaned_data["credential"]
        login = Login(user=factor.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = perform_passwordless_login(self.request, factor, login)
        return answer

    def form_invalid(self, form: Any) -> HttpResponse:
        get_adapter().add_message(self.request, messages.ERROR, message=str(WRONG_PASSKEY))
        return HttpResponseRedirect(reverse("account_login"))


class AskReset(Faulty, allauth.PasswordResetView):  # type: ignore[misc]
    form_class = forms.AskReset


class NewPassword(Faulty, allauth.PasswordResetFromKeyView):  # type: ignore[misc]
    """Who comes by the letter has the mailbox: this browser is theirs, all their sessions end, they sign in anew."""

    form_class = forms.NewPassword

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        device.remember(self.request, self.reset_user)
        sessions.end_all(self.reset_user, but=None, by=self.reset_user, at=self.request.now)
        return answer


class ChangePassword(Faulty, allauth.PasswordChangeView):  # type: ignore[misc]
    """A new password ends the person's other sessions."""

    form_class = forms.ChangePassword

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        user, here = self.request.user, self.request.session.session_key
        sessions.end_all(user, but=here, by=user, at=self.request.now)
        return answer


class SetPassword(Faulty, allauth.PasswordSetView):  # type: ignore[misc]
    form_class = forms.SetPassword
