"""What people ask about their data, how it is decided, and what the auditor looks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import DayField
from hub.accounts.models import User
from hub.cases.models import Case
from hub.personal_data.models import Request

LONGEST = 2000


class CorrectionForm(forms.Form):
    text = forms.CharField(
        label=_("What is wrong, and what is right?"),
        help_text=_("Say where you saw it. Your name you can change yourself in the profile."),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )


class ErasureForm(forms.Form):
    text = forms.CharField(
        label=_("Anything we should know"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    sure = forms.BooleanField(label=_("I know that I cannot sign in any more once my account is erased"))


class DecisionForm(forms.Form):
    """Done or refused; both with words for the person."""

    outcome = forms.ChoiceField(label=_("Decision"), choices=Request.Outcome.choices, widget=forms.RadioSelect)
    answer = forms.CharField(
        label=_("Answer to the person"),
        help_text=_("What was corrected or erased; for a refusal its reasons and the law."),
        min_length=10,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
    )


class SeenForm(forms.Form):
    """Whose data: a person by e-mail, or a case by number."""

    person = forms.EmailField(label=_("E-mail of the person"), required=False)
    case = forms.CharField(label=_("Number of the case"), max_length=40, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def clean_person(self) -> User | None:
        email = self.cleaned_data["person"]
        found = User.objects.filter(email__iexact=email).first() if email else None
        if email and found is None:
            raise forms.ValidationError(_("There is no account with this e-mail."))
        return found

    def clean_case(self) -> Case | None:
        number = self.cleaned_data["case"].strip()
        found = Case.objects.filter(number=number).first() if number else None
        if number and found is None:
            raise forms.ValidationError(_("There is no case with this number."))
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not data.get("person") and not data.get("case"):
            self.add_error("person", _("Name a person or a case."))
        return data
