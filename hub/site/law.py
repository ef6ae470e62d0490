"""Finding one's way in the Rules: search among the clauses, and where in the portal a clause works."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import gettext as _

from hub import words
from hub.cases.registry import chapters
from hub.register.search import fold
from hub.site.steps import term_words
from rules.clauses import CLAUSES, PARTS, Clause, Part, UnknownClause, expand, label
from rules.editions import Edition, Term
from rules.procedure import Duty, Procedure
from rules.text import LANGUAGES


def matching(query: str) -> tuple[Clause, ...]:
    """The clauses that hold every word of the query in any language; a number in it must be a number of the clause."""
    if query.strip() in CLAUSES:
        return (CLAUSES[query.strip()],)
    wanted = fold(query).split()
    return tuple(CLAUSES[number] for number, text in _index().items() if all(_holds(text, word) for word in wanted))


def _holds(text: str, word: str) -> bool:
    return f" {word} " in text if word[0].isdigit() else f" {word}" in text


@cache
def _index() -> dict[str, str]:
    """The folded words of each clause, with spaces around: number, citation, title and summary in every language."""
    return {number: f" {fold(_text(item))} " for number, item in CLAUSES.items()}


def _text(item: Clause) -> str:
    cited = [label(item.number, language) for language in LANGUAGES]
    return " ".join([item.number, *cited, *item.title, *item.summary])


def by_part(found: tuple[Clause, ...]) -> list[tuple[Part, list[Clause]]]:
    """The clauses under the parts of the Rules; parts without any are left out."""
    grouped = [(part, [item for item in found if item.part == part.key]) for part in PARTS]
    return [(part, items) for part, items in grouped if items]


def part_number(part: Part) -> str:
    """`Chapter 2, paragraph 4`; nothing for the appendices."""
    if part.chapter is None:
        return ""
    place = {"chapter": part.chapter, "paragraph": part.paragraph}
    if part.paragraph is None:
        return _("Chapter %(chapter)s") % place
    return _("Chapter %(chapter)s, paragraph %(paragraph)s") % place


def passages(item: Clause) -> list[Clause]:
    """The numbered subclauses and passages of a clause, in the order of the text."""
    return [inner for inner in CLAUSES.values() if inner.parent == item.number]


@dataclass(frozen=True, slots=True)
class Use:
    """Something in the portal that stands on a clause: an act, a duty, a ground, a requirement or a term."""

    kind: str
    title: str
    note: str = ""


def uses(number: str, edition: Edition) -> list[Use]:
    """What in the procedures and the edition cites the clause."""
    procedures = [chapter.procedure for chapter in chapters()]
    found = [use for procedure in procedures for use in _in_procedure(procedure, number, edition)]
    of_duties = {duty.term for procedure in procedures for duty in procedure.duties}
    found += [
        Use(_("Term"), term_words(term), _note(term))
        for term in edition.terms.values()
        if term.clause == number and term.key not in of_duties  # a duty tells its term itself
    ]
    return found


def _note(term: Term) -> str:
    return words.words(term.note) if term.note else ""


def _duty(duty: Duty, edition: Edition) -> Use:
    told = [words.words(duty.actor.title)]
    if duty.term:
        term = edition.term(duty.term)
        told += [term_words(term), _note(term)]
    return Use(_("Duty"), words.words(duty.title), " · ".join(filter(None, told)))


def _in_procedure(procedure: Procedure, number: str, edition: Edition) -> Iterator[Use]:
    for act in procedure.acts:
        if act.clause == number:
            yield Use(_("Act"), words.words(act.label), words.words(act.actor.title))
    for duty in procedure.duties:
        if duty.clause == number:
            yield _duty(duty, edition)
    for ground in procedure.grounds:
        if ground.clause == number:
            yield Use(_("Ground"), words.words(ground.title))
    for need in dict.fromkeys(need for act in procedure.acts for need in act.needs):
        if need.clause == number:
            yield Use(_("What must hold"), words.words(need.demand))


def pages(number: str) -> list[tuple[str, str]]:
    """Title and address of the public pages that serve the clause."""
    titles = {
        "how": _("How to take part"),
        "self_check": _("Self-check"),
        "register": _("Register of participants"),
        "certificates": _("Certificate check"),
        "commissions": _("Commissions"),
        "statistics": _("Statistics"),
    }
    serving = {pattern.name for pattern in _patterns(get_resolver().url_patterns) if number in _served(pattern)}
    return [(title, reverse(name)) for name, title in titles.items() if name in serving]


def _patterns(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one.url_patterns)
        else:
            yield one


def _served(pattern: URLPattern) -> set[str]:
    """The clauses that a view says it serves, ranges written out."""
    found: set[str] = set()
    for spec in getattr(pattern.callback, "clauses", ()):
        try:
            found.update(expand(spec))
        except UnknownClause:
            continue
    return found
