import pytest

from hub.privacy import masks


@pytest.mark.parametrize(
    ("mask", "value", "shown"),
    [
        (masks.phone, "+7 701 000 00 22", "+7 701 ••• •• 22"),
        (masks.phone, "8 (701) 000-00-22", "8 701 ••• •• 22"),
        (masks.phone, "7010000022", "701 ••• •• 22"),
        (masks.phone, "112", "••••"),
        (masks.phone, "звоните секретарю", "••••"),
        (masks.email, "aidos@example.kz", "a••••@example.kz"),
        (masks.email, "not an address", "••••"),
        (masks.name, "Айдос Үлгілі", "А•••• Ү••••"),
        (masks.iin, "900101300017", "••••••••••17"),
        (masks.passport, "N00000008", "•••••••08"),
        (masks.passport, "N1", "••••"),
        (masks.name, "", ""),
        (masks.phone, "", ""),
        (masks.email, "", ""),
        (masks.iin, "", ""),
    ],
)
def test_a_mask_shows_enough_to_recognise_and_not_to_learn(mask, value, shown):
    assert mask(value) == shown


def test_the_length_of_a_name_or_address_is_not_told():
    assert masks.name("Ян") == masks.name("Яна-Мария")
    assert masks.email("a@example.kz") == masks.email("abcdefgh@example.kz")
