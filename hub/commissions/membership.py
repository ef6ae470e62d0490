"""Who sits on a commission and by which rules it works: the Technopark sets both (clause 13).

Each act is one transaction, in the log. What a sitting was held by is never rewritten: seats and rules begin after it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.models import Role
from hub.audit.log import record as log
from hub.cases.perform import Forbidden
from hub.commissions.models import Charter, Commission, Seat, Sitting
from hub.commissions.order import access_of

if TYPE_CHECKING:
    from hub.accounts.models import User

SET_BY = (Role.ADMINISTRATOR, Role.SECRETARY)
QUORUM = range(1, 101)
MAJORITY = range(50, 100)


class Fault(Exception):
    """What is wrong and what to do, in the reader's language; `field` names what was given wrongly."""

    def __init__(self, field: str, text: str) -> None:
        super().__init__(text)
        self.field = field


@transaction.atomic
def seat(
    commission: Commission,
    user: User,
    *,
    kind: str,
    office: str,
    since: date,
    until: date | None,
    order: str,
    by: User,
    at: datetime,
) -> Seat:
    """A seat between two days, both included. Raises Fault; Forbidden where `by` does not set the composition."""
    _for_technopark(by, at)
    if user == by:
        raise Fault("user", _("Nobody gives a seat to himself. Ask a colleague to do it."))
    if until is not None and until < since:
        raise Fault("until", _("The last day comes before the first one."))
    order = _named(order)
    commission = _lock(commission)
    if held := _held_from(commission, since):
        text = _("A sitting was held on %(day)s, and its votes stay as they are. The seat begins after that day.")
        raise Fault("since", text % {"day": words.day(held)})
    _must_be_free(_seats_between(commission, since, until), user, office)
    made = Seat.objects.create(
        commission=commission, user=user, kind=kind, office=office, since=since, until=until, order=order
    )
    days = {"since": str(since), "until": str(until) if until else None}
    told: dict[str, Any] = {"seat": made.pk, "user": user.pk, "kind": kind, "office": office, **days}
    log("seat.give", f"commission:{commission.pk}", by=by, at=at, **told)
    return made


@transaction.atomic
def end_seat(seat: Seat, *, until: date, by: User, at: datetime) -> Seat:
    """Give a seat its last day, or an earlier one; a seat that has not begun by then never will. Raises Fault."""
    _for_technopark(by, at)
    commission = _lock(seat.commission)
    seat = Seat.objects.select_related("user", "commission").get(pk=seat.pk)
    if seat.until is not None and seat.until <= until:
        text = _("The seat ends on %(day)s already. A seat is not made longer: give a new one.")
        raise Fault("until", text % {"day": words.day(seat.until)})
    if until < seat.since:
        until = _cancelled(seat, at)
    if held := _held_from(commission, until + timedelta(days=1)):
        text = _("A sitting was held on %(day)s with this member. The seat ends on that day or later.")
        raise Fault("until", text % {"day": words.day(held)})
    seat.until = until
    seat.save(update_fields=["until"])
    log("seat.end", f"commission:{commission.pk}", by=by, at=at, seat=seat.pk, user=seat.user_id, until=str(until))
    return seat


@transaction.atomic
def set_charter(
    commission: Commission,
    *,
    since: date,
    order: str,
    quorum_percent: int,
    majority_percent: int,
    chair_breaks_tie: bool,
    by: User,
    at: datetime,
) -> Charter:
    """Rules from a day on; set again from the same day they are corrected, until a sitting is held. Raises Fault."""
    _for_technopark(by, at)
    if quorum_percent not in QUORUM:
        raise Fault("quorum_percent", _("The quorum lies between 1 and 100 per cent."))
    if majority_percent not in MAJORITY:
        raise Fault("majority_percent", _("The majority lies between 50 and 99 per cent: never less than half."))
    order = _named(order)
    commission = _lock(commission)
    if held := _held_from(commission, since):
        text = _("A sitting was held on %(day)s, and its rules are not changed. Set new rules from a later day.")
        raise Fault("since", text % {"day": words.day(held)})
    numbers: dict[str, Any] = {
        "quorum_percent": quorum_percent,
        "majority_percent": majority_percent,
        "chair_breaks_tie": chair_breaks_tie,
    }
    charter, fresh = commission.charters.update_or_create(since=since, defaults={"order": order, **numbers})
    action = "charter.set" if fresh else "charter.correct"
    log(action, f"commission:{commission.pk}", by=by, at=at, since=str(since), **numbers)
    return charter


def not_over(on: date) -> QuerySet[Seat]:
    """Seats that are in force on a day or begin later: those that may be ended."""
    found: QuerySet[Seat] = Seat.objects.exclude(until__lt=on).exclude(until__lt=F("since"))
    return found.select_related("user", "commission")


def _for_technopark(by: User, at: datetime) -> None:
    if not access_of(by, at).has(*SET_BY):
        raise Forbidden


def _named(order: str) -> str:
    if not order.strip():
        raise Fault("order", _("Name the order, with its number and date."))
    return order.strip()


def _lock(commission: Commission) -> Commission:
    """One change of a commission at a time, so that two people do not seat two chairs."""
    return Commission.objects.select_for_update().get(pk=commission.pk)


def _held_from(commission: Commission, day: date) -> date | None:
    """The last sitting held on the day or later; those that are planned wait until the change is made."""
    sittings = commission.sittings.select_for_update().filter(on__gte=day)
    return max((one.on for one in sittings if one.state != Sitting.State.PLANNED), default=None)


def _seats_between(commission: Commission, since: date, until: date | None) -> QuerySet[Seat]:
    """Seats with a day in common with these days; what was cancelled before it began has none."""
    held = not_over(since).filter(commission=commission)
    return held if until is None else held.filter(since__lte=until)


def _must_be_free(held: QuerySet[Seat], user: User, office: str) -> None:
    if held.filter(user=user).exists():
        text = _("This person has a seat on the commission on these days already. End it first, or take other days.")
        raise Fault("user", text)
    chair = held.filter(office=Seat.Office.CHAIR).first() if office == Seat.Office.CHAIR else None
    if chair is not None:
        text = _("On these days %(name)s is the chair already. End that seat first, or take other days.")
        raise Fault("office", text % {"name": chair.user.full_name})


def _cancelled(seat: Seat, at: datetime) -> date:
    """The last day of a seat that is ended before it began: the day before its first."""
    if seat.since <= timezone.localdate(at):
        raise Fault("until", _("The last day comes before the first one."))
    return seat.since - timedelta(days=1)
