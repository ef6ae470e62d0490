"""What a quarter's fee comes to now, from the agreement in force and the last report; what was assessed before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hub.fees.assess import NAMES, Terms, Unknown, as_given, assess, total
from hub.register.fees import Held, fees_between
from hub.register.figures import reported
from hub.register.models import Participant
from rules.calendar import Quarter
from rules.text import Text

if TYPE_CHECKING:
    from hub.cases.models import Case

Figures = Mapping[str, Decimal]
ASSESSING = ("assess", "reassess", "charge_more", "reduce", "drop")
"""The acts that set what is owed; the last one counts."""


@dataclass(frozen=True, slots=True)
class Computed:
    """`given` is the calculation as an act keeps it; None where a share is owed of an income that is not reported."""

    given: dict[str, Any] | None
    total: Decimal | None


def quarter_of(case: Case) -> Quarter:
    return Quarter.parse(case.topic)


def participant_in(case: Case) -> Participant:
    """The participation that the fee is of: the last one that touches the quarter, else the last one of all."""
    quarter, every = quarter_of(case), case.organisation.participations.order_by("since", "pk")
    participant = every.filter(since__lte=quarter.last, until__gte=quarter.first).last() or every.last()
    if participant is None:
        raise Participant.DoesNotExist(f"case {case.pk}: its organisation takes no part")
    return participant


def of_case(case: Case) -> Computed:
    participant, quarter = participant_in(case), quarter_of(case)
    return computed(participant, quarter, reported(participant, quarter.last))


def computed(participant: Participant, quarter: Quarter, figures: Figures | None) -> Computed:
    """Reads nothing more where `agreements__fees` was fetched with the participant."""
    lines = [_terms(held) for held in fees_between(participant, quarter.first, quarter.last)]
    try:
        made = assess(figures, lines, quarter, (participant.since, participant.until))
    except Unknown:
        return Computed(None, None)
    return Computed(as_given(made, quarter), total(made))


def _terms(held: Held) -> Terms:
    line, usual = held.line, NAMES[held.line.kind]
    name = Text(line.name_kk or usual.kk, line.name_ru or usual.ru, line.name_ru or usual.en)
    assert held.until is not None  # noqa: S101  `fees_between` ends every line within the stretch
    return Terms(
        kind=line.kind,
        amount=line.amount,
        base=line.base,
        at_least=line.at_least,
        at_most=line.at_most,
        since=held.since,
        until=held.until,
        name=name,
        agreement=line.agreement.number,
    )


def assessed(case: Case) -> dict[str, Any] | None:
    """The calculation that counts: of the last act that set what is owed."""
    entry = case.entries.filter(act__in=ASSESSING).order_by("number").last()
    return entry.given["calculation"] if entry else None


def sum_of(calculation: Mapping[str, Any] | None) -> Decimal:
    return Decimal(calculation["total"]) if calculation else Decimal(0)


def by_kind(calculation: Mapping[str, Any] | None) -> dict[str, Decimal]:
    """What each kind of fee comes to."""
    sums: dict[str, Decimal] = {}
    for line in calculation["lines"] if calculation else ():
        sums[line["kind"]] = sums.get(line["kind"], Decimal(0)) + Decimal(line["amount"])
    return sums
