"""camt.053 (ISO 20022), of any version: names are read without their namespace; a DTD or an entity is refused."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, iterparse

from hub.fees.statements.parsed import CURRENCY, NOT_SUCH, Line, Parsed, Unreadable, bad_line, bin_in, money, short

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

SIGNS = {"CRDT": 1, "DBIT": -1}
DEEPEST = 60
"""Elements within each other: a real statement needs about fifteen."""


def read(content: bytes) -> Parsed:
    """The statement; Unreadable for what is no camt.053, and for an XML that hides something."""
    reading = _Reading()
    depth = 0
    try:
        for event, element in iterparse(io.BytesIO(content), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                raise Unreadable(NOT_SUCH)
            if event == "end":
                reading.take(element)
    except (ParseError, DefusedXmlException, LookupError, ValueError):
        raise Unreadable(NOT_SUCH) from None
    if reading.statements == 0:
        raise Unreadable(NOT_SUCH)
    return reading.parsed()


class _Reading:
    """Takes one element after another, so that a large file is never held as a tree."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.entries = self.statements = 0
        self.account = ""
        self.balances: dict[str, Decimal] = {}

    def take(self, element: Element) -> None:
        name = _name(element)
        if name == "Ntry":
            self.entries += 1
            self.lines += [line for line in _entry(element, self.entries) if line.amount]
            element.clear()
        elif name == "Bal":
            self._balance(element)
            element.clear()
        elif name == "Stmt":
            self.statements += 1
            self.account = self.account or _text(element, "Acct/Id/IBAN")
            element.clear()

    def _balance(self, element: Element) -> None:
        code = _text(element, "Tp/CdOrPrtry/Cd")
        sign = SIGNS.get(_text(element, "CdtDbtInd"))
        if code in ("OPBD", "PRCD", "CLBD") and sign is not None:
            kind = "closing" if code == "CLBD" else "opening"
            self.balances[kind] = sign * money(_text(element, "Amt"), 0)

    def parsed(self) -> Parsed:
        # Balances of several statements in a file are each of their own: then only lines are checked.
        told = self.balances if self.statements == 1 else {}
        return Parsed(self.lines, self.account, told.get("opening"), told.get("closing"))


def _entry(element: Element, number: int) -> Iterator[Line]:
    """A line for each transaction of an entry; an entry that does not tell them is one line."""
    status = _text(element, "Sts/Cd") or _text(element, "Sts")
    if status != "BOOK":
        return
    details = list(_found(element, "NtryDtls/TxDtls"))
    if len(details) > 1 and all(_amount_of(one) is not None for one in details):
        for place, one in enumerate(details, start=1):
            yield _line(element, one, number, _amount_of(one), f"/{place}")
        return
    yield _line(element, details[0] if details else None, number, next(_found(element, "Amt"), None), "")


def _amount_of(details: Element) -> Element | None:
    return next(_found(details, "Amt"), None) or next(_found(details, "AmtDtls/TxAmt/Amt"), None)


def _line(entry: Element, details: Element | None, number: int, amount: Element | None, place: str) -> Line:
    sign = SIGNS.get(_text(entry, "CdtDbtInd"))
    if amount is None or sign is None or amount.get("Ccy") != CURRENCY:
        raise Unreadable(bad_line(number))
    incoming = sign > 0
    party = "Dbtr" if incoming else "Cdtr"
    told = _About(entry, details)
    reference = told.first("AcctSvcrRef", "Refs/AcctSvcrRef") or told.first("NtryRef", "Refs/InstrId")
    purpose = " ".join(
        [*told.all("RmtInf/Ustrd"), *told.all("RmtInf/Strd/CdtrRefInf/Ref"), _text(entry, "AddtlNtryInf")]
    )
    other = told.first(
        *(f"RltdPties/{party}/{way}Id/{kind}/Othr/Id" for way in ("", "Pty/") for kind in ("OrgId", "PrvtId"))
    )
    return Line(
        on=_day(entry, number),
        amount=sign * money(amount.text or "", number),
        reference=short(f"{reference}{place}", 80) if reference else "",
        payer=short(told.first(f"RltdPties/{party}/Nm", f"RltdPties/{party}/Pty/Nm"), 250),
        payer_bin=bin_in(other) or bin_in(purpose),
        payer_iban=short(told.first(f"RltdPties/{party}Acct/Id/IBAN"), 34),
        purpose=short(purpose, 1000),
    )


class _About:
    """The details of a transaction, then those of its entry."""

    def __init__(self, entry: Element, details: Element | None) -> None:
        self.places = [one for one in (details, entry) if one is not None]

    def first(self, *paths: str) -> str:
        return next((text for place in self.places for path in paths if (text := _text(place, path))), "")

    def all(self, path: str) -> list[str]:
        return [(one.text or "").strip() for place in self.places for one in _found(place, path)]


def _day(entry: Element, number: int) -> date:
    told = next(
        (text for path in ("ValDt/Dt", "BookgDt/Dt", "ValDt/DtTm", "BookgDt/DtTm") if (text := _text(entry, path))), ""
    )
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        raise Unreadable(bad_line(number)) from None


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _found(element: Element, path: str) -> Iterator[Element]:
    """The elements at a path of names, whatever their namespace."""
    name, _slash, rest = path.partition("/")
    for inner in element:
        if _name(inner) == name:
            if rest:
                yield from _found(inner, rest)
            else:
                yield inner


def _text(element: Element, path: str) -> str:
    return next(((one.text or "").strip() for one in _found(element, path)), "")
