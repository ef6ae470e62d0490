"""What the register may be narrowed by, on its page and in its open data alike."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hub import words
from hub.reference.data import activities
from hub.register.models import ParticipantQuerySet
from rules.reference import REGIONS


def brief(title: str) -> str:
    """The title of an activity without its list of examples and its exceptions."""
    return title.partition(":")[0].partition(" (")[0]


class RegisterFilter(forms.Form):
    """Every field may be left out; the register then shows those who take part on the day."""

    q = forms.CharField(label=_("Name, BIN, certificate, place or activity"), max_length=200, required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    standing = forms.ChoiceField(
        label=pgettext_lazy("participation", "Standing"),
        choices=[
            ("", pgettext_lazy("participation", "Taking part now")),
            ("ended", pgettext_lazy("participation", "Ended")),
            ("all", pgettext_lazy("participation", "All")),
        ],
        required=False,
    )

    def __init__(self, data: Any, on: date) -> None:
        super().__init__(data)
        self.on = on
        regions = [(one.key, words.words(one.title)) for one in REGIONS]
        self.titles = {one.key: brief(words.words(one.title)) for one in activities(on)}
        self._choices("region", [("", _("All regions")), *regions])
        self._choices(
            "activity", [("", _("All activities")), *((key, f"{key}. {self.titles[key]}") for key in self.titles)]
        )

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  for the type checker
        field.choices = choices

    def narrow(self, rows: ParticipantQuerySet) -> ParticipantQuerySet:
        """The rows that the filter lets through; a field with a value that is none of its choices narrows nothing."""
        self.is_valid()
        asked = self.cleaned_data
        rows = rows.standing(asked.get("standing") or "active", self.on)
        if region := asked.get("region"):
            rows = rows.filter(region=region)
        if activity := asked.get("activity"):
            # No JSON lookup is the same on both databases; the text of a list is.
            rows = rows.annotate(listed=Cast("works", TextField())).filter(listed__contains=f'"{activity}.')
        return rows.matching(asked.get("q", ""))
