"""A statement of the technopark's account as a bank writes it (MT940); its payers are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from hub.fees.bank import bank
from rules.calendar import Quarter


@dataclass(frozen=True)
class Line:
    """A line of a statement; what goes out is below zero."""

    on: date
    amount: Decimal
    purpose: str
    payer: str
    bin: str


def mt940(lines: list[Line], quarter: Quarter) -> bytes:
    """A bank's statement of these lines."""
    first, last = min(line.on for line in lines), max(line.on for line in lines)
    begins = Decimal(1_000_000)
    ends = begins + sum((line.amount for line in lines), Decimal(0))
    rows = [
        f":20:STMT{last:%y%m%d}",
        f":25:{bank().iban}",
        ":28C:00001/001",
        f":60F:C{first:%y%m%d}KZT{_comma(begins)}",
    ]
    for number, line in enumerate(lines, start=1):
        mark = "C" if line.amount > 0 else "D"
        reference = f"NONREF//{quarter.key.replace('-', '')}{number:04d}"
        rows.append(f":61:{line.on:%y%m%d}{line.on:%m%d}{mark}{_comma(line.amount)}NTRF{reference}")
        rows.append(f":86:{line.purpose} {line.payer} {line.bin}".rstrip())
    rows += [f":62F:C{last:%y%m%d}KZT{_comma(ends)}", "-"]
    return ("\r\n".join(rows) + "\r\n").encode()


def _comma(amount: Decimal) -> str:
    return f"{abs(amount):.2f}".replace(".", ",")
