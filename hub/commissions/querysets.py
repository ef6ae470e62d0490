"""Which sittings and items a person may see, what awaits their vote, and which cases wait for a sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from hub.accounts.models import Role
from hub.cases.models import Deadline
from hub.commissions.models import Commission, Dissent, Item, Seat, Sitting

if TYPE_CHECKING:
    from hub.accounts.access import Access

READERS_OF_MINUTES = (Role.REGISTRATION, Role.AUDITOR)


def commissions_of(access: Access) -> QuerySet[Commission]:
    """The commissions in which the person has a seat; for a commission secretary of the Technopark, all."""
    if access.has(Role.SECRETARY):
        return Commission.objects.all()
    return Commission.objects.filter(pk__in=_seats(access).values("commission"))


def prepared_by(access: Access) -> QuerySet[Commission]:
    """The commissions whose desk the person keeps."""
    if access.has(Role.SECRETARY):
        return Commission.objects.all()
    mine = _seats(access).filter(office=Seat.Office.SECRETARY)
    return Commission.objects.filter(pk__in=mine.values("commission"))


def sittings_open_to(access: Access) -> QuerySet[Sitting]:
    found = Sitting.objects.filter(commission__in=commissions_of(access))
    return found.select_related("commission", "minutes__file", "closed_by")


def for_list(sittings: QuerySet[Sitting]) -> QuerySet[Sitting]:
    """With the number of items on the agenda and of those that are still open."""
    left = Count("items", filter=Q(items__closed_at=None))
    return sittings.annotate(items_count=Count("items"), items_left=left)


def items_open_to(access: Access) -> QuerySet[Item]:
    found = Item.objects.filter(sitting__commission__in=commissions_of(access))
    return found.select_related("sitting__commission", "case__organisation")


def minutes_open_to(access: Access) -> QuerySet[Sitting]:
    """Sittings with minutes: of one's own commissions; for registration officers and auditors, all."""
    sittings = Sitting.objects.all() if access.has(*READERS_OF_MINUTES) else sittings_open_to(access)
    return sittings.exclude(minutes=None).select_related("commission", "minutes__file")


def annexes(sitting: Sitting) -> QuerySet[Dissent]:
    """Dissenting opinions given after the minutes were made: their annexes."""
    if sitting.closed_at is None:
        return Dissent.objects.none()
    found = Dissent.objects.filter(item__sitting=sitting, at__gt=sitting.closed_at)
    return found.select_related("user", "item__case__organisation")


def awaiting_vote(access: Access) -> QuerySet[Item]:
    """Open items on which the person has a vote, has declared no conflict and has not voted yet."""
    votes = Seat.objects.exclude(office=Seat.Office.SECRETARY).filter(
        Q(until=None) | Q(until__gte=OuterRef("sitting__on")),
        user_id=access.user.pk,
        commission=OuterRef("sitting__commission"),
        since__lte=OuterRef("sitting__on"),
    )
    found = items_open_to(access).filter(sitting__state=Sitting.State.OPEN, closed_at=None)
    found = found.annotate(seat=Subquery(votes.values("pk")[:1])).exclude(seat=None)
    found = found.exclude(Q(ballots__user=access.user.pk)).exclude(Q(case__conflicts__user=access.user.pk))
    return found.order_by("sitting__on", "position")


def waiting(commissions: QuerySet[Commission]) -> QuerySet[Deadline]:
    """What the commissions owe on cases that stand on no open agenda, nearest due day first (clause 16)."""
    owed = Deadline.objects.filter(actor__in=commissions.values("actor"), met_on=None, lapsed_on=None, case__open=True)
    owed = owed.exclude(case__in=Item.objects.filter(closed_at=None).values("case"))
    return owed.select_related("case__organisation").order_by(F("due_on").asc(nulls_last=True), "case__number")


def _seats(access: Access) -> QuerySet[Seat]:
    seats: QuerySet[Seat] = Seat.objects.on(access.on).filter(user_id=access.user.pk)
    return seats
