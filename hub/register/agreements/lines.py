"""A fee line in words of both state languages and of the reader, and as the record keeps it (clause 34)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from hub import words
from hub.register.models import FeeLine
from rules.text import Text

SHARE = Text("Табыстан үлес", "Доля дохода", "Share of income")
SUM = Text("Тұрақты сома", "Фиксированная сумма", "Fixed sum")
BASES = {
    "income_listed": Text(
        "басым қызмет түрлерінен түскен табыс",
        "доход от приоритетных видов деятельности",
        "income from the priority activities",
    ),
    "income_total": Text("барлық табыс", "весь доход", "all income"),
}
QUARTER = Text("тоқсанына", "за квартал", "a quarter")
AT_LEAST = Text("кемінде", "не менее", "at least")
AT_MOST = Text("көп дегенде", "не более", "at most")
NONE = "—"
FROM_SIGNING = Text("қол қойылған күннен", "со дня подписания", "from the day of signing")


def told(line: FeeLine) -> dict[str, str | None]:
    """The line as the record of an act keeps it: sums and days as text, None where there is none."""
    return {
        "name_kk": line.name_kk,
        "name_ru": line.name_ru,
        "kind": line.kind,
        "base": line.base,
        "amount": str(line.amount),
        "at_least": _text(line.at_least),
        "at_most": _text(line.at_most),
        "since": _text(line.since),
        "until": _text(line.until),
    }


def line_of(said: Mapping[str, Any]) -> FeeLine:
    """The line that `told` told, not saved; without its first day it begins with the signing."""
    line = FeeLine(**{name: said[name] for name in ("name_kk", "name_ru", "base") if said.get(name)})
    line.kind, line.amount = said["kind"], Decimal(said["amount"])
    line.at_least, line.at_most = (_decimal(said.get(name)) for name in ("at_least", "at_most"))
    line.until = _day(said.get("until"))
    if since := _day(said.get("since")):
        line.since = since
    return line


def _text(value: Decimal | date | None) -> str | None:
    return None if value is None else str(value)


def _decimal(value: Any) -> Decimal | None:
    return None if value in (None, "") else Decimal(value)


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def name(line: FeeLine, lang: str) -> str:
    """The fee's own name, or what kind of fee it is; English has no own name and shows the Russian one."""
    own = line.name_kk if lang == "kk" else line.name_ru
    return own or (SHARE if line.kind == "rate" else SUM).to(lang)


def amount(line: FeeLine, lang: str) -> str:
    """`1,5 % – весь доход` · `100 000 ₸ за квартал`."""
    if line.kind == "fixed":
        return f"{words.tenge(line.amount, lang)} {QUARTER.to(lang)}"
    return f"{words.number(line.amount, lang)}{words.NBSP}% – {BASES[line.base].to(lang)}"


def limits(line: FeeLine, lang: str) -> str:
    """`не менее 10 000 ₸, не более 5 000 000 ₸`; a dash where there are none."""
    named = ((AT_LEAST, line.at_least), (AT_MOST, line.at_most))
    said = [f"{label.to(lang)} {words.tenge(value, lang)}" for label, value in named if value is not None]
    return ", ".join(said) or NONE


def days(line: FeeLine, lang: str) -> str:
    """`1 июля 2026 г. – 31 декабря 2026 г.`; `со дня подписания` where the first day is not known yet."""
    first = words.day(line.since, lang) if line.since else FROM_SIGNING.to(lang)
    return f"{first} – {words.day(line.until, lang) or '…'}"
