"""What a row tells: its cells as values, or what is wrong with them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from hub.importing import problems
from hub.importing.columns import BY_KEY
from hub.importing.problems import Problem, problem
from hub.register.report_forms import report_forms
from hub.register.term import last_day
from hub.register.verify import plain_number
from rules.bin import LENGTH, check_bin
from rules.reference import REGIONS
from rules.text import LANGUAGES

if TYPE_CHECKING:
    from hub.importing.lists import Lists
    from hub.importing.reading import Cells

NAME, ADDRESS, NUMBER, WEBSITE, ANY = 250, 300, 40, 200, 2000
MOST_TENGE: Final = Decimal(10**10)
WHOLE_SHARE: Final = 100
DOTTED: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
CERTIFICATE: Final = re.compile(r"[\w-]+([./][\w-]+)*\Z")
BETWEEN_WORKS: Final = re.compile(r"[;\n]|[,\s]+(?=\d+\.)")
REGION_KEYS: Final = {
    said.casefold(): region.key for region in REGIONS for said in (region.key, *(region.title.to(x) for x in LANGUAGES))
}
PLACES: Final = {key: place for place, key in enumerate(BY_KEY)}
_url: Final = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Fee:
    kind: str
    amount: Decimal
    at_least: Decimal | None
    at_most: Decimal | None


@dataclass(frozen=True, slots=True)
class Told:
    """One row: a participation, one of its agreements, and perhaps one of its certificates."""

    bin: str
    name_kk: str
    name_ru: str
    region: str
    location_kk: str
    location_ru: str
    website: str
    works: tuple[str, ...]
    since: date
    until: date
    agreement_number: str
    signed_on: date
    fee: Fee | None
    report_form: str
    certificate_number: str
    certificate_issued_on: date | None

    @property
    def key(self) -> tuple[str, date]:
        """Which participation it is."""
        return self.bin, self.since

    @property
    def agreement(self) -> tuple[Any, ...]:
        """What is told of the agreement beside its number."""
        return self.signed_on, self.fee, self.report_form


OF_NAMES: Final = ("name_kk", "name_ru")
OF_PARTICIPATION: Final = ("region", "location_kk", "location_ru", "website", "works", "until")


class Wrong(Exception):
    """A cell cannot be taken."""

    def __init__(self, text: Any, **given: object) -> None:
        self.text, self.given = text, given
        super().__init__(text.en)


class Row:
    """The cells of one row while they are read; collects what is wrong."""

    def __init__(self, cells: Cells) -> None:
        self._cells = cells
        self.problems: list[Problem] = []

    @classmethod
    def read(cls, cells: Cells, lists: Lists, today: date) -> tuple[Told | None, list[Problem]]:
        """What the row tells; None where something is wrong."""
        row = cls(cells)
        told = row.told(lists, today)
        row.problems.sort(key=lambda one: PLACES[one.column])
        return (None if row.problems else told), row.problems

    def told(self, lists: Lists, today: date) -> Told:
        since, until = self.term(today)
        end = None if self.has("since", "until") else until
        signed, issued = self.day("signed_on", end, today), self.day("certificate_issued_on", end, today)
        number = self.value("certificate_number", _certificate, "")
        if bool(number) != bool(issued) and not self.has("certificate_number", "certificate_issued_on"):
            self.add("certificate_issued_on" if number else "certificate_number", problems.WITHOUT_CERTIFICATE)
        return Told(
            bin=self.value("bin", _bin, ""),
            name_kk=self.value("name_kk", _line(NAME), ""),
            name_ru=self.value("name_ru", _line(NAME), ""),
            region=self.value("region", _region, ""),
            location_kk=self.value("location_kk", _line(ADDRESS), ""),
            location_ru=self.value("location_ru", _line(ADDRESS), ""),
            website=self.value("website", _website, ""),
            works=self.value("works", lambda text: _works(text, lists.keys(since or today)), ()),
            since=since or today,
            until=until or today,
            agreement_number=self.value("agreement_number", _line(NUMBER), ""),
            signed_on=signed or today,
            fee=self.fee(),
            report_form=self.value("report_form", _report_form, ""),
            certificate_number=number,
            certificate_issued_on=issued,
        )

    def value(self, key: str, made: Callable[[str], Any], empty: Any) -> Any:
        """The value of a cell; `empty` where it is empty or wrong."""
        try:
            text = clean(self._cells.get(key, ""))
            value = made(text) if text else empty
        except Wrong as wrong:
            self.add(key, wrong.text, **wrong.given)
            return empty
        if not text and BY_KEY[key].required:
            self.add(key, problems.MISSING)
        return value

    def add(self, key: str, text: Any, **given: object) -> None:
        self.problems.append(problem(key, text, **given))

    def has(self, *keys: str) -> bool:
        """Whether something is wrong in one of these columns."""
        return any(one.column in keys for one in self.problems)

    def term(self, today: date) -> tuple[date | None, date | None]:
        """The first and the last day; at least a year lies between (clause 35)."""
        since, until = self.value("since", _day, None), self.value("until", _day, None)
        if since and since > today:
            self.add("since", problems.FUTURE)
        elif since and until and until < since:
            self.add("until", problems.BACKWARDS)
        elif since and until and until < (least := last_day(since, 1)):
            self.add("until", problems.TERM, until=least.strftime("%d.%m.%Y"))
        return since, until

    def day(self, key: str, until: date | None, today: date) -> date | None:
        """A day that has come, and within the participation's end."""
        found: date | None = self.value(key, _day, None)
        if found and found > today:
            self.add(key, problems.FUTURE)
        elif found and until and found > until:
            self.add(key, problems.AFTER_END)
        return found

    def fee(self) -> Fee | None:
        kind = self.value("fee_kind", _kind, "")
        amount = self.value("fee_amount", _number(4), None)
        least, most = (self.value(key, _number(2), None) for key in ("fee_at_least", "fee_at_most"))
        if not kind:
            for key, given in (("fee_amount", amount), ("fee_at_least", least), ("fee_at_most", most)):
                if given is not None and not self.has("fee_kind"):
                    self.add(key, problems.WITHOUT_FEE)
            return None
        if amount is None:
            if not self.has("fee_amount"):
                self.add("fee_amount", problems.MISSING)
            return None
        if kind == "rate" and not 0 < amount <= WHOLE_SHARE:
            self.add("fee_amount", problems.SHARE)
        if least is not None and most is not None and least > most:
            self.add("fee_at_most", problems.LIMITS)
        return Fee(kind, amount, least, most)


def clean(text: str) -> str:
    """A cell's text composed, with single spaces; Wrong where it holds signs that nobody sees."""
    if len(text) > ANY:
        raise Wrong(problems.TOO_LONG, most=ANY)
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    if not plain.isprintable():
        raise Wrong(problems.SIGNS)
    return plain


def _line(most: int) -> Callable[[str], str]:
    def made(text: str) -> str:
        if len(text) > most:
            raise Wrong(problems.TOO_LONG, most=most)
        return text

    return made


def _bin(text: str) -> str:
    """A spreadsheet drops the zeros that a BIN of the years 2000 to 2009 begins with."""
    verdict = check_bin(_line(NUMBER)(text))
    if verdict.problem and verdict.digits.isascii() and verdict.digits.isdigit() and len(verdict.digits) in (10, 11):
        filled = check_bin(verdict.digits.zfill(LENGTH))
        verdict = filled if filled.ok else verdict
    if verdict.problem:
        raise Wrong(verdict.problem)
    return verdict.digits


def _region(text: str) -> str:
    try:
        return REGION_KEYS[text.casefold()]
    except KeyError:
        raise Wrong(problems.REGION, value=text) from None


def _website(text: str) -> str:
    try:
        _url(_line(WEBSITE)(text))
    except ValidationError:
        raise Wrong(problems.WEBSITE, value=text) from None
    return text


def _works(text: str, known: dict[str, str]) -> tuple[str, ...]:
    """Keys of works in the order of the List; `known` leads from what may be typed to the key."""
    said = [one.strip(" ,") for one in BETWEEN_WORKS.split(text)]
    found = set()
    for one in filter(None, said):
        key = known.get(one.casefold())
        if key is None:
            raise Wrong(problems.WORKS, value=one)
        found.add(key)
    order = list(dict.fromkeys(known.values()))
    return tuple(sorted(found, key=order.index))


def _day(text: str) -> date:
    dotted = DOTTED.match(text)
    try:
        if dotted:
            return date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        if ISO.match(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Wrong(problems.DAY, value=text)


def _certificate(text: str) -> str:
    """As the check of certificates looks for it."""
    number = plain_number(_line(NUMBER)(text))
    if not CERTIFICATE.match(number):
        raise Wrong(problems.CERTIFICATE_SIGNS, value=text)
    return number


def _kind(text: str) -> str:
    kind = text.casefold()
    if kind not in {"rate", "fixed"}:
        raise Wrong(problems.FEE_KIND)
    return kind


def _number(places: int) -> Callable[[str], Decimal]:
    """Spaces between thousands and a comma for the fraction are taken."""

    def made(text: str) -> Decimal:
        try:
            found = Decimal(text.replace(" ", "").replace(",", "."))
        except InvalidOperation:
            raise Wrong(problems.NUMBER, value=text) from None
        if not found.is_finite() or not 0 <= found < MOST_TENGE or found != round(found, places):
            raise Wrong(problems.NUMBER, value=text)
        return found

    return made


def _report_form(text: str) -> str:
    if text not in report_forms():
        raise Wrong(problems.REPORT_FORM, value=text, known=", ".join(report_forms()))
    return text
