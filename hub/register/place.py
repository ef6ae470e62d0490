"""Where a participant is: its address in both state languages, and one of the four kinds of proof (clause 9(3))."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.cases.fields import day, line
from hub.cases.parts import PartForm
from rules.reference import REGIONS


class AddressForm(PartForm):
    """An address, and since when it holds."""

    moved_on = day(_("Since when is this the location?"))
    region = forms.ChoiceField(label=_("Region"))
    address_kk = line(_("Location in Kazakh"), _("City, street, building, office: it stands in the certificate."))
    address_ru = line(_("Location in Russian"), _("City, street, building, office: it stands in the certificate."))

    def prepare(self) -> None:
        regions = [(region.key, words.words(region.title)) for region in REGIONS]
        cast("Any", self.fields["region"]).choices = [("", _("Choose a region")), *regions]

    def clean_moved_on(self) -> Any:
        moved = self.cleaned_data["moved_on"]
        if moved > self.context.on:
            raise forms.ValidationError(_("The day lies in the future. Tell of a move once it has happened."))
        return moved


class LocationForm(PartForm):
    """What proves the location."""

    kind = forms.ChoiceField(
        label=_("What proves the location"),
        widget=forms.RadioSelect,
        choices=[
            ("lease", _("Lease agreement")),
            ("free_use", _("Agreement on free use of property")),
            ("trust", _("Agreement on trust management of property")),
            ("consent", _("Notarised consent of an individual to provide the premises")),
        ],
    )
    number = line(_("Number of the document"), required=False, length=60)
    dated = day(_("Date of the document"))
