"""Public figures, reckoned from what is on record: participants, applications, real times, terms kept."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from statistics import median

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import ExtractQuarter, ExtractYear
from django.utils.translation import gettext as _

from hub.cases.models import Deadline, Entry
from hub.cases.registry import chapter_of
from hub.register.models import Participant
from rules.calendar import Calendar, Quarter
from rules.procedure import Duty
from rules.registration import REGISTRATION

YEAR = timedelta(days=365)
FEW = 5
"""Below so many cases a median says nothing about the next one."""

Span = tuple[date, date, int]
"""A term's event, the day it was met, and in how many cases."""


@dataclass(frozen=True, slots=True)
class Times:
    """How long `cases` took, in working days: half of them no longer than `median`, nine of ten than `ninety`."""

    cases: int
    median: float
    ninety: int

    @property
    def few(self) -> bool:
        return self.cases < FEW


def times(spans: Iterable[Span], calendar: Calendar) -> Times | None:
    """Reckon the times of the spans; None where there are none."""
    counted = Counter[int]()
    spans = list(spans)
    if not spans:
        return None
    working = _working_days(calendar, min(span[0] for span in spans), max(span[1] for span in spans))
    for event, met, cases in spans:
        counted[max(0, bisect_right(working, met) - bisect_right(working, event))] += cases
    days = sorted(counted.elements())
    return Times(len(days), median(days), days[ceil(len(days) * 0.9) - 1])


def _working_days(calendar: Calendar, first: date, last: date) -> list[date]:
    span = ((first + timedelta(days=offset)) for offset in range((last - first).days + 1))
    return [day for day in span if calendar.is_working(day)]


def _decisions(since: date, until: date) -> list[Span]:
    """The day an application was received, the day the Commission decided on it, and how many share both."""
    received = Deadline.objects.filter(case=OuterRef("case"), position=0).values("event_on")
    rows = Deadline.objects.filter(
        case__procedure_key=REGISTRATION.key, duty="decide", met_on__gte=since, met_on__lte=until
    )
    spans = rows.annotate(received=Subquery(received)).order_by().values_list("received", "met_on")
    return list(spans.annotate(cases=Count("pk")))


def decision_times(on: date, calendar: Calendar) -> Times | None:
    """From filing to decision in the year up to `on`, the time that applicants took for remarks included."""
    return times(_decisions(on - YEAR, on), calendar)


def decision_times_by_quarter(on: date, calendar: Calendar, count: int = 4) -> list[tuple[str, Times | None]]:
    """The same for each of the last `count` quarters, the newest first."""
    quarters = list(_quarters(on, count))
    spans = _decisions(quarters[-1].first, on)
    return [
        (quarter_words(one), times((span for span in spans if one.first <= span[1] <= one.last), calendar))
        for one in quarters
    ]


def _quarters(on: date, count: int) -> Iterator[Quarter]:
    """The last quarters, the newest first."""
    quarter = Quarter.of(on)
    for _number in range(count):
        yield quarter
        quarter = quarter.before


def quarter_words(quarter: Quarter) -> str:
    return _("Q%(quarter)s %(year)s") % {"quarter": quarter.number, "year": quarter.year}


def participants(on: date) -> int:
    return Participant.objects.public().standing("active", on).count()


def decided(on: date) -> int:
    """Applications that the Commission decided on in the year up to `on`."""
    votes = [act.key for act in REGISTRATION.acts if act.vote]
    return _entries(on - YEAR, on).filter(act__in=votes).count()


def _entries(since: date, until: date) -> QuerySet[Entry]:
    return Entry.objects.filter(case__procedure_key=REGISTRATION.key, on__gte=since, on__lte=until)


@dataclass(frozen=True, slots=True)
class Applications:
    """What became of applications in one quarter."""

    title: str
    filed: int
    registered: int
    refused: int


def applications(on: date, count: int = 8) -> list[Applications]:
    """Applications filed, registered and refused in each of the last `count` quarters, the newest first."""
    quarters = list(_quarters(on, count))
    rows = (
        _entries(quarters[-1].first, on)
        .filter(act__in=("file", "register", "refuse"))
        .order_by()
        .values_list(ExtractYear("on"), ExtractQuarter("on"), "act")
        .annotate(cases=Count("pk"))
    )
    found = {(year, number, act): cases for year, number, act, cases in rows}
    return [
        Applications(
            quarter_words(one), *(found.get((one.year, one.number, act), 0) for act in ("file", "register", "refuse"))
        )
        for one in quarters
    ]


@dataclass(frozen=True, slots=True)
class Kept:
    """How a duty's term was kept: in time, late (or overdue still), and the times of those met."""

    duty: Duty
    in_time: int
    late: int
    times: Times | None

    @property
    def share(self) -> int:
        """Per cent met in time; 100 only where none was late."""
        return 100 * self.in_time // (self.in_time + self.late)


def terms_kept(on: date, calendar: Calendar) -> list[Kept]:
    """For each duty with a term: those begun in the year up to `on`, met or overdue, in the order of the Rules."""
    begun = Deadline.objects.filter(event_on__gte=on - YEAR, lapsed_on=None).exclude(due_on=None).order_by()
    in_time = Count("pk", filter=Q(met_on__lte=F("due_on")))
    late = Count("pk", filter=Q(met_on__gt=F("due_on")) | Q(met_on=None, due_on__lt=on))
    rows = begun.values_list("case__procedure_key", "duty").annotate(in_time=in_time, late=late)
    counts = {(key, duty): (kept, broken) for key, duty, kept, broken in rows if kept or broken}
    spans: dict[tuple[str, str], list[Span]] = defaultdict(list)
    met = begun.exclude(met_on=None).values_list("case__procedure_key", "duty", "event_on", "met_on")
    for key, duty, event, day, cases in met.annotate(cases=Count("pk")):
        spans[key, duty].append((event, day, cases))
    return [
        Kept(duty, kept, broken, times(spans[key, duty.key], calendar))
        for key, duty, (kept, broken) in _in_order(counts)
    ]


def _in_order(counts: dict[tuple[str, str], tuple[int, int]]) -> list[tuple[str, Duty, tuple[int, int]]]:
    """The counts of each procedure, its duties in the order of its table."""
    return [
        (key, duty, counts[key, duty.key])
        for key in sorted({key for key, _duty in counts})
        for duty in chapter_of(key).procedure.duties
        if (key, duty.key) in counts
    ]


def by_region(on: date) -> list[tuple[str, int]]:
    """Key of the region and number of participants, the most first."""
    rows = Participant.objects.public().standing("active", on).order_by()
    return list(rows.values_list("region").annotate(count=Count("pk")).order_by("-count", "region"))


def by_activity(on: date) -> list[tuple[str, int]]:
    """Number of the activity and of its participants, the most first; one participant may have several."""
    rows = Participant.objects.public().standing("active", on).only("works")
    counted = Counter(activity for row in rows for activity in row.activities)
    return sorted(counted.items(), key=lambda pair: (-pair[1], int(pair[0])))
