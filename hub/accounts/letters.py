"""The letters about accounts and invitations, in the language of their reader."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.models import INVITATION_DAYS, Invitation


class Letter(NamedTuple):
    subject: str
    text: str


def link(name: str, *args: str) -> str:
    """The full address of a page, on the portal's own host whatever the request said."""
    return f"{settings.PUBLIC_URL}{reverse(name, args=args)}"


def confirm(context: Mapping[str, Any]) -> Letter:
    return _letter(
        _("Confirm your e-mail for the Astana Hub portal"),
        _("Somebody signed up to the portal with this address. If it was you, open the page and confirm the address:"),
        link("account_confirm_email", context["key"]),
        _("If it was not you, do nothing: without this step nobody can sign in."),
    )


def already(_context: Mapping[str, Any]) -> Letter:
    return _letter(
        _("You already have an account on the Astana Hub portal"),
        _("Somebody tried to sign up with this address, but it has an account already. To sign in, open:"),
        link("account_login"),
        _("If you have forgotten the password, choose a new one here:"),
        link("account_reset_password"),
        _("If it was not you, do nothing."),
    )


def reset(context: Mapping[str, Any]) -> Letter:
    return _letter(
        _("Choose a new password for the Astana Hub portal"),
        _("Somebody asked for a new password for your account. If it was you, open the page and choose one:"),
        link("account_reset_password_from_key", context["uid"], context["key"]),
        _("If it was not you, do nothing: your password stays as it is."),
    )


def unknown(_context: Mapping[str, Any]) -> Letter:
    return _letter(
        _("There is no account with this address on the Astana Hub portal"),
        _("Somebody asked for a new password with this address, but it has no account. To sign up, open:"),
        link("account_signup"),
        _("If it was not you, do nothing."),
    )


ACCOUNT_LETTERS: Mapping[str, Callable[[Mapping[str, Any]], Letter]] = {
    "account/email/email_confirmation": confirm,
    "account/email/email_confirmation_signup": confirm,
    "account/email/account_already_exists": already,
    "account/email/password_reset_key": reset,
    "account/email/unknown_account": unknown,
}
"""Allauth's name of a letter → ours. Another name is a KeyError: nothing is sent that we did not write."""


def invitation(given: Invitation) -> Letter:
    names = {"person": given.invited_by.full_name, "organisation": given.organisation.name(words.language())}
    return _letter(
        _("You are invited to %(organisation)s on the Astana Hub portal") % names,
        _("%(person)s invites you to act for %(organisation)s on the portal. To accept, open:") % names,
        link("invitation", given.token),
        _("Sign in or sign up with the address to which this letter came. The invitation holds for %(days)s days.")
        % {"days": INVITATION_DAYS},
    )


def _letter(subject: str, *paragraphs: str) -> Letter:
    return Letter(subject, "\n\n".join(paragraphs))
