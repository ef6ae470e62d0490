"""Forms about second factors. What is typed here is counted by account, address and browser (`limits`)."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hub.accounts import doors, factors, letters, limits
from hub.accounts.models import User

WRONG_CODE = _("This code is not right. Codes of the app change every 30 seconds; take the newest.")
WRONG_PASSKEY = _("The passkey was not accepted. Try again, or take another way.")


def code_field(hint: Any) -> forms.CharField:
    return forms.CharField(
        label=_("Code"),
        help_text=hint,
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )


class CodeForm(forms.Form):
    """The code of an app, or a recovery code: the second step of signing in."""

    code = code_field(_("Six digits from your authenticator app, or one of your recovery codes."))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        request = context.request
        counters = limits.of_secret(request, "code", self.user.email)
        if not limits.spend(counters, request.now):
            raise get_adapter().validation_error("too_many_login_attempts")
        found = factors.right_code(self.user, code)
        if found is None:
            with transaction.atomic():
                doors.log("account.code_failed", f"user:{self.user.pk}", by=None, at=request.now)
            raise forms.ValidationError(WRONG_CODE)
        limits.give_back(counters)
        self.factor = found
        return code

    def save(self, *, confirmed: bool = False) -> None:
        """The session is strong from now on; the person is told when it was a recovery code."""
        request = context.request
        post_authentication(request, self.factor, reauthenticated=confirmed)
        if self.factor.type == Authenticator.Type.RECOVERY_CODES:
            with transaction.atomic():
                doors.log("account.code_used", f"user:{self.user.pk}", by=self.user, at=request.now)
                letters.warn(self.user, "code_used", at=request.now)


class ConfirmForm(forms.Form):
    """The person's password again."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if not get_adapter().reauthenticate(self.user, password):
            raise get_adapter().validation_error("enter_current_password")
        return password


class AppForm(forms.Form):
    """The first code of an app that is being set up."""

    code = code_field(_("Six digits that the app shows now."))

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._secret = secret

    def clean_code(self) -> str:
        code = "".join(self.cleaned_data["code"].split())
        if not totp.validate_totp_code(self._secret, code):
            raise forms.ValidationError(WRONG_CODE)
        return code


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    """A passkey that is being set up: what the browser made, and the person's name for it."""

    name = forms.CharField(
        label=_("Name of the passkey"),
        help_text=_("By which you will know it, for example: work laptop."),
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("passwordless", None)
        self.initial["name"] = ""

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split()) or str(_("Passkey"))
