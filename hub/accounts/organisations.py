"""What is done to an organisation and its people: each act one transaction, each in the log."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from hub.accounts import doors, letters
from hub.accounts.models import INVITATION_DAYS, Capacity, Invitation, Membership, Organisation, User

MOST_INVITATIONS = 30
"""So many may wait at a time: the portal is no tool for mass mail."""
DAY = timedelta(days=1)


class KnownBin(Exception):
    """The organisation is on the portal already; its head can invite."""


class LastOwner(Exception):
    """Somebody must stay who files and manages colleagues."""


class Invited(Exception):
    """An invitation to this address waits already."""


class TooMany(Exception):
    """Too many invitations wait already."""


class NotOpen(Exception):
    """The invitation was taken, withdrawn or is too old."""


class NotYours(Exception):
    """The invitation was sent to somebody else."""


@transaction.atomic
def name_organisation(digits: str, *, name_kk: str, name_ru: str, by: User, at: datetime) -> Organisation:
    """Put an organisation on the portal; who names it becomes its head. Raises KnownBin."""
    try:
        with transaction.atomic():
            made = Organisation.objects.create(bin=digits, name_kk=name_kk, name_ru=name_ru, created_at=at)
    except IntegrityError:
        raise KnownBin from None
    Membership.objects.create(user=by, organisation=made, capacity=Capacity.OWNER, since=timezone.localdate(at))
    doors.log("organisation.create", f"organisation:{made.pk}", by=by, at=at)
    return made


@transaction.atomic
def invite(organisation: Organisation, email: str, capacity: str, *, by: User, at: datetime) -> Invitation:
    """Invite a colleague by a letter, in their language where it is known. Raises Invited, TooMany."""
    _lock(organisation)
    waiting = waiting_invitations(organisation, at)
    if any(one.email.lower() == email.lower() for one in waiting):
        raise Invited
    if len(waiting) >= MOST_INVITATIONS:
        raise TooMany
    made = Invitation.objects.create(
        organisation=organisation, email=email, capacity=capacity, invited_by=by, invited_at=at
    )
    known = User.objects.filter(email__iexact=email).values_list("language", flat=True).first()
    with override(known or by.language):
        letter = letters.invitation(made)
        doors.write_letter(email, letter.subject, letter.text, key=f"invitation:{made.pk}", at=at)
    told = {"invitation": made.pk, "capacity": capacity}
    doors.log("invitation.send", f"organisation:{organisation.pk}", by=by, at=at, private={"email": email}, **told)
    return made


def waiting_invitations(organisation: Organisation, at: datetime) -> list[Invitation]:
    """The invitations that can still be accepted, newest first."""
    fresh = organisation.invitations.filter(
        accepted_by=None, withdrawn_at=None, invited_at__gt=at - timedelta(days=INVITATION_DAYS)
    )
    return list(fresh.order_by("-invited_at", "-pk"))


@transaction.atomic
def withdraw(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Take an invitation back. Raises NotOpen."""
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.open_at(at):
        raise NotOpen
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    doors.log("invitation.withdraw", f"organisation:{row.organisation_id}", by=by, at=at, invitation=row.pk)


@transaction.atomic
def accept(invitation: Invitation, *, by: User, at: datetime) -> None:
    """Join the organisation; who belongs to it already keeps the capacity they have. Raises NotOpen, NotYours."""
    _lock(invitation.organisation)
    row = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not row.open_at(at):
        raise NotOpen
    if row.email.lower() != by.email.lower():
        raise NotYours
    row.accepted_by = by
    row.save(update_fields=["accepted_by"])
    on = timezone.localdate(at)
    if not Membership.objects.on(on).filter(user=by, organisation=row.organisation_id).exists():
        Membership.objects.create(user=by, organisation_id=row.organisation_id, capacity=row.capacity, since=on)
    about = f"organisation:{row.organisation_id}"
    doors.log("invitation.accept", about, by=by, at=at, invitation=row.pk, capacity=row.capacity)


@transaction.atomic
def change_capacity(membership: Membership, capacity: str, *, by: User, at: datetime) -> None:
    """Let a colleague do more or less. Raises LastOwner."""
    with _changing(membership, at, stays_owner=capacity == Capacity.OWNER) as row:
        before, row.capacity = row.capacity, capacity
        row.save(update_fields=["capacity"])
        about = f"organisation:{row.organisation_id}"
        doors.log("membership.change", about, by=by, at=at, user=row.user_id, before=before, after=capacity)


@transaction.atomic
def end_membership(membership: Membership, *, by: User, at: datetime) -> None:
    """End a colleague's rights: they are gone at the next request. Raises LastOwner."""
    with _changing(membership, at, stays_owner=False) as row:
        row.until = timezone.localdate(at) - DAY  # the last day on which the rights held
        row.save(update_fields=["until"])
        doors.log("membership.end", f"organisation:{row.organisation_id}", by=by, at=at, user=row.user_id)


@contextmanager
def _changing(membership: Membership, at: datetime, *, stays_owner: bool) -> Iterator[Membership]:
    """The membership under the organisation's lock, so that two owners cannot remove each other at once."""
    _lock(membership.organisation)
    on: date = timezone.localdate(at)
    row = Membership.objects.on(on).get(pk=membership.pk)
    others = Membership.objects.on(on).filter(organisation=row.organisation_id, capacity=Capacity.OWNER)
    if row.capacity == Capacity.OWNER and not stays_owner and not others.exclude(pk=row.pk).exists():
        raise LastOwner
    yield row


def _lock(organisation: Organisation) -> None:
    Organisation.objects.select_for_update().get(pk=organisation.pk)
