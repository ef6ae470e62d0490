"""The letters about accounts and invitations, in the language of their reader."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from hub import words
from hub.accounts import doors
from hub.accounts.models import INVITATION_DAYS, Invitation, User


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


WARNINGS: Mapping[str, tuple[Any, Any]] = {
    "password": (
        gettext_lazy("Your password on the Astana Hub portal was changed"),
        gettext_lazy("Your password was changed."),
    ),
    "factor_added": (
        gettext_lazy("A second factor was added on the Astana Hub portal"),
        gettext_lazy("A new second factor was added to your account."),
    ),
    "factor_removed": (
        gettext_lazy("A second factor was removed on the Astana Hub portal"),
        gettext_lazy("A second factor of your account was removed."),
    ),
    "codes_renewed": (
        gettext_lazy("New recovery codes on the Astana Hub portal"),
        gettext_lazy("New recovery codes were made for your account. The old ones do not work any more."),
    ),
    "code_used": (
        gettext_lazy("A recovery code was used on the Astana Hub portal"),
        gettext_lazy("Somebody signed in to your account with a recovery code."),
    ),
    "new_device": (
        gettext_lazy("A new device on the Astana Hub portal"),
        gettext_lazy("Somebody signed in to your account in a browser that was not used for it before."),
    ),
    "identity_connected": (
        gettext_lazy("An outside sign-in was connected on the Astana Hub portal"),
        gettext_lazy("An account of the state sign-in was connected to your account."),
    ),
    "identity_removed": (
        gettext_lazy("An outside sign-in was removed on the Astana Hub portal"),
        gettext_lazy("The account of the state sign-in is no longer connected to your account."),
    ),
}
"""What a person is told of when it happens to their account: subject, first sentence."""


def warn(user: User, what: str, *, at: datetime) -> None:
    """Tell a person of a change of how one signs in to their account, in their language."""
    subject, fact = WARNINGS[what]
    with override(user.language):
        letter = _letter(
            str(subject),
            str(fact),
            _("When: %(moment)s.") % {"moment": words.moment(at)},
            _("If it was not you, choose a new password at once and write to the technopark:"),
            link("account_reset_password"),
        )
        key = hashlib.sha256(f"{what}{user.pk}{at.isoformat()}".encode()).hexdigest()
        doors.write_letter(user.email, letter.subject, letter.text, key=f"warning:{key}", at=at)


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
