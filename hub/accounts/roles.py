"""Roles are given and ended by administrators: dated, with a reason, in the log."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hub.accounts import doors
from hub.accounts.models import Role, RoleGrant, User

GUARDED = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
"""Roles that watch over others: only an administrator lets somebody stand in for them."""


class NoRole(Exception):
    """The absent person holds no role on these days that could be handed on."""


class OwnRole(Exception):
    """Nobody gives a role to himself, and no administrator ends his own."""


@transaction.atomic
def grant(user: User, role: str, *, since: date, until: date | None, reason: str, by: User, at: datetime) -> RoleGrant:
    """Give a person a role between two days, both included. Raises OwnRole."""
    if user == by:
        raise OwnRole
    made = RoleGrant.objects.create(user=user, role=role, since=since, until=until, reason=reason, granted_by=by)
    days = {"since": since.isoformat(), "until": until.isoformat() if until else None}
    doors.log("role.grant", f"user:{user.pk}", by=by, at=at, private={"reason": reason}, role=role, **days)
    return made


@transaction.atomic
def end(given: RoleGrant, *, by: User, at: datetime) -> None:
    """End a role: its rights are gone at the next request; one that has not begun never will. Raises OwnRole.

    Who stands in for the person in that role holds it no longer either.
    """
    row = RoleGrant.objects.select_for_update().get(pk=given.pk)
    if row.user_id == by.pk and row.role == Role.ADMINISTRATOR:
        raise OwnRole
    today = timezone.localdate(at)
    rows = [row]
    if row.stands_in_for_id is None:
        rows += RoleGrant.objects.select_for_update().filter(stands_in_for=row.user_id, role=row.role)
    for one in rows:
        if one.until is None or one.until >= today:
            one.until = min(today, one.since) - timedelta(days=1)
            one.save(update_fields=["until"])
            doors.log("role.end", f"user:{one.user_id}", by=by, at=at, role=one.role)


@transaction.atomic
def stand_in(absent: User, colleague: User, *, since: date, until: date, reason: str, by: User, at: datetime) -> int:
    """Let a colleague hold the roles of an absent person between two days, both included; how many roles.

    Who names one for their own absence cannot hand on the watch over others (`GUARDED`). Raises OwnRole, NoRole.
    """
    if colleague in (absent, by):
        raise OwnRole
    held = RoleGrant.objects.filter(user=absent, stands_in_for=None, since__lte=until).exclude(until__lt=since)
    if by == absent:
        held = held.exclude(role__in=GUARDED)
    if not held:
        raise NoRole
    for own in held.order_by("pk"):
        first, last = max(since, own.since), min(until, own.until or until)
        RoleGrant.objects.create(
            user=colleague,
            role=own.role,
            since=first,
            until=last,
            reason=reason,
            granted_by=by,
            stands_in_for=absent,
        )
        _log_stand_in(own.role, absent, colleague, first, last, reason, by=by, at=at)
    return len(held)


def _log_stand_in(
    role: str, absent: User, colleague: User, first: date, last: date, reason: str, *, by: User, at: datetime
) -> None:
    doors.log(
        "role.stand_in",
        f"user:{colleague.pk}",
        by=by,
        at=at,
        private={"reason": reason},
        role=role,
        stands_in_for=absent.pk,
        since=first.isoformat(),
        until=last.isoformat(),
    )
