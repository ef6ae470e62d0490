"""What a participant owes of a quarter, line by line: pure arithmetic over report and agreement (clauses 31, 34).

Interpretations, said with each line: a fixed sum, a floor and a cap are sums of a whole quarter and are taken by
calendar days where a line holds for a part of it; income is laid on the days of participation evenly where a rate
changes within the quarter. Each line is rounded to a tiyn, a half up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from hub import words
from hub.fees.money import tenge
from rules.calendar import Quarter
from rules.text import LANGUAGES, Text

TIYN = Decimal("0.01")
HUNDRED = Decimal(100)
ZERO = Decimal(0)

BASES = {
    "income_listed": Text("басым қызметтен түскен табыс", "доход от приоритетной деятельности", "listed income"),
    "income_total": Text("барлық табыс", "весь доход", "all income"),
}
NAMES = {
    "rate": Text("Табыстан алым", "Сбор с дохода", "Fee on income"),
    "fixed": Text("Тұрақты төлем", "Фиксированный платёж", "Fixed payment"),
}


class Unknown(ValueError):
    """The report that a share is to be taken of is not there, or lacks its figure."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A fee line of an agreement and its days in force within the quarter, both included."""

    kind: str
    amount: Decimal
    base: str
    at_least: Decimal | None
    at_most: Decimal | None
    since: date
    until: date
    name: Text
    agreement: str

    @property
    def days(self) -> int:
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a calculation with what it was made of."""

    terms: Terms
    income: Decimal | None
    of_days: int
    raw: Decimal
    floor: Decimal | None
    cap: Decimal | None
    amount: Decimal

    @property
    def bound(self) -> str:
        """`floor` or `cap` where it decided the amount."""
        if self.cap is not None and self.raw > self.cap:
            return "cap"
        return "floor" if self.floor is not None and self.raw < self.floor else ""


def assess(
    figures: Mapping[str, Decimal] | None, lines: Sequence[Terms], quarter: Quarter, participation: tuple[date, date]
) -> list[Line]:
    """The calculation of a quarter; `participation` is the first and last day of it. Raises Unknown."""
    whole = _days(quarter.first, quarter.last)
    taken_part = _days(max(participation[0], quarter.first), min(participation[1], quarter.last))
    return [_line(terms, figures, whole, taken_part) for terms in lines]


def total(lines: Sequence[Line]) -> Decimal:
    return sum((line.amount for line in lines), ZERO).quantize(TIYN)


def _days(first: date, last: date) -> int:
    return (last - first).days + 1


def _line(terms: Terms, figures: Mapping[str, Decimal] | None, whole: int, taken_part: int) -> Line:
    quarterly = Decimal(terms.days) / whole
    income: Decimal | None = None
    if terms.kind == "rate":
        income = _figure(figures, terms.base)
        of_days, raw = taken_part, max(income, ZERO) * terms.amount / HUNDRED * terms.days / taken_part
    else:
        of_days, raw = whole, terms.amount * quarterly
    floor = terms.at_least * quarterly if terms.at_least is not None else None
    cap = terms.at_most * quarterly if terms.at_most is not None else None
    held = max(raw, floor) if floor is not None else raw
    held = min(held, cap) if cap is not None else held
    return Line(terms, income, of_days, raw, floor, cap, held.quantize(TIYN, ROUND_HALF_UP))


def _figure(figures: Mapping[str, Decimal] | None, key: str) -> Decimal:
    if figures is None or key not in figures:
        raise Unknown(key)
    return figures[key]


def as_given(lines: Sequence[Line], quarter: Quarter) -> dict[str, Any]:
    """The calculation as it is kept with the act: every number as text, each line in words of three languages."""
    return {
        "quarter": quarter.key,
        "total": str(total(lines)),
        "lines": [_kept(line) for line in lines],
    }


def _kept(line: Line) -> dict[str, Any]:
    terms = line.terms
    return {
        "kind": terms.kind,
        "agreement": terms.agreement,
        "name": terms.name._asdict(),
        "base": terms.base if terms.kind == "rate" else "",
        "income": _text(line.income),
        "rate_or_sum": str(terms.amount),
        "since": terms.since.isoformat(),
        "until": terms.until.isoformat(),
        "days": terms.days,
        "of_days": line.of_days,
        "floor": _text(line.floor),
        "cap": _text(line.cap),
        "amount": str(line.amount),
        "words": Text(*(_words(line, lang) for lang in LANGUAGES))._asdict(),
    }


def _text(value: Decimal | None) -> str:
    return "" if value is None else str(value.quantize(TIYN, ROUND_HALF_UP))


# --- in words --------------------------------------------------------------------------------------------------------
OF_RATE = Text("{base} {income}: {rate} %", "{rate} % от суммы {income} ({base})", "{rate} % of {income} ({base})")
OF_FIXED = Text("тоқсанына {sum}", "{sum} в квартал", "{sum} a quarter")
OF_DAYS = Text(
    ", {of} күннің {days} күні ({since} – {until})",
    ", {days} из {of} дней ({since} – {until})",
    ", {days} of {of} days ({since} – {until})",
)
BOUNDS = {
    "floor": Text("; ең аз сомаға дейін көтерілді", "; поднято до наименьшей суммы", "; raised to the least sum"),
    "cap": Text("; ең көп сомаға дейін азайтылды", "; снижено до наибольшей суммы", "; lowered to the greatest sum"),
}
BY = Text("№ {number} шарт, 34-тармақ", "договор № {number}, пункт 34", "agreement No. {number}, clause 34")


def _words(line: Line, lang: str) -> str:
    terms = line.terms
    if terms.kind == "rate":
        base = BASES.get(terms.base, Text(terms.base, terms.base, terms.base)).to(lang)
        said = {"base": base, "income": words.tenge(line.income, lang), "rate": words.number(terms.amount, lang)}
        text = OF_RATE.to(lang).format(**said)
    else:
        text = OF_FIXED.to(lang).format(sum=words.tenge(terms.amount, lang))
    if terms.days != line.of_days:
        days = {"days": terms.days, "of": line.of_days}
        text += OF_DAYS.to(lang).format(**days, since=words.day(terms.since, lang), until=words.day(terms.until, lang))
    if line.bound:
        text += BOUNDS[line.bound].to(lang)
    return f"{text} = {tenge(line.amount, lang)} ({BY.to(lang).format(number=terms.agreement)})"
