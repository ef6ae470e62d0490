"""The fee of a quarter as a case: opened by a date, assessed by a person, booked in the ledger."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from hub.accounts.access import Access
from hub.audit.models import Event
from hub.cases.perform import Forbidden, perform
from hub.fees import compute, ledger, timer
from hub.fees.models import Account, Booking
from rules.record import Unlawful
from tests import world
from tests.fees.conftest import ALMATY

pytestmark = pytest.mark.django_db
Kind = Account.Kind


def given(case):
    return {"calculation": compute.of_case(case).given}


def refused(case, act, by, at, **more):
    with pytest.raises(Unlawful) as told:
        world.do(case, act, by, at, **more)
    return [one.key for one in told.value.refusals]


@pytest.mark.clause("31")
def test_cl31_the_end_of_a_quarter_opens_the_fee_once(participant):
    at = datetime(2026, 7, 1, 0, 5, tzinfo=ALMATY)
    assert timer.open_due(at) == 1
    assert timer.open_due(at + timedelta(days=1)) == 0
    case = participant.organisation.cases.get(procedure_key="fee")
    assert (case.topic, case.state_key, case.due_on.isoformat()) == ("2026-Q2", "awaits", "2026-07-20")
    assert Event.objects.filter(action="case.open", about=f"case:{case.pk}").count() == 1


def test_a_portal_that_begins_late_makes_nobody_late(participant):
    assert timer.open_due(datetime(2026, 7, 21, 9, 0, tzinfo=ALMATY)) == 0


@pytest.mark.clause("34")
def test_cl34_the_fee_is_what_the_agreement_and_the_report_say(assessed, participant):
    assert assessed.state_key == "assessed"
    kept = compute.assessed(assessed)
    assert kept["total"] == "125000.00"
    assert kept["lines"][0]["agreement"] == "Д-1"
    assert ledger.left(assessed) == Decimal(125000)
    assert ledger.balance(Kind.RECEIVABLE, participant) == Decimal(125000)
    assert ledger.balance(Kind.INCOME_RATE) == Decimal(-125000)
    assert ledger.of_all() == 0


@pytest.mark.clause("34")
def test_cl34_a_person_confirms_the_very_sum_that_is_computed(fee, report, finance, july):
    report()
    shown = given(fee)
    report(listed="13000000")
    assert "known" in refused(fee, "assess", finance, july, given=shown)
    assert "known" in refused(fee, "assess", finance, july)
    assert world.do(fee, "assess", finance, july, given=given(fee)).state_key == "assessed"


@pytest.mark.clause("34")
def test_cl34_a_share_of_an_income_that_was_not_reported_is_not_assessed(fee, finance, july):
    assert compute.of_case(fee).given is None
    assert "known" in refused(fee, "assess", finance, july, given={"calculation": None})


def test_only_the_finance_officer_assesses_and_nobody_pays_by_a_button(fee, report, officer, applicant, finance, july):
    report()
    for person in (officer, applicant):
        with pytest.raises(Forbidden):
            perform(fee.pk, "assess", access=Access(person, july.date()), at=july, key="x", given=given(fee))
    case = world.do(fee, "assess", finance, july, given=given(fee))
    assert refused(case, "pay", finance, july) == ["covered"]
    with pytest.raises(Forbidden):
        perform(case.pk, "pay", access=Access(applicant, july.date()), at=july, key="y")


@pytest.mark.clause("34")
def test_cl34_a_corrected_report_changes_the_sum_by_a_booking_of_its_own(assessed, report, finance, later):
    assert "changed" in refused(assessed, "reassess", finance, later(1), given=given(assessed))
    report(listed="10000000", at=later(1))
    case = world.do(assessed, "reassess", finance, later(1), given=given(assessed))
    assert ledger.left(case) == Decimal(100000)
    kinds = [Booking.Kind.CHARGE, Booking.Kind.CORRECTION]
    assert list(Booking.objects.order_by("pk").values_list("kind", flat=True)) == kinds
    assert ledger.of_all() == 0


@pytest.mark.clause("34")
def test_cl34_where_nothing_is_owed_the_case_is_closed_without_a_booking(fee, report, finance, july):
    report(listed="0")
    assert "owed" in refused(fee, "assess", finance, july, given=given(fee))
    assert world.do(fee, "drop", finance, july, given=given(fee)).state_key == "not_owed"
    assert not Booking.objects.exists()


def test_what_is_written_off_says_why_and_is_booked(assessed, finance, july):
    assert refused(assessed, "waive", finance, july, given={"reasons": " "}) == ["reasoned"]
    case = world.do(assessed, "waive", finance, july, given={"reasons": "Решение суда № 5 от 10 июля 2026 года."})
    assert case.state_key == "waived"
    assert ledger.left(case) == 0
    assert ledger.balance(Kind.WRITTEN_OFF) == Decimal(125000)
    assert ledger.of_all() == 0
