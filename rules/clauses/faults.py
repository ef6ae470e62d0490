"""Says what is wrong with the catalogue."""

from collections.abc import Iterator, Mapping

from rules.clauses.catalogue import CLAUSES, PARTS
from rules.clauses.model import Clause
from rules.text import LANGUAGES, Text

TITLE_WORDS = range(2, 9)


def catalogue_faults(clauses: Mapping[str, Clause] = CLAUSES) -> list[str]:
    """Why `clauses` cannot stand, one sentence per fault with the clause's number; empty when all is well."""
    absent = [f"{part.first}: opens part {part.key} but is missing" for part in PARTS if part.first not in clauses]
    checks = (_text_faults, _title_faults, _place_faults, _history_faults)
    found = [
        f"{item.number}: {fault}" for item in clauses.values() for check in checks for fault in check(item, clauses)
    ]
    return absent + found


def _text_faults(item: Clause, _: Mapping[str, Clause]) -> Iterator[str]:
    texts: dict[str, Text | None] = {"title": item.title, "summary": item.summary, "reason": item.why_no_software}
    for name, text in texts.items():
        if text is None:
            continue
        yield from (f"the {name} has no {language} text" for language in LANGUAGES if not text.to(language).strip())
        if len(set(text)) < len(LANGUAGES):
            yield f"the {name} reads the same in two languages"


def _title_faults(item: Clause, _: Mapping[str, Clause]) -> Iterator[str]:
    if not item.deleted:
        wrong = [language for language in LANGUAGES if len(item.title.to(language).split()) not in TITLE_WORDS]
        yield from (f"the {language} title must have 2 to 8 words" for language in wrong)


def _place_faults(item: Clause, clauses: Mapping[str, Clause]) -> Iterator[str]:
    parent = item.parent
    if parent is not None and parent not in clauses:
        yield f"its clause {parent} is missing"
    elif parent is not None and clauses[parent].deleted:
        yield f"its clause {parent} is deleted"
    if ("/" in item.number) != bool(item.section or item.paragraph):
        yield "an unnumbered passage, and only that, needs its section or paragraph"
    if item.part not in {part.key for part in PARTS}:
        yield f"part {item.part} is not in parts.toml"


def _history_faults(item: Clause, _: Mapping[str, Clause]) -> Iterator[str]:
    orders = (item.added_by, *item.amended_by, item.deleted_by)
    dates = [order.on for order in orders if order]
    if dates != sorted(set(dates)):
        yield "its orders do not follow one another in time"
    if item.deleted and item.software:
        yield "it is deleted and so needs no software"
