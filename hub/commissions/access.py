"""Who sits on a commission, and which cases that opens to them."""

from datetime import date

from django.db.models import F, Q

from hub.accounts.access import Access
from hub.accounts.models import Role, User
from hub.cases.models import Case
from hub.commissions.models import Conflict, Item, Seat


def has_seat(access: Access) -> bool:
    """Whether the person sits on any commission on that day."""
    return access.person is not None and sits(access.person, access.on)


def sits(user: User, on: date) -> bool:
    """Whether the person sits on any commission on a day: a second factor is asked of them."""
    return Seat.objects.on(on).filter(user_id=user.pk).exists()


def seat_of(access: Access, commission_id: int) -> Seat | None:
    """The person's seat on a commission on that day."""
    if not access.known:
        return None
    return Seat.objects.on(access.on).filter(user_id=access.user.pk, commission_id=commission_id).first()


def prepares(access: Access, commission_id: int) -> bool:
    """Whether the person keeps the secretary's desk of a commission."""
    seat = seat_of(access, commission_id)
    return access.has(Role.SECRETARY) or (seat is not None and seat.office == Seat.Office.SECRETARY)


def chairs(access: Access, commission_id: int) -> bool:
    """Whether the person may open and close items: the chair, or the deputy in the chair's place."""
    seat = seat_of(access, commission_id)
    return seat is not None and seat.office in (Seat.Office.CHAIR, Seat.Office.DEPUTY)


def papers_open_to(access: Access) -> Q:
    """Cases on the agendas of the person's commissions, of sittings since the seat began: the earlier ones are past."""
    if not access.known:
        return Q(pk__in=[])
    mine = Seat.objects.on(access.on).filter(user_id=access.user.pk)
    items = Item.objects.filter(
        sitting__commission__seats__in=mine, sitting__commission__seats__since__lte=F("sitting__on")
    )
    secretary = Q(state_key="commission") if access.has(Role.SECRETARY) else Q(pk__in=[])
    return Q(pk__in=items.values("case")) | secretary


def papers_closed_to(access: Access) -> Q:
    """Cases in which the person declared a conflict of interest, whatever other role would open them."""
    return Q(pk__in=Conflict.objects.filter(user=access.person).values("case"))


def may_decide(access: Access, case: Case) -> bool:
    """Whether the person acts for the commission in a case: chairs the sitting that has it on its agenda."""
    items = Item.objects.filter(case=case, sitting__state="open").select_related("sitting")
    return any(chairs(access, item.sitting.commission_id) for item in items)
