"""What a browser sends for a part of an application, as it is kept: field name → values, rows numbered anew."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.http import QueryDict

if TYPE_CHECKING:
    from hub.cases.parts import Context, Part, Table

Raw = Mapping[str, list[str]]
"""What was typed: field name → values, as a browser sends them."""

MAX_ROWS = 200
DELETE = "DELETE"


def with_management(data: QueryDict, table: Table) -> QueryDict:
    """The typed data with the number of rows that a formset wants to be told."""
    counted = data.copy()
    typed = [name.split("-")[1] for name in data if name.startswith(f"{table.key}-")]
    rows = max([int(index) + 1 for index in typed if index.isdigit()] + [table.at_least])
    counted[f"{table.key}-TOTAL_FORMS"] = str(min(rows, MAX_ROWS + 1))
    counted[f"{table.key}-INITIAL_FORMS"] = "0"
    return counted


def querydict(raw: Raw) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in raw.items():
        data.setlist(name, values)
    return data


def typed_in(part: Part, posted: QueryDict, context: Context) -> dict[str, list[str]]:
    """What of a posted form belongs to the part; anything else is left out."""
    names = set(part.form.base_fields) if part.form else set()
    if part.form is not None:
        names |= set(part.form(context=context).fields)
    typed = {name: _plain(posted.getlist(name)) for name in posted if name in names}
    for table in part.tables:
        typed |= _typed_rows(table.key, posted)
    return typed


def _plain(values: list[str]) -> list[str]:
    return [value.replace("\x00", "") for value in values]


def _typed_rows(key: str, posted: QueryDict) -> dict[str, list[str]]:
    """The rows of a table, numbered anew without those that the person removed."""
    rows: dict[int, dict[str, list[str]]] = {}
    for name in posted:
        prefix, _dash, rest = name.partition("-")
        number, _dash, field_name = rest.partition("-")
        if prefix == key and number.isdigit() and field_name:
            rows.setdefault(int(number), {})[field_name] = _plain(posted.getlist(name))
    kept = [row for _number, row in sorted(rows.items()) if DELETE not in row]
    return {f"{key}-{number}-{name}": values for number, row in enumerate(kept) for name, values in row.items()}
