"""What the participant's people are told: of a consent recorded in its name, and of each disclosure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.accounts.models import Membership, User
from hub.confidentiality.models import Disclosure, ParticipantConsent
from hub.notices.outbox import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from hub.register.models import Participant


def tell_due(at: datetime) -> int:
    """Tell of disclosures that had to stay untold until today; each once, however late."""
    untold = Disclosure.objects.filter(told_at=None, tell_on__lte=timezone.localdate(at)).values_list("pk", flat=True)
    return sum(_tell_late(pk, at) for pk in list(untold))


@transaction.atomic
def _tell_late(pk: UUID, at: datetime) -> bool:
    row = Disclosure.objects.select_for_update().get(pk=pk)
    if row.told_at is not None:
        return False
    tell_of_disclosure(row, at)
    row.save(update_fields=["told_at"])
    return True


def tell_of_disclosure(disclosure: Disclosure, at: datetime) -> None:
    """In the transaction of the act; sets `told_at`, which the caller saves."""
    disclosure.told_at = at
    path = reverse("disclosure", args=[disclosure.pk])
    _tell(
        disclosure.participant,
        lambda: (
            _("Information of your organisation was prepared for a third party"),
            _("To whom, for what and on which ground you read in the portal (clause 30 of the Rules)."),
        ),
        path=path,
        key=f"disclosure:{disclosure.pk}",
        at=at,
    )


def tell_of_paper(consent: ParticipantConsent, at: datetime) -> None:
    _tell(
        consent.participant,
        lambda: (
            _("A consent signed on paper was recorded for your organisation"),
            _("Read in the portal what it lets the Technopark give, and to whom. You can withdraw it there."),
        ),
        path=reverse("confidentiality", args=[consent.participant_id]),
        key=f"consent:{consent.pk}",
        at=at,
    )


def tell_of_withdrawal(consent: ParticipantConsent, at: datetime) -> None:
    _tell(
        consent.participant,
        lambda: (
            _("The withdrawal of a consent of your organisation was recorded"),
            _("From now on nothing leaves under it. What left before stays on record."),
        ),
        path=reverse("confidentiality", args=[consent.participant_id]),
        key=f"consent-withdrawn:{consent.pk}",
        at=at,
    )


def _tell(participant: Participant, said: Callable[[], tuple[str, str]], *, path: str, key: str, at: datetime) -> None:
    """The organisation's people of the day, each in their language; letters name nobody and nothing of it."""
    members = Membership.objects.on(timezone.localdate(at)).filter(organisation=participant.organisation_id)
    for user in User.objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk"):
        with override(user.language):
            subject, text = said()
            named = participant.organisation.name(words.language())
            tell(user, subject, f"{named}\n{text}", path=path, key=key, at=at)
