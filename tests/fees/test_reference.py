import pytest

from hub.fees.reference import numbers_in, of_number, written


def test_a_reference_is_made_of_the_number_and_read_back():
    assert of_number("F-2026-00012") == "RF30F202600012"
    assert written("RF30F202600012") == "RF30 F202 6000 12"
    for number in ("F-2026-00001", "F-2031-123456"):
        assert list(numbers_in(f"Оплата {written(of_number(number))} за квартал")) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Оплата сбора RF30F202600012 по договору Д-1",
        "оплата rf30 f202 6000 12.",
        "RF30-F2026-00012, без НДС",
        "RF30F202600012 2026 год",
    ],
)
def test_it_is_found_however_it_was_typed(text):
    assert list(numbers_in(text)) == ["F-2026-00012"]


@pytest.mark.parametrize(
    "wrong", ["RF30F202600021", "RF31F202600012", "RF30F20260001", "F-2026-00012", "RF30E202600012"]
)
def test_a_slip_of_the_hand_finds_nothing(wrong):
    assert list(numbers_in(wrong)) == []


def test_of_another_number_there_is_none():
    with pytest.raises(ValueError, match="E-2026"):
        of_number("E-2026-00001")


def test_every_swap_of_neighbours_and_every_changed_digit_is_seen():
    right = of_number("F-2026-01234")
    for place in range(5, len(right)):
        for digit in "0123456789":
            wrong = right[:place] + digit + right[place + 1 :]
            assert wrong == right or list(numbers_in(wrong)) == []
