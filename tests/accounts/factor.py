"""An authenticator app of the tests, and people who have one."""

import time
from datetime import date, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from hub.accounts.access import Access
from hub.accounts.models import User

ORDINARY_DAY = date(2026, 5, 18)
PASSWORD = "correct horse battery"


def code(secret: str, step: int = 0) -> str:
    """What the app shows now, or so many steps of 30 seconds later."""
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + step))


def app_of(user) -> str:
    """Give the person an app and recovery codes; the secret of the app."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes(user) -> list[str]:
    return Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()


def sign_in(browser, user, typed=None, **more):
    """Through the sign-in page with the password, and with a code where one is asked."""
    first = browser.post("/en/account/login/", {"login": user.email, "password": PASSWORD}, **more)
    if typed is None:
        return first
    assert first["Location"] == "/en/account/code/", first.content.decode()
    return browser.post("/en/account/code/", {"code": typed}, **more)


def long_ago(moment):
    return moment - timedelta(minutes=16)


def code_for(email: str) -> str:
    """What a person who needs a second factor types now, from an app that they are given; empty for others."""
    user = User.objects.filter(email=email).first()
    if user is None or not Access(user, ORDINARY_DAY).needs_second_factor:
        return ""
    if not Authenticator.objects.filter(user=user).exists():
        app_of(user)
    app = Authenticator.objects.get(user=user, type="totp")
    app.data.pop("last_step", None)  # the same half a minute serves many sign-ins of a test
    app.save()
    return code(decrypt(app.data["secret"]))
