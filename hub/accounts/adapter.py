"""Sign-up and sign-in by django-allauth: our words, our letters through the outbox, our rooms after sign-in."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from hub.accounts import device, doors, letters, limits, sessions
from hub.accounts.access import Access
from hub.accounts.letters import ACCOUNT_LETTERS
from hub.accounts.models import INVITATION_DAYS, Invitation, Role, User

ROOMS = (
    (Role.REGISTRATION, "worklist"),
    (Role.MONITORING, "worklist"),
    (Role.FINANCE, "worklist"),
    (Role.SECRETARY, "sittings"),
    (Role.TRANSLATION, "translations"),
    (Role.REFERENCE, "office_reference"),
    (Role.AUDITOR, "audit_log"),
    (Role.ADMINISTRATOR, "roles"),
    (Role.AUTHORISED_BODY, "analyses"),
)

MESSAGES = {
    "account/messages/password_changed.txt": _("Your password is changed."),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/email_confirmed.txt": _("Your e-mail is confirmed. You can sign in now."),
    "account/messages/email_confirmation_failed.txt": _("This address is confirmed for another account already."),
}
"""What allauth says, in our words; about signing in and out the pages themselves say enough."""

PASSWORD_FAULTS: dict[str, Any] = {
    "password_too_short": _("The password is too short. Take at least %(min_length)s characters."),
    "password_too_common": _("Many people use this password, so it is easily guessed. Take another one."),
    "password_entirely_numeric": _("A password of digits alone is easily guessed. Add letters."),
    "password_too_similar": _("The password looks like your name or e-mail. Take another one."),
}


def home_of(access: Access) -> str:
    """The name of the room in which a person's work begins."""
    user: Any = access.user
    if not access.has(Role.REGISTRATION) and user.seats.on(access.on).exists():
        return "sittings"
    return next((room for role, room in ROOMS if access.has(role)), "cabinet")


def open_invitation(user: User, at: datetime) -> Invitation | None:
    """The newest invitation that waits for a person."""
    waiting = Invitation.objects.filter(email__iexact=user.email, accepted_by=None, withdrawn_at=None)
    fresh = waiting.filter(invited_at__gt=at - timedelta(days=INVITATION_DAYS))
    return fresh.order_by("-invited_at").first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    request: Any
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail or the password is wrong."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait fifteen minutes and try again, or choose a new password by a letter."
        ),
        "enter_current_password": _("This is not your current password."),
        "invalid_password_reset": _("This link is out of date. Ask for a new one."),
        "rate_limited": _("Too many attempts. Wait a little and try again."),
    }

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> Any:
        user.full_name = form.cleaned_data["full_name"]
        user.language = (get_language() or "kk")[:2]
        with transaction.atomic():
            saved = super().save_user(request, user, form, commit)
            doors.signed_up(saved, at=self.request.now)
            doors.log("account.sign_up", f"user:{saved.pk}", by=saved, at=self.request.now)
        return saved

    def set_password(self, user: Any, password: str) -> None:
        at = self.request.now
        with transaction.atomic():
            super().set_password(user, password)
            doors.log("account.password", f"user:{user.pk}", by=user, at=at)
            letters.warn(user, "password", at=at)

    def login(self, request: HttpRequest, user: Any) -> None:
        at, first = self.request.now, user.last_login is None
        known = device.known_for(request, user.email) is not None
        super().login(request, user)
        sessions.begin(self.request)
        device.remember(request, user)
        with transaction.atomic():
            doors.log("account.sign_in", f"user:{user.pk}", by=user, at=at, known_device=known)
            if not (known or first):
                letters.warn(user, "new_device", at=at)

    def logout(self, request: HttpRequest) -> None:
        user: Any = request.user
        with transaction.atomic():
            doors.log("account.sign_out", f"user:{user.pk}", by=user, at=self.request.now)
        super().logout(request)

    # --- limits ------------------------------------------------------------------------------------------------------
    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt before the password is looked at, so that attempts side by side are counted, too."""
        self._counters = limits.of_secret(request, "sign_in", credentials["email"])
        if not limits.spend(self._counters, self.request.now):
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        limits.give_back(self._counters)

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """A new password does not let strangers try anew: its browser is counted on its own instead."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        found = User.objects.filter(email__iexact=credentials["email"]).values_list("pk", flat=True).first()
        with transaction.atomic():
            doors.log("account.sign_in_failed", f"user:{found}" if found else "", by=None, at=self.request.now)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Never by allauth: our routes ask themselves, by `@allow(…, fresh=True)`."""
        return False

    def clean_password(self, password: str, user: Any = None) -> str:
        try:
            return str(super().clean_password(password, user))
        except ValidationError as error:
            raise ValidationError([_in_our_words(fault) for fault in error.error_list])

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The person's room; an invited person who belongs nowhere yet comes to the invitation first."""
        user: Any = request.user
        access = Access(user, timezone.localdate(self.request.now))
        room = home_of(access)
        if room == "cabinet" and not access.organisations and (found := open_invitation(user, self.request.now)):
            return reverse("invitation", args=[found.token])
        return reverse(room)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write one of our letters; a person who has an account gets it in the language of their letters."""
        known = User.objects.filter(email__iexact=email).values_list("language", flat=True).first()
        now = self.request.now
        if not limits.Counter("account_letter", f"{template_prefix} {email.lower()}").spend(now):
            return
        with override(known or get_language()), transaction.atomic():
            letter = ACCOUNT_LETTERS[template_prefix](context)
            key = hashlib.sha256(f"{template_prefix}{email}{now.isoformat()}".encode()).hexdigest()
            doors.write_letter(email, letter.subject, letter.text, key=f"account:{key}", at=now)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, text, extra_tags=extra_tags)


def _in_our_words(fault: ValidationError) -> ValidationError:
    return ValidationError(PASSWORD_FAULTS.get(str(fault.code), fault.message), fault.code, fault.params)
