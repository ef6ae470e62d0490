"""Signing in by a state identity provider (OpenID Connect). An identity is connected by its signed-in person alone.

Nobody is found by an e-mail that the provider names, no account is made, and the second factor is asked all the same.
"""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.utils import get_request_param
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hub.accounts import factors
from hub.accounts.http import Request
from hub.accounts.policy import allow, public, signed_in

LANGUAGE = "identity_language"


class IdentityAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An identity opens the account to which its person has connected it, and nothing else."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        sociallogin.account.extra_data = {}  # what the provider tells of the person is not ours to keep
        if sociallogin.state.get("process") == AuthProcess.LOGIN and not sociallogin.is_existing:
            _refuse(
                request,
                _("This identity is not connected to an account yet. Sign in by your password and connect it there."),
            )

    def on_authentication_error(self, request: HttpRequest, provider: Any, **kwargs: Any) -> None:
        _refuse(request, _("The state sign-in was not completed. Try again, or sign in by your password."))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return redirect("mfa_index").url

    def send_notification_mail(self, template_prefix: str, user: Any, **kwargs: Any) -> None:
        """Allauth tells of a connected identity here: it is logged, and a letter is written."""
        if template_prefix.endswith("account_connected"):
            with transaction.atomic():
                factors.tell(self.request, "identity_connected", "oidc")


def _refuse(request: HttpRequest, words: str) -> None:
    messages.error(request, words)
    page = "mfa_index" if request.user.is_authenticated else "account_login"
    raise ImmediateHttpResponse(redirect(page))


def offered() -> bool:
    """Whether a provider is set up."""
    return bool(settings.SOCIALACCOUNT_PROVIDERS)


@allow(public)
@require_POST
def begin(request: Request, provider_id: str) -> HttpResponseBase:
    """Leave for the provider: to sign in, or, once signed in and confirmed, to connect one's identity."""
    if get_request_param(request, "process") == AuthProcess.CONNECT:
        return connect(request, provider_id)
    return _leave(request, provider_id)


@allow(signed_in, fresh=True)
def connect(request: Request, provider_id: str) -> HttpResponseBase:
    return _leave(request, provider_id)


def _leave(request: Request, provider_id: str) -> HttpResponseBase:
    request.session[LANGUAGE] = get_language()
    answer: HttpResponseBase = oidc.login(request, provider_id)
    return answer


@allow(public)
@require_safe
def callback(request: Request, provider_id: str) -> HttpResponseBase:
    """Back from the provider, in the language in which the person left."""
    with override(request.session.pop(LANGUAGE, None) or get_language()):
        answer: HttpResponseBase = oidc.callback(request, provider_id)
    return answer


@allow(signed_in, fresh=True)
@require_POST
def remove(request: Request, provider_id: str) -> HttpResponse:
    """Disconnect the person's own identity."""
    mine = get_object_or_404(SocialAccount, user=request.user, provider=provider_id)
    with transaction.atomic():
        mine.delete()
        factors.tell(request, "identity_removed", "oidc")
    messages.success(request, _("The identity is disconnected."))
    return redirect("mfa_index")
