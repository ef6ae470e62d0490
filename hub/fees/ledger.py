"""Double entry: `post` is the only way to write money, and what it writes sums to zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Sum

from hub.fees.models import Account, Booking, Posting

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.cases.models import Case
    from hub.fees.models import StatementLine
    from hub.register.models import Participant

ZERO = Decimal(0)
Kind = Account.Kind


class Unbalanced(ValueError):
    """The postings of a booking do not sum to zero, or there are none."""


@dataclass(frozen=True, slots=True)
class Move:
    """So much more (or, below zero, less) on an account; `case` is the fee that it is about."""

    account: Account
    amount: Decimal
    case: Case | None = None


def post(
    kind: Booking.Kind,
    moves: Sequence[Move],
    *,
    on: date,
    by: User | None,
    at: datetime,
    line: StatementLine | None = None,
    reverses: Booking | None = None,
    reason: str = "",
) -> Booking:
    """Write a booking in the caller's transaction; moves of nothing are left out. Raises Unbalanced."""
    real = [move for move in moves if move.amount]
    if not real or sum((move.amount for move in real), ZERO):
        raise Unbalanced([str(move.amount) for move in moves])
    with transaction.atomic():
        booking = Booking.objects.create(kind=kind, on=on, at=at, by=by, line=line, reverses=reverses, reason=reason)
        Posting.objects.bulk_create(
            Posting(booking=booking, account=move.account, amount=move.amount, case=move.case) for move in real
        )
    return booking


def post_lines(lines: Sequence[StatementLine], *, at: datetime) -> None:
    """The money of new statement lines, each a booking of its own: on the bank's account, not matched yet."""
    bank, unmatched = account(Kind.BANK), account(Kind.UNMATCHED)
    bookings = Booking.objects.bulk_create(
        Booking(kind=Booking.Kind.BANK, on=line.on, at=at, line=line) for line in lines
    )
    Posting.objects.bulk_create(
        Posting(booking=booking, account=one, amount=amount)
        for booking, line in zip(bookings, lines, strict=True)
        for one, amount in ((bank, line.amount), (unmatched, -line.amount))
    )


def reverse(booking: Booking, *, by: User | None, at: datetime, on: date, reason: str) -> Booking:
    """Take a booking back by its opposite; a booking is taken back once."""
    moves = [Move(one.account, -one.amount, one.case) for one in booking.postings.select_related("account", "case")]
    return post(Booking.Kind.REVERSAL, moves, on=on, by=by, at=at, line=booking.line, reverses=booking, reason=reason)


def account(kind: Kind, participant: Participant | None = None) -> Account:
    return Account.objects.get_or_create(kind=kind, participant=participant)[0]


def hold(participant: Participant) -> None:
    """Hold a participant's money until the transaction ends: what moves it comes one after another."""
    own = account(Kind.RECEIVABLE, participant)
    Account.objects.select_for_update().get(pk=own.pk)


def balance(kind: Kind, participant: Participant | None = None, *, until: date | None = None) -> Decimal:
    """What stands on an account, at the end of a day if one is given."""
    rows = Posting.objects.filter(account__kind=kind, account__participant=participant)
    if until is not None:
        rows = rows.filter(booking__on__lte=until)
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


def left(case: Case) -> Decimal:
    """What of a fee is not paid yet."""
    rows = Posting.objects.filter(case=case, account__kind=Kind.RECEIVABLE)
    return rows.aggregate(sum=Sum("amount"))["sum"] or ZERO


def advance(participant: Participant) -> Decimal:
    """What a participant paid beyond what was owed, as a sum above zero."""
    return -balance(Kind.ADVANCE, participant)


def of_all() -> Decimal:
    """The sum of all accounts: zero, always."""
    return Posting.objects.aggregate(sum=Sum("amount"))["sum"] or ZERO


def unbalanced() -> list[int]:
    """The bookings whose postings do not sum to zero: none, or somebody went around `post`."""
    sums = Booking.objects.annotate(sum=Sum("postings__amount"))
    return list(sums.exclude(sum=ZERO).values_list("pk", flat=True)[:100])
