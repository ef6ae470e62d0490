"""How a certificate is asked after: by its number or by its PDF."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.documents.checks import MAX_BYTES


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Certificate number"),
        help_text=_("It stands on the certificate, for example AH-2026-00001."),
        max_length=40,
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if "/" in typed:  # it could not stand in the address of a certificate's page
            raise forms.ValidationError(_("Write the number without slashes, for example AH-2026-00001."))
        return typed


class PdfForm(forms.Form):
    pdf = forms.FileField(
        label=_("The certificate as a PDF file"),
        help_text=_("The file as it was issued. It is read to answer you and is not kept."),
        widget=forms.FileInput({"accept": "application/pdf,.pdf"}),
        error_messages={"required": _("Choose the PDF file of the certificate."), "empty": _("The file is empty.")},
    )

    def clean_pdf(self) -> Any:
        pdf = self.cleaned_data["pdf"]
        if pdf.size > MAX_BYTES:
            most = {"most": words.size(MAX_BYTES)}
            raise forms.ValidationError(_("The file is too large. The limit is %(most)s.") % most)
        return pdf
