"""What a participant has to do and by when, each with its clause: computed from the record and the edition."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hub.cases.models import Case
from hub.reference.data import calendar
from hub.register.ahead import ahead_of
from hub.register.models import Participant
from rules.calendar import Calendar, Explanation, MissingYear, Quarter
from rules.editions import Edition, Term, edition_on
from rules.procedure import APPLICANT, PARTICIPANT, Duty
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
        *(Obligation(one.key, one.kind, one.title, one.clause, one.due) for one in ahead_of(participant, on)),
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
                key, kind, of = _known_as(case, one.duty, number)
                yield Obligation(key, kind, one.duty.title, one.duty.clause, one.due, explained, of, case)


def _known_as(case: Case, duty: Duty, number: int) -> tuple[str, str, Text | None]:
    """Key, kind and quarter: a quarter's report or fee goes by the same ones before its case is opened and after."""
    try:
        quarter = Quarter.parse(case.topic)
    except ValueError:
        return f"case:{case.pk}:{number}", "answer", None
    if any((kind, clause) == (case.procedure_key, duty.clause) for kind, _title, clause, _term in QUARTERLY):
        return f"{case.procedure_key}:{quarter.last}", case.procedure_key, quarter.title
    return f"case:{case.pk}:{number}", "answer", quarter.title


REPORT = Text("Тоқсандық есеп тапсыру", "Сдать ежеквартальный отчёт", "File the quarterly report")
FEE = Text("Алымдар мен төлемдерді төлеу", "Уплатить сборы и платежи", "Pay the fees and payments")

# Procedure of the quarter's case, what it asks, clause, term: the report (66) and the fee (31).
QUARTERLY = (("report", REPORT, "66", "quarterly_report"), ("fee", FEE, "31", "quarterly_fee"))


def _of_quarters(participant: Participant, on: date, working: Calendar) -> Iterator[Obligation]:
    """The report and the fee of each quarter of participation that are still to come (clauses 31, 66, 68)."""
    edition = edition_on(on)
    of_quarters = participant.organisation.cases.filter(procedure_key__in=[kind for kind, *_more in QUARTERLY])
    opened = set(of_quarters.values_list("procedure_key", "topic"))  # those stand among the cases
    one = Quarter.of(on).before
    for _number in range(AHEAD_QUARTERS):
        if participant.since <= one.last and one.first <= participant.until:
            yield from (owed for owed in _of_quarter(one, on, edition, working) if (owed.kind, one.key) not in opened)
        one = one.after


def _of_quarter(quarter: Quarter, on: date, edition: Edition, working: Calendar) -> Iterator[Obligation]:
    for kind, title, clause, name in QUARTERLY:
        explained = _explained(edition.term(name), working, quarter.last)
        if explained is None or explained.due >= on:
            yield Obligation(f"{kind}:{quarter.last}", kind, title, clause, _due(explained), explained, quarter.title)


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
