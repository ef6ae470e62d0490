"""What is kept of people, their organisations and their ways in; how a person's own part is given out and wiped."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet

from hub.accounts.factors import SECRETS
from hub.accounts.models import Invitation, RoleGrant, User
from hub.privacy.declared import kept
from hub.privacy.encryption import key_of, ring, seal, unseal
from rules.text import Text

FIELDS = (
    kept(
        "accounts.User",
        "account",
        public="id language is_active joined_at",
        personal="email full_name last_login",
        secret="password",
    ),
    kept("account.EmailAddress", "account", public="id verified primary", personal="user email"),
    kept("account.EmailConfirmation", "account", public="id created sent", personal="email_address", secret="key"),
    kept("mfa.Authenticator", "account", public="id type created_at last_used_at", personal="user", secret="data"),
    kept("socialaccount.SocialAccount", "account", public="id provider last_login date_joined"),
    kept("socialaccount.SocialAccount", "account", personal="user uid extra_data"),
    kept("socialaccount.SocialToken", "account", public="id app account expires_at", secret="token token_secret"),
    kept("socialaccount.SocialApp", "reference", public="id provider provider_id name settings"),
    kept("socialaccount.SocialApp", "reference", secret="client_id secret key"),
    kept("usersessions.UserSession", "session", public="id created_at last_seen_at"),
    kept("usersessions.UserSession", "session", personal="user ip user_agent data", secret="session_key"),
    kept("sessions.Session", "session", public="expire_date", secret="session_key session_data"),
    kept("accounts.Attempts", "session", public="number until", secret="key"),
    kept("accounts.Organisation", "organisation", public="id bin name_kk name_ru created_at"),
    kept("accounts.Membership", "rights", public="id organisation capacity since until", personal="user"),
    kept("accounts.Invitation", "invitation", public="id invited_at withdrawn_at", participant="organisation capacity"),
    kept("accounts.Invitation", "invitation", personal="email invited_by accepted_by", secret="token"),
    kept("accounts.RoleGrant", "rights", public="id role since until"),
    kept("accounts.RoleGrant", "rights", personal="user reason granted_by stands_in_for"),
    kept("auth.Permission", "reference", public="id name content_type codename"),
    kept("auth.Group_permissions", "reference", public="id group permission"),
    kept("auth.Group", "reference", public="id name permissions"),
    kept("contenttypes.ContentType", "reference", public="id app_label model"),
)

SEALED_KEYS = ("secret", "seed")
"""Where allauth keeps what its adapter sealed: of an app, of recovery codes."""


class FactorSecrets:
    """The sealed secrets within the factors of allauth, for the rotation of keys."""

    name = "mfa.Authenticator.data"

    def standing(self) -> Counter[str]:
        rows = Authenticator.objects.values_list("data", flat=True)
        return Counter(key_of(data[key]) for data in rows for key in SEALED_KEYS if key in data)

    def renew(self, batch: int) -> int:
        done = 0
        with transaction.atomic():
            for row in Authenticator.objects.select_for_update().order_by("pk"):
                old = [key for key in SEALED_KEYS if key in row.data and key_of(row.data[key]) != ring().current]
                if not old or done >= batch:
                    continue
                for key in old:
                    row.data[key] = seal(unseal(row.data[key], SECRETS), SECRETS)
                row.save(update_fields=["data"])
                done += len(old)
        return done


SEALED = (FactorSecrets(),)
NAMELESS = "erased-{pk}@erased.invalid"
"""The address of an erased account: it leads nowhere and no mail server takes it."""


def export(person: User) -> dict[str, Any]:
    """The account as its person may take it away: no password, factor or session key."""
    return {
        "account": {
            "email": person.email,
            "full_name": person.full_name,
            "language": person.language,
            "joined_at": person.joined_at,
            "last_login": person.last_login,
        },
        "emails": list(person.emailaddress_set.values("email", "verified", "primary")),  # type: ignore[attr-defined]
        "second_factors": list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")),
        "sign_ins": list(
            UserSession.objects.filter(user=person).values("ip", "user_agent", "created_at", "last_seen_at")
        ),
        "organisations": list(
            person.memberships.values("organisation__bin", "organisation__name_ru", "capacity", "since", "until")
        ),
        "roles": list(person.grants.values("role", "since", "until", "reason")),
        "invitations": list(Invitation.objects.filter(email__iexact=person.email).values("capacity", "invited_at")),
    }


def holds(person: User, on: date) -> list[Text]:
    """Why the account cannot be erased now."""
    if RoleGrant.objects.on(on).filter(user=person).exists():
        return [ROLE_IN_FORCE]
    return []


ROLE_IN_FORCE = Text(
    "Адамның порталда қолданыстағы рөлі бар. Алдымен рөл аяқталуы керек.",
    "У человека есть действующая роль на портале. Сначала роль нужно завершить.",
    "The person holds a role on the portal. The role must be ended first.",
)


def erase(person: User, at: datetime, on: date) -> None:
    """Nobody can sign in any more and nothing names the person; the number stays, so that the record stays whole."""
    keys = UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    Session.objects.filter(session_key__in=list(keys)).delete()
    UserSession.objects.filter(user=person).delete()
    Authenticator.objects.filter(user=person).delete()
    Invitation.objects.filter(email__iexact=person.email).update(email=NAMELESS.format(pk=person.pk))
    person.emailaddress_set.all().delete()  # type: ignore[attr-defined]
    person.socialaccount_set.all().delete()  # type: ignore[attr-defined]
    person.memberships.filter(until=None).update(until=on - timedelta(days=1))
    person.email, person.full_name = NAMELESS.format(pk=person.pk), f"№ {person.pk}"
    person.is_active, person.last_login = False, None
    person.set_unusable_password()
    person.save()


def past(retention: str, before: date) -> QuerySet[Any] | None:
    """The rows of a retention that are past their term, if they are of this room."""
    if retention == "session":
        sessions: QuerySet[Any] = UserSession.objects.filter(last_seen_at__date__lt=before)
        return sessions
    if retention == "invitation":
        return Invitation.objects.filter(invited_at__date__lt=before)
    return None
