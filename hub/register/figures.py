"""What participants reported of a quarter, as figures that fees, monitoring and analysis read (clauses 31, 64, 70)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from hub.cases.models import Entry
from hub.register.models import Participant, QuarterFigures

Figures = Mapping[str, Decimal]


def report(
    participant: Participant, quarter_end: date, says: Figures, *, form: str, entry: Entry, at: datetime
) -> QuarterFigures:
    """Keep what was reported; a corrected report adds a row, which counts from then on."""
    return QuarterFigures.objects.create(
        participant=participant,
        quarter_end=quarter_end,
        form=form,
        says={key: str(value) for key, value in says.items()},
        entry=entry,
        at=at,
    )


def reported(participant: Participant, quarter_end: date) -> Figures | None:
    """The figures of the last report on a quarter; None where none was filed."""
    return reported_by_all([quarter_end], [participant]).get((participant.pk, quarter_end))


def reported_by_all(
    quarters: Iterable[date], participants: Iterable[Participant] | None = None
) -> dict[tuple[int, date], Figures]:
    """The last figures of each participant and quarter, in one query."""
    rows = QuarterFigures.objects.filter(quarter_end__in=list(quarters)).order_by("pk")
    if participants is not None:
        rows = rows.filter(participant__in=participants)
    return {(row.participant_id, row.quarter_end): _decimals(row.says) for row in rows}


def _decimals(says: Mapping[str, str]) -> Figures:
    return {key: Decimal(value) for key, value in says.items()}
