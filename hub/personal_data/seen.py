"""Who saw what: reads, unmaskings and exports of personal data from the log, for a person, a case or a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from hub.accounts.models import Membership, User
from hub.audit.models import Event
from hub.cases.models import Case
from hub.documents.models import StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable

READS = ("document.read", "document.preview", "personal.unmask", "personal.read", "personal.export", "personal.seen")
GAVE = "disclosure.make"
"""An organisation's information was given to a third party (clause 30)."""
"""What counts as seeing; case pages show personal values masked and are no reading of them."""


COLUMNS = ("at", "who", "actor", "action", "about", "within", "fields")


@dataclass(frozen=True)
class Asked:
    """Whose or which data, and in which days (both included)."""

    person: User | None = None
    case: Case | None = None
    file: StoredFile | None = None
    since: date | None = None
    until: date | None = None

    def events(self) -> QuerySet[Event]:
        """The events in which it was seen, oldest first, with who saw it."""
        found = Event.objects.filter(action__in=(*READS, GAVE)).filter(self._about())
        if self.since:
            found = found.filter(at__gte=_midnight(self.since))
        if self.until:
            found = found.filter(at__lt=_midnight(date.fromordinal(self.until.toordinal() + 1)))
        return found.select_related("actor").order_by("at", "pk")

    @property
    def subject(self) -> str:
        """What is asked about, as the log names it."""
        if self.person is not None:
            return f"user:{self.person.pk}"
        return f"case:{self.case.pk}" if self.case else f"file:{self.file.pk}" if self.file else ""

    def _about(self) -> Q:
        wanted = Q(pk__in=[])
        if self.person is not None:
            wanted |= of_person(self.person)
        if self.case is not None:
            wanted |= of_cases([self.case.pk])
        if self.file is not None:
            wanted |= Q(about=f"file:{self.file.pk}")
        return wanted


def of_person(person: User) -> Q:
    """The person's own data, and the cases and documents of the organisations that they act or acted for."""
    organisations = Membership.objects.filter(user=person).values_list("organisation_id", flat=True)
    cases = Case.objects.filter(organisation__in=list(organisations)).values_list("pk", flat=True)
    stored = StoredFile.objects.filter(stored_by=person).values_list("pk", flat=True)
    own = Q(about=f"user:{person.pk}") | Q(data__user=person.pk)
    return own | of_cases(cases) | Q(about__in=[f"file:{pk}" for pk in stored])


def of_cases(cases: Iterable[UUID]) -> Q:
    """Cases, what was read within them, and their documents wherever these were read (a sitting, the translators)."""
    keys = list(cases)
    names = [f"case:{key}" for key in keys]
    filed, papers = Q(attachments__case__in=keys), Q(paper__entries__case__in=keys)
    translated = Q(translated_from__source__attachments__case__in=keys)
    files = StoredFile.objects.filter(filed | papers | translated).values_list("pk", flat=True)
    own = Q(about__in=names) | Q(data__within__in=names) | Q(data__case__in=[str(key) for key in keys])
    organisations = Case.objects.filter(pk__in=keys).values_list("organisation_id", flat=True)
    own |= Q(action=GAVE, data__organisation__in=sorted(set(organisations)))
    return own | Q(about__in=[f"file:{pk}" for pk in set(files)])


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def row(event: Event) -> dict[str, Any]:
    """An event as a line of the report; the actor by name, because the report answers for people."""
    return {
        "moment": event.at,
        "at": timezone.localtime(event.at).isoformat(timespec="seconds"),
        "who": event.actor.full_name if event.actor else "",
        "actor": event.actor_id,
        "action": event.action,
        "about": event.about,
        "within": event.data.get("within", ""),
        "fields": " ".join(event.data.get("fields", [])),
    }
