"""What is typed to set the composition and the rules of a commission. What is lawful is said by `membership`."""

from django import forms
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import AddressField, DayField, LineField
from hub.accounts.models import User
from hub.commissions.models import Seat


class SeatForm(forms.Form):
    """A seat for the person with an e-mail address."""

    user = AddressField(
        label=_("E-mail of the person"),
        help_text=_("The address with which the person signed up on the portal."),
        widget=forms.EmailInput({"autocomplete": "off"}),
    )
    office = forms.ChoiceField(label=_("Office"), choices=Seat.Office.choices, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind of member"), choices=Seat.Kind.choices, widget=forms.RadioSelect)
    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Leave empty where no end is set."))
    order = LineField(label=_("Appointed by"), help_text=_("The order with its number and date."), max_length=200)

    def clean_user(self) -> User:
        found = User.objects.filter(email__iexact=self.cleaned_data["user"], is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has signed up with this address. Ask the person to sign up first."))
        return found


class EndForm(forms.Form):
    """The last day of a seat."""

    until = DayField(label=_("Last day"), help_text=_("On this day the person still has the seat."))


class CharterForm(forms.Form):
    """The rules of a commission from a day on."""

    since = DayField(label=_("In force from"))
    order = LineField(label=_("Approved by"), help_text=_("The order with its number and date."), max_length=200)
    quorum_percent = forms.IntegerField(
        label=_("Quorum, per cent of members"),
        help_text=_("Of those who may vote on the item; from 1 to 100. A part of a vote is rounded up."),
    )
    majority_percent = forms.IntegerField(
        label=_("Majority: more than, per cent of votes cast"),
        help_text=_("From 50 to 99. With 50, a decision needs more than half of the votes cast."),
    )
    chair_breaks_tie = forms.BooleanField(
        label=_("The chair's vote decides a tie"),
        help_text=_("Otherwise there is no decision, and the case goes to the next sitting."),
        required=False,
    )
