"""What is opened for many at once, such as the quarter's reports: one act of the timer or an officer in many cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub.accounts.models import Organisation, User
from hub.audit.log import record_many
from hub.cases.models import Case, Deadline, Entry
from hub.cases.projection import project, rows
from hub.cases.registry import chapter_of
from hub.documents.models import Series
from hub.reference.data import calendar
from rules.calendar import Quarter
from rules.editions import edition_on
from rules.procedure import TIMER, Actor
from rules.record import Done, Unlawful, duties_of, refusals, state_of

BATCH = 500
"""Cases in one transaction: what is written when a worker is killed stays, the next round goes on."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened: the act, the topic (one case of it for an organisation), the dates it gives.

    `actor` does it, through the person `by` where it is not the timer: whoever calls has asked for their right to.
    `languages` names the language of an organisation's case by its id.
    """

    procedure: str
    act: str
    topic: str
    dates: Mapping[str, date] = field(default_factory=dict)
    actor: Actor = TIMER
    by: User | None = None
    languages: Mapping[int, str] = field(default_factory=dict)


def open_many(opening: Opening, organisations: Sequence[Organisation], *, at: datetime) -> Iterator[int]:
    """Open a case for each organisation that has none of this topic yet; yields how many after each batch.

    No letters are sent: the coming duty stands among the obligations, and reminders tell of it. Raises Unlawful where
    the table does not let the actor begin so.
    """
    for first in range(0, len(organisations), BATCH):
        yield _open(opening, organisations[first : first + BATCH], at)


def quarters_to_open(procedure: str, term: str, on: date) -> Iterator[Quarter]:
    """The quarter opened last, for whoever came in since, and each that has ended after it, however long ago.

    Before the first one nothing past its due day is opened: a portal that begins its work late makes nobody late.
    """
    over = Quarter.of(on).before
    opened = Case.objects.filter(procedure_key=procedure).order_by("topic").values_list("topic", flat=True).last()
    if opened is None and on > edition_on(on).term(term).due(calendar(), over.last):
        return
    quarter = Quarter.parse(opened) if opened else over
    while quarter <= over:
        yield quarter
        quarter = quarter.after


@transaction.atomic
def _open(opening: Opening, organisations: Sequence[Organisation], at: datetime) -> int:
    chapter, on = chapter_of(opening.procedure), timezone.localdate(at)
    prefix = f"{chapter.number_prefix}-{on.year}"
    Series.take_many(prefix, 0)  # holds the series: two workers cannot open the same cases
    had = set(
        Case.objects.filter(
            procedure_key=opening.procedure, topic=opening.topic, organisation__in=organisations
        ).values_list("organisation_id", flat=True)
    )
    new = [one for one in organisations if one.pk not in had]
    made = _Made(opening, at)
    cases = [
        made.case(one, f"{prefix}-{n:05d}") for one, n in zip(new, Series.take_many(prefix, len(new)), strict=True)
    ]
    Case.objects.bulk_create(cases)
    Entry.objects.bulk_create(made.entry(case) for case in cases)
    Deadline.objects.bulk_create(row for case in cases for row in rows(case, made.owed))
    told = [(f"case:{case.pk}", {"entry": 1, "state": case.state_key}) for case in cases]
    record_many(f"case.{opening.act}", told, by=opening.by, at=at)
    return len(cases)


class _Made:
    """The act that all new cases share, with what follows from it."""

    def __init__(self, opening: Opening, at: datetime) -> None:
        self.opening, self.at, on = opening, at, timezone.localdate(at)
        self.edition, working = edition_on(on), calendar()
        self.procedure = chapter_of(opening.procedure).procedure
        self.done = Done(opening.act, on, self.edition.received_on(at, working), opening.dates)
        if refused := refusals(
            self.procedure, (), self.done, actor=opening.actor, met=(), edition=self.edition, calendar=working
        ):
            raise Unlawful(refused)
        self.owed = duties_of(self.procedure, (self.done,), self.edition, working)

    def case(self, organisation: Organisation, number: str) -> Case:
        case = Case(
            procedure_key=self.procedure.key,
            topic=self.opening.topic,
            organisation=organisation,
            language=self.opening.languages.get(organisation.pk, settings.LANGUAGE_CODE),
            created_by=self.opening.by,
            number=number,
            edition_key=self.edition.key,
            version=1,
            created_at=self.at,
        )
        project(case, state_of(self.procedure, (self.done,)), self.owed)
        return case

    def entry(self, case: Case) -> Entry:
        opening, done = self.opening, self.done
        return Entry(
            case=case,
            number=1,
            act=opening.act,
            actor=opening.actor.key,
            by=opening.by,
            at=self.at,
            on=done.on,
            received_on=done.received or done.on,
            dates={name: day.isoformat() for name, day in opening.dates.items()},
            key=f"{opening.act}:{opening.procedure}:{opening.topic}:{case.organisation_id}",
        )
