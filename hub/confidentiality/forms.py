"""Consenting, withdrawing, and picking what leaves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.accounts.forms import DayField, LineField
from hub.confidentiality.consents import Terms
from hub.confidentiality.disclosures import Law
from hub.confidentiality.information import Piece, kinds
from hub.documents import quotas

LONGEST_PURPOSE = 500
NOTHING_PICKED = _("Choose at least one.")


def _purpose(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=hint, max_length=LONGEST_PURPOSE, min_length=5, widget=forms.Textarea({"rows": 3})
    )


class ConsentForm(forms.Form):
    """What a participant consents to; given by its head in the portal."""

    kinds = forms.MultipleChoiceField(
        label=_("What may be given"),
        help_text=_("What stands in the public register needs no consent."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": NOTHING_PICKED},
    )
    recipient = LineField(
        label=_("To whom"), help_text=_("Name of the organisation or person, with BIN."), max_length=250
    )
    purpose = _purpose(_("For what"))
    until = DayField(label=_("Until which day"), help_text=_("The last day on which it may be given."))
    document = forms.FileField(
        label=_("Signed document"),
        required=False,
        help_text=_("If you signed one besides. Your consent here is kept with your name and the time."),
    )
    sure = forms.BooleanField(
        label=_("I give this consent on behalf of the organisation"),
        error_messages={"required": _("Tick that you give the consent.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        self.on = on
        super().__init__(*args, **kwargs)
        field = cast("forms.MultipleChoiceField", self.fields["kinds"])
        field.choices = [(key, words.words(title)) for key, title in kinds().items()]

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        if until < self.on:
            raise forms.ValidationError(_("This day has passed."))
        return until

    def terms(self) -> Terms:
        given = self.cleaned_data
        return Terms(tuple(given["kinds"]), given["recipient"], given["purpose"], given["until"])

    @property
    def upload(self) -> TemporaryUploadedFile | None:
        return self.cleaned_data.get("document")


class PaperConsentForm(ConsentForm):
    """The same, signed on paper; recorded by an officer with the scan."""

    signed_by = LineField(
        label=_("Who signed for the participant"), help_text=_("Full name and position."), max_length=200
    )
    signed_on = DayField(label=_("Date of its signing"))
    field_order = ("kinds", "recipient", "purpose", "until", "signed_by", "signed_on", "document", "sure")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scan, sure = self.fields["document"], self.fields["sure"]
        scan.required, scan.label = True, _("Scan of the signed consent")
        scan.help_text = _("PDF, DOCX, XLSX, PNG or JPEG, at most %(file)s.") % {"file": words.size(quotas.FILE)}
        sure.label = _("The paper says exactly this, and I have seen its signature")
        sure.error_messages = {"required": _("Tick that you have compared it.")}

    def clean_signed_on(self) -> date:
        signed: date = self.cleaned_data["signed_on"]
        if signed > self.on:
            raise forms.ValidationError(_("The day lies in the future."))
        return signed


class WithdrawForm(forms.Form):
    """The head withdraws at once; there is nothing to fill in."""


class LetterForm(forms.Form):
    """An officer records a withdrawal that came by letter."""

    letter = LineField(
        label=_("Letter of the participant"), help_text=_("Its number, date and who signed it."), max_length=250
    )


class PickForm(forms.Form):
    """What goes into a package."""

    items = forms.MultipleChoiceField(
        label=_("What goes into the package"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": NOTHING_PICKED,
            "invalid_choice": _("The consent does not cover this, or it is no more. Nothing leaves without it."),
        },
    )

    def __init__(self, *args: Any, pieces: Iterable[Piece], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = {one.key: one for one in pieces}
        field = cast("forms.MultipleChoiceField", self.fields["items"])
        field.choices = [(one.key, one.title) for one in self.pieces.values()]

    @property
    def hints(self) -> dict[str, str]:
        """Under each choice its kind, and whether it is a document or data."""
        titles, what = kinds(), {True: _("Document"), False: _("Data")}
        return {
            key: f"{words.words(titles[one.kind])} · {what[one.file is not None]}" for key, one in self.pieces.items()
        }

    def chosen(self) -> list[Piece]:
        return [self.pieces[key] for key in self.cleaned_data["items"]]


class LawForm(PickForm):
    """A disclosure to which the law obliges, without a consent."""

    recipient = LineField(label=_("To whom"), help_text=_("The court or body that demands it."), max_length=250)
    purpose = _purpose(_("For what"))
    basis = _purpose(
        _("Legal basis"),
        _("The law with its article, and the paper that demands it: number, date, who signed it."),
    )
    tell_on = DayField(
        label=_("The participant may know from"),
        required=False,
        help_text=_("Only where the basis forbids telling. Left empty, the participant is told at once."),
    )
    field_order = ("recipient", "purpose", "basis", "tell_on", "items")

    def law(self) -> Law:
        given = self.cleaned_data
        return Law(given["recipient"], given["purpose"], given["basis"], given["tell_on"])
