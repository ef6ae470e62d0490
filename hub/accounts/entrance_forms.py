"""Allauth's forms in our words. They stand apart from `forms`, which allauth itself imports."""

from typing import Any

from allauth.account import forms as allauth
from django.forms import Field
from django.utils.translation import gettext_lazy as _

PASSWORD_HINT = _("At least ten characters. A few words that only you would put together are easy to keep in mind.")


def _say(field: Field, label: Any, hint: Any = "") -> None:
    """Our label and hint; a placeholder would vanish when it is needed."""
    field.label, field.help_text = label, hint
    field.widget.attrs.pop("placeholder", None)


class SignIn(allauth.LoginForm):  # type: ignore[misc]  # allauth has no types
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("E-mail"))
        _say(self.fields["password"], _("Password"))


class SignUp(allauth.SignupForm):  # type: ignore[misc]
    field_order = ("full_name", "email", "password1")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail"), _("We send a letter there to confirm the address."))
        _say(self.fields["password1"], _("Password"), PASSWORD_HINT)


class AskReset(allauth.ResetPasswordForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self.fields["email"], _("E-mail"))


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
