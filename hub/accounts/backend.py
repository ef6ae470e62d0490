"""Passwords are compared by allauth; whom an e-mail means is asked of our own table, in the same work for everybody."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from hub.accounts.models import User


class PasswordBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth has no types
    def _authenticate_by_email(self, email: str, password: str) -> Any:
        return self._check_password(User.objects.filter(email__iexact=email).first(), password)
