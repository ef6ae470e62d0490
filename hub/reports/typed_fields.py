"""The types of a report's fields as fields of a page: what each takes, and how it says that something is amiss."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

from babel import Locale
from django import forms
from django.core.validators import RegexValidator
from django.utils.functional import lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.cases.fields import YES_NO, MoneyField, NumberField, day, line, text_area
from hub.cases.parts import Context
from hub.privacy import masks
from hub.privacy.masks import Mask
from hub.reference.data import activities
from hub.reports.form import Field
from hub.reports.subject import activities_of, quarter_of
from rules.text import Text

STATELESS = "stateless"
CURRENCIES = ("KZT", "USD", "EUR", "RUB", "CNY", "GBP", "AED", "TRY", "KGS", "UZS", "CHF", "JPY", "KRW", "INR", "CAD")
MONTH = re.compile(r"(?:(\d{4})-(\d{2})|(\d{2})[./](\d{4}))")
LATIN = RegexValidator(r"^[A-Za-zÀ-ž' .\-]+$", _("Write the name in Latin letters, as in the passport."))
PASSPORT = RegexValidator(
    r"^[0-9A-Za-zА-Яа-яЁёӘәІіҢңҒғҮүҰұҚқӨөҺһ №/\-]{4,30}$", _("Write the number as in the document.")
)

said = lazy(words.words, str)
"""A text of the form in the language of whoever reads it."""


def hidden(value: str) -> str:
    return masks.HIDDEN if value else ""


MASKS: dict[str, Mask] = {"name": masks.name, "passport": masks.passport, "hidden": hidden}


class Month(str):
    """`2026-12`, which reads as a month in words."""

    __slots__ = ()

    def __str__(self) -> str:
        year, month = self.split("-")
        return words.month(date(int(year), int(month), 1))


class MonthField(forms.CharField):
    """A month of a year; kept as YYYY-MM, also read as MM.YYYY."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=10, widget=forms.TextInput({"type": "month", "placeholder": "2026-12"}), **kwargs)

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value))
        if not typed:
            return ""
        found = MONTH.fullmatch(typed)
        year, month = (found[1] or found[4], found[2] or found[3]) if found else ("", "")
        if not found or not 1 <= int(month) <= 12 or not 1900 <= int(year) <= 2200:  # noqa: PLR2004  a month of a year
            raise forms.ValidationError(_now("Write the month and the year, for example 12.2026."))
        return Month(f"{year}-{month}")


class LatinField(forms.CharField):
    """A name in Latin letters."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, validators=[LATIN], **kwargs)


class PassportField(forms.CharField):
    """The number of a document; browsers are asked not to remember it."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput({"autocomplete": "off"})
        super().__init__(max_length=30, validators=[PASSPORT], widget=widget, **kwargs)


class PastField(forms.DateField):
    """A day that is not ahead; the form tells it today."""

    today: date | None = None

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if found and self.today and found > self.today:
            raise forms.ValidationError(_now("The date lies in the future."))
        return found


def _date(label: Any, hint: Any) -> forms.DateField:
    return day(label, hint)


def _past(label: Any, hint: Any) -> forms.DateField:
    like = day(label, hint)
    return PastField(
        label=label, help_text=hint, widget=like.widget, input_formats=like.input_formats, error_messages=_wrong_day()
    )


def _wrong_day() -> dict[str, Any]:
    return {"invalid": _("Write the date as day.month.year, for example 18.05.2026.")}


def _count(label: Any, hint: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=1_000_000,
        widget=forms.TextInput({"inputmode": "numeric"}),
        error_messages={"invalid": _("Write a whole number, for example 12.")},
    )


def _choice(label: Any, hint: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint)


def _yes_no(label: Any, hint: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, help_text=hint, choices=YES_NO, widget=forms.RadioSelect)


MADE: dict[str, Callable[[Any, Any], forms.Field]] = {
    "money": lambda label, hint: MoneyField(label=label, help_text=hint),
    "amount": lambda label, hint: NumberField(label=label, help_text=hint, min_value=0),
    "number": lambda label, hint: NumberField(label=label, help_text=hint),
    "count": _count,
    "percent": lambda label, hint: NumberField(label=label, help_text=hint, min_value=0, max_value=100),
    "text": text_area,
    "line": line,
    "latin": lambda label, hint: LatinField(label=label, help_text=hint),
    "choice": _choice,
    "yes_no": _yes_no,
    "country": _choice,
    "citizenship": _choice,
    "currency": _choice,
    "activity": _choice,
    "foreigner": _choice,
    "date": _date,
    "past": _past,
    "month": lambda label, hint: MonthField(label=label, help_text=hint),
    "passport": lambda label, hint: PassportField(label=label, help_text=hint),
}


def make(one: Field) -> forms.Field:
    """The field of a page for a field of the form; its choices come with the page (`choices`)."""
    made = MADE[one.type](said(one.label), said(one.hint) if one.hint else "")
    made.required = one.required
    return made


def choices(one: Field, context: Context) -> list[tuple[str, str]] | None:
    """What can be chosen now; None for a field that is typed."""
    if one.type == "choice":
        return [BLANK(), *((key, words.words(text)) for key, text in one.choices or ())]
    if one.type == "foreigner":
        return [BLANK(), *_foreigners(context)]
    if one.type == "activity":
        return [BLANK(), *_activities(context)]
    lists: dict[str, Callable[[str], list[tuple[str, str]]]] = {
        "country": _countries,
        "citizenship": _citizenships,
        "currency": _currencies,
    }
    return [BLANK(), *lists[one.type](words.language())] if one.type in lists else None


def BLANK() -> tuple[str, str]:  # noqa: N802  a constant in the reader's language
    return ("", _now("Choose"))


@cache
def _countries(lang: str) -> list[tuple[str, str]]:
    found = [(code, name) for code, name in Locale(lang).territories.items() if _is_country(code)]
    return sorted(found, key=lambda one: (one[0] != "KZ", one[1]))


def _is_country(code: str) -> bool:
    """Letters name countries, numbers parts of the world."""
    return code.isalpha() and code not in NO_COUNTRY


NO_COUNTRY = frozenset({"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"})
"""Codes of the list that are no countries."""


def _citizenships(lang: str) -> list[tuple[str, str]]:
    return [(STATELESS, words.words(NO_CITIZENSHIP, lang)), *_countries(lang)]


NO_CITIZENSHIP = Text("Азаматтығы жоқ", "Без гражданства", "Stateless")


@cache
def _currencies(lang: str) -> list[tuple[str, str]]:
    names = Locale(lang).currencies
    return [(code, f"{code} · {names.get(code, code)}") for code in CURRENCIES]


def _activities(context: Context) -> list[tuple[str, str]]:
    titles = {top.key: words.words(top.title) for top in activities(quarter_of(context.case).last)}
    return [(key, f"{key}. {titles.get(key, '')}") for key in activities_of(context.case)]


def _foreigners(context: Context) -> list[tuple[str, str]]:
    """Those named in the section of foreigners: the name, with the name in Latin letters beside it (clause 23)."""
    raw = context.raw.get("foreigners", {})
    rows = sorted({int(name.split("-")[1]) for name in raw if re.fullmatch(r"foreigner-\d+-name", name)})
    found = []
    for number in rows:
        name, latin = (_last(raw, f"foreigner-{number}-{key}").strip() for key in ("name", "latin"))
        if name:
            found.append((name, f"{name} ({latin})" if latin else name))
    return list(dict(found).items())


def _last(raw: Any, name: str) -> str:
    return str((raw.get(name) or [""])[-1])
