"""The forms of the import: a file, and the head of whom it brought."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import AddressField


class ImportForm(forms.Form):
    """The file alone; what is in it is judged when it is kept, its rows by the worker."""

    file = forms.FileField(
        label=_("File of earlier participants"),
        help_text=_("XLSX or CSV (UTF-8 or Windows-1251), at most 20 MB."),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file with the participants.")},
    )


class HeadForm(forms.Form):
    email = AddressField(
        label=_("E-mail of the head"),
        help_text=_("As in the agreement or another document of the organisation: who has this address acts for it."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
