"""The obligations as a calendar (RFC 5545) at a secret address: whoever has the address reads, so it can be revoked."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from icalendar import Alarm, Calendar, Event

from hub import words
from hub.accounts.access import Access
from hub.accounts.models import User
from hub.audit.log import record as log
from hub.participation.models import Feed
from hub.participation.obligations import Obligation, obligations
from hub.register.models import Participant
from rules.clauses import label


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make(participant: Participant, *, by: User, at: datetime) -> str:
    """A new secret for the person's feed; an earlier one stops working. It is shown this once."""
    revoke(participant, by=by, at=at)
    token = secrets.token_urlsafe(32)
    Feed.objects.create(participant=participant, user=by, digest=digest(token), made_at=at)
    log("feed.make", f"participant:{participant.pk}", by=by, at=at)
    return token


@transaction.atomic
def revoke(participant: Participant, *, by: User, at: datetime) -> None:
    """The person's address stops working at once."""
    working = Feed.objects.select_for_update().filter(participant=participant, user=by, revoked_at=None).first()
    if working is None:
        return
    working.revoked_at = at
    working.save(update_fields=["revoked_at"])
    log("feed.revoke", f"participant:{participant.pk}", by=by, at=at)


def of_token(token: str, on: date) -> Feed | None:
    """The feed of a secret, while its person still belongs to the organisation."""
    open_feeds = Feed.objects.filter(digest=digest(token), revoked_at=None)
    feed = open_feeds.select_related("participant__organisation", "user").first()
    if feed is None:
        return None
    belongs = Access(feed.user, on).belongs_to(feed.participant.organisation_id)
    return feed if belongs else None


def ics(participant: Participant, on: date, *, at: datetime) -> bytes:
    """The calendar in the active language; each obligation is a whole day with an alarm three days before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Astana Hub Portal//obligations//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", participant.organisation.name(words.language()))
    for one in obligations(participant, on):
        if one.due is not None:
            calendar.add_component(_event(participant, one, one.due, at))
    return bytes(calendar.to_ical())


def _event(participant: Participant, one: Obligation, due: date, at: datetime) -> Event:
    lang = words.language()
    event = Event()
    event.add("uid", f"{digest(f'{participant.pk} {one.key}')[:32]}@astana-hub-portal")
    event.add("dtstamp", at)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("summary", words.words(one.title))
    event.add("description", f"{label(one.clause, lang)}. {participant.organisation.name(lang)}")
    event.add("url", settings.PUBLIC_URL + reverse("participation", args=[participant.pk]))
    event.add("transp", "TRANSPARENT")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words.words(one.title))
    alarm.add("trigger", timedelta(days=-3))
    event.add_component(alarm)
    return event
