"""What the acts of a report ask for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.cases.fields import text_area


class CorrectForm(forms.Form):
    reasons = text_area(_("Why is the report corrected?"), _("The Technopark reads it beside the old figures."), rows=3)


class DropForm(forms.Form):
    reasons = text_area(
        _("Why is no report needed?"), _("For example: the participation ended before the quarter."), rows=3
    )
