"""The account that invoices name: checked by its digits, never the example in production."""

import pytest

from hub.fees import bank
from hub.fees.apps import bank_details

RIGHT = bank.EXAMPLE.read_text(encoding="utf-8")


def test_the_example_is_whole_and_serves_the_demonstration_alone(settings):
    settings.BANK_DETAILS = ""
    assert bank.bank().iban.startswith("KZ")
    assert bank_details() == []
    settings.PRODUCTION = True
    with pytest.raises(bank.BankError, match="BANK_DETAILS"):
        bank.bank()
    assert [one.id for one in bank_details()] == ["hub.fees.E001"]


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("KZ86125KZT5004100100", "KZ86125KZT5004100101", "iban"),
        ("KZ86125KZT5004100100", "DE89370400440532013000", "iban"),
        ("181140007771", "181140007772", "bin"),
        ("ULGIKZKA", "ULGI1", "bic"),
        ('kbe = "16"', 'kbe = "1"', "kbe"),
        ('knp = "859"', 'knp = "85x"', "knp"),
    ],
)
def test_details_that_cannot_be_right_are_refused_by_name(tmp_path, settings, right, wrong, named):
    path = tmp_path / "bank.toml"
    path.write_text(RIGHT.replace(right, wrong), encoding="utf-8")
    settings.BANK_DETAILS = str(path)
    with pytest.raises(bank.BankError, match=named):
        bank.bank()
