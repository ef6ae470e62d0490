"""What a participant has to do and by when, each with its clause: computed from the record and the edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hub.cases.models import Case
from hub.reference.data import calendar
from hub.register.models import Participant
from rules.calendar import Calendar, Explanation, MissingYear, quarter
from rules.editions import Edition, Term, edition_on
from rules.procedure import APPLICANT, PARTICIPANT
from rules.record import duties_of
from rules.text import Text

AHEAD_QUARTERS = 4


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing to do. `key` tells it from all others of the participant, on whatever day it is computed."""

    key: str
    kind: str
    title: Text
    clause: str
    due: date | None
    explanation: Explanation | None = None
    note: Text | None = None
    case: Case | None = None
    may: bool = False
    """Whether it is a right that ends on that day rather than a duty."""


def obligations(participant: Participant, on: date) -> list[Obligation]:
    """What lies ahead of the participant on a day, and what is late; the nearest first, the undated last."""
    working = calendar()
    found = [
        *_of_cases(participant, on, working),
        *_of_quarters(participant, on, working),
        *_of_term(participant, on, working),
    ]
    return sorted(found, key=lambda one: (one.due is None, one.due or date.max, one.key))


def _of_cases(participant: Participant, on: date, working: Calendar) -> Iterator[Obligation]:
    """What the participant owes in its open cases: answers, explanations, documents."""
    cases = participant.organisation.cases.filter(deadlines__met_on=None, deadlines__lapsed_on=None, version__gt=0)
    for case in cases.distinct().prefetch_related("entries"):
        if case.state.inner:
            continue
        edition = case.edition(on)
        for number, one in enumerate(duties_of(case.procedure, case.record(), edition, working)):
            if one.open and one.duty.actor in (APPLICANT, PARTICIPANT):
                explained = one.explain(edition, working)
                key = f"case:{case.pk}:{number}"
                yield Obligation(key, "answer", one.duty.title, one.duty.clause, one.due, explained, case=case)


REPORT = Text("Тоқсандық есеп тапсыру", "Сдать ежеквартальный отчёт", "File the quarterly report")
FEE = Text("Алымдар мен төлемдерді төлеу", "Уплатить сборы и платежи", "Pay the fees and payments")


def _of_quarters(participant: Participant, on: date, working: Calendar) -> Iterator[Obligation]:
    """The report and the fee of each quarter of participation that are still to come (clauses 31, 66, 68)."""
    edition = edition_on(on)
    first, last = quarter(on)
    previous = quarter(date.fromordinal(first.toordinal() - 1))[1]
    ends = [previous, last]
    while len(ends) < AHEAD_QUARTERS:
        ends.append(quarter(date.fromordinal(ends[-1].toordinal() + 1))[1])
    for end in ends:
        if participant.since <= end and quarter(end)[0] <= participant.until:
            yield from _of_quarter(end, on, edition, working)


def _of_quarter(end: date, on: date, edition: Edition, working: Calendar) -> Iterator[Obligation]:
    for kind, title, clause, name in (
        ("report", REPORT, "66", "quarterly_report"),
        ("fee", FEE, "31", "quarterly_fee"),
    ):
        explained = _explained(edition.term(name), working, end)
        if explained is None or explained.due >= on:
            number = (end.month + 2) // 3
            note = Text(
                f"{end.year} ж. {number}-тоқсан", f"{number} квартал {end.year} г.", f"quarter {number} of {end.year}"
            )
            yield Obligation(f"{kind}:{end}", kind, title, clause, _due(explained), explained, note)


def _explained(term: Term, working: Calendar, start: date) -> Explanation | None:
    """The counted term; None while the calendar of its year is not open."""
    try:
        return term.explain(working, start)
    except MissingYear:
        return None


def _due(explained: Explanation | None) -> date | None:
    return explained.due if explained else None


EXTEND = Text(
    "Мерзімді ұзартуға өтініш беретін соңғы күн",
    "Последний день подачи заявления на продление",
    "Last day to apply for an extension",
)
ENDS = Text("Қатысудың соңғы күні", "Последний день участия", "Last day of participation")


def _of_term(participant: Participant, on: date, working: Calendar) -> Iterator[Obligation]:
    """The last day to apply for an extension, and the planned end (clauses 36, 38)."""
    if participant.until < on or participant.ended:
        return
    explained = _explained(edition_on(on).term("ask_extension"), working, participant.until)
    if explained is None or explained.due >= on:
        yield Obligation(
            f"extension:{participant.until}", "extension", EXTEND, "36", _due(explained), explained, may=True
        )
    yield Obligation(f"end:{participant.until}", "end", ENDS, "38", participant.until)
