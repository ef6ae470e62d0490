"""The forms of the public site."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub import words
from rules.requirements import REQUIREMENTS, Requirement, obstacles

YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class SelfCheckForm(forms.Form):
    """The seven questions of clause 7, for anyone, before an account exists."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in REQUIREMENTS:
            self.fields[one.key] = forms.ChoiceField(
                label=words.words(one.question),
                choices=YES_NO,
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer yes or no.")},
            )

    def obstacles(self) -> tuple[Requirement, ...]:
        """What stands in the way by the answers; ask only a valid form."""
        return obstacles(self.cleaned_data)


class SampleForm(forms.Form):
    """What the gallery of components shows."""

    name = forms.CharField(label=_("Name"), max_length=200)
    region = forms.ChoiceField(label=_("Region"), choices=[("astana", "Астана"), ("almaty", "Алматы")])
    since = forms.DateField(label=_("From"), required=False)
    agree = forms.BooleanField(label=_("Yes"))
    text = forms.CharField(label=_("Text"), max_length=500, widget=forms.Textarea, required=False)
