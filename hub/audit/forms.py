"""What the auditor searches the log by, and why they open what is private."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.access import Access
from hub.accounts.forms import DayField
from hub.accounts.models import User
from hub.audit.models import Event

SHORTEST_REASON, LONGEST_REASON = 10, 500
MOST = 2**31
"""No person's number is higher."""


class LogForm(forms.Form):
    action = forms.CharField(label=_("Action begins with"), max_length=60, required=False)
    about = forms.CharField(label=_("Object"), max_length=80, required=False)
    person = forms.CharField(label=_("Name of the person"), max_length=200, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)
    follow = forms.IntegerField(min_value=1, max_value=MOST, required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first one."))
        return self.cleaned_data

    def found(self, access: Access) -> QuerySet[Event]:
        """The events that match, of those that one may see, newest first; none while the form is wrong."""
        if not self.is_valid():
            return Event.objects.none()
        given = self.cleaned_data
        events = Event.objects.visible_to(access).select_related("actor").order_by("-number")
        if given["action"]:
            events = events.filter(action__startswith=given["action"])
        if given["about"]:
            events = events.filter(_of(given["about"]))
        if given["person"]:
            events = events.filter(_named(given["person"]))
        if given["follow"]:
            events = events.filter(Q(actor_id=given["follow"]) | Q(about=f"user:{given['follow']}"))
        if given["since"]:
            events = events.filter(at__gte=_midnight(given["since"]))
        if given["until"]:
            events = events.filter(at__lt=_midnight(given["until"] + timedelta(days=1)))
        return events

    def followed(self) -> User | None:
        """The person whose doings are followed."""
        pk = self.cleaned_data.get("follow")
        return User.objects.filter(pk=pk).first() if pk else None


class ReasonForm(forms.Form):
    """Why the auditor must see private values."""

    reason = forms.CharField(
        label=_("Why do you need to see them?"),
        help_text=_("Your reason, your name and the time are kept in the log."),
        min_length=SHORTEST_REASON,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 3}),
    )


def _of(about: str) -> Q:
    """One object by its whole name (`case:0b1c…`), or all of a kind (`case`, `case:`)."""
    kind, _colon, name = about.partition(":")
    return Q(about=about) if name else Q(about__startswith=kind)


def _named(name: str) -> Q:
    """A part of a name. SQLite tells Cyrillic capitals from small letters, so the usual writings are tried."""
    found = Q()
    for writing in {name, name.lower(), name.upper(), name.title()}:
        found |= Q(actor__full_name__icontains=writing)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
