"""What the Technopark writes of a quarter."""

from django import forms
from django.utils.translation import gettext_lazy as _

HINT = _("What the figures show, which projects it is expedient to go on with and which not, what is proposed.")


class TextForm(forms.Form):
    """The words of the analysis, as they are typed; both are asked for before it is submitted."""

    use_required_attribute = False
    text_kk = forms.CharField(
        label=_("Analysis in Kazakh"),
        help_text=HINT,
        required=False,
        max_length=40000,
        widget=forms.Textarea({"rows": 14, "lang": "kk"}),
    )
    text_ru = forms.CharField(
        label=_("Analysis in Russian"),
        help_text=HINT,
        required=False,
        max_length=40000,
        widget=forms.Textarea({"rows": 14, "lang": "ru"}),
    )
