"""What the Technopark writes into an agreement or amendment: number, term, fees, report form (clauses 34, 35, 65)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.cases.fields import MoneyField, NumberField, day, line
from hub.cases.parts import Part, PartForm, RowForm, Table
from hub.documents import quotas
from hub.register.agreements.lines import told
from hub.register.models import Agreement, Base, FeeLine
from hub.register.report_forms import report_forms

LONGEST_TERM = 10
"""Years that the form offers; the Rules set no upper bound."""
WHOLE = Decimal(100)


def free_number(number: str) -> str:
    """The number, if no agreement has it yet."""
    if Agreement.objects.filter(number=number).exists():
        raise forms.ValidationError(_now("An agreement with this number is recorded already. Check the number."))
    return number


def years(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=1, max_value=LONGEST_TERM, help_text=_("At least one (clause 35).")
    )


def offered() -> list[tuple[str, str]]:
    """The forms of the quarterly report, the newest first."""
    return [(version, words.words(title)) for version, title in report_forms().items()][::-1]


class Scan(forms.FileField):
    """The signed paper; what is in it is judged when it is kept."""

    def __init__(self, **kwargs: Any) -> None:
        missing = {"required": _("Choose the file with the scan of the signed paper.")}
        super().__init__(label=_("Scan of the signed paper"), allow_empty_file=True, error_messages=missing, **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> Any:
        limit = {"file": words.size(quotas.FILE)}
        self.help_text = _now("PDF, PNG or JPEG, at most %(file)s. Electronic signatures are not taken yet.") % limit
        return super().get_bound_field(form, field_name)


class SignedForm(forms.Form):
    """The signing: its day, between the two of `between` where they are given, and the scan."""

    signed_on = day(_("Date of signing"))
    scan = Scan()

    def __init__(self, *args: Any, between: tuple[date, date] | None = None, **kwargs: Any) -> None:
        self.between = between
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)

    def clean_signed_on(self) -> date:
        signed: date = self.cleaned_data["signed_on"]
        if self.between is not None:
            first, last = self.between
            if signed > last:
                future = _now("The day lies in the future. Record the signing once it has happened.")
                raise forms.ValidationError(future)
            if signed < first:
                raise forms.ValidationError(
                    _now("An agreement or amendment of %(day)s is in force: this one cannot be earlier.")
                    % {"day": words.day(first)}
                )
        return signed


class DrawnUpForm(PartForm):
    """What both an agreement and an amendment have."""

    number = line(_("Number"), _("It stands on the paper that is signed."), length=40)
    signer = line(
        _("Who signs for the participant"),
        _("Position and full name. Left empty, a line to write on is printed."),
        required=False,
        length=200,
    )

    def clean_number(self) -> str:
        return free_number(self.cleaned_data["number"])


class TermsForm(DrawnUpForm):
    """The agreement of a new participant."""

    years = years(_("Term of participation, years"))
    report_form = forms.ChoiceField(label=_("Form of the quarterly report (clause 65)"))
    field_order = ("number", "years", "report_form", "signer")

    def prepare(self) -> None:
        cast("Any", self.fields["report_form"]).choices = offered()


class LongerForm(DrawnUpForm):
    """The amendment by which the term is extended."""

    years = years(_("Extended by, years"))
    field_order = ("number", "years", "signer")


class ChangesForm(DrawnUpForm):
    """An amendment of the fees or of the report form; what is left empty stays as it is."""

    report_form = forms.ChoiceField(label=_("Form of the quarterly report (clause 65)"), required=False)
    field_order = ("number", "report_form", "signer")

    def prepare(self) -> None:
        cast("Any", self.fields["report_form"]).choices = [("", _("stays as it is")), *offered()]


class FeeRow(RowForm):
    """One fee of the agreement (clause 34)."""

    kind = forms.ChoiceField(
        label=_("How it is set"),
        choices=[("rate", _("Share of income, %")), ("fixed", _("Fixed sum, tenge"))],
    )
    amount = NumberField(label=_("Per cent, or tenge"), min_value=0)
    base = forms.ChoiceField(label=_("Share of what"), choices=Base.choices, required=False)
    at_least = MoneyField(label=_("At least, tenge a quarter"), required=False)
    at_most = MoneyField(label=_("At most, tenge a quarter"), required=False)
    since = day(_("From"), _("Empty: from the day of signing."))
    until = day(_("Until"), _("Empty: without an end."))
    name_kk = line(_("Name of the fee in Kazakh"), required=False, length=200)
    name_ru = line(_("Name of the fee in Russian"), required=False, length=200)

    def prepare(self) -> None:
        for name in ("since", "until"):
            self.fields[name].required = False

    def has_changed(self) -> bool:
        """A row in which nothing but its two choices stands is no row."""
        typed = (self[name].data for name in self.fields if name not in ("kind", "base"))
        return any(value not in (None, "", False) for value in typed)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _check_limits(self, data)
        if data.get("kind") == "rate" and (data.get("amount") or 0) > WHOLE:
            self.add_error("amount", _("A share cannot be above 100 per cent."))
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day is before the first one."))
        if bool(data.get("name_kk")) != bool(data.get("name_ru")):
            self.add_error("name_ru" if data.get("name_kk") else "name_kk", _("Name the fee in both languages."))
        return data


def _check_limits(row: FeeRow, data: dict[str, Any]) -> None:
    least, most = data.get("at_least"), data.get("at_most")
    if data.get("kind") == "fixed" and (least is not None or most is not None):
        row.add_error("at_least" if least is not None else "at_most", _("A fixed sum has no limits."))
    elif least is not None and most is not None and least > most:
        row.add_error("at_most", _("The upper limit is below the lower one."))


FEES = Table("fee", _("Fees (clause 34)"), FeeRow, cards=True, row=_("Fee"))
NEW_FEES = Table(
    "fee",
    _("New fees (clause 34)"),
    FeeRow,
    at_least=0,
    cards=True,
    row=_("Fee"),
    hint=_("They stand in for all earlier ones from their first day. Without a row the fees stay as they are."),
)
KEY = "agreement"
TERMS = Part(KEY, _("Agreement"), _("Agreement on conditions of activity"), "34", TermsForm, (FEES,), also=("35", "65"))
LONGER = Part(KEY, _("Agreement"), _("Amendment that extends the term"), "36", LongerForm, also=("35",))
CHANGES = Part(KEY, _("Agreement"), _("Amendment to the agreement"), "34", ChangesForm, (NEW_FEES,), also=("65",))


def fee_lines(rows: Sequence[dict[str, Any]], signed_on: date | None = None) -> list[FeeLine]:
    """The rows of the form as lines, not saved; without a first day they begin with the signing."""
    made = []
    for row in rows:
        given = {name: value for name, value in row.items() if name not in ("DELETE", "since") and value != ""}
        line_ = FeeLine(**given)
        if since := row.get("since") or signed_on:
            line_.since = since
        made.append(line_)
    return made


def fees_told(rows: Sequence[dict[str, Any]]) -> list[dict[str, str | None]]:
    return [told(line_) for line_ in fee_lines(rows)]
