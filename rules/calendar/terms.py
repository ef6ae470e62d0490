"""Counting terms (Civil Code, articles 172-176): the due day, and every day on the way to it, explained.

A term begins on the day after its event. A last day that is not a working day moves to the next working day.
A term counted back leaves out the day of the event; the N-th working day before it is the last lawful day.
"""

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from rules.calendar.days import DAY, OPENABLE_YEARS, Calendar, MissingYear
from rules.calendar.seed import Day
from rules.calendar.words import dotted
from rules.text import Text

Kind = Literal["working", "calendar", "back", "months", "month_day"]
KINDS: tuple[Kind, ...] = get_args(Kind)
LONGEST = 3660
LONGEST_MONTH = 31

Place = Callable[[int], date]
"""The day of the i-th count, i from 1."""

ENDS_HERE = Text("мерзім осы күні аяқталады", "срок истекает в этот день", "the term ends on this day")
LAST_LAWFUL = Text("рұқсат етілген соңғы күн", "последний допустимый день", "the last lawful day")
MOVES_ON = Text(
    "соңғы күн жұмыс күні емес: мерзім келесі жұмыс күніне ауысады",
    "последний день нерабочий: срок переходит на следующий рабочий день",
    "the last day is not a working day: the term moves to the next working day",
)


@dataclass(frozen=True, slots=True)
class Count:
    """One line of an explanation. `number` is None for a day that was skipped or that the term moved over."""

    day: Day
    number: int | None
    note: Text | None = None

    @property
    def reason(self) -> Text:
        """Why the day was counted or not, with the note."""
        if self.note is None:
            return self.day.reason
        return Text(*("; ".join(pair) for pair in zip(self.day.reason, self.note, strict=True)))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A term laid open. `start` is the day of the event, itself never counted; rows go the way of counting."""

    start: date
    length: int
    kind: Kind
    due: date
    rows: tuple[Count, ...]
    warnings: tuple[Text, ...]


class BadLength(ValueError):
    """The length of a term is out of bounds; `text` says which are allowed."""

    def __init__(self, given: int, most: int) -> None:
        self.text = Text(
            f"Мерзім ұзақтығы 1 мен {most} аралығындағы бүтін сан болуы керек, берілгені: {given}.",
            f"Длина срока должна быть целым числом от 1 до {most}, указано: {given}.",
            f"The length of a term must be a whole number from 1 to {most}; given: {given}.",
        )
        super().__init__(self.text.en)


def due(calendar: Calendar, event: date, n: int, kind: Kind = "working") -> date:
    """Give the last day of a term of `n` from `event`; raises `BadLength`, `MissingYear`."""
    nominal = _place(calendar, event, n, kind)(n)
    calendar.require(_first(event, kind), nominal)  # years on the way count too, the first one missing is named
    return nominal if kind == "back" else calendar.working_from(nominal)  # what is counted back never moves later


def latest(calendar: Calendar, event: date, n: int) -> date:
    """Give the last day to act when it must be done no later than `n` working days before `event`."""
    return due(calendar, event, n, "back")


def month_day(calendar: Calendar, period_end: date, day: int) -> date:
    """Give the `day` of the month after the period, rolled on to a working day; a short month ends it sooner."""
    return due(calendar, period_end, day, "month_day")


def months(calendar: Calendar, event: date, n: int) -> date:
    """Give the same day `n` months on, or that month's last day, rolled on to a working day."""
    return due(calendar, event, n, "months")


def explain(calendar: Calendar, event: date, n: int, kind: Kind = "working") -> Explanation:
    """Lay open the term that `due` counts, with each day counted or skipped and why."""
    end = due(calendar, event, n, kind)
    place = _place(calendar, event, n, kind)
    nominal = place(n)
    numbers = {place(number): number for number in range(n, 0, -1)}
    listed = sorted(numbers) if kind == "months" else list(_span(_first(event, kind), nominal))
    listed += [on for on in _span(nominal, end) if on != nominal]
    rows = tuple(Count(calendar.day(on), numbers.get(on), _note(on, nominal, end, kind)) for on in listed)
    decisive = rows if kind in {"working", "back"} else rows[listed.index(nominal) :]
    return Explanation(event, n, kind, end, rows, _warnings(calendar, rows, decisive))


def _place(calendar: Calendar, event: date, n: int, kind: Kind) -> Place:
    """How a term of this kind counts from `event`, after its bounds are checked."""
    most = LONGEST_MONTH if kind == "month_day" else LONGEST
    if not 1 <= n <= most:
        raise BadLength(n, most)
    if not OPENABLE_YEARS.start - 1 <= event.year <= OPENABLE_YEARS.stop:
        raise MissingYear(event.year)  # nothing can reach a calendar from there, and date arithmetic stays in range
    first = _first(event, kind)
    ways: dict[Kind, Place] = {
        "working": lambda i: calendar.working_after(event, i),
        "back": lambda i: calendar.working_before(event, i),
        "calendar": lambda i: event + timedelta(days=i),
        "months": lambda i: _months_on(event, i),
        "month_day": lambda i: min(first + timedelta(days=i - 1), _month_end(first)),
    }
    return ways[kind]


def _first(event: date, kind: Kind) -> date:
    """Give the first day that the explanation lists."""
    if kind == "month_day":
        return _months_on(event.replace(day=1), 1)
    return event - DAY if kind == "back" else event + DAY


def _months_on(on: date, count: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _month_end(on: date) -> date:
    return on.replace(day=monthrange(on.year, on.month)[1])


def _span(first: date, last: date) -> Iterator[date]:
    """Every day from `first` to `last`, both included, in either direction."""
    step = 1 if first <= last else -1
    return (first + timedelta(days=offset) for offset in range(0, (last - first).days + step, step))


def _note(on: date, nominal: date, end: date, kind: Kind) -> Text | None:
    if on == end:
        return LAST_LAWFUL if kind == "back" else ENDS_HERE
    return MOVES_ON if on == nominal else None


def _warnings(calendar: Calendar, rows: tuple[Count, ...], decisive: tuple[Count, ...]) -> tuple[Text, ...]:
    """Years nobody confirmed, and estimated holidays that could still shift the due day by moving a day."""
    years = sorted({row.day.on.year for row in rows})
    days = (decisive[0].day.on, decisive[-1].day.on)
    first, last = min(days) - DAY, max(days) + DAY
    shaky = [day for day in calendar.estimated if first <= day.on <= last]
    unconfirmed = [_unconfirmed(year) for year in years if calendar.status(year) == "unconfirmed"]
    return (*unconfirmed, *(_estimated(day) for day in shaky))


def _unconfirmed(year: int) -> Text:
    return Text(
        f"{year} жылдың күнтізбесі әлі расталмаған: мерзім өзгеруі мүмкін.",
        f"Календарь {year} года ещё не подтверждён: срок может измениться.",
        f"The calendar of {year} is not confirmed yet: the term may change.",
    )


def _estimated(day: Day) -> Text:
    on = dotted(day.on)
    return Text(
        f"{on}: {day.reason.kk}. Күні ресми жарияланғанда мерзім өзгеруі мүмкін.",
        f"{on}: {day.reason.ru}. Срок может измениться, когда дату объявят официально.",
        f"{on}: {day.reason.en}. The term may change when the date is announced.",
    )
