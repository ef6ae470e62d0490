"""What is given with the acts of registration: the day and scan of the agreement that was drawn up and signed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.cases.fields import day
from hub.register.agreements.forms import SignedForm


class AgreeForm(SignedForm):
    """The signing of the agreement (clauses 18, 34, 35, 65); its terms are those that were drawn up for it."""

    signed_on = day(_("Date of signing"), _("The terms of clauses 18 and 20 count from this day."))
    field_order = ("signed_on", "scan")

    def clean(self) -> dict[str, Any]:
        """What was signed is what was drawn up; nobody types it again."""
        return (super().clean() or {}) | (self.initial.get("terms") or {})
