"""Fields that forms of all chapters share: lines, texts, days, numbers and amounts as people write them."""

from typing import Any

from django import forms
from django.core.validators import MinLengthValidator, RegexValidator
from django.utils.translation import gettext_lazy as _

YES_NO = [("yes", _("Yes")), ("no", _("No"))]
phone = RegexValidator(
    r"^\+?[\d\s()-]{10,20}$", _("Write the number with its country code, for example +7 701 000 00 00.")
)
enough = MinLengthValidator(20, _("Write at least a sentence: twenty characters or more."))


def text_area(label: Any, hint: Any = "", *, rows: int = 5, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=8000,
        widget=forms.Textarea({"rows": rows}),
        validators=[enough] if required else [],
    )


def line(label: Any, hint: Any = "", *, required: bool = True, length: int = 250) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, required=required, max_length=length)


def day(label: Any, hint: Any = "") -> forms.DateField:
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    wrong = {"invalid": _("Write the date as day.month.year, for example 18.05.2026.")}
    return forms.DateField(
        label=label,
        help_text=hint,
        widget=widget,
        error_messages=wrong,
        input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
    )


class NumberField(forms.DecimalField):
    """A number as people write it: with spaces and a comma, too."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write a number, for example 12.5.")})
        super().__init__(widget=forms.TextInput({"inputmode": "decimal"}), max_digits=16, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = "".join(value.split()).replace(",", ".").removesuffix("₸").removesuffix("%")
        return super().to_python(value)


class MoneyField(NumberField):
    """An amount in tenge, not below zero."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"invalid": _("Write an amount in tenge, for example 1 250 000.")}
        super().__init__(min_value=0, error_messages=wrong, **kwargs)
