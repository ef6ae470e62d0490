"""Payments laid on fees: in parts, beyond what is owed, taken back; the ledger stays at zero."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hub.accounts.access import Access
from hub.audit.models import Event
from hub.documents import store
from hub.fees import compute, invoice, ledger, matching
from hub.fees.models import Account, Booking, Statement, StatementLine
from hub.fees.statements import store as statements
from tests import world
from tests.fees import files
from tests.fees.conftest import JULY

pytestmark = pytest.mark.django_db
Kind = Account.Kind


@pytest.fixture
def access(finance):
    return Access(finance, JULY.date())


@pytest.fixture
def bring(finance):
    """Bring in a statement with these lines; gives the lines that were new."""

    def bring(*lines, at=JULY, kind="camt053"):
        before = set(StatementLine.objects.values_list("pk", flat=True))
        made = {"camt053": files.camt053, "mt940": files.mt940}[kind](*lines)
        sent = SimpleUploadedFile("statement.xml", made)
        statement = statements.upload(sent, Statement.Format(kind), None, by=finance, at=at)
        statements.read_due(at)
        statement.refresh_from_db()
        assert statement.state == "read", statement.problem
        return list(StatementLine.objects.exclude(pk__in=before))

    return bring


def pay(case, amount, **more):
    return files.line(amount, f"Оплата {invoice.reference(case)} за квартал", **more)


@pytest.mark.clause("31", "32")
def test_cl32_a_payment_in_two_parts_pays_the_fee_on_the_day_of_the_second(assessed, participant, bring, access, later):
    first, second = bring(pay(assessed, "100000.00"), pay(assessed, "25000.00", reference="B2", on=later(4).date()))
    assert (first.certainty, first.proposed, first.proposed_case) == ("reference", participant, assessed)
    matching.match(first.pk, participant, access=access, at=JULY)
    assessed.refresh_from_db()
    assert (assessed.state_key, ledger.left(assessed)) == ("assessed", Decimal(25000))
    matching.match(second.pk, participant, access=access, at=later(8))
    assessed.refresh_from_db()
    assert (assessed.state_key, ledger.left(assessed)) == ("paid", 0)
    paid = assessed.entries.get(act="pay")
    assert (paid.actor, paid.dates) == ("participant", {"paid_on": "2026-07-17"})
    assert assessed.deadlines.get(duty="pay").met_on == date(2026, 7, 17), "not the day on which it was put on record"
    assert ledger.of_all() == 0
    assert ledger.balance(Kind.UNMATCHED) == 0


def test_the_same_statement_twice_brings_nothing_twice(assessed, bring):
    line = pay(assessed, "100000.00")
    assert len(bring(line)) == 1
    assert bring(line, files.line("5.00", reference="B2"))[0].amount == Decimal(5)
    assert bring(line, kind="mt940") == []
    assert ledger.balance(Kind.BANK) == Decimal(100005)
    assert Event.objects.filter(action="statement.read").count() == 3


def test_who_pays_without_a_reference_is_known_by_its_bin_or_by_the_sum(assessed, participant, bring):
    by_bin, by_sum, unknown = bring(
        files.line("1.00", "сбор", reference="B1", bin_=participant.organisation.bin),
        files.line("125000.00", "сбор", reference="B2"),
        files.line("124999.99", "сбор", reference="B3"),
    )
    assert [by_bin.certainty, by_sum.certainty, unknown.certainty] == ["bin", "amount", ""]
    assert (by_bin.proposed, by_sum.proposed_case, unknown.proposed) == (participant, assessed, None)


def test_what_is_paid_beyond_stays_as_an_advance_and_can_be_sent_back(assessed, participant, bring, access, later):
    (line,) = bring(pay(assessed, "130000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    assert ledger.advance(participant) == Decimal(5000)
    with pytest.raises(matching.Unfit):
        matching.order_refund(participant, Decimal("5000.01"), "По заявлению", access=access, at=JULY)
    matching.order_refund(participant, Decimal(5000), "По заявлению", access=access, at=JULY)
    assert (ledger.advance(participant), ledger.balance(Kind.REFUND, participant)) == (0, Decimal(-5000))
    (out,) = bring(files.line("-5000.00", "возврат", reference="B9"), at=later(1))
    matching.refund_sent(out.pk, participant, access=access, at=later(1))
    assert ledger.balance(Kind.REFUND, participant) == 0
    assert ledger.balance(Kind.BANK) == Decimal(125000)
    assert ledger.of_all() == 0


def test_what_was_paid_before_the_assessment_is_used_for_it_and_counts_from_its_day(
    fee, report, participant, finance, bring, access, later
):
    (line,) = bring(pay(fee, "125000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    report()
    case = world.do(fee, "assess", finance, later(9), given={"calculation": compute.of_case(fee).given})
    matching.use_advance(case.pk, access=access, at=later(9))
    case.refresh_from_db()
    assert case.state_key == "paid"
    assert case.entries.get(act="pay").dates == {"paid_on": "2026-07-13"}
    with pytest.raises(matching.Unfit):
        matching.use_advance(case.pk, access=access, at=later(9))


def test_a_wrong_match_is_taken_back_by_its_opposite_and_the_fee_is_open_again(
    assessed, participant, bring, access, later
):
    (line,) = bring(pay(assessed, "125000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    matching.take_back(line.pk, "Платёж другого участника", access=access, at=later(1))
    assessed.refresh_from_db()
    line.refresh_from_db()
    assert (assessed.state_key, assessed.due_on.isoformat(), line.booked) == ("assessed", "2026-07-20", None)
    assert ledger.left(assessed) == Decimal(125000)
    assert list(Booking.objects.order_by("pk").values_list("kind", flat=True)) == [
        "charge", "bank", "payment", "reversal",
    ]  # fmt: skip
    assert ledger.of_all() == 0
    with pytest.raises(matching.Unfit):
        matching.take_back(line.pk, "Ещё раз", access=access, at=later(1))
    matching.match(line.pk, participant, access=access, at=later(2))
    assessed.refresh_from_db()
    assert assessed.state_key == "paid"


def test_an_advance_that_was_used_is_not_taken_back_from_under_its_fee(assessed, participant, bring, access):
    (line,) = bring(pay(assessed, "130000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    matching.order_refund(participant, Decimal(5000), "По заявлению", access=access, at=JULY)
    with pytest.raises(matching.Unfit):
        matching.take_back(line.pk, "Ошибка", access=access, at=JULY)


def test_a_line_is_matched_once(assessed, participant, bring, access):
    (line,) = bring(pay(assessed, "1000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    for again in (
        lambda: matching.match(line.pk, participant, access=access, at=JULY),
        lambda: matching.set_aside(line.pk, "аренда", access=access, at=JULY),
    ):
        with pytest.raises(matching.Taken):
            again()


def test_money_that_is_no_fee_is_set_aside(bring, access):
    (line,) = bring(files.line("-300.00", "Комиссия"))
    matching.set_aside(line.pk, "Комиссия банка", access=access, at=JULY)
    assert (ledger.balance(Kind.UNMATCHED), ledger.balance(Kind.OTHER)) == (0, Decimal(300))
    assert ledger.of_all() == 0


@pytest.mark.clause("34")
def test_cl34_a_corrected_report_after_payment_adds_or_credits_the_difference(
    assessed, report, participant, finance, bring, access, later
):
    (line,) = bring(pay(assessed, "125000.00"))
    matching.match(line.pk, participant, access=access, at=JULY)
    report(listed="13000000", at=later(2))
    more = {"calculation": compute.of_case(assessed).given}
    case = world.do(assessed, "charge_more", finance, later(2), given=more)
    assert (case.state_key, ledger.left(case), case.due_on) == ("assessed", Decimal(5000), None)
    (rest,) = bring(pay(case, "5000.00", reference="B2"), at=later(3))
    matching.match(rest.pk, participant, access=access, at=later(3))
    report(listed="12000000", at=later(4))
    less = {"calculation": compute.of_case(assessed).given}
    case = world.do(assessed, "reduce", finance, later(4), given=less)
    assert (case.state_key, ledger.left(case), ledger.advance(participant)) == ("paid", 0, Decimal(10000))
    assert ledger.of_all() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "encoding"), (b"\x00" * 40, "encoding"), (b"x" * (20 * 1024 * 1024 + 1), "20 MB")],
)
def test_a_file_that_is_no_text_or_too_large_is_not_taken(finance, content, why):
    with pytest.raises(store.Refused, match=why):
        statements.upload(SimpleUploadedFile("a.xml", content), Statement.Format.CAMT053, None, by=finance, at=JULY)


def test_a_statement_that_cannot_be_read_is_refused_as_a_whole_and_says_why(finance):
    sent = SimpleUploadedFile("a.xml", files.camt053(files.line(), end="7"))
    made = statements.upload(sent, Statement.Format.CAMT053, None, by=finance, at=JULY)
    statements.read_due(JULY)
    made.refresh_from_db()
    assert (made.state, "не сходятся" in made.problem["ru"]) == ("refused", True)
    assert not StatementLine.objects.exists()
    assert made.file.stored_by is None, "a bank's file is no document of the officer's own"
