"""What every kind of statement is read into, and why one cannot be read."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stdnum import iban

from rules.bin import check_bin
from rules.text import Text

MOST_LINES = 100_000
CURRENCY = "KZT"
_SUM = re.compile(r"[+-]?\d{1,15}(\.\d{1,2}0*)?")
_TWELVE = re.compile(r"(?<!\d)\d{12}(?!\d)")
_IBAN = re.compile(r"\bKZ\d{2}[A-Z0-9]{16}\b")


class Unreadable(Exception):
    """The statement is refused as a whole; `message` says where and why, so that nothing of it is half kept."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


@dataclass(frozen=True, slots=True)
class Line:
    """One movement; `amount` is below zero where money left the account. Texts are as the bank wrote them."""

    on: date
    amount: Decimal
    reference: str = ""
    payer: str = ""
    payer_bin: str = ""
    payer_iban: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole statement; account and balances where the format tells them."""

    lines: Sequence[Line]
    account: str = ""
    opening: Decimal | None = None
    closing: Decimal | None = None


def checked(parsed: Parsed, account: str) -> Parsed:
    """The statement, if it is of our account and its sums agree. Raises Unreadable."""
    if parsed.account and parsed.account.replace(" ", "") != account:
        raise Unreadable(OTHER_ACCOUNT)
    if not parsed.lines:
        raise Unreadable(EMPTY)
    if len(parsed.lines) > MOST_LINES:
        raise Unreadable(TOO_MANY)
    if parsed.opening is not None and parsed.closing is not None:
        moved = sum((line.amount for line in parsed.lines), Decimal(0))
        if parsed.opening + moved != parsed.closing:
            raise Unreadable(_sums(parsed.opening, moved, parsed.closing))
    return parsed


def fingerprints(lines: Sequence[Line]) -> Iterator[str]:
    """What tells a line from every other, in whichever file it comes: the same line is never kept twice.

    Lines without a reference of the bank that are alike in everything are told apart by their order in the file.
    """
    seen: Counter[str] = Counter()
    for line in lines:
        said = (line.reference, line.on.isoformat(), f"{line.amount:.2f}", line.payer_bin, line.payer_iban)
        alike = said if line.reference else (*said, line.payer, line.purpose)
        digest = hashlib.sha256("\x1f".join(alike).encode()).hexdigest()
        seen[digest] += 1
        if line.reference or seen[digest] == 1:
            yield digest
        else:
            yield hashlib.sha256(f"{digest}\x1f{seen[digest]}".encode()).hexdigest()


def money(text: str, number: int, *, comma: bool = False) -> Decimal:
    """An amount as banks write it; Unreadable with the number of its line for anything else."""
    bare = "".join(text.split()).replace("\u00a0", "")
    bare = bare.replace(".", "").replace(",", ".") if comma else bare.replace(",", "")
    if not _SUM.fullmatch(bare):
        raise Unreadable(bad_line(number))
    return Decimal(bare)


def bin_in(text: str) -> str:
    """The first BIN with a right check digit in a text; empty where there is none."""
    return next((found for found in _TWELVE.findall(text) if check_bin(found).ok), "")


def iban_in(text: str) -> str:
    return next((found for found in _IBAN.findall(text) if iban.is_valid(found)), "")


def short(text: str, most: int) -> str:
    """One line of text without what cannot be printed."""
    return " ".join("".join(sign for sign in text if sign.isprintable() or sign.isspace()).split())[:most]


def bad_line(number: int) -> Text:
    return Text(
        f"{number}-жол оқылмады: күнін, сомасын және валютасын (KZT) тексеріңіз.",
        f"Строка {number} не читается: проверьте дату, сумму и валюту (KZT).",
        f"Line {number} cannot be read: check its date, amount and currency (KZT).",
    )


def _sums(opening: Decimal, moved: Decimal, closing: Decimal) -> Text:
    return Text(
        f"Үзінді көшірменің сомалары сәйкес емес: {opening} + {moved} ≠ {closing}. Файл толық емес немесе өзгертілген.",
        f"Суммы выписки не сходятся: {opening} + {moved} ≠ {closing}. Файл неполон или изменён.",
        f"The sums do not agree: {opening} + {moved} ≠ {closing}. The file is not whole or was changed.",
    )


OTHER_ACCOUNT = Text(
    "Бұл басқа шоттың үзінді көшірмесі.", "Это выписка по другому счёту.", "This is a statement of another account."
)
EMPTY = Text("Файлда бірде-бір төлем жоқ.", "В файле нет ни одной операции.", "There is no movement in the file.")
TOO_MANY = Text(
    f"Файлда {MOST_LINES} жолдан көп. Бөліп жүктеңіз.",
    f"В файле больше {MOST_LINES} строк. Загрузите частями.",
    f"The file has more than {MOST_LINES} lines. Upload it in parts.",
)
NOT_SUCH = Text(
    "Файл таңдалған пішімде емес.",
    "Файл не в том формате, который выбран.",
    "The file is not in the format that was chosen.",
)
ENCODING = Text(
    "Файлдың әріптері оқылмайды: кодтауын тексеріңіз.",
    "Буквы файла не читаются: проверьте кодировку.",
    "The letters of the file cannot be read: check its encoding.",
)
