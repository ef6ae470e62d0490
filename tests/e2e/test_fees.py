"""A fee in the browser: assessed by a person, invoiced, paid in two parts that a bank's statement brings."""

from datetime import timedelta

import pytest

from hub.fees import invoice, timer
from hub.fees.statements import store as statements
from tests import clock
from tests.fees import files
from tests.fees.conftest import JULY
from tests.fees.conftest import finance as finance  # noqa: PLC0414  fixtures
from tests.fees.conftest import participant as participant  # noqa: PLC0414
from tests.fees.conftest import report as report  # noqa: PLC0414

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.clause("31", "32", "34")
def test_a_fee_is_assessed_invoiced_and_paid_in_two_parts(
    someone, participant, report, finance, applicant, monkeypatch
):
    report()
    timer.open_due(JULY - timedelta(days=12))
    fee = participant.organisation.cases.get(procedure_key="fee")
    officer = someone("ru")
    clock.stop(monkeypatch, JULY)
    officer.sign_in(finance.email)
    # A person looks at the sum and confirms it.
    officer.go("/office/fees/?quarter=2026-Q2")
    officer.says("125 000")
    officer.send("form[action$='/assess/']")
    # The participant gets its invoice.
    head = someone("kk").sign_in(applicant.email)
    head.go(f"/participations/{participant.pk}/")
    head.press("#fees a[href$='/fees/']")
    name, invoiced = head.download("a[href*='/document/'], a[href*='/documents/']")
    assert (name[-4:], invoiced[:5]) == (".pdf", b"%PDF-")
    # The bank's statement brings two parts; one by the reference, one by the BIN.
    lines = (
        files.line("100000.00", f"Оплата {invoice.reference(fee)}"),
        files.line("25000.00", "Доплата сбора", reference="B2", bin_=participant.organisation.bin),
    )
    officer.go("/office/fees/statements/")
    officer.tick("[name=format][value=camt053]")
    officer.choose("[name=file]", "statement.xml", files.camt053(*lines))
    officer.send("form[enctype]")
    statements.read_due(JULY)
    officer.go("/office/fees/statements/")
    officer.go("/office/fees/desk/")
    officer.page.uncheck("[name=lines] >> nth=1")
    officer.send("form[action$='/confirm/']")
    officer.says("25 000")
    officer.press("main table a")
    officer.send("form[action*='/match/']")
    officer.go(f"/cases/{fee.pk}/")
    officer.says("Уплачен")
    # Nothing is left.
    head.go(f"/participations/{participant.pk}/fees/")
    head.says("Төленді")
    fee.refresh_from_db()
    assert fee.state_key == "paid"
    officer.go("/office/fees/arrears/")
    officer.go("/office/fees/mappings/")
