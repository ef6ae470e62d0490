"""The monthly calculation index, by which the tax debt of clause 9(2) is measured."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from rules.reference.files import load
from rules.text import Text


@dataclass(frozen=True, slots=True)
class Mrp:
    """The index in tenge from `since` on; `source` is the act that set it."""

    amount: int
    since: date
    source: Text


class UnknownMrp(LookupError):
    """No index is known for the day; `text` says who must enter it."""

    def __init__(self, on: date) -> None:
        self.on = on
        year = on.year
        self.text = Text(
            f"{year} жылға арналған АЕК белгісіз. Технопарк қызметкері оны анықтамалық деректерге енгізуі керек.",
            f"МРП на {year} год неизвестен. Сотрудник Технопарка должен внести его в справочные данные.",
            f"The MCI for {year} is unknown. Technopark staff must enter it in the reference data.",
        )
        super().__init__(self.text.en)


def _read() -> tuple[Mrp, ...]:
    data = load("mrp.toml")
    return tuple(
        Mrp(row["amount"], row["since"], _source(data["sources"][row["source"]], row["since"].year))
        for row in data["mrp"]
    )


def _source(template: dict[str, Any], year: int) -> Text:
    return Text(*(template[language].format(year=year) for language in ("kk", "ru", "en")))


MRP = _read()


def mrp(on: date, extra: Iterable[Mrp] = ()) -> Mrp:
    """Find the index in force on `on`; `extra` values win over ours of the same day; raises `UnknownMrp`.

    A value never outlives its year, so a forgotten new year is noticed instead of reckoned with the old index.
    """
    dated = {value.since: value for value in (*MRP, *extra)}
    since = max((day for day in dated if day <= on and day.year == on.year), default=None)
    if since is None:
        raise UnknownMrp(on)
    return dated[since]


def tax_debt_limit(on: date, multiple: int, extra: Iterable[Mrp] = ()) -> int:
    """Reckon the debt in tenge that is still allowed on `on`: only a debt above it is an obstacle (clause 9(2))."""
    return multiple * mrp(on, extra).amount
