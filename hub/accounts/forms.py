"""Forms about people and organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class SignupFields(forms.Form):
    """What sign-up asks for besides the e-mail and the password."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)

    def signup(self, request: Any, user: Any) -> None:
        """Called by allauth once the account is saved; the adapter has kept the name."""
