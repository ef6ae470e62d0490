"""The sum of all accounts is zero, always: in random histories, and where somebody goes around the door."""

from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from hub.accounts.access import Access
from hub.audit.models import Immutable
from hub.cases.models import Case
from hub.cases.perform import perform
from hub.fees import compute, invoice, ledger, lists, matching
from hub.fees.ledger import Move, Unbalanced
from hub.fees.models import Account, Booking, Posting, Statement, StatementLine
from hub.fees.statements import store as statements
from rules.record import Unlawful
from tests.fees import files
from tests.fees.conftest import JULY

pytestmark = pytest.mark.django_db
Kind = Account.Kind


def post(*sums):
    accounts = (ledger.account(Kind.BANK), ledger.account(Kind.OTHER), ledger.account(Kind.UNMATCHED))
    moves = [Move(account, Decimal(sum_)) for account, sum_ in zip(accounts, sums, strict=False)]
    return ledger.post(Booking.Kind.ASIDE, moves, on=JULY.date(), by=None, at=JULY)


@pytest.mark.parametrize("sums", [("1", "-2"), ("1",), (), ("0", "0"), ("0.01", "-0.02", "0.02")])
def test_what_does_not_sum_to_zero_is_not_written(sums):
    with pytest.raises(Unbalanced):
        post(*sums)
    assert not Booking.objects.exists()


def test_tiyn_are_added_up_exactly_and_there_is_nothing_smaller():
    for _ in range(30):
        post("0.10", "-0.10")
    assert ledger.balance(Kind.BANK) == Decimal("3.00")
    with pytest.raises(ValueError, match="whole tiyn"):
        post("0.001", "-0.001")


def test_a_booking_stays_as_it_is():
    booking = post("5", "-5")
    posting = booking.postings.first()
    for row in (booking, posting):
        with pytest.raises(Immutable):
            row.save()
        with pytest.raises(Immutable):
            row.delete()


@pytest.mark.parametrize("act", [lambda rows: rows.update(amount=1), lambda rows: rows.delete()])
def test_the_database_itself_refuses_to_change_money(act):
    post("5", "-5")
    with pytest.raises(DatabaseError), transaction.atomic():
        act(Posting.objects.all())
    with pytest.raises(DatabaseError), transaction.atomic():
        Booking.objects.update(reason="")


def test_who_goes_around_the_door_is_found():
    booking = post("5", "-5")
    assert (ledger.of_all(), ledger.unbalanced()) == (0, [])
    Posting.objects.create(booking=booking, account=ledger.account(Kind.BANK), amount=Decimal(1))
    assert (ledger.of_all(), ledger.unbalanced()) == (1, [booking.pk])


class History:
    """Random acts on one participant's money, each as a person would do it; those that are refused change nothing."""

    def __init__(self, seed, fee, participant, report, access):
        self.dice = Random(seed)  # noqa: S311  no secret
        self.case, self.participant = fee, participant
        self.report, self.access, self.number = report, access, 0
        self.at = JULY

    def step(self):
        self.number += 1
        self.at += timedelta(hours=1)
        act = self.dice.choice([self.correct, self.assess, self.bring, self.bring, self.match, self.match, self.back,
                                self.advance, self.refund, self.refunded, self.aside])  # fmt: skip
        try:
            with transaction.atomic():
                act()
        except (matching.Taken, matching.Unfit, Unlawful):
            return
        self.case = Case.objects.get(pk=self.case.pk)

    def sum(self):
        return f"{self.dice.randint(1, 9_000_000) / 100:.2f}"

    def correct(self):
        entry = self.participant.case.entries.exclude(pk__in=self.participant.figures.values("entry")).first()
        if entry is not None:
            self.report(listed=str(self.dice.choice([0, 1_000_000, 5_000_000, 12_500_000])), at=self.at)

    def assess(self):
        now = compute.of_case(self.case)
        was = compute.assessed(self.case)
        act = lists.act_for(self.case.state_key, compute.sum_of(was) if was else None, now.total)
        if act:
            given = {"calculation": now.given}
            perform(self.case.pk, act, access=self.access, at=self.at, key=f"{self.number}", given=given)
            matching.settle([Case.objects.get(pk=self.case.pk)], access=self.access, at=self.at)

    def bring(self):
        sign = self.dice.choice(["", "", "", "-"])
        line = files.line(sign + self.sum(), invoice.reference(self.case), reference=f"R{self.number}")
        sent = SimpleUploadedFile("a.xml", files.camt053(line))
        statements.upload(sent, Statement.Format.CAMT053, None, by=self.access.person, at=self.at)
        statements.read_due(self.at)

    def _line(self, **wanted):
        lines = list(StatementLine.objects.filter(**wanted))
        if not lines:
            raise matching.Unfit
        return self.dice.choice(lines).pk

    def match(self):
        matching.match(self._line(amount__gt=0), self.participant, access=self.access, at=self.at)

    def back(self):
        matching.take_back(self._line(), "по ошибке", access=self.access, at=self.at)

    def advance(self):
        matching.use_advance(self.case.pk, access=self.access, at=self.at)

    def refund(self):
        matching.order_refund(self.participant, Decimal(self.sum()), "письмо", access=self.access, at=self.at)

    def refunded(self):
        matching.refund_sent(self._line(amount__lt=0), self.participant, access=self.access, at=self.at)

    def aside(self):
        matching.set_aside(self._line(), "аренда", access=self.access, at=self.at)


@pytest.mark.parametrize("seed", range(6))
def test_in_every_history_the_accounts_sum_to_zero_and_tell_the_truth(seed, fee, participant, report, finance):
    history = History(seed, fee, participant, report, Access(finance, JULY.date()))
    for _step in range(25):
        history.step()
        case = history.case
        lines = StatementLine.objects.all()
        assert ledger.of_all() == 0
        assert ledger.unbalanced() == []
        assert ledger.balance(Kind.BANK) == sum((line.amount for line in lines), Decimal(0))
        open_lines = sum((line.amount for line in lines if line.booked_id is None), Decimal(0))
        assert ledger.balance(Kind.UNMATCHED) == -open_lines
        assert ledger.advance(participant) >= 0
        assert ledger.balance(Kind.REFUND, participant) <= 0
        assert ledger.balance(Kind.RECEIVABLE, participant) == ledger.left(case)
        assert 0 <= ledger.left(case) <= compute.sum_of(compute.assessed(case))
        assert (case.state_key == "paid") == (case.entries.filter(act="pay").exists() and ledger.left(case) == 0)
    assert Booking.objects.exists()
