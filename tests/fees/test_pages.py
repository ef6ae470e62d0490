"""The pages: a quarter assessed in bulk, the matching desk, arrears, a participant's own fees, the exports."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.documents.content import content_of
from hub.documents.models import Paper
from hub.fees import invoice, ledger
from hub.fees.models import Account, Mapping, Statement, StatementLine
from hub.fees.statements import store as statements
from tests import clock
from tests.fees import files
from tests.fees.conftest import JULY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _july(monkeypatch):
    clock.stop(monkeypatch, JULY)


@pytest.fixture
def officer_of_money(client, finance):
    client.force_login(finance)
    return client


def get(client, route, *args, **query):
    answer = client.get(reverse(route, args=args), query)
    assert answer.status_code == 200, answer
    return answer.content.decode()


def post(client, route, *args, **data):
    return client.post(reverse(route, args=args), data, follow=True)


@pytest.mark.clause("31", "34")
def test_cl34_a_quarter_is_assessed_by_a_person_from_the_sums_that_were_shown(officer_of_money, fee, report):
    page = get(officer_of_money, "fee_quarter")
    assert "Есеп әлі жоқ" in page or "No report yet" in page
    assert 'name="fees"' not in page
    report()
    page = get(officer_of_money, "fee_quarter")
    shown = f"{fee.pk}|125000.00"
    assert f'value="{shown}"' in page
    report(listed="13000000")
    post(officer_of_money, "fee_assess", quarter="2026-Q2", fees=[shown])
    fee.refresh_from_db()
    assert fee.state_key == "awaits", "a sum that changed meanwhile is not confirmed"
    post(officer_of_money, "fee_assess", quarter="2026-Q2", fees=[f"{fee.pk}|130000.00", "junk", "x|y"])
    fee.refresh_from_db()
    assert (fee.state_key, ledger.left(fee)) == ("assessed", Decimal(130000))
    assert Paper.objects.filter(kind="invoice", number=f"{fee.number}/2").count() == 1
    report(listed="14000000", at=JULY + timedelta(minutes=5))
    assert f"{fee.pk}|140000.00" in get(officer_of_money, "fee_quarter", group="1_corrected")


def test_where_nothing_is_owed_confirming_closes(officer_of_money, fee, report):
    report(listed="0")
    post(officer_of_money, "fee_assess", quarter="2026-Q2", fees=[f"{fee.pk}|0.00"])
    fee.refresh_from_db()
    assert fee.state_key == "not_owed"


@pytest.mark.clause("32")
def test_cl32_a_statement_is_brought_in_recognised_and_confirmed_in_bulk(officer_of_money, assessed, participant):
    sent = SimpleUploadedFile("выписка.txt", files.mt940(files.line(purpose=f"Оплата {invoice.reference(assessed)}")))
    post(officer_of_money, "fee_statements", format="mt940", file=sent)
    assert Statement.objects.get().state == "waiting"
    statements.read_due(JULY)
    line = StatementLine.objects.get()
    assert assessed.number in get(officer_of_money, "fee_desk")
    post(officer_of_money, "fee_confirm", lines=[line.pk, 999, "x"])
    assessed.refresh_from_db()
    assert assessed.state_key == "paid"
    page = get(officer_of_money, "fee_line", line.pk)
    assert assessed.number in page
    post(officer_of_money, "fee_back", line.pk, why="Платёж за аренду")
    assessed.refresh_from_db()
    assert assessed.state_key == "assessed"
    assert "Платёж за аренду" in get(officer_of_money, "fee_line", line.pk)


def test_a_payment_that_nobody_is_known_by_is_found_and_matched_by_hand(officer_of_money, assessed, participant):
    taken = SimpleUploadedFile("a.xml", files.camt053(files.line("60000.00", "сбор")))
    post(officer_of_money, "fee_statements", format="camt053", file=taken)
    statements.read_due(JULY)
    line = StatementLine.objects.get()
    for query in (participant.organisation.bin, "пример", assessed.number):
        assert participant.organisation.bin in get(officer_of_money, "fee_line", line.pk, q=query)
    post(officer_of_money, "fee_match", line.pk, participant.pk)
    assert ledger.left(assessed) == Decimal(65000)


def test_a_csv_is_read_by_a_mapping_that_is_kept(officer_of_money):
    columns = {f"column_{name}": title for name, title in files.COLUMNS.items()}
    given = {"name": "Пример Банк", "encoding": "cp1251", "delimiter": ";", "comma": "on", "day_format": "%d.%m.%Y"}
    post(officer_of_money, "fee_mappings", **given, **columns)
    mapping = Mapping.objects.get()
    sent = SimpleUploadedFile("a.csv", files.csv(files.line("1250.50"), files.line("-3.00", reference="B2")))
    post(officer_of_money, "fee_statements", format="csv", mapping=mapping.pk, file=sent)
    statements.read_due(JULY)
    assert sorted(StatementLine.objects.values_list("amount", flat=True)) == [Decimal(-3), Decimal("1250.50")]
    without = SimpleUploadedFile("a.csv", files.csv(files.line()))
    answer = officer_of_money.post(reverse("fee_statements"), {"format": "csv", "file": without})
    assert answer.status_code == 422


@pytest.mark.clause("31", "39(7)")
def test_cl31_arrears_by_age(officer_of_money, assessed, monkeypatch):
    assert ledger.left(assessed) > 0
    for days, name in ((8, "30"), (40, "60"), (70, "90"), (120, "more")):
        clock.stop(monkeypatch, JULY + timedelta(days=days))
        page = get(officer_of_money, "fee_arrears", age=name)
        assert assessed.number in page, days
        assert assessed.number not in get(officer_of_money, "fee_arrears", age="60" if name == "30" else "30")


@pytest.mark.clause("31", "32", "34")
def test_cl32_a_participant_sees_its_fee_its_invoice_and_its_account(client, applicant, assessed, participant):
    client.force_login(applicant)
    page = get(client, "fees", participant.pk)
    assert "125\u00a0000\u00a0₸" in page
    paper = Paper.objects.get(kind="invoice")
    assert reverse("document", args=[assessed.pk, paper.file_id]) in page
    assert content_of(paper.file).startswith(b"%PDF-")
    assert "RF" in get(client, "case", assessed.pk)
    assert reverse("fees", args=[participant.pk]) in get(client, "participation", participant.pk)
    csv = client.get(
        reverse("fee_account", args=[participant.pk, "csv"]), {"since": "2026-07-01", "until": "2026-07-31"}
    )
    told = b"".join(csv.streaming_content).decode("utf-8-sig")
    assert "2026-07-13" in told
    assert "125000.00" in told
    pdf = client.get(reverse("fee_account", args=[participant.pk, "pdf"]))
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")
    assert client.get(reverse("fee_account", args=[participant.pk, "xml"])).status_code == 404


@pytest.mark.parametrize("route", ["fee_quarter", "fee_desk", "fee_arrears", "fee_statements"])
def test_a_list_asks_no_more_than_fifteen_times(officer_of_money, assessed, django_assert_max_num_queries, route):
    get(officer_of_money, route)
    with django_assert_max_num_queries(15):
        get(officer_of_money, route)


def test_a_refund_is_ordered_of_what_there_is(officer_of_money, participant, assessed):
    advance = ledger.account(Account.Kind.ADVANCE, participant)
    bank = ledger.account(Account.Kind.BANK)
    from hub.fees.models import Booking

    moves = [ledger.Move(bank, Decimal(100)), ledger.Move(advance, Decimal(-100))]
    ledger.post(Booking.Kind.PAYMENT, moves, on=JULY.date(), by=None, at=JULY)
    post(officer_of_money, "fee_refund", participant.pk, amount="100,01", why="Письмо от 10 июля")
    assert ledger.advance(participant) == Decimal(100)
    post(officer_of_money, "fee_refund", participant.pk, amount="100", why="Письмо от 10 июля")
    assert (ledger.advance(participant), ledger.balance(Account.Kind.REFUND, participant)) == (0, Decimal(-100))
