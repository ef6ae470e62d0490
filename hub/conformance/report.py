"""The state of every clause.

A clause that is cited is said to work; it does when at least one test of it passed and none failed. A clause that is
not cited itself works when all its subclauses that need software do (clause 3 is the sum of its functions); a cited
one is judged by its own tests alone, because its subclauses have rows of their own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from hub.conformance.citations import Cited
from hub.conformance.results import Result
from rules.clauses import CLAUSES, Clause

State = Literal["works", "not yet", "needs no software"]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause: where it is cited, the tests of it by outcome, and what is wrong ("" where nothing is)."""

    clause: str
    state: State
    acts: tuple[str, ...]
    pages: tuple[str, ...]
    tests: tuple[Result, ...]
    problem: str

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {"tests": [{"id": test.id, "outcome": test.outcome} for test in self.tests]}


def rows(
    cited: Mapping[str, Cited], results: Iterable[Result], clauses: Mapping[str, Clause] = CLAUSES
) -> tuple[Row, ...]:
    """A row for every clause in the order of the Rules, then one for each citation or test of what the Rules lack."""
    tests: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        for number in result.clauses:
            tests[number].append(result)
    known = {number: _row(item, cited.get(number, Cited()), tests[number]) for number, item in clauses.items()}
    strangers = [number for number in {**cited, **tests} if number not in clauses]
    return (
        *(_summed(row, known, clauses) for row in known.values()),
        *(_stranger(number, cited.get(number, Cited()), tests[number]) for number in strangers),
    )


def _row(item: Clause, cited: Cited, tests: list[Result]) -> Row:
    passed = any(test.outcome == "passed" for test in tests)
    failed = [test.id for test in tests if test.outcome == "failed"]
    said = bool(cited.acts or cited.pages)
    state: State = "not yet"
    if not item.software:
        state = "needs no software"
    elif said and passed and not failed:
        state = "works"
    return Row(
        item.number, state, tuple(cited.acts), tuple(cited.pages), tuple(tests), _problem(item, said, passed, failed)
    )


def _problem(item: Clause, said: bool, passed: bool, failed: list[str]) -> str:
    if item.deleted and said:
        return "the clause is deleted, yet something cites it"
    if failed:
        return f"a test of it fails: {', '.join(failed)}"
    if said and item.software and not passed:
        return "it is said to work, and no passing test shows it"
    return ""


def _summed(row: Row, known: Mapping[str, Row], clauses: Mapping[str, Clause]) -> Row:
    """The same row; an uncited clause takes the state of its subclauses when all of them work."""
    parts = [known[number] for number, item in clauses.items() if item.parent == row.clause and item.software]
    if row.state != "not yet" or row.acts or row.pages or row.problem or not parts:
        return row
    if any(part.state != "works" for part in parts):
        return row
    return Row(row.clause, "works", row.acts, row.pages, row.tests, row.problem)


def _stranger(number: str, cited: Cited, tests: list[Result]) -> Row:
    return Row(number, "not yet", tuple(cited.acts), tuple(cited.pages), tuple(tests), "the Rules have no such clause")
