"""What the portal knows of participants for a quarter, read in a number of queries that does not grow with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from hub.cases.models import Case, Deadline
from hub.cases.registry import chapter_of
from hub.monitoring.models import Signal, Visit
from hub.monitoring.signals import Figures, Seen, Term, look
from hub.reference.data import activities
from hub.register.figures import reported_by_all
from hub.register.models import Fact, Participant
from rules.calendar import Quarter
from rules.editions import edition_on
from rules.procedure import PARTICIPANT
from rules.request import KINDS

SHOWN_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Looking:
    """For which quarter, and on which day, one looks."""

    quarter: Quarter
    on: date

    def see(self, participants: Iterable[Participant]) -> dict[int, Seen]:
        """Participant id → what is known."""
        rows = list(participants)
        ids = [one.pk for one in rows]
        companies = [one.organisation_id for one in rows]
        figures = figures_of(rows, quarters(self.quarter))
        terms = {key: self._terms(key, companies) for key in ("report", "fee")}
        late, places = self._late_requests(companies), self._places(ids)
        visits = self._visits(companies)
        listed = frozenset(one.key for one in activities(self.quarter.last))
        return {
            one.pk: Seen(
                self.quarter,
                self.on,
                figures.get(one.pk, {}),
                terms["report"].get(one.organisation_id),
                terms["fee"].get(one.organisation_id),
                tuple(one.works),
                listed,
                _newest(places.get(one.pk), visits.get((one.organisation_id, True))),
                self._not_found(visits, one.organisation_id),
                late.get(one.organisation_id, 0),
            )
            for one in rows
        }

    def _terms(self, procedure: str, companies: list[int]) -> dict[int, Term]:
        """Organisation id → the participant's first duty in its case of the quarter, met or demanded by now."""
        asked = Case.objects.filter(chapter_of(procedure).demanded, procedure_key=procedure, topic=self.quarter.key)
        rows = Deadline.objects.filter(
            case__procedure_key=procedure,
            case__topic=self.quarter.key,
            case__organisation__in=companies,
            actor=PARTICIPANT.key,
            lapsed_on=None,
        ).filter(Q(case__in=asked) | Q(met_on__isnull=False))
        found = rows.order_by("-position").values_list("case__organisation", "due_on", "met_on")
        return {company: Term(due, met) for company, due, met in found}

    def _late_requests(self, companies: list[int]) -> dict[int, int]:
        """Organisation id → how many requests wait for an answer past their day."""
        late = Deadline.objects.filter(
            case__procedure_key__in=list(KINDS),
            case__organisation__in=companies,
            actor=PARTICIPANT.key,
            met_on=None,
            lapsed_on=None,
            due_on__lt=self.on,
        )
        return dict(late.values_list("case__organisation").annotate(Count("case", distinct=True)).order_by())

    def _places(self, ids: list[int]) -> dict[int, date]:
        """Participant id → since when its present location stands proven."""
        rows = Fact.objects.filter(participant__in=ids, kind=Fact.Kind.PLACE, since__lte=self.on)
        return dict(rows.values_list("participant").annotate(Max("since")).order_by())

    def _visits(self, companies: list[int]) -> dict[tuple[int, bool], date]:
        """(organisation id, whether it was found there) → the day of the newest such visit."""
        rows = Visit.objects.filter(case__organisation__in=companies, on__lte=self.on)
        found = rows.values_list("case__organisation", "found").annotate(Max("on")).order_by()
        return {(company, was_there): day for company, was_there, day in found}

    def _not_found(self, visits: Mapping[tuple[int, bool], date], company: int) -> date | None:
        """The day of the newest visit, where it failed."""
        failed, found = visits.get((company, False)), visits.get((company, True))
        return failed if failed and (found is None or failed > found) else None


def quarters(last: Quarter, number: int = SHOWN_QUARTERS) -> list[Quarter]:
    """So many quarters, the newest first."""
    found = [last]
    while len(found) < number:
        found.append(found[-1].before)
    return found


def figures_of(participants: list[Participant], asked: list[Quarter]) -> dict[int, dict[Quarter, Figures]]:
    """Participant id → quarter → what was reported of it."""
    found: dict[int, dict[Quarter, Figures]] = {}
    for (pk, last), says in reported_by_all([one.last for one in asked], participants).items():
        found.setdefault(pk, {})[Quarter.of(last)] = says
    return found


def _newest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def refresh(cases: Iterable[Case], participants: Mapping[int, Participant], at: Any, looking: Looking) -> int:
    """Write the signals of rounds anew; `participants` by organisation id. Call it in a transaction."""
    rows = [case for case in cases if case.organisation_id in participants]
    seen, edition = looking.see(participants.values()), edition_on(looking.on)
    Signal.objects.filter(case__in=rows).delete()
    made = [
        Signal(case=case, key=found.key, says=found.says, at=at)
        for case in rows
        for found in look(seen[participants[case.organisation_id].pk], edition)
    ]
    Signal.objects.bulk_create(made)
    return len(made)
