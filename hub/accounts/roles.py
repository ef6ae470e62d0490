"""Roles are given and ended by administrators: dated, with a reason, in the log."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from hub.accounts import doors
from hub.accounts.models import Role, RoleGrant, User


class OwnRole(Exception):
    """Nobody gives a role to himself, and no administrator ends his own."""


@transaction.atomic
def grant(user: User, role: str, *, since: date, until: date | None, reason: str, by: User, at: datetime) -> RoleGrant:
    """Give a person a role between two days, both included. Raises OwnRole."""
    if user == by:
        raise OwnRole
    made = RoleGrant.objects.create(user=user, role=role, since=since, until=until, reason=reason, granted_by=by)
    days = {"since": since.isoformat(), "until": until.isoformat() if until else None}
    doors.log("role.grant", f"user:{user.pk}", by=by, at=at, role=role, **days)
    return made


@transaction.atomic
def end(given: RoleGrant, *, by: User, at: datetime) -> None:
    """End a role: its rights are gone at the next request; one that has not begun never will. Raises OwnRole."""
    row = RoleGrant.objects.select_for_update().get(pk=given.pk)
    if row.user_id == by.pk and row.role == Role.ADMINISTRATOR:
        raise OwnRole
    today = timezone.localdate(at)
    if row.until is not None and row.until < today:
        return
    row.until = min(today, row.since) - timedelta(days=1)
    row.save(update_fields=["until"])
    doors.log("role.end", f"user:{row.user_id}", by=by, at=at, role=row.role)
