"""Sums of money in words: always with both digits of tiyn where there are any."""

from decimal import Decimal

from hub import words


def amount(value: Decimal, lang: str | None = None) -> str:
    """`1 234 567,50` in kk and ru, `1,234,567.50` in en: for columns of figures."""
    text = f"{value:,.2f}"
    if (lang or words.language()) == "en":
        return text
    return text.replace(",", words.NBSP).replace(".", ",")


def tenge(value: Decimal, lang: str | None = None) -> str:
    """`125 000 ₸`, `37,50 ₸`."""
    text = amount(value, lang)
    return f"{text[:-3] if value == value.to_integral_value() else text}{words.NBSP}₸"
