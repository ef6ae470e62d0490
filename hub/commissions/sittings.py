"""The acts of a sitting (clauses 13, 16). Each is one transaction that locks what it changes and is in the log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.audit.log import record as log
from hub.cases.models import Case
from hub.cases.perform import Forbidden, perform
from hub.commissions import invitations
from hub.commissions.access import chairs, prepares, seat_of
from hub.commissions.decisions import awaits, ballot_acts, count, voters
from hub.commissions.minutes import minutes_pdf
from hub.commissions.models import Attendance, Ballot, Commission, Conflict, Dissent, Item, Seat, Sitting
from hub.commissions.order import (
    OutOfOrder,
    access_of,
    as_secretary,
    charter_of,
    filled,
    listed,
    lock,
    lock_item,
    may_dissent,
    must_have_vote,
    not_past,
    presides,
)
from hub.documents.models import Paper, Series
from hub.documents.paper import Language
from hub.documents.store import issue

if TYPE_CHECKING:
    from hub.accounts.models import User
    from rules.procedure import Act

MINUTES_LANGUAGE: Language = "ru"


# --- before the sitting: the secretary -------------------------------------------------------------------------------
@transaction.atomic
def plan(commission: Commission, *, on: date, place: str, by: User, at: datetime) -> Sitting:
    """A new sitting, numbered without gaps; the members are told of its day and place."""
    as_secretary(commission.pk, by, at)
    not_past(on, at)
    number = Series.take(f"sitting-{commission.pk}")
    sitting = Sitting.objects.create(commission=commission, number=number, on=on, place=place)
    invitations.planned(sitting, at=at)
    log("sitting.plan", f"sitting:{sitting.pk}", by=by, at=at, commission=commission.pk, number=number, on=str(on))
    return sitting


@transaction.atomic
def move(sitting: Sitting, *, on: date, place: str, by: User, at: datetime) -> Sitting:
    """Another day or place for a sitting that is still being prepared; the members are told."""
    as_secretary(sitting.commission_id, by, at)
    sitting = lock(sitting, Sitting.State.PLANNED)
    not_past(on, at)
    if (sitting.on, sitting.place) == (on, place):
        return sitting
    sitting.on, sitting.place = on, place
    sitting.save(update_fields=["on", "place"])
    invitations.planned(sitting, at=at)
    log("sitting.move", f"sitting:{sitting.pk}", by=by, at=at, on=str(on))
    return sitting


@transaction.atomic
def put_on_agenda(sitting: Sitting, case: Case, *, by: User, at: datetime) -> Item:
    """A case that is before the commission goes on the agenda of one sitting at a time."""
    as_secretary(sitting.commission_id, by, at)
    sitting = lock(sitting, Sitting.State.PLANNED)
    case = Case.objects.select_for_update().get(pk=case.pk)
    if not awaits(case, sitting.commission):
        raise OutOfOrder(_("Case %(case)s is not before the commission now.") % {"case": case})
    if Item.objects.filter(case=case, closed_at=None).exists():
        raise OutOfOrder(_("Case %(case)s is already on an agenda.") % {"case": case})
    last = sitting.items.aggregate(last=Max("position"))["last"] or 0
    item = Item.objects.create(sitting=sitting, case=case, position=last + 1)
    log("agenda.add", f"sitting:{sitting.pk}", by=by, at=at, case=str(case.pk))
    return item


@transaction.atomic
def take_off(item: Item, *, by: User, at: datetime) -> None:
    """Off the agenda of a sitting that is still being prepared; the case waits for another."""
    as_secretary(item.sitting.commission_id, by, at)
    sitting = lock(item.sitting, Sitting.State.PLANNED)
    item = lock_item(item)
    if item.conflicts.exists():
        raise OutOfOrder(_("A member has declared a conflict of interest on this item, so it stays on the agenda."))
    item.delete()
    log("agenda.remove", f"sitting:{sitting.pk}", by=by, at=at, case=str(item.case_id))


# --- the sitting -----------------------------------------------------------------------------------------------------
@transaction.atomic
def convene(sitting: Sitting, *, by: User, at: datetime) -> Sitting:
    """Open the sitting on its day, by the rules in force on that day; the members are told that they may vote."""
    access = access_of(by, at)
    if not (chairs(access, sitting.commission_id) or prepares(access, sitting.commission_id)):
        raise Forbidden
    sitting = lock(sitting, Sitting.State.PLANNED)
    charter_of(sitting)
    if access.on != sitting.on:
        text = _("The day set for the sitting is %(day)s: open it then, or set another day.")
        raise OutOfOrder(text % {"day": words.day(sitting.on)})
    if not sitting.items.exists():
        raise OutOfOrder(_("The agenda is empty. Put at least one case on it."))
    sitting.state, sitting.opened_at = Sitting.State.OPEN, at
    sitting.save(update_fields=["state", "opened_at"])
    invitations.opened(sitting, at=at)
    log("sitting.open", f"sitting:{sitting.pk}", by=by, at=at)
    return sitting


@transaction.atomic
def attend(sitting: Sitting, user: User, *, by: User, at: datetime) -> None:
    """Note that a member is there; a second time changes nothing."""
    as_secretary(sitting.commission_id, by, at)
    sitting = lock(sitting, Sitting.State.OPEN)
    if not Seat.objects.on(sitting.on).filter(commission=sitting.commission_id, user=user).exists():
        raise OutOfOrder(_("%(name)s has no seat on the commission on that day.") % {"name": user.full_name})
    _note_attendance(sitting, user, by=by, at=at)


@transaction.atomic
def absent(sitting: Sitting, user: User, *, by: User, at: datetime) -> None:
    """Take back a mistaken note; who has voted was there."""
    as_secretary(sitting.commission_id, by, at)
    sitting = lock(sitting, Sitting.State.OPEN)
    if Ballot.objects.filter(item__sitting=sitting, user=user).exists():
        raise OutOfOrder(_("%(name)s has voted at this sitting, so the attendance stays.") % {"name": user.full_name})
    if sitting.attendance.filter(user=user).delete()[0]:
        log("sitting.absent", f"sitting:{sitting.pk}", by=by, at=at, user=user.pk)


@transaction.atomic
def declare_conflict(item: Item, *, reason: str, by: User, at: datetime) -> Conflict:
    """Takes away the papers and the vote at once and for the whole case; a ballot already cast is removed."""
    if seat_of(access_of(by, at), item.sitting.commission_id) is None:
        raise Forbidden
    item = lock_item(item)
    reason = filled(reason, _("Say in a few words what the conflict is."))
    conflict, fresh = Conflict.objects.get_or_create(
        case=item.case, user=by, defaults={"item": item, "reason": reason, "at": at}
    )
    if fresh:
        removed, _rows = item.ballots.filter(user=by).delete()
        told = {"case": str(item.case_id), "ballot_removed": bool(removed)}
        log("conflict.declare", f"item:{item.pk}", by=by, at=at, private={"reason": reason}, **told)
    return conflict


@transaction.atomic
def vote(item: Item, *, vote: str, reasons: str, grounds: Sequence[str] = (), by: User, at: datetime) -> Ballot:
    """A member's vote with its reasons, changeable until the item is closed. `against` names grounds of clause 16."""
    item = lock_item(item)
    if item.sitting.state != Sitting.State.OPEN:
        raise OutOfOrder(_("The sitting is not open, so no votes are cast."))
    must_have_vote(item, by, at)
    acts = ballot_acts(item.case)
    if vote not in acts:
        raise OutOfOrder(_("The case is no longer before the commission."))
    kept = {"vote": vote, "grounds": listed(acts[vote], grounds), "at": at}
    kept["reasons"] = filled(reasons, _("Give the reasons for your vote."))
    ballot, fresh = Ballot.objects.update_or_create(item=item, user=by, defaults=kept)
    _note_attendance(item.sitting, by, by=by, at=at)
    action = "ballot.cast" if fresh else "ballot.change"
    told = {"case": str(item.case_id), "vote": vote, "grounds": kept["grounds"]}
    log(action, f"item:{item.pk}", by=by, at=at, private={"reasons": ballot.reasons}, **told)
    return ballot


@transaction.atomic
def close_item(item: Item, *, by: User, at: datetime) -> Item:
    """Count the votes by the rules of the sitting's day and perform what they decide; without a decision, nothing."""
    item = lock_item(item)
    if item.sitting.state != Sitting.State.OPEN:
        raise OutOfOrder(_("The sitting is not open, so nothing is decided."))
    if not presides(item, by, at):
        raise Forbidden
    charter = charter_of(item.sitting)
    tally = count(item, charter)
    item.case = Case.objects.select_for_update().get(pk=item.case_id)
    acts = ballot_acts(item.case)
    item.outcome = tally.outcome if acts else Item.Outcome.NO_DECISION
    item.count = tally.as_data() | {"charter": charter.order, "moot": not acts}
    item.closed_at = at
    item.save(update_fields=["outcome", "count", "closed_at"])
    if item.outcome in acts:
        _carry_out(item, acts[item.outcome], by=by, at=at)
    log("item.close", f"item:{item.pk}", by=by, at=at, case=str(item.case_id), outcome=item.outcome)
    return item


def _carry_out(item: Item, act: Act, *, by: User, at: datetime) -> None:
    winning = list(item.ballots.filter(vote=item.outcome, user__in=voters(item.sitting)))
    named = {key for ballot in winning for key in ballot.grounds}
    perform(
        item.case_id,
        act.key,
        access=access_of(by, at),
        at=at,
        key=f"item:{item.pk}",
        grounds=[ground.key for ground in act.grounds if ground.key in named],
        given={"item": item.pk, "sitting": item.sitting.number, "reasons": [ballot.reasons for ballot in winning]},
    )


@transaction.atomic
def close(sitting: Sitting, *, by: User, at: datetime) -> Sitting:
    """Close the sitting and make its minutes; neither is ever changed again."""
    if not chairs(access_of(by, at), sitting.commission_id):
        raise Forbidden
    sitting = lock(sitting, Sitting.State.OPEN)
    if sitting.items.filter(closed_at=None).exists():
        raise OutOfOrder(_("Close every item of the agenda first."))
    sitting.state, sitting.closed_at, sitting.closed_by = Sitting.State.CLOSED, at, by
    sitting.save(update_fields=["state", "closed_at", "closed_by"])
    sitting.minutes = _make_minutes(sitting, at=at)
    sitting.save(update_fields=["minutes"])
    log("sitting.close", f"sitting:{sitting.pk}", by=by, at=at, minutes=sitting.minutes.file.sha256)
    return sitting


def _make_minutes(sitting: Sitting, *, at: datetime) -> Paper:
    with override(MINUTES_LANGUAGE):
        name = _("Minutes of sitting %(number)s") % {"number": sitting.number}
    return issue(
        Paper.Kind.MINUTES,
        f"{sitting.commission_id}-{sitting.number}",
        minutes_pdf(sitting, at=at, language=MINUTES_LANGUAGE),
        name=f"{name}.pdf",
        language=MINUTES_LANGUAGE,
        organisation=None,
        at=at,
    )


@transaction.atomic
def dissent(item: Item, *, text: str, by: User, at: datetime) -> Dissent:
    """A separate opinion of a member who took part, once, after the item is closed."""
    item = Item.objects.select_for_update(of=("self",)).select_related("sitting", "case").get(pk=item.pk)
    if item.closed_at is None:
        raise OutOfOrder(_("A dissenting opinion is added once the item is closed."))
    if not may_dissent(item, by):
        raise OutOfOrder(_("A dissenting opinion is for a member who took part, and is given once."))
    text = filled(text, _("Write your opinion."))
    made = Dissent.objects.create(item=item, user=by, text=text, at=at)
    log("dissent.add", f"item:{item.pk}", by=by, at=at, private={"text": text}, case=str(item.case_id))
    return made


def _note_attendance(sitting: Sitting, user: User, *, by: User, at: datetime) -> None:
    _row, fresh = Attendance.objects.get_or_create(sitting=sitting, user=user, defaults={"at": at})
    if fresh:
        log("sitting.attend", f"sitting:{sitting.pk}", by=by, at=at, user=user.pk)
