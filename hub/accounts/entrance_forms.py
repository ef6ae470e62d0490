"""Allauth's forms in our words. They stand apart from `forms`, which allauth itself imports."""

from typing import Any
from uuid import uuid4

from allauth.account import forms as allauth
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.forms import Field
from django.utils.translation import gettext_lazy as _

from hub.accounts.models import User

PASSWORD_HINT = _("At least ten characters. A few words that only you would put together are easy to keep in mind.")


def _say(field: Field, label: Any, hint: Any = "") -> None:
    """Our label and hint; a placeholder would vanish when it is needed."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


def _look_in_vain(email: str) -> None:
    """The two look-ups that allauth makes for an account that is there."""
    for _look in range(2):
        EmailAddress.objects.filter(user=None, email=email).first()


class SignIn(allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("E-mail"))
        _say(self.fields["password"], _("Password"))


class SignUp(allauth.SignupForm):  # type: ignore[misc]
    account_already_exists: bool
    cleaned_data: dict[str, Any]
    field_order = ("full_name", "email", "password1", "consent")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail"), _("We send a letter there to confirm the address."))
        _say(self.fields["password1"], _("Password"), PASSWORD_HINT)

    def try_save(self, request: Any) -> Any:
        """Make the account; for an address that has one, the same work is done in vain, and a letter tells its owner.

        So neither the answer nor its time tells a stranger which addresses have accounts. Of two sign-ups at the same
        instant the later one finds the account there.
        """
        if self.account_already_exists:
            self._save_in_vain(request)
            return super().try_save(request)
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def _save_in_vain(self, request: Any) -> None:
        given, self.cleaned_data = self.cleaned_data, self.cleaned_data | {"email": f"{uuid4().hex}@invalid.invalid"}
        self.account_already_exists = False
        with transaction.atomic():
            super().save(request)
            _look_in_vain(given["email"])
            transaction.set_rollback(True)
        self.account_already_exists, self.cleaned_data = True, given


class AskReset(allauth.ResetPasswordForm):  # type: ignore[misc]
    """The same work whether the address has an account or not; the letter says which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail"))

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        self.users = list(User.objects.filter(email__iexact=email, is_active=True))
        return email

    def save(self, request: Any, **kwargs: Any) -> str:
        if not self.users:
            _look_in_vain(self.cleaned_data["email"])
        return str(super().save(request, **kwargs))


class NewPassword(allauth.ResetPasswordKeyForm):  # type: ignore[misc]
    """Asked once: who mistypes a new password asks for another letter."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self.fields["password1"], _("New password"), PASSWORD_HINT)


class ChangePassword(allauth.ChangePasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self.fields["oldpassword"], _("Current password"))
        _say(self.fields["password1"], _("New password"), PASSWORD_HINT)


class SetPassword(allauth.SetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self.fields["password1"], _("Password"), PASSWORD_HINT)
