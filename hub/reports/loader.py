"""Reads the forms of the report from `forms/*.toml`; a form with faults is refused with all of them in plain words.

A text is `[kk, ru, en]`. The names of a form's figures are the same in every version: others read them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, get_args

from hub.reports.form import Check, Comparison, Field, Form, Mask, Section, Spread, Table, Type
from rules.clauses import CLAUSES
from rules.text import Text

FORMS = Path(__file__).with_name("forms")
NUMERIC = ("money", "amount", "number", "count", "percent")
FIGURES = (
    "income_total",
    "income_listed",
    "income_other",
    "export_total",
    "taxes_total",
    "payroll",
    "staff_total",
    "staff_nonresident",
    "investment",
    "costs_total",
)
"""What fees, monitoring and analysis read of every report, whatever its form."""


class FormFaults(ValueError):
    """A file of a form cannot be used; the message says everything that is wrong with it."""

    def __init__(self, version: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{version}: {fault}" for fault in faults))


@cache
def forms() -> Mapping[str, Form]:
    """Version → form, the newest last."""
    return {path.stem: read(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FORMS.glob("*.toml"))}


def form(version: str) -> Form:
    """The form of a version; the newest one where it is not known (an agreement made elsewhere)."""
    known = forms()
    return known.get(version) or known[max(known)]


def read(version: str, source: str) -> Form:
    """A form from the text of its file; raises FormFaults."""
    try:
        told = tomllib.loads(source)
        made = _form(version, told)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise FormFaults(version, [_unreadable(error)]) from error
    if found := faults(made):
        raise FormFaults(version, found)
    return made


def _unreadable(error: Exception) -> str:
    return f"the word {error} is missing" if isinstance(error, KeyError) else str(error)


def _form(version: str, told: Mapping[str, Any]) -> Form:
    listed = told["sections"]
    return Form(
        version,
        _text(told["title"]),
        {key: _text(title) for key, title in told["groups"].items()},
        {one["key"]: one["group"] for one in listed},
        tuple(_section(one) for one in listed),
        dict(told["figures"]),
        {key: Spread(**one) for key, one in told.get("spreads", {}).items()},
        {key: _text(title) for key, title in told.get("slots", {}).items()},
    )


def _text(given: Any) -> Text:
    if not isinstance(given, list) or len(given) != len(("kk", "ru", "en")) or not all(given):
        raise ValueError(f"a text is [kk, ru, en], not {given!r}")
    return Text(*given)


def _maybe(given: Any) -> Text | None:
    return None if given is None else _text(given)


def _section(told: Mapping[str, Any]) -> Section:
    _known(told, "section", "key group title clause hint also fields tables checks attachments")
    return Section(
        told["key"],
        _text(told["title"]),
        told["clause"],
        tuple(_field(one) for one in told.get("fields", ())),
        tuple(_table(one) for one in told.get("tables", ())),
        tuple(_check(one) for one in told.get("checks", ())),
        _maybe(told.get("hint")),
        tuple(told.get("also", ())),
        tuple(told.get("attachments", ())),
    )


def _table(told: Mapping[str, Any]) -> Table:
    _known(told, "table", "key title row columns hint at_least cards from_plan")
    return Table(
        told["key"],
        _text(told["title"]),
        _text(told["row"]),
        tuple(_field(one) for one in told["columns"]),
        _maybe(told.get("hint")),
        told.get("at_least", 0),
        told.get("cards", False),
        told.get("from_plan", False),
    )


def _field(told: Mapping[str, Any]) -> Field:
    _known(told, "field", "key label type hint unit required needed_when choices compare carry mask blank")
    needed = told.get("needed_when")
    return Field(
        told["key"],
        _text(told["label"]),
        told["type"],
        _maybe(told.get("hint")),
        _maybe(told.get("unit")),
        told.get("required", needed is None),
        (needed[0], needed[1]) if needed else None,
        tuple((key, _text(one)) for key, one in told["choices"].items()) if "choices" in told else None,
        tuple(told.get("compare", ())),
        told.get("carry", False),
        told.get("mask"),
        told.get("blank", False),
    )


def _check(told: Mapping[str, Any]) -> Check:
    return Check(told["at"], told["left"], told["is"], tuple(told["right"]), _text(told["say"]))


def _known(told: Mapping[str, Any], what: str, words: str) -> None:
    """A misspelt word is told, not passed over."""
    if strange := sorted(told.keys() - set(words.split())):
        raise ValueError(f"a {what} knows no {', '.join(strange)} ({told.get('key', '?')})")


def faults(made: Form) -> list[str]:
    """Everything wrong with a form, in plain English for its author."""
    return [
        *_keys(made),
        *(fault for section in made.sections for fault in _of_section(made, section)),
        *_figures(made),
    ]


def _keys(made: Form) -> Iterator[str]:
    sections = [section.key for section in made.sections]
    tables = [table.key for section in made.sections for table in section.tables]
    fields = [field.key for section in made.sections for field in section.fields]
    for what, keys in (("section", sections), ("field or table", [*tables, *fields])):
        yield from (f"{what} {key!r} stands twice" for key in sorted({one for one in keys if keys.count(one) > 1}))
    yield from (f"{key!r} must be a plain lower-case name" for key in [*sections, *tables, *fields] if not _plain(key))
    yield from (
        f"section {key!r}: no group {group!r}" for key, group in made.group_of.items() if group not in made.groups
    )


def _plain(key: str) -> bool:
    return key.isidentifier() and key == key.lower()


def _of_section(made: Form, section: Section) -> Iterator[str]:
    for clause in (section.clause, *section.also):
        if clause not in CLAUSES:
            yield f"section {section.key!r} cites clause {clause!r}, which is unknown"
    yield from (f"section {section.key!r}: no slot {slot!r}" for slot in section.attachments if slot not in made.slots)
    yield from _of_fields(section.fields, f"section {section.key!r}")
    for table in section.tables:
        yield from _of_fields(table.columns, f"table {table.key!r}")
        names = [one.key for one in table.columns]
        yield from (f"table {table.key!r}: column {one!r} stands twice" for one in set(names) if names.count(one) > 1)
    for check in section.checks:
        yield from _of_check(made, section, check)


def _of_fields(fields: Sequence[Field], where: str) -> Iterator[str]:
    keys = {one.key for one in fields}
    for one in fields:
        if one.type not in get_args(Type):
            yield f"{where}: {one.key!r} has the unknown type {one.type!r}"
        if (one.type == "choice") != (one.choices is not None):
            yield f"{where}: {one.key!r} has choices where it is no choice, or the other way round"
        if one.mask is not None and one.mask not in get_args(Mask):
            yield f"{where}: {one.key!r} has the unknown mask {one.mask!r}"
        if any(how not in get_args(Comparison) for how in one.compare):
            yield f"{where}: {one.key!r} is compared with something unknown"
        if one.needed_when and one.needed_when[0] not in keys:
            yield f"{where}: {one.key!r} depends on {one.needed_when[0]!r}, which is not there"
        if not _plain(one.key):
            yield f"{where}: {one.key!r} must be a plain lower-case name"


def _of_check(made: Form, section: Section, check: Check) -> Iterator[str]:
    where = f"section {section.key!r}: the check of {check.left!r}"
    if check.how not in ("equals", "at_most", "rows_when_yes"):
        yield f"{where} is of the unknown kind {check.how!r}"
    if section.field(check.at) is None:
        yield f"{where} stands at {check.at!r}, which is no field of the section"
    if check.how == "rows_when_yes":
        found = made.places.get(check.left)
        if found is None or found[2].type != "yes_no":
            yield f"{where}: {check.left!r} is no question of yes and no"
        yield from (f"{where}: no table {one!r} in the section" for one in check.right if section.table(one) is None)
        return
    yield from (f"{where}: {fault}" for name in (check.left, *check.right) for fault in _number(made, name))
    yield from (
        f"{where}: its message must hold nothing but %(left)s and %(right)s" for one in check.say if not _fits(one)
    )


def _fits(message: str) -> bool:
    try:
        message % {"left": "", "right": ""}
    except (KeyError, ValueError, TypeError):
        return False
    return True


def _number(made: Form, name: str) -> Iterator[str]:
    found = made.places.get(name)
    if found is None:
        yield f"there is no {name!r}"
    elif found[2].type not in NUMERIC:
        yield f"{name!r} is no number"


def _figures(made: Form) -> Iterator[str]:
    yield from (f"the figure {key!r} is not given" for key in FIGURES if key not in made.figures)
    yield from (f"the figure {key!r}: {fault}" for key, name in made.figures.items() for fault in _number(made, name))
    for key, spread in made.spreads.items():
        for column in filter(None, (spread.by, spread.value)):
            name = f"{spread.table}.{column}"
            if name not in made.places:
                yield f"the figure {key!r} is spread over {name!r}, which is not there"
