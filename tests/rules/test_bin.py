"""What is said of a BIN: true ones pass, and each fault is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from idnumbers.nationalid.kaz import util as reference

from rules.bin import CHECK_DIGIT, EMPTY, check_bin, check_digit, make_bin

REAL = (
    "081140000436",
    "020240000555",
    "020540003431",
    "941240000193",
    "000140002217",
    "160440007161",
    "970740000838",
    "970240000816",
    "000740000728",
)

months = st.integers(1, 12)
years = st.integers(1994, 2030)
serials = st.integers(0, 99_000)


@pytest.mark.parametrize("number", REAL)
def test_real_numbers_pass(number):
    verdict = check_bin(number)
    assert (verdict.ok, verdict.digits, verdict.problem, verdict.kind) == (True, number, None, "legal_entity")


def test_spaces_of_every_sort_are_forgiven():
    assert check_bin("  0811 4000\u00a00436\n").digits == "081140000436"
    assert check_bin("  0811 4000\u00a00436\n").ok


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Enter the BIN: 12 digits."),
        ("08114000043", "A BIN has 12 digits; entered: 11."),
        ("0811400004366", "A BIN has 12 digits; entered: 13."),
        ("08114000O43б", "A BIN consists of digits only. Remove these signs: Oб"),
        ("٠81140000436", "A BIN consists of digits only. Remove these signs: ٠"),
        ("080040000436", "Digits 3 and 4 are a month, from 01 to 12. Entered: 00."),
        ("081340000436", "Digits 3 and 4 are a month, from 01 to 12. Entered: 13."),
        ("081140000437", CHECK_DIGIT.en),
    ],
)
def test_what_is_no_number_is_told_why(text, said):
    verdict = check_bin(text)
    assert not verdict.ok
    assert verdict.kind == "unknown"
    assert verdict.problem is not None
    assert verdict.problem.en == said


def test_an_empty_field_asks_for_the_number():
    assert check_bin("   ").problem == EMPTY


@pytest.mark.parametrize(
    ("holder", "division", "kind", "word"),
    [
        ("4", "1", "branch", "филиала"),
        ("5", "2", "representative_office", "представительства"),
        ("4", "3", "other_division", "подразделения"),
        ("6", "0", "joint_sole_trader", "предпринимателя"),
        ("0", "1", "person", "ИИН"),
        ("3", "1", "person", "ИИН"),
        ("7", "0", "unknown", "5-я цифра"),
        ("4", "4", "unknown", "6-я цифра"),
    ],
)
def test_who_is_no_legal_entity_is_told_so(holder, division, kind, word):
    verdict = check_bin(make_bin(2020, 5, 1, holder, division))
    assert (verdict.ok, verdict.kind) == (False, kind)
    assert verdict.problem is not None
    assert word in verdict.problem.ru


@given(years, months, serials, st.sampled_from("45"))
def test_invented_numbers_pass(year, month, serial, kind):
    number = make_bin(year, month, serial, kind)
    assert check_bin(number).ok
    assert int(number[6:11]) >= serial


@given(years, months, serials, st.integers(0, 11), st.integers(1, 9))
def test_one_mistyped_digit_never_passes_for_the_same_number(year, month, serial, place, shift):
    number = make_bin(year, month, serial)
    wrong = str((int(number[place]) + shift) % 10)
    verdict = check_bin(number[:place] + wrong + number[place + 1 :])
    assert verdict.digits != number
    assert verdict.ok is (verdict.problem is None)
    if place == 11:
        assert verdict.problem == CHECK_DIGIT


@given(st.text("0123456789", min_size=11, max_size=11))
def test_the_check_digit_agrees_with_an_independent_library(body):
    assert check_digit(body) == reference.checksum(body + "0")


@given(st.text(max_size=20))
def test_any_text_gets_a_verdict(text):
    verdict = check_bin(text)
    assert verdict.ok is (verdict.problem is None)


def test_a_serial_without_a_check_digit_is_passed_over():
    body = next(f"2001400{serial:04}" for serial in range(10_000) if check_digit(f"2001400{serial:04}") is None)
    assert int(make_bin(2020, 1, int(body[6:]))[6:11]) == int(body[6:]) + 1


@pytest.mark.parametrize(("month", "serial"), [(0, 1), (13, 1), (1, 100_000)])
def test_no_number_is_invented_out_of_bounds(month, serial):
    with pytest.raises(ValueError, match=str(month if month != 1 else serial)):
        make_bin(2020, month, serial)
