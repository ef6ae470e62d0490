"""How a clause is cited in each language, and what a list such as "8–20, A1" stands for."""

from collections.abc import Iterator, Mapping

from rules.clauses.catalogue import CLAUSES, UnknownClause, clause
from rules.clauses.model import Clause, split
from rules.text import Text

LONG: Mapping[str, Text] = {
    "clause": Text("{head}-тармақ", "пункт {head}", "clause {head}"),
    "subclause": Text("{head}-тармақтың {tail}) тармақшасы", "подпункт {tail}) пункта {head}", "clause {head}({tail})"),
    "part": Text("{head}-тармақтың {section}-бөлігі", "часть {section} пункта {head}", "clause {head}, part {section}"),
    "paragraph": Text(
        "{head}-тармақтың {paragraph}-абзацы", "абзац {paragraph} пункта {head}", "clause {head}, paragraph {paragraph}"
    ),
    "part paragraph": Text(
        "{head}-тармақтың {section}-бөлігінің {paragraph}-абзацы",
        "абзац {paragraph} части {section} пункта {head}",
        "clause {head}, part {section}, paragraph {paragraph}",
    ),
    "appendix": Text("{head}-қосымша", "приложение {head}", "Appendix {head}"),
    "item": Text("{head}-қосымшаның {tail}-тармағы", "пункт {tail} приложения {head}", "Appendix {head}, item {tail}"),
}
SHORT: Mapping[str, Text] = {
    "clause": Text("{head}-т.", "п. {head}", "cl. {head}"),
    "subclause": Text("{head}-т. {tail})-тш.", "п. {head}, пп. {tail})", "cl. {head}({tail})"),
    "part": Text("{head}-т. {section}-бөл.", "п. {head}, ч. {section}", "cl. {head}, pt. {section}"),
    "paragraph": Text("{head}-т. {paragraph}-абз.", "п. {head}, абз. {paragraph}", "cl. {head}, para. {paragraph}"),
    "part paragraph": Text(
        "{head}-т. {section}-бөл. {paragraph}-абз.",
        "п. {head}, ч. {section}, абз. {paragraph}",
        "cl. {head}, pt. {section}, para. {paragraph}",
    ),
    "appendix": Text("{head}-қос.", "прил. {head}", "App. {head}"),
    "item": Text("{head}-қос. {tail}-т.", "прил. {head}, п. {tail}", "App. {head}, item {tail}"),
}


def label(number: str, language: str) -> str:
    """Cite the clause in full: "clause 9(1)", "подпункт 1) пункта 9", "9-тармақтың 1) тармақшасы"."""
    return _cite(clause(number), LONG, language)


def short(number: str, language: str) -> str:
    """Cite the clause where room is scarce: "cl. 9(1)", "п. 9, пп. 1)", "9-т. 1)-тш."."""
    return _cite(clause(number), SHORT, language)


def _cite(item: Clause, forms: Mapping[str, Text], language: str) -> str:
    head, tail = split(item.number)
    form = forms[_shape(item)].to(language)
    return form.format(head=head.removeprefix("A"), tail=tail, section=item.section, paragraph=item.paragraph)


def _shape(item: Clause) -> str:
    """Which form of LONG and SHORT cites this clause."""
    if item.number.startswith("A"):
        return "item" if item.parent else "appendix"
    if "(" in item.number:
        return "subclause"
    words = [word for word, place in (("part", item.section), ("paragraph", item.paragraph)) if place]
    return " ".join(words) or "clause"


def expand(spec: str) -> tuple[str, ...]:
    """Numbers named by "8–20, A1" in order, without repetition; UnknownClause for what the Rules do not have.

    A range takes all between its ends on their own level: "8–20" has 9-1 but not 9(1), "39(1)–39(3)" three subclauses.
    """
    return tuple(dict.fromkeys(number for entry in spec.split(",") for number in _entry(entry.strip())))


def _entry(entry: str) -> Iterator[str]:
    ends = entry.split("–" if "–" in entry else "-")
    if entry in CLAUSES or len(ends) != 2:  # noqa: PLR2004 – "9-1" is a clause, not a range
        yield clause(entry).number
        return
    first, last = (clause(end.strip()) for end in ends)
    level = [number for number, item in CLAUSES.items() if item.parent == first.parent]
    if last.number not in level or level.index(last.number) < level.index(first.number):
        raise UnknownClause(f'"{entry}" is no range: both ends must be on one level, the earlier one first.')
    yield from level[level.index(first.number) : level.index(last.number) + 1]
