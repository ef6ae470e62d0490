"""Where the portal says that it does what a clause asks: acts of the tables, parts of applications, pages."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from hub.cases.chapter import Chapter
from hub.cases.models import Case
from hub.cases.registry import chapters
from rules.clauses import CLAUSES, UnknownClause, expand
from rules.procedure import Procedure


@dataclass
class Cited:
    """Where one clause is cited: `registration.file`, `registration.file: needs complete`, names of pages."""

    acts: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)


def citations() -> dict[str, Cited]:
    """All clauses that anything cites."""
    found: dict[str, Cited] = defaultdict(Cited)
    for chapter in chapters():
        for clause, act in (*_acts(chapter.procedure), *_forms(chapter)):
            if act not in found[clause].acts:
                found[clause].acts.append(act)
    for clause, page in _pages(get_resolver().url_patterns, ""):
        if page not in found[clause].pages:
            found[clause].pages.append(page)
    return dict(found)


def _acts(procedure: Procedure) -> Iterator[tuple[str, str]]:
    for act in procedure.acts:
        name = f"{procedure.key}.{act.key}"
        yield act.clause, name
        yield from ((duty.clause, f"{name}: opens {duty.key}") for duty in act.opens)
        yield from ((ground.clause, f"{name}: ground {ground.key}") for ground in act.grounds)
        yield from ((need.clause, f"{name}: needs {need.key}") for need in act.needs)
        if act.limit:
            yield act.limit.clause, f"{name}: limit {act.limit.term}"


def _forms(chapter: Chapter) -> Iterator[tuple[str, str]]:
    """The parts that an applicant fills in and the list that an officer ticks."""
    key = chapter.procedure.key
    yield from ((clause, f"{key}: checklist") for clause in chapter.checklist)
    try:
        parts = chapter.parts(Case(procedure_key=key))
    except NotImplementedError:
        return
    yield from ((clause, f"{key}: part {part.key}") for part in parts for clause in (part.clause, *part.also))


def _pages(patterns: Iterable[Any], inside: str) -> Iterator[tuple[str, str]]:
    """Clause and name of every page that says which clauses it serves."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            space = f"{inside}{pattern.namespace}:" if pattern.namespace else inside
            yield from _pages(pattern.url_patterns, space)
        elif isinstance(pattern, URLPattern):
            page = f"{inside}{pattern.name or pattern.pattern}"
            specs = getattr(pattern.callback, "clauses", ())
            yield from ((clause, page) for spec in specs for clause in _numbers(spec))


def _numbers(spec: str) -> Sequence[str]:
    """The clauses in force of a range such as "8–18"; a single number, even an unknown one, stands for itself."""
    if spec in CLAUSES:
        return [spec]
    try:
        return [number for number in expand(spec) if not CLAUSES[number].deleted]
    except UnknownClause:
        return [spec]
