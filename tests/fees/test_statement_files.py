"""Statements of each kind, right, wrong and hostile."""

from datetime import date
from decimal import Decimal

import pytest

from hub.fees.statements import camt053, csv_file, mt940_file
from hub.fees.statements.csv_file import Reading
from hub.fees.statements.parsed import Unreadable, checked, fingerprints, money
from rules.bin import make_bin
from tests.fees import files

HOW = Reading("cp1251", ";", True, "%d.%m.%Y", files.COLUMNS)
BIN = make_bin(2020, 3, 700)
LINES = (
    files.line("125000.50", "Оплата RF30F202600012", bin_=BIN),
    files.line("-300.00", "Комиссия банка", reference="B0000002", payer="АО «Пример Банк»", on=date(2026, 7, 14)),
)
READ = {"mt940": mt940_file.read, "camt053": camt053.read, "csv": lambda content: csv_file.read(content, HOW)}
MADE = {"mt940": files.mt940, "camt053": files.camt053, "csv": files.csv}


@pytest.mark.parametrize("kind", READ)
def test_each_kind_is_read_whole(kind):
    parsed = checked(READ[kind](MADE[kind](*LINES)), files.IBAN)
    first, second = parsed.lines
    assert (first.on, first.amount, first.reference) == (files.DAY, Decimal("125000.50"), "B0000001")
    assert (first.payer_bin, "RF30F202600012" in first.purpose) == (BIN, True)
    assert (second.on, second.amount) == (date(2026, 7, 14), Decimal(-300))
    if kind != "mt940":
        assert first.payer == "ТОО «Пример Софт»"
    if kind != "csv":
        assert first.payer_iban == files.PAYER_IBAN


@pytest.mark.parametrize("kind", ["mt940", "camt053"])
def test_a_statement_whose_sums_do_not_agree_is_refused(kind):
    with pytest.raises(Unreadable, match="do not agree"):
        checked(READ[kind](MADE[kind](*LINES, end="5")), files.IBAN)


@pytest.mark.parametrize("kind", ["mt940", "camt053"])
def test_a_statement_of_another_account_is_refused(kind):
    with pytest.raises(Unreadable, match="another account"):
        checked(READ[kind](MADE[kind](*LINES, account="KZ176010251000042993")), files.IBAN)


BOMB = "<!DOCTYPE x [<!ENTITY a 'ха'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'>]>"
OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"


@pytest.mark.parametrize("head", [BOMB, OUTSIDE, "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"])
def test_xml_that_hides_something_is_refused(head):
    with pytest.raises(Unreadable, match="format"):
        camt053.read(files.camt053(files.line(purpose="&c;" if head == BOMB else "&a;"), head=head))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\x01\x02" * 50,
        b"<a>" * 5000 + b"</a>" * 5000,
        b"<html><body>no</body></html>",
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        b":20:x\n:25:KZ\n:61:abc\n:86:x\n",
        "просто текст".encode(),
        "текст".encode("utf-16"),
    ],
)
@pytest.mark.parametrize("kind", READ)
def test_what_is_no_statement_is_refused_as_a_whole(kind, content):
    with pytest.raises(Unreadable):
        checked(READ[kind](content), files.IBAN)


def test_another_currency_is_refused():
    with pytest.raises(Unreadable, match="KZT"):
        camt053.read(files.camt053(*LINES, currency="USD"))


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "1e9", "1.005", "1" + "0" * 16, "abc", ""])
def test_what_is_no_sum_is_refused_with_its_line(wrong):
    with pytest.raises(Unreadable, match="Line 7"):
        money(wrong, 7)


@pytest.mark.parametrize(
    ("text", "comma", "value"),
    [("1 250 000,50", True, "1250000.50"), ("1.250.000,50", True, "1250000.50"), ("1,250,000.50", False, "1250000.50")],
)
def test_sums_are_read_as_banks_write_them(text, comma, value):
    assert money(text, 1, comma=comma) == Decimal(value)


def test_a_column_that_is_not_there_is_named():
    with pytest.raises(Unreadable, match="Назначение"):
        csv_file.read(files.csv(*LINES).replace("Назначение".encode("cp1251"), b"X"), HOW)


def test_a_line_is_the_same_in_whichever_file_it_comes_and_twins_are_two():
    first, second = camt053.read(files.camt053(*LINES)).lines
    assert list(fingerprints([first, second])) == list(fingerprints([second, first]))[::-1]
    assert len(set(fingerprints([first, first]))) == 1, "the bank's own reference is there once"
    bare = csv_file.read(files.csv(files.line(reference=""), files.line(reference="")), HOW).lines
    assert len(set(fingerprints(bare))) == 2, "two equal payments without a reference are two"


def test_nothing_of_a_payer_reaches_the_log(caplog):
    with pytest.raises(Unreadable):
        mt940_file.read(":20:x\n:25:KZ\n:61:ТОО Пример тайный\n:86:x\n".encode())
    assert "тайный" not in caplog.text
