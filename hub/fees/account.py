"""A participant's statement of account: what was owed and paid between two days, with the balance at both ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Sum
from django.utils.translation import gettext as _

from hub import cells, words
from hub.documents.letterhead import language, letterhead
from hub.documents.paper import render
from hub.documents.paper.shapes import Sheet
from hub.fees import compute
from hub.fees.models import Account, Posting
from hub.fees.money import amount, tenge

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.register.models import Participant

OWN = (Account.Kind.RECEIVABLE, Account.Kind.ADVANCE)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Move:
    """One booking on the participant's account; `owed` above zero is more to pay, below is a payment."""

    on: date
    what: str
    quarters: str
    owed: Decimal
    balance: Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """Above zero the participant owes; below, the Technopark does."""

    first: date
    last: date
    opening: Decimal
    moves: list[Move]

    @property
    def closing(self) -> Decimal:
        return self.moves[-1].balance if self.moves else self.opening


def sheet(participant: Participant, access: Access, first: date, last: date) -> Period:
    mine = Posting.objects.visible_to(access).filter(account__participant=participant, account__kind__in=OWN)
    opening = mine.filter(booking__on__lt=first).aggregate(sum=Sum("amount"))["sum"] or ZERO
    found = mine.filter(booking__on__gte=first, booking__on__lte=last).select_related("booking", "case")
    return Period(first, last, opening, list(_moves(list(found.order_by("booking__on", "booking_id", "pk")), opening)))


def _moves(postings: list[Posting], balance: Decimal) -> Iterator[Move]:
    """A line for each booking, whatever number of fees it is about."""
    by_booking: dict[int, list[Posting]] = {}
    for posting in postings:
        by_booking.setdefault(posting.booking_id, []).append(posting)
    for rows in by_booking.values():
        owed = sum((row.amount for row in rows), ZERO)
        balance += owed
        quarters = {words.words(compute.quarter_of(row.case).title) for row in rows if row.case}
        if owed:
            booking = rows[0].booking
            yield Move(booking.on, str(booking.get_kind_display()), ", ".join(sorted(quarters)), owed, balance)


def asked(since: str, until: str, today: date) -> tuple[date, date]:
    """The period asked for; without one, the year so far."""
    try:
        first, last = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        first, last = date(today.year, 1, 1), today
    return (first, last) if first <= last else (last, last)


def csv(made: Period) -> bytes:
    head = cells.row([_("Day"), _("What it is"), _("Quarter"), _("Sum, tenge"), _("Balance, tenge")])
    start = cells.row([made.first - timedelta(days=1), _("Balance"), "", None, made.opening])
    lines = [cells.row([one.on, one.what, one.quarters, one.owed, one.balance]) for one in made.moves]
    return ("\ufeff" + head + start + "".join(lines)).encode()


def pdf(participant: Participant, made: Period, *, at: datetime) -> bytes:
    return render("sheet", paper(participant, made), language=language(), made_at=at)


def paper(participant: Participant, made: Period) -> Sheet:
    organisation = participant.organisation
    owes = made.closing >= 0
    return {
        "letterhead": letterhead(),
        "title": _("Statement of account"),
        "number": organisation.bin,
        "lead": f"{words.day(made.first)} – {words.day(made.last)}",
        "boxes": [
            {"label": _("Left to pay") if owes else _("Paid beyond what was owed"), "value": tenge(abs(made.closing))}
        ],
        "rows": [
            {"label": _("Participant"), "value": organisation.name(words.language())},
            {"label": _("BIN"), "value": organisation.bin},
            {"label": _("Balance at the beginning"), "value": tenge(made.opening)},
        ],
        "tables": [
            {
                "columns": [
                    {"label": _("Day")},
                    {"label": _("What it is")},
                    {"label": _("Quarter")},
                    {"label": _("Sum, tenge"), "align": "right"},
                    {"label": _("Balance, tenge"), "align": "right"},
                ],
                "rows": [
                    [words.day(one.on), one.what, one.quarters, amount(one.owed), amount(one.balance)]
                    for one in made.moves
                ],
                "total": ["", _("Balance"), "", "", amount(made.closing)],
            }
        ],
        "notes": [_("A sum above zero is owed to the Technopark; one below zero was paid.")],
    }
