"""Who stands in for an absent person, from when to when and why."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import AddressField, DayField, LineField
from hub.accounts.models import RoleGrant, User


class StandInForm(forms.Form):
    """A stand-in for a person's own absence."""

    colleague = AddressField(label=_("E-mail of the stand-in"), widget=forms.EmailInput({"autocomplete": "off"}))
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    reason = LineField(label=_("Reason"), help_text=_("For example, leave by order No. 12."), max_length=250)

    def __init__(self, *args: Any, by: User, on: date, **kwargs: Any) -> None:
        self._by, self._on = by, on
        kwargs["initial"] = {"since": on}
        super().__init__(*args, **kwargs)

    def clean_colleague(self) -> User:
        found = self._person("colleague")
        if found == self._by:
            raise forms.ValidationError(_("Nobody stands in by their own word. Ask another administrator."))
        return found

    def clean_since(self) -> date:
        since: date = self.cleaned_data["since"]
        if since < self._on:
            raise forms.ValidationError(_("A role cannot begin in the past. Take today or a later day."))
        return since

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", _("The last day comes before the first one."))
        absent = self.absent()
        if absent is not None and absent == given.get("colleague"):
            self.add_error("colleague", _("Name another person: nobody stands in for themself."))
        elif not self.errors and absent is not None and self._named_already(absent):
            self.add_error("colleague", _("This person stands in on these days already."))
        return given

    def absent(self) -> User | None:
        return self._by

    def _named_already(self, absent: User) -> bool:
        given = self.cleaned_data
        named = RoleGrant.objects.filter(user=given["colleague"], stands_in_for=absent)
        return named.filter(since__lte=given["until"], until__gte=given["since"]).exists()

    def _person(self, field: str) -> User:
        """A colleague: one's own role goes to nobody outside the office, and of others nothing is told."""
        at_work = RoleGrant.objects.on(self._on).values("user")
        found = User.objects.filter(email__iexact=self.cleaned_data[field], is_active=True, pk__in=at_work).first()
        if found is None:
            raise forms.ValidationError(_("No colleague who holds a role has this address."))
        return found


class AdministratorsStandInForm(StandInForm):
    """A stand-in for somebody else's absence."""

    person = AddressField(label=_("E-mail of the absent person"), widget=forms.EmailInput({"autocomplete": "off"}))
    field_order = ("person", "colleague", "since", "until", "reason")

    def clean_person(self) -> User:
        return self._person("person")

    def _person(self, field: str) -> User:
        """Anybody who has signed up: an administrator gives roles to whom the order names."""
        found = User.objects.filter(email__iexact=self.cleaned_data[field], is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has signed up with this address. Ask the person to sign up first."))
        return found

    def absent(self) -> User | None:
        found: User | None = self.cleaned_data.get("person")
        return found
