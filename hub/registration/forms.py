"""The application for participation: clause 9 and Appendix 3 as pages."""

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from hub import words
from hub.cases.fields import YES_NO, MoneyField, NumberField, day, line, phone, text_area
from hub.cases.parts import Context, PartForm, RowForm
from hub.documents.models import DocumentLanguage
from hub.privacy import masks
from hub.reference.data import activities, mrp_on
from rules.editions import edition_on
from rules.reference import REGIONS, UnknownMrp
from rules.requirements import REQUIREMENTS, obstacles

LONGEST_TERM = 10


class AboutForm(PartForm):
    """The organisation, its location, its contacts, the term it asks for."""

    personal = {"head": masks.name, "phone": masks.phone, "email": masks.email}

    name_kk = line(_("Name in Kazakh"), _("As in the state registration."))
    name_ru = line(_("Name in Russian"), _("As in the state registration."))
    head = line(_("Head of the organisation"), _("Full name and position."))
    phone = forms.CharField(label=_("Phone"), max_length=20, validators=[phone])
    email = forms.EmailField(label=_("E-mail for letters"))
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    region = forms.ChoiceField(label=_("Region"))
    address_kk = line(_("Location in Kazakh"), _("City, street, building, office: it stands in the certificate."))
    address_ru = line(_("Location in Russian"), _("City, street, building, office: it stands in the certificate."))
    years = forms.TypedChoiceField(
        label=_("For how many years do you want to take part?"),
        help_text=_("At least one year. The business plan gives its figures for each of these years."),
        coerce=int,
    )
    language = forms.ChoiceField(
        label=_("Language of the application"),
        help_text=_("Letters come in this language. A plan in English is translated by the Technopark."),
        choices=DocumentLanguage.choices,
    )

    def prepare(self) -> None:
        fields = cast("dict[str, Any]", self.fields)
        regions = [(region.key, words.words(region.title)) for region in REGIONS]
        fields["region"].choices = [("", _("Choose a region")), *regions]
        at_least = edition_on(self.context.on).threshold("participation_years_min")
        fields["years"].choices = [
            (str(n), ngettext("%(n)s year", "%(n)s years", n) % {"n": n}) for n in range(at_least, LONGEST_TERM + 1)
        ]


class RequirementsForm(PartForm):
    """The seven questions of clause 7; a reply that is an obstacle asks for an explanation."""

    def prepare(self) -> None:
        for one in REQUIREMENTS:
            self.fields[one.key] = forms.ChoiceField(
                label=words.words(one.question), choices=YES_NO, widget=forms.RadioSelect
            )
        self.fields["explanation"] = text_area(
            _("Explanation"), _("Needed only where a reply above is an obstacle."), rows=3, required=False
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if obstacles(data) and not data.get("explanation"):
            found = "; ".join(words.words(one.obstacle) for one in obstacles(data))
            self.add_error("explanation", _("Explain why you apply all the same: %(found)s") % {"found": found})
        return data


class ActivitiesForm(PartForm):
    """Activities of the List and the works within them (clause 7, last requirement)."""

    works = forms.MultipleChoiceField(
        label=_("Activities and works"),
        help_text=_("Open an activity and tick the works that you do. One work is enough."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one work of at least one activity.")},
    )

    def prepare(self) -> None:
        cast("Any", self.fields["works"]).choices = [
            (f"{top.key}. {words.words(top.title)}", [(work.key, words.words(work.title)) for work in top.works])
            for top in activities(self.context.on)
        ]


STAGES = [
    ("idea", _("Idea")),
    ("prototype", _("Prototype")),
    ("mvp", _("Minimum viable product")),
    ("launched", _("On the market")),
    ("growing", _("Growing sales")),
]


class ProjectRow(RowForm):
    """Appendix 3, items 1, 2, 5: a project within one of the chosen activities."""

    activity = forms.ChoiceField(label=_("Activity of the List"))
    name = line(_("Name of the project"))
    description = text_area(_("Description"))
    aims = text_area(_("Aims"), rows=3)
    tasks = text_area(_("Tasks"), rows=3)
    place = line(_("Where it is carried out"))
    stage = forms.ChoiceField(label=_("Readiness"), choices=[("", _("Choose the stage")), *STAGES])

    def prepare(self) -> None:
        chosen = {work.split(".")[0] for work in self.context.values("activities", "works")}
        titles = [(top.key, f"{top.key}. {words.words(top.title)}") for top in activities(self.context.on)]
        cast("Any", self.fields["activity"]).choices = [
            ("", _("Choose an activity")),
            *(one for one in titles if one[0] in chosen),
        ]


class TechnicalForm(PartForm):
    """Appendix 3, items 3, 7, 12."""

    ownership = text_area(
        _("Ground of ownership of the IT object"),
        _("How the organisation came to own it: own development, contract, licence."),
    )
    rights = text_area(
        _("Patents, copyright, trademarks"), _("Where there are any: number, date, owner."), rows=3, required=False
    )
    technical = text_area(_("Technical description"), _("Architecture, structure, solutions used."), rows=8)
    significance = text_area(_("Public significance"), _("What the country and its people gain."))


class TeamRow(RowForm):
    """Appendix 3, item 4."""

    position = line(_("Position"), length=120)
    count = forms.IntegerField(label=_("People"), min_value=1, max_value=10000)
    skill = line(_("Qualification, seniority or experience"))
    residency = forms.ChoiceField(
        label=_("Residency"), choices=[("resident", _("Residents")), ("nonresident", _("Non-residents"))]
    )
    status = forms.ChoiceField(
        label=_("Status"),
        choices=[("staff", pgettext_lazy("team", "On the staff")), ("planned", pgettext_lazy("team", "Planned"))],
    )

    def has_changed(self) -> bool:
        return any(self[name].data for name in ("position", "count", "skill"))


def years_of(context: Context) -> range:
    """The years of participation asked for, counted from one."""
    typed = context.value("about", "years", "1")
    return range(1, (int(typed) if typed.isdigit() else 1) + 1)


def kpi_row(context: Context) -> type[RowForm]:
    """Appendix 3, item 6: a measurable indicator with a figure for each year."""
    fields: dict[str, Any] = {
        "indicator": line(_("Indicator"), length=200),
        "unit": line(_("Unit"), length=40),
    }
    for year in years_of(context):
        fields[f"year{year}"] = NumberField(label=_("Year %(year)s") % {"year": year})
    return type("KpiRow", (RowForm,), fields)


def budget_row(context: Context) -> type[RowForm]:
    """Appendix 3, item 8: an expense with its sum for each year, tenge."""
    fields: dict[str, Any] = {"expense": line(_("Expense"), length=200)}
    for year in years_of(context):
        fields[f"year{year}"] = MoneyField(label=_("Year %(year)s, ₸") % {"year": year})
    return type("BudgetRow", (RowForm,), fields)


def sales_row(context: Context) -> type[RowForm]:
    """Appendix 3, item 9: what is sold, with volume and income for each year."""
    fields: dict[str, Any] = {"product": line(_("Product or service"), length=200), "unit": line(_("Unit"), length=40)}
    for year in years_of(context):
        fields[f"volume{year}"] = NumberField(label=_("Year %(year)s: volume") % {"year": year}, min_value=0)
        fields[f"income{year}"] = MoneyField(label=_("Year %(year)s: income, ₸") % {"year": year})
    return type("SalesRow", (RowForm,), fields)


class SalesForm(PartForm):
    """Appendix 3, items 9, 10."""

    offer = text_area(_("Goods, works, services, property rights offered"))
    channel = text_area(_("Way of selling"), rows=3)
    clients = text_area(_("Clients and possible clients"), rows=3)


class MeasureRow(RowForm):
    """Appendix 3, item 11."""

    measure = line(_("Measure"), length=300)
    begins = day(_("Begins"))
    ends = day(_("Ends"))
    result = line(_("Result"), length=300)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("begins") and data.get("ends") and data["ends"] < data["begins"]:
            self.add_error("ends", _("The end cannot come before the beginning."))
        return data


class TaxForm(PartForm):
    """Clause 9(2): the statement of tax debt, its date and amount."""

    issued_on = day(_("Date of issue of the statement"))
    debt = MoneyField(label=_("Tax debt, tenge"), help_text=_("Write 0 where there is none."))

    def clean_issued_on(self) -> date:
        issued: date = self.cleaned_data["issued_on"]
        days = edition_on(self.filing_on).threshold("statement_age_days")
        if issued > self.context.on:
            raise forms.ValidationError(_("The date lies in the future. Write the date printed on the statement."))
        age = (self.filing_on - issued).days
        if age > days:
            raise forms.ValidationError(
                _(
                    "On %(on)s the statement is %(age)s calendar days old; clause 9(2) allows %(days)s. "
                    "Ask the tax office for a new one and attach it."
                )
                % {"age": age, "days": days, "on": words.day(self.filing_on)}
            )
        return issued

    def clean_debt(self) -> Decimal:
        debt: Decimal = self.cleaned_data["debt"]
        multiple = edition_on(self.filing_on).threshold("tax_debt_mrp")
        try:
            index = mrp_on(self.filing_on)
        except UnknownMrp as unknown:
            raise forms.ValidationError(words.words(unknown.text)) from unknown
        if debt > multiple * index.amount:
            raise forms.ValidationError(
                _(
                    "The debt is above %(limit)s (%(multiple)s × MCI of %(mci)s, clause 9(2)). "
                    "Pay it and attach a new statement."
                )
                % {
                    "limit": words.tenge(multiple * index.amount),
                    "multiple": multiple,
                    "mci": words.tenge(index.amount),
                }
            )
        return debt

    @property
    def filing_on(self) -> date:
        """The day to which the statement is held: that of the first filing, else today."""
        filed = self.context.case.filed_at
        return timezone.localdate(filed) if filed else self.context.on
