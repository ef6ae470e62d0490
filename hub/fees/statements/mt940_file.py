"""MT940, read by the library mt-940."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from typing import Any

import mt940

from hub.fees.statements.parsed import (
    CURRENCY,
    ENCODING,
    NOT_SUCH,
    Line,
    Parsed,
    Unreadable,
    bad_line,
    bin_in,
    iban_in,
    short,
)

# It tells the log what it could not read: payers' names do not belong there.
logging.getLogger("mt940").setLevel(logging.CRITICAL + 1)
SIGNS = {"C": 1, "RD": 1, "D": -1, "RC": -1}


def read(content: bytes) -> Parsed:
    """The statement; Unreadable for what is no MT940."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1251")
        except UnicodeDecodeError:
            raise Unreadable(ENCODING) from None
    try:
        found = mt940.parse(text.replace("\r\n", "\n"))
        told: dict[str, Any] = found.data
        lines = [_line(one.data, number) for number, one in enumerate(found, start=1)]
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001  the library fails in many ways on what is no MT940
        raise Unreadable(NOT_SUCH) from None
    return Parsed(
        [line for line in lines if line.amount],
        str(told.get("account_identification") or "").split("/")[-1].strip(),
        _balance(told.get("final_opening_balance")),
        _balance(told.get("final_closing_balance")),
    )


def _line(told: dict[str, Any], number: int) -> Line:
    amount, on = told.get("amount"), told.get("date")
    sign = SIGNS.get(str(told.get("status")))
    if amount is None or amount.currency != CURRENCY or not isinstance(on, date) or sign is None:
        raise Unreadable(bad_line(number))
    said = " ".join(str(told.get(name) or "") for name in ("transaction_details", "extra_details"))
    reference = str(told.get("bank_reference") or "") or str(told.get("customer_reference") or "")
    return Line(
        on=date(on.year, on.month, on.day),
        amount=abs(Decimal(amount.amount)) * sign,
        reference="" if reference.upper() == "NONREF" else short(reference, 80),
        payer=short(str(told.get("applicant_name") or ""), 250),
        payer_bin=bin_in(said),
        payer_iban=iban_in(said),
        purpose=short(said, 1000),
    )


def _balance(told: Any) -> Decimal | None:
    """The balance with its sign, which the library gives the amount."""
    return Decimal(told.amount.amount) if told is not None else None
