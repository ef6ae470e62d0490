"""The technopark's current account in a second-tier bank (clause 32), as its invoices name it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from stdnum import bic, iban

from rules.bin import check_bin

EXAMPLE = Path(__file__).parent / "bank.toml"
KBE, KNP = re.compile(r"\d{2}"), re.compile(r"\d{3}")


class BankError(RuntimeError):
    """The bank details cannot be used; the message says what to mend and where."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Whose account, at which bank; Kbe and KNP are the codes that every payment in Kazakhstan carries."""

    beneficiary_kk: str
    beneficiary_ru: str
    bin: str
    iban: str
    bic: str
    bank_kk: str
    bank_ru: str
    kbe: str
    knp: str


def bank() -> Bank:
    """The account of the settings; raises BankError for one that cannot be."""
    if not settings.BANK_DETAILS and settings.PRODUCTION:
        raise BankError("set BANK_DETAILS to the file with the technopark's bank details (see hub/fees/bank.toml)")
    return read(Path(settings.BANK_DETAILS or EXAMPLE))


@lru_cache(maxsize=4)
def read(path: Path) -> Bank:
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
        found = Bank(**{field.name: str(given[field.name]).strip() for field in fields(Bank)})
    except (OSError, KeyError, ValueError) as error:
        raise BankError(f"bank details in {path}: {error!r}") from error
    if wrong := _wrong(found):
        raise BankError(f"bank details in {path}: {', '.join(wrong)} cannot be right")
    return found


def _wrong(found: Bank) -> list[str]:
    """The names of what cannot be right, by check digit or shape."""
    holds = {
        "bin": check_bin(found.bin).ok,
        "iban": found.iban.startswith("KZ") and iban.is_valid(found.iban),
        "bic": bic.is_valid(found.bic),
        "kbe": KBE.fullmatch(found.kbe) is not None,
        "knp": KNP.fullmatch(found.knp) is not None,
    }
    empty = [field.name for field in fields(Bank) if not getattr(found, field.name)]
    return sorted({*empty, *(name for name, right in holds.items() if not right)})
