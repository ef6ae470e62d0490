"""Second factors of a person: codes of an app, passkeys, recovery codes. What they are stays with allauth."""

import io
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt, is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.conf import settings
from django.db import transaction

from hub.accounts import doors, letters, sessions
from hub.accounts.http import Request
from hub.accounts.models import User
from hub.accounts.second_factor import FACTORS
from hub.privacy.encryption import seal, unseal

ISSUER = "Astana Hub"
SECRETS = "mfa_authenticator::data"
"""The place to which secrets of factors are sealed; allauth does not tell of which row they are."""
CODES = ("totp", "recovery_codes")
"""Factors that are typed."""


class LastFactor(Exception):
    """Who must come with a second factor keeps at least one."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Names and hosts come from the portal's own settings, never from the request; secrets lie sealed."""

    def encrypt(self, text: str) -> str:
        return seal(text.encode(), SECRETS)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, SECRETS).decode()

    def get_totp_issuer(self) -> str:
        return ISSUER

    def build_totp_svg(self, url: str) -> str:
        out = io.BytesIO()
        segno.make(url, error="m").save(out, kind="svg", scale=5, border=4, xmldecl=False, light="#fff")
        return out.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {"id": host(), "name": ISSUER}


def host() -> str:
    """The host to which passkeys are bound."""
    return urlsplit(settings.PUBLIC_URL).hostname or ""


def passkeys_work() -> bool:
    """Passkeys are bound to a host name; a bare address (the demonstration's 127.0.0.1) has none."""
    return not host().replace(".", "").isdigit() and ":" not in host()


# --- what a person has -------------------------------------------------------------------------------------------
def of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))


def has_one(user: User) -> bool:
    return bool(is_mfa_enabled(user, FACTORS))


def right_code(user: User, code: str) -> Authenticator | None:
    """The factor to which a code belongs: an app's, each once and never an older one after it, or a recovery code."""
    code = "".join(code.split()).replace("-", "")
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user, type__in=CODES)
        for row in sorted(rows, key=lambda one: one.type != Authenticator.Type.TOTP):
            right = _take_app_code(row, code) if row.type == Authenticator.Type.TOTP else row.wrap().validate_code(code)
            if right:
                row.user = user
                return row
    return None


def _take_app_code(row: Authenticator, code: str) -> bool:
    """Whether the code is of a step of time later than the last one used; it is used up with that."""
    secret, last = decrypt(row.data["secret"]), row.data.get("last_step", 0)
    for step in totp.yield_hotp_counters_from_time():
        if step > last and totp.compare_user_code(
            actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))
        ):
            row.data["last_step"] = step
            row.save(update_fields=["data"])
            return True
    return False


# --- changes -----------------------------------------------------------------------------------------------------
@transaction.atomic
def add_app(request: Request, secret: str) -> list[str]:
    """Set up the codes of an app; the recovery codes if they are the person's first."""
    made = totp.TOTP.activate(request.user, secret).instance
    return _added(request, made)


@transaction.atomic
def add_passkey(request: Request, name: str, credential: dict[str, Any]) -> list[str]:
    """Set up a passkey; the recovery codes if they are the person's first."""
    made = WebAuthn.add(request.user, name, credential).instance
    return _added(request, made)


def _added(request: Request, made: Authenticator) -> list[str]:
    """The person has just shown the new factor: the session is as strong as one that was opened with it."""
    record_authentication(request, request.user, "mfa", id=made.pk, type=made.type, reauthenticated=True)
    sessions.renew(request)
    tell(request, "factor_added", made.type)
    if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).exists():
        return []
    return list(RecoveryCodes.activate(request.user).get_unused_codes())


@transaction.atomic
def new_codes(request: Request) -> list[str]:
    """Recovery codes anew; the old ones open nothing from now on."""
    User.objects.select_for_update().get(pk=request.user.pk)
    Authenticator.objects.filter(user=request.user, type=Authenticator.Type.RECOVERY_CODES).delete()
    tell(request, "codes_renewed", Authenticator.Type.RECOVERY_CODES)
    return list(RecoveryCodes.activate(request.user).get_unused_codes())


@transaction.atomic
def remove(request: Request, factor: Authenticator) -> None:
    """Take a factor away and end the person's other sessions. Raises LastFactor."""
    User.objects.select_for_update().get(pk=request.user.pk)
    others = Authenticator.objects.filter(user=request.user, type__in=FACTORS).exclude(pk=factor.pk)
    if request.access.needs_second_factor and not others.exists():
        raise LastFactor
    kind = factor.type
    factor.delete()
    if not others.exists():
        Authenticator.objects.filter(user=request.user).delete()
    sessions.end_all(request.user, but=request.session.session_key, by=request.user, at=request.now)
    tell(request, "factor_removed", kind)


def tell(request: Request, what: str, kind: str) -> None:
    """Log a change of the person's factors and write them a letter about it."""
    at, user = request.now, request.user
    doors.log(f"account.{what}", f"user:{user.pk}", by=user, at=at, kind=kind)
    letters.warn(user, what, at=at)
