"""Forms about people, organisations and roles."""

from datetime import date
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.accounts.models import Capacity, Membership, Organisation, Role, RoleGrant, User
from rules.bin import check_bin

LAST_DAY = date(2100, 12, 31)
UNREADABLE_DAY = _("Write the date as day.month.year, for example 18.05.2026.")


class LineField(forms.CharField):
    """One line of text: whatever white space was typed becomes single spaces."""

    def clean(self, value: Any) -> str:
        return " ".join(str(super().clean(value)).split())


class AddressField(forms.EmailField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Write the address as name@example.kz.")})
        super().__init__(max_length=254, **kwargs)

    def clean(self, value: Any) -> str:
        return str(super().clean(value)).lower()


class DayField(forms.DateField):
    """A day of our time, typed in the browser's picker or as day.month.year."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"],
            error_messages={"invalid": UNREADABLE_DAY},
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        found = cast("date | None", super().clean(value))
        if found and not date(2000, 1, 1) <= found <= LAST_DAY:
            raise forms.ValidationError(_("The date must lie between 2000 and 2100."))
        return found


class SignupFields(forms.Form):
    """What sign-up asks for besides the e-mail and the password."""

    full_name = LineField(label=_("Full name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    consent = forms.BooleanField(
        label=_("I agree that the Technopark keeps and uses my personal data for my account"),
        error_messages={"required": _("There is no account without this consent.")},
    )

    def signup(self, request: Any, user: Any) -> None:
        """Called by allauth once the account is saved; the adapter has kept the name."""


class ProfileForm(forms.Form):
    full_name = LineField(label=_("Full name"), max_length=200, widget=forms.TextInput({"autocomplete": "name"}))
    language = forms.ChoiceField(
        label=_("Language of letters"),
        help_text=_("Letters and notices come in this language, whatever language you read the portal in."),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )


class OrganisationForm(forms.Form):
    bin = forms.CharField(
        label=_("BIN"),
        help_text=_("12 digits, as in the certificate of state registration."),
        max_length=40,
        error_messages={"required": _("Enter the BIN: 12 digits.")},
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    name_kk = LineField(label=_("Name in Kazakh"), help_text=_("As in the state registration."), max_length=250)
    name_ru = LineField(label=_("Name in Russian"), help_text=_("As in the state registration."), max_length=250)

    def clean_bin(self) -> str:
        verdict = check_bin(self.cleaned_data["bin"])
        if verdict.problem is not None:
            raise forms.ValidationError(words.words(verdict.problem))
        if Organisation.objects.filter(bin=verdict.digits).exists():
            raise forms.ValidationError(KNOWN_BIN)
        return verdict.digits


KNOWN_BIN = _("This organisation is on the portal already. Ask its head to invite you.")


class InvitationForm(forms.Form):
    email = AddressField(label=_("E-mail of the colleague"), widget=forms.EmailInput({"autocomplete": "off"}))
    capacity = forms.ChoiceField(
        label=_("What the colleague may do"),
        choices=Capacity.choices,
        initial=Capacity.EDITOR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, organisation: Organisation, on: date, **kwargs: Any) -> None:
        self._organisation, self._on = organisation, on
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        email = cast("str", self.cleaned_data["email"])
        members = Membership.objects.on(self._on).filter(organisation=self._organisation)
        if members.filter(user__email__iexact=email).exists():
            raise forms.ValidationError(_("This person acts for your organisation already."))
        return email


class CapacityForm(forms.Form):
    capacity = forms.ChoiceField(
        label=_("What the colleague may do"), choices=Capacity.choices, widget=forms.RadioSelect
    )


class GrantForm(forms.Form):
    """A role for a person; `by` cannot give one to himself, and none begins in the past."""

    email = AddressField(label=_("E-mail of the person"), widget=forms.EmailInput({"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose a role")), *Role.choices])
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave empty where no end is set."))
    reason = LineField(
        label=_("Reason"), help_text=_("For example, the order with its number and date."), max_length=250
    )

    def __init__(self, *args: Any, by: User, on: date, **kwargs: Any) -> None:
        self._by, self._on = by, on
        kwargs["initial"] = {"since": on}
        super().__init__(*args, **kwargs)

    def clean_email(self) -> User:
        found = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has signed up with this address. Ask the person to sign up first."))
        if found == self._by:
            raise forms.ValidationError(_("Nobody gives a role to himself. Ask another administrator."))
        return found

    def clean_since(self) -> date:
        since = cast("date", self.cleaned_data["since"])
        if since < self._on:
            raise forms.ValidationError(_("A role cannot begin in the past. Take today or a later day."))
        return since

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first one."))
        elif (
            since
            and "email" in given
            and "role" in given
            and self._overlaps(given["email"], given["role"], since, until)
        ):
            self.add_error("role", _("The person has this role on these days already."))
        return given

    @staticmethod
    def _overlaps(user: User, role: str, since: date, until: date | None) -> bool:
        held = RoleGrant.objects.filter(user=user, role=role).exclude(until__lt=since)
        return bool((held.filter(since__lte=until) if until else held).exists())
