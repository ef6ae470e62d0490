"""What must hold at a sitting before anything is done in it, and who may do it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from hub import words
from hub.accounts.access import Access
from hub.cases.perform import Forbidden
from hub.commissions.access import prepares
from hub.commissions.decisions import charter_on, voters
from hub.commissions.models import Charter, Commission, Item, Seat, Sitting

if TYPE_CHECKING:
    from hub.accounts.models import User
    from rules.procedure import Act


class OutOfOrder(Exception):
    """The sitting does not allow it now; the message says why and what to do, in the reader's language."""


def presides(item: Item, by: User, at: datetime) -> bool:
    """The chair or the deputy closes an item; one with a conflict only where the other has one, too."""
    on = timezone.localdate(at)
    offices = (Seat.Office.CHAIR, Seat.Office.DEPUTY)
    seats = Seat.objects.on(on).filter(commission=item.sitting.commission_id, office__in=offices)
    presiding = set(seats.values_list("user_id", flat=True))
    free = presiding - set(item.case.conflicts.values_list("user_id", flat=True))
    return by.pk in (free or presiding)


def may_dissent(item: Item, user: User) -> bool:
    """Whether the member took part with a vote, without a conflict, and has not dissented yet."""
    if user.pk not in voters(item.sitting) or item.case.conflicts.filter(user=user).exists():
        return False
    took_part = item.sitting.attendance.filter(user=user).exists()
    return took_part and not item.dissents.filter(user=user).exists()


def access_of(by: User, at: datetime) -> Access:
    return Access(by, timezone.localdate(at))


def as_secretary(commission_id: int, by: User, at: datetime) -> None:
    if not prepares(access_of(by, at), commission_id):
        raise Forbidden


def not_past(on: date, at: datetime) -> None:
    if on < timezone.localdate(at):
        raise OutOfOrder(_("The day of a sitting cannot be in the past."))


def filled(text: str, demand: str) -> str:
    if not text.strip():
        raise OutOfOrder(demand)
    return text.strip()


def lock(sitting: Sitting, state: str) -> Sitting:
    """The sitting, held until the transaction ends, if it is in `state`."""
    found = Sitting.objects.select_for_update(of=("self",)).select_related("commission").get(pk=sitting.pk)
    if found.state == Sitting.State.CLOSED:
        raise OutOfOrder(_("The sitting is closed. Nothing in it changes any more."))
    if found.state != state:
        planned = _("The sitting is still being prepared. Open it first.")
        raise OutOfOrder(planned if state == Sitting.State.OPEN else _("The sitting is open already."))
    return found


def lock_item(item: Item) -> Item:
    """The item, held until the transaction ends, if it is not closed."""
    rows = Item.objects.select_for_update(of=("self",)).select_related("sitting__commission", "case")
    found = rows.get(pk=item.pk)
    if found.closed_at is not None:
        raise OutOfOrder(_("The item is closed. Nothing in it changes any more."))
    return found


def charter_of(sitting: Sitting) -> Charter:
    charter = charter_on(sitting.commission, sitting.on)
    if charter is None:
        text = _("On %(day)s the commission has no rules in force. Without them no quorum can be counted.")
        raise OutOfOrder(text % {"day": words.day(sitting.on)})
    return charter


def must_have_vote(item: Item, by: User, at: datetime) -> None:
    if by.pk not in voters(item.sitting):
        raise OutOfOrder(_("You have no vote at this sitting."))
    if item.case.conflicts.filter(user=by).exists():
        raise OutOfOrder(_("You have declared a conflict of interest in this case, so you do not vote on it."))
    if access_of(by, at).belongs_to(item.case.organisation_id):
        raise OutOfOrder(_("You act for the applicant. Declare a conflict of interest."))


def listed(act: Act, chosen: Sequence[str]) -> list[str]:
    """The chosen grounds in the order of the act: only those that it lists, and at least one where it lists any."""
    known = [ground.key for ground in act.grounds]
    if set(chosen) - set(known):
        raise OutOfOrder(_("Only the grounds listed may be used, and only for the vote that they belong to."))
    if known and not chosen:
        raise OutOfOrder(_("This vote needs at least one of the grounds listed."))
    return [key for key in known if key in chosen]


def composition_warning(commission: Commission, on: date) -> str:
    """Clause 13: state bodies and/or IT specialists sit on the commission; says so where neither does, else nothing."""
    seats = Seat.objects.on(on).filter(commission=commission, kind__in=(Seat.Kind.STATE, Seat.Kind.SPECIALIST))
    if seats.exclude(office=Seat.Office.SECRETARY).exists():
        return ""
    return _("On %(day)s no representative of a state body and no IT specialist has a vote (clause 13).") % {
        "day": words.day(on)
    }
