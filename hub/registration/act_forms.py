"""What is given with the acts of registration: the agreement's number, dates, term, fees and report form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.cases.fields import MoneyField, NumberField, day, line
from hub.register.models import Agreement
from hub.registration.forms import LONGEST_TERM


class AgreeForm(forms.Form):
    """The signed agreement on conditions of activity (clauses 18, 34, 35, 65)."""

    number = line(_("Number of the agreement"), length=40)
    signed_on = day(_("Date of signing"), _("The terms of clauses 18 and 20 count from this day."))
    years = forms.IntegerField(
        label=_("Term of participation, years"),
        min_value=1,
        max_value=LONGEST_TERM,
        help_text=_("At least one (clause 35)."),
    )
    fee_kind = forms.ChoiceField(
        label=_("Fee (clause 34)"),
        widget=forms.RadioSelect,
        choices=[
            ("rate", _("Share of income from the activity, per cent")),
            ("fixed", _("Fixed sum a quarter, tenge")),
        ],
    )
    fee_amount = NumberField(label=_("Per cent, or tenge"), min_value=0)
    fee_at_least = MoneyField(label=_("At least, tenge a quarter"), required=False)
    fee_at_most = MoneyField(label=_("At most, tenge a quarter"), required=False)
    report_form = forms.ChoiceField(
        label=_("Form of the quarterly report (clause 65)"), choices=[("2026-1", _("Quarterly report, form 2026-1"))]
    )
    field_order = (
        "number",
        "signed_on",
        "years",
        "fee_kind",
        "fee_amount",
        "fee_at_least",
        "fee_at_most",
        "report_form",
    )

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if Agreement.objects.filter(number=number).exists():
            raise forms.ValidationError(_("An agreement with this number is recorded already. Check the number."))
        return number

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        least, most = data.get("fee_at_least"), data.get("fee_at_most")
        if least is not None and most is not None and least > most:
            self.add_error("fee_at_most", _("The upper limit is below the lower one."))
        if data.get("fee_kind") == "rate" and (data.get("fee_amount") or 0) > 100:  # noqa: PLR2004  per cent
            self.add_error("fee_amount", _("A share cannot be above 100 per cent."))
        return data
