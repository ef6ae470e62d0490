"""What the auditor searches the log by."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub.accounts.forms import DayField
from hub.audit.models import Event


class LogForm(forms.Form):
    action = forms.CharField(label=_("Action begins with"), max_length=60, required=False)
    about = forms.CharField(label=_("Object"), max_length=80, required=False)
    person = forms.CharField(label=_("Name of the person"), max_length=200, required=False)
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Until"), required=False)

    def clean(self) -> dict[str, Any]:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", _("The last day comes before the first one."))
        return self.cleaned_data

    def found(self) -> QuerySet[Event]:
        """The events that match, newest first; none while the form is wrong."""
        if not self.is_valid():
            return Event.objects.none()
        given = self.cleaned_data
        events = Event.objects.select_related("actor").order_by("-id")
        if given["action"]:
            events = events.filter(action__startswith=given["action"])
        if given["about"]:
            events = events.filter(about__startswith=given["about"])
        if given["person"]:
            events = events.filter(_named(given["person"]))
        if given["since"]:
            events = events.filter(at__gte=_midnight(given["since"]))
        if given["until"]:
            events = events.filter(at__lt=_midnight(given["until"] + timedelta(days=1)))
        return events


def _named(name: str) -> Q:
    """A part of a name. SQLite tells Cyrillic capitals from small letters, so the usual writings are tried."""
    found = Q()
    for writing in {name, name.lower(), name.upper(), name.title()}:
        found |= Q(actor__full_name__icontains=writing)
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
