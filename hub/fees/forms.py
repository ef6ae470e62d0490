"""What the finance officer types: a statement, a mapping, reasons, a refund."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub.cases.fields import MoneyField, line
from hub.fees.models import Mapping, Statement
from hub.fees.statements.csv_file import COLUMNS, DAY_FORMATS, DELIMITERS, ENCODINGS

TITLES = {
    "on": _("Day"),
    "amount": _("Amount with its sign"),
    "credit": _("What came in"),
    "debit": _("What went out"),
    "reference": _("Number of the payment"),
    "payer": _("Who paid"),
    "payer_bin": _("BIN of who paid"),
    "payer_iban": _("IIK of who paid"),
    "purpose": _("Purpose of the payment"),
}


class StatementForm(forms.Form):
    format = forms.ChoiceField(label=_("Format"), choices=Statement.Format.choices, widget=forms.RadioSelect)
    mapping = forms.ModelChoiceField(
        label=_("Mapping of the columns"),
        queryset=Mapping.objects.none(),
        required=False,
        help_text=_("Only for a CSV file."),
    )
    file = forms.FileField(label=_("Statement of the bank"), help_text=_("One file, 20 MB at most."))

    def __init__(self, *args: Any, mappings: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["mapping"].queryset = mappings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("format") == Statement.Format.CSV and not cleaned.get("mapping"):
            self.add_error("mapping", _now("Choose how the columns of the CSV file are read."))
        return cleaned


class MappingForm(forms.Form):
    name = line(_("Name of the mapping"), _("For example the name of the bank."), length=80)
    encoding = forms.ChoiceField(label=_("Encoding"), choices=[(one, one) for one in ENCODINGS])
    delimiter = forms.ChoiceField(label=_("Delimiter"), choices=[(one, one) for one in DELIMITERS])
    comma = forms.BooleanField(label=_("A comma parts tiyn from tenge"), required=False)
    day_format = forms.ChoiceField(
        label=_("How a day is written"),
        choices=list(
            zip(
                DAY_FORMATS,
                ("31.12.2026", "2026-12-31", "31/12/2026", "31.12.26", "31.12.2026 23:59:59"),
                strict=True,
            )
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in COLUMNS:
            hint = _now("The title of the column in the file.")
            self.fields[f"column_{name}"] = line(TITLES[name], hint, required=name in ("on", "purpose"), length=80)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("column_amount") and not (cleaned.get("column_credit") and cleaned.get("column_debit")):
            self.add_error("column_amount", _now("Name the column of the amount, or both columns: in and out."))
        if Mapping.objects.filter(name=cleaned.get("name", "")).exists():
            self.add_error("name", _now("There is a mapping of this name already."))
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        return {name: self.cleaned_data[f"column_{name}"] for name in COLUMNS if self.cleaned_data[f"column_{name}"]}


class WhyForm(forms.Form):
    why = line(_("Reason"), _("Colleagues and the auditor read it."), length=500)


class RefundForm(forms.Form):
    amount = MoneyField(label=_("Sum, tenge"))
    why = line(_("Reason"), _("For example the participant's letter and its day."), length=500)
