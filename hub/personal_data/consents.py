"""Consents: the texts that people agree to, giving one, withdrawing one. Each is on record with the text's version."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.db import transaction

from hub import words
from hub.accounts.models import User
from hub.audit.log import record as log
from hub.personal_data.models import Consent
from rules.text import Text

ACCOUNT = "account"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a consent of this purpose says, in the version in force."""

    purpose: str
    version: str
    title: Text
    text: Text


def _wording(purpose: str, given: dict[str, Any]) -> Wording:
    return Wording(purpose, given["version"], Text(**given["title"]), Text(**given["text"]))


_DATA = tomllib.loads(Path(__file__).with_name("consents.toml").read_text(encoding="utf-8"))
WORDINGS = MappingProxyType({purpose: _wording(purpose, given) for purpose, given in _DATA.items()})


class Withdrawn(Exception):
    """The consent is withdrawn already."""


@transaction.atomic
def give(purpose: str, *, by: User, at: datetime, until: date | None = None) -> Consent:
    """Record a consent of a person for themself."""
    made = Consent.objects.create(
        person=by,
        purpose=purpose,
        version=WORDINGS[purpose].version,
        language=words.language(),
        given_by=by,
        given_at=at,
        until=until,
    )
    log("consent.give", f"consent:{made.pk}", by=by, at=at, purpose=purpose, version=made.version)
    return made


@transaction.atomic
def withdraw(consent: Consent, *, by: User, at: datetime) -> None:
    """Withdraw a consent; what was done under it stays lawful. Raises Withdrawn."""
    row = Consent.objects.select_for_update().get(pk=consent.pk)
    if row.withdrawn_at is not None:
        raise Withdrawn(row.pk)
    row.withdrawn_at, row.withdrawn_by = at, by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log("consent.withdraw", f"consent:{row.pk}", by=by, at=at, purpose=row.purpose, version=row.version)


def at_sign_up(person: User, *, at: datetime) -> None:
    """The consent that a person gives by ticking the box of the sign-up form (settings.AT_SIGN_UP)."""
    give(ACCOUNT, by=person, at=at)
