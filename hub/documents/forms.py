"""The form of the translation desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub.documents import quotas
from hub.documents.models import DocumentLanguage
from hub.words import size


class DeliveryForm(forms.Form):
    """The translated document; what is in it is judged when it is kept."""

    file = forms.FileField(
        label=_("Translated document"),
        allow_empty_file=True,
        error_messages={"required": _("Choose the file of the translation.")},
    )
    language = forms.ChoiceField(
        label=_("Language of the translation"),
        choices=[choice for choice in DocumentLanguage.choices if choice[0] != DocumentLanguage.EN],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, into: str, **kwargs: Any) -> None:
        kwargs["initial"] = {"language": into}
        super().__init__(*args, **kwargs)
        limit = {"file": size(quotas.FILE)}
        self.fields["file"].help_text = _now("PDF, DOCX, XLSX, PNG or JPEG, at most %(file)s.") % limit
