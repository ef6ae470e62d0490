"""Laying payments on fees: confirmed by a person, in the order of the due days; undone by a reversal, never deleted."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from hub.audit.log import record as log
from hub.cases.models import Case
from hub.cases.perform import perform
from hub.fees import ledger
from hub.fees.compute import participant_in
from hub.fees.ledger import Kind, Move
from hub.fees.models import Booking, Posting, StatementLine
from hub.register.models import Participant
from rules.fee import FEE, PAID_ON

if TYPE_CHECKING:
    from uuid import UUID

    from hub.accounts.access import Access


class Taken(Exception):
    """The line was matched meanwhile: by a colleague, in another tab."""


class Unfit(Exception):
    """The line or the money is not of the kind that this asks for."""


@transaction.atomic
def match(
    line_id: int, participant: Participant, *, first: UUID | None = None, access: Access, at: datetime
) -> Booking:
    """Lay an incoming payment on the participant's assessed fees: `first`, then the one due soonest.

    What is left over stays the participant's as an advance. A fee that is covered by it becomes paid.
    """
    line = _held_line(line_id)
    if line.amount <= 0:
        raise Unfit(line)
    fees = open_fees(participant, first)
    ledger.hold(participant)
    rest, moves = line.amount, [Move(ledger.account(Kind.UNMATCHED), line.amount)]
    for case in fees:
        part = min(rest, max(ledger.left(case), ledger.ZERO))
        moves.append(Move(ledger.account(Kind.RECEIVABLE, participant), -part, case))
        rest -= part
    moves.append(Move(ledger.account(Kind.ADVANCE, participant), -rest))
    booking = ledger.post(Booking.Kind.PAYMENT, moves, on=line.on, by=access.person, at=at, line=line)
    _book(line, booking)
    log("fee.match", f"line:{line.pk}", by=access.person, at=at, booking=booking.pk, participant=participant.pk)
    settle(fees, access=access, at=at)
    return booking


@transaction.atomic
def refund_sent(line_id: int, participant: Participant, *, access: Access, at: datetime) -> Booking:
    """An outgoing line is the refund that was ordered for a participant. Raises Unfit where none so large is due."""
    line = _held_line(line_id)
    ledger.hold(participant)
    due = -ledger.balance(Kind.REFUND, participant)
    if line.amount >= 0 or -line.amount > due:
        raise Unfit(line)
    moves = [
        Move(ledger.account(Kind.REFUND, participant), -line.amount),
        Move(ledger.account(Kind.UNMATCHED), line.amount),
    ]
    booking = ledger.post(Booking.Kind.REFUNDED, moves, on=line.on, by=access.person, at=at, line=line)
    _book(line, booking)
    log("fee.refunded", f"line:{line.pk}", by=access.person, at=at, booking=booking.pk, participant=participant.pk)
    return booking


@transaction.atomic
def set_aside(line_id: int, reason: str, *, access: Access, at: datetime) -> Booking:
    """A line that is about no fee: the bank's commission, rent, interest."""
    line = _held_line(line_id)
    moves = [
        Move(ledger.account(Kind.UNMATCHED), line.amount),
        Move(ledger.account(Kind.OTHER), -line.amount),
    ]
    booking = ledger.post(Booking.Kind.ASIDE, moves, on=line.on, by=access.person, at=at, line=line, reason=reason)
    _book(line, booking)
    log("fee.aside", f"line:{line.pk}", by=access.person, at=at, private={"reason": reason}, booking=booking.pk)
    return booking


@transaction.atomic
def take_back(line_id: int, reason: str, *, access: Access, at: datetime) -> Booking:
    """Undo what a line was matched by; fees that it had covered are open again. Raises Unfit for an open line."""
    line = StatementLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    wrong = line.booked
    if wrong is None:
        raise Unfit(line)
    touched = _held(Case.objects.filter(postings__booking=wrong).distinct())
    for participant in _participants(wrong):
        ledger.hold(participant)
    _advance_is_there(wrong)
    booking = ledger.reverse(wrong, by=access.person, at=at, on=timezone.localdate(at), reason=reason)
    StatementLine.objects.filter(pk=line.pk).update(booked=None)
    told = {"booking": booking.pk, "reverses": wrong.pk}
    log("fee.unmatch", f"line:{line.pk}", by=access.person, at=at, private={"reason": reason}, **told)
    for case in touched:
        if case.state_key == "paid" and ledger.left(case) > 0:
            perform(case.pk, "reopen", access=access, at=at, key=f"reopen:{booking.pk}:{case.pk}")
    return booking


@transaction.atomic
def use_advance(case_id: UUID, *, access: Access, at: datetime) -> Booking:
    """Use what the participant paid beyond earlier fees for this one. Raises Unfit where there is nothing to use."""
    case = Case.objects.select_for_update().get(pk=case_id)
    participant = participant_in(case)
    ledger.hold(participant)
    part = min(ledger.advance(participant), ledger.left(case))
    if part <= 0 or case.state_key != "assessed":
        raise Unfit(case)
    moves = [
        Move(ledger.account(Kind.ADVANCE, participant), part),
        Move(ledger.account(Kind.RECEIVABLE, participant), -part, case),
    ]
    on = timezone.localdate(at)
    booking = ledger.post(Booking.Kind.CREDIT, moves, on=on, by=access.person, at=at)
    log("fee.advance", f"case:{case.pk}", by=access.person, at=at, booking=booking.pk)
    settle([case], access=access, at=at)
    return booking


@transaction.atomic
def order_refund(participant: Participant, amount: Decimal, reason: str, *, access: Access, at: datetime) -> Booking:
    """Order that money paid beyond what was owed be sent back. Raises Unfit above what there is."""
    ledger.hold(participant)
    if amount <= 0 or amount > ledger.advance(participant):
        raise Unfit(participant)
    moves = [
        Move(ledger.account(Kind.ADVANCE, participant), amount),
        Move(ledger.account(Kind.REFUND, participant), -amount),
    ]
    on = timezone.localdate(at)
    booking = ledger.post(Booking.Kind.REFUND, moves, on=on, by=access.person, at=at, reason=reason)
    about, private = f"participant:{participant.pk}", {"reason": reason}
    log("fee.refund", about, by=access.person, at=at, private=private, booking=booking.pk)
    return booking


def settle(cases: Iterable[Case], *, access: Access, at: datetime) -> None:
    """Put on record that assessed fees which the account covers are paid, on the day of the last payment (31)."""
    for case in cases:
        if case.state_key == "assessed" and ledger.left(case) <= 0:
            dates = {PAID_ON: paid_on(case) or timezone.localdate(at)}
            perform(case.pk, "pay", access=access, at=at, key=f"pay:{case.pk}:{uuid.uuid4().hex}", dates=dates)


def paid_on(case: Case) -> date | None:
    """The day on which the bank credited what covered the fee last; an advance counts from the day it was paid."""
    money = case.postings.filter(amount__lt=0, account__kind=Kind.RECEIVABLE)
    days = [money.filter(booking__kind=Booking.Kind.PAYMENT).aggregate(day=Max("booking__on"))["day"]]
    if money.filter(booking__kind=Booking.Kind.CREDIT).exists():
        paid = Posting.objects.filter(
            account__kind=Kind.ADVANCE, account__participant=participant_in(case), amount__lt=0
        )
        days.append(paid.aggregate(day=Max("booking__on"))["day"])
    return max((day for day in days if day is not None), default=None)


def open_fees(participant: Participant, first: UUID | None = None) -> list[Case]:
    """The participant's assessed fees, held until the transaction ends: `first`, then by due day."""
    mine = Case.objects.filter(
        organisation=participant.organisation_id, procedure_key=FEE.key, state_key="assessed", topic__gt=""
    )
    found = [case for case in _held(mine) if participant_in(case).pk == participant.pk]
    return sorted(found, key=lambda case: (case.pk != first, case.due_on or date.max, case.topic))


def _held(cases: QuerySet[Case]) -> list[Case]:
    keys = list(cases.values_list("pk", flat=True))
    return list(Case.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _held_line(pk: int) -> StatementLine:
    line: StatementLine = StatementLine.objects.select_for_update().get(pk=pk)
    if line.booked_id is not None:
        raise Taken(line)
    return line


def _book(line: StatementLine, booking: Booking) -> None:
    StatementLine.objects.filter(pk=line.pk).update(booked=booking)


def _participants(booking: Booking) -> list[Participant]:
    return list(Participant.objects.filter(accounts__postings__booking=booking).distinct().order_by("pk"))


def _advance_is_there(wrong: Booking) -> None:
    """An advance that was used or ordered back meanwhile cannot be taken back with its payment."""
    for row in wrong.postings.filter(account__kind=Kind.ADVANCE, amount__lt=0).select_related("account__participant"):
        participant = row.account.participant
        if participant is not None and ledger.advance(participant) < -row.amount:
            raise Unfit(participant)
