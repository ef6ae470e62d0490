"""Forms of requests and rounds: items, answers, conclusions, visits, and whom many are sent to."""

from collections.abc import Iterator
from functools import cache
from typing import Any, ClassVar, cast

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.cases.fields import day, enough, line, text_area
from hub.cases.parts import PartForm
from hub.documents import quotas
from hub.register.filters import RegisterFilter
from rules.monitoring import VERDICTS
from rules.request import Kind

GIVEN, NOT_APPLICABLE = "given", "not_applicable"


class ItemForm(PartForm):
    """The answer to one item: a text or documents, or why the item does not apply."""

    slot: ClassVar[str]
    how = forms.ChoiceField(
        label=_("Your answer"),
        widget=forms.RadioSelect,
        choices=[(GIVEN, _("We give it: a text, documents, or both")), (NOT_APPLICABLE, _("Does not apply to us"))],
    )
    text = text_area(_("Text of the answer, or why the item does not apply"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        how, text = cleaned.get("how"), cleaned.get("text", "").strip()
        if how == NOT_APPLICABLE:
            try:
                enough(text)
            except forms.ValidationError as short:
                self.add_error("text", short)
        if how == GIVEN and not text and not self.context.files.get(self.slot):
            self.add_error("text", _now("Write the answer or attach a document."))
        return cleaned


@cache
def item_form(slot: str) -> type[ItemForm]:
    """The form of the item whose documents go to `slot`."""
    return type("ItemForm", (ItemForm,), {"slot": slot, "__module__": __name__})


class ReasonsForm(forms.Form):
    """Why, in words for the participant."""

    reasons = text_area(_("Reasons"), _("The participant reads them."))


class ConclusionForm(forms.Form):
    """Clause 69: expedient or not, and why; the participant reads it once it is signed."""

    verdict = forms.ChoiceField(label=_("Conclusion"), widget=forms.RadioSelect)
    conclusion = text_area(
        _("Reasons of the conclusion"),
        _("Facts, figures, documents. The participant reads this in the letter once a second officer has signed."),
        rows=8,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["verdict"]).choices = [(one.key, _capital(words.words(one.title))) for one in VERDICTS]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class BackForm(forms.Form):
    """Why the drafted conclusion is not signed; for the officer who drafted it."""

    note = text_area(_("What is to be mended in the conclusion"), _("The participant does not see it."))


class AskedForm(forms.Form):
    """One item of a request."""

    kind = forms.ChoiceField(label=_("What is asked for"), required=False)
    note = line(_("Which exactly: period, form, details"), required=False, length=300)

    def __init__(self, *args: Any, kinds: tuple[Kind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {one.key: one for one in kinds}
        choices = [(one.key, words.words(one.title)) for one in kinds]
        cast("Any", self.fields["kind"]).choices = [("", _("Choose")), *choices]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, note = cleaned.get("kind"), cleaned.get("note", "")
        if not kind and note:
            self.add_error("kind", _now("Choose what is asked for."))
        if kind and self.kinds[kind].open and not note:
            self.add_error("note", _now("Say what exactly is asked for."))
        return cleaned


MAX_ITEMS, SHOWN_ITEMS = 12, 4
AskedRows: Any = forms.formset_factory(AskedForm, extra=SHOWN_ITEMS, max_num=MAX_ITEMS, absolute_max=MAX_ITEMS)


def asked(rows: Any) -> list[dict[str, str]]:
    """The items that were filled in, as a request keeps them."""
    return [{"kind": one["kind"], "note": one["note"]} for one in rows.cleaned_data if one.get("kind")]


class AudienceForm(RegisterFilter):
    """Whom it goes to: those who take part on the day, narrowed by words, region, activity."""

    def __init__(self, data: Any, on: Any) -> None:
        super().__init__(data, on)
        del self.fields["standing"]


class VisitForm(forms.Form):
    """Who went where, when, and what was seen."""

    visited_on = day(_("Day of the visit"))
    place = line(_("Where"), _("Address as it was found."), length=300)
    present = line(_("Who was met"), _("Name and position, if anybody."), required=False, length=300)
    found = forms.TypedChoiceField(
        label=_("Was the participant found there?"),
        widget=forms.RadioSelect,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
    )
    seen = text_area(_("What was seen"), _("People at work, equipment, signs, documents looked at."), rows=6)

    def __init__(self, *args: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        told = _now("Photo or document, at most %(file)s.") % {"file": words.size(quotas.FILE)}
        for number in range(1, PHOTOS + 1):
            self.fields[f"photo_{number}"] = forms.FileField(
                label=_now("Photo %(number)s") % {"number": number},
                help_text=told,
                required=False,
                allow_empty_file=True,
            )

    def clean_visited_on(self) -> Any:
        visited = self.cleaned_data["visited_on"]
        if visited > self.on:
            raise forms.ValidationError(_now("The day lies in the future."))
        return visited

    def photos(self) -> Iterator[tuple[str, Any]]:
        """The names of the fields with the files that were chosen."""
        for name in list(self.fields):
            if name.startswith("photo_") and self.cleaned_data.get(name):
                yield name, self.cleaned_data[name]


PHOTOS = 4
