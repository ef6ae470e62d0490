"""What a participant tells and asks, and what the Technopark gives with its acts."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hub import words
from hub.accounts.models import Organisation
from hub.cases.fields import day, line, text_area
from hub.cases.parts import PartForm
from hub.register.agreements.forms import Scan
from rules.bin import check_bin
from rules.editions import edition_on

LONGEST_TERM = 10
"""Years that the form offers; the Rules set no upper bound."""


class HappenedForm(PartForm):
    """An event on a day that has come."""

    happened_on = day(_("When did it happen?"), _("The term of clause 28 counts from this day."))

    def clean_happened_on(self) -> date:
        happened: date = self.cleaned_data["happened_on"]
        if happened > self.context.on:
            raise forms.ValidationError(_("The day lies in the future. Send the notice once it has happened."))
        return happened


class ReregistrationForm(HappenedForm):
    """The legal entity as it is registered now."""

    bin = line(_("BIN"), _("Twelve digits. It may stay the same."), length=12)
    name_kk = line(_("Name in Kazakh"), _("As in the state registration."))
    name_ru = line(_("Name in Russian"), _("As in the state registration."))
    field_order = ("happened_on", "bin", "name_kk", "name_ru")

    def clean_bin(self) -> str:
        verdict = check_bin(self.cleaned_data["bin"])
        if verdict.problem is not None:
            raise forms.ValidationError(words.words(verdict.problem))
        taken = Organisation.objects.filter(bin=verdict.digits).exclude(pk=self.context.case.organisation_id)
        if taken.exists():
            raise forms.ValidationError(_("Another organisation in the portal has this BIN. Check it."))
        return verdict.digits


class LiquidationForm(HappenedForm):
    """What was decided or registered."""

    stage = forms.ChoiceField(
        label=_("What happened?"),
        widget=forms.RadioSelect,
        choices=[
            ("decided", _("The liquidation was decided")),
            ("registered", _("The liquidation was registered by the state")),
        ],
    )
    field_order = ("stage", "happened_on")


class GivingUpForm(PartForm):
    """Clause 40: on which day the decision is to be taken, and why."""

    decides_on = day(
        _("On which day will you decide to give up the project?"),
        _("The notice comes before it by the term of clause 40; the portal counts the days."),
    )
    reasons = text_area(_("Why do you give up the project?"))


class ExtensionForm(PartForm):
    """Clause 36: for how long, and what the time is for."""

    years = forms.TypedChoiceField(label=_("For how many more years?"), coerce=int)
    results = text_area(_("What has been reached"), _("Measured by the indicators of the business plan."))
    plans = text_area(_("What the further term is for"), _("Aims, measures, expected figures."))

    def prepare(self) -> None:
        least = edition_on(self.context.on).threshold("participation_years_min")
        cast("Any", self.fields["years"]).choices = [
            (str(n), ngettext("%(n)s year", "%(n)s years", n) % {"n": n}) for n in range(least, LONGEST_TERM + 1)
        ]


class ReasonsForm(forms.Form):
    """Why, in words."""

    reasons = text_area(_("Reasons"), _("The participant reads them in the letter."))


class InnerReasonsForm(forms.Form):
    """Why a matter is not taken up; the participant was not told of it."""

    reasons = text_area(_("Reasons"), _("They stay in the case, for the Technopark and the auditor."))


class ExtendForm(forms.Form):
    """Clause 35: the Technopark sets the term."""

    years = forms.IntegerField(
        label=_("Extended by, years"), min_value=1, max_value=LONGEST_TERM, help_text=_("At least one (clause 35).")
    )
    amendment = line(_("Number of the amendment to the agreement"), length=40)
    signed_on = day(_("Date of its signing"))
    scan = Scan(required=False)


class RaiseForm(forms.Form):
    """Clause 39: the facts that bear out the ground."""

    facts = text_area(_("Facts"), _("Days, documents, missed terms: the participant reads them in the letter."))


class ExplainForm(forms.Form):
    """The participant's explanation."""

    reasons = text_area(_("Your explanation"), _("Facts and documents that speak against an early end, if there are."))
