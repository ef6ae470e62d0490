"""Forms of the reference data."""

import re
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import DayField, LineField
from hub.reference.changes import titles_on
from hub.reference.models import MrpValue
from rules.calendar import OPENABLE_YEARS
from rules.reference import MRP
from rules.text import Text

KEY = re.compile(r"[1-9]\d{0,2}(\.[a-z][a-z0-9-]{0,34})?")
WRONG_KEY = _("Write the number of an activity, such as 7, or of a work in it, such as 7.testing.")


class DayForm(forms.Form):
    """A decreed change of one day."""

    day = DayField(label=_("Day"))
    working = forms.TypedChoiceField(
        label=_("What is this day?"),
        choices=[("1", _("Working day")), ("0", _("Day of rest"))],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    reason_kk = LineField(label=_("Reason in Kazakh"), max_length=150)
    reason_ru = LineField(label=_("Reason in Russian"), max_length=150)
    reason_en = LineField(label=_("Reason in English"), max_length=150)
    decree = LineField(label=_("Decree: number and date"), max_length=150)

    def clean_day(self) -> date:
        day = cast("date", self.cleaned_data["day"])
        if day.year not in OPENABLE_YEARS:
            raise forms.ValidationError(
                _("The calendar reaches from %(first)s to %(last)s."),
                params={"first": OPENABLE_YEARS[0], "last": OPENABLE_YEARS[-1]},
            )
        return day

    def reason(self) -> Text:
        return Text(*(self.cleaned_data[f"reason_{language}"] for language in Text._fields))


class YearForm(forms.Form):
    year = forms.IntegerField(widget=forms.HiddenInput, min_value=OPENABLE_YEARS[0], max_value=OPENABLE_YEARS[-1])
    source = LineField(
        label=_("Confirmed by"),
        help_text=_("The decree with which you compared the year: number and date."),
        max_length=150,
    )


class MrpForm(forms.Form):
    since = DayField(label=_("From"), help_text=_("The first day on which the value holds."))
    amount = forms.IntegerField(
        label=_("Amount, tenge"), min_value=1, max_value=1_000_000, widget=forms.TextInput({"inputmode": "numeric"})
    )
    source = LineField(label=_("Law"), help_text=_("The law that set it, with its number and date."), max_length=150)

    def clean_since(self) -> date:
        since = cast("date", self.cleaned_data["since"])
        known = any(value.since == since for value in MRP) or MrpValue.objects.filter(since=since).exists()
        if known:
            raise forms.ValidationError(_("There is a value from this day already."))
        return since


class EntryForm(forms.Form):
    """An activity of the List or a work in it, with the days on which it stands there."""

    key = forms.CharField(label=_("Number"), help_text=WRONG_KEY, max_length=40)
    title_kk = LineField(label=_("Title in Kazakh"), max_length=500)
    title_ru = LineField(label=_("Title in Russian"), max_length=500)
    title_en = LineField(label=_("Title in English"), max_length=500)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave empty where no end is set."))

    def clean_key(self) -> str:
        key = cast("str", self.cleaned_data["key"])
        if not KEY.fullmatch(key):
            raise forms.ValidationError(WRONG_KEY)
        return key

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        since, until, key = given.get("since"), given.get("until"), given.get("key", "")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first one."))
        activity, _dot, work = key.partition(".")
        if since and work and activity not in titles_on(since):
            self.add_error("key", _("On the first day the List has no such activity. Enter the activity first."))
        return given

    def title(self) -> Text:
        return Text(*(self.cleaned_data[f"title_{language}"] for language in Text._fields))


class EndForm(forms.Form):
    until = DayField(label=_("Last day in the List"))

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        self._on = on
        kwargs["initial"] = {"until": on}
        super().__init__(*args, **kwargs)

    def clean_until(self) -> date:
        until = cast("date", self.cleaned_data["until"])
        if until < self._on:
            raise forms.ValidationError(_("What stood in the List yesterday stays so. Take today or a later day."))
        return until
