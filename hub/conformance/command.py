"""The command `hub conformance`."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from hub.conformance.citations import citations
from hub.conformance.report import Row, rows
from hub.conformance.results import UnusableResults, current, read
from rules.clauses import short

OK, PROBLEMS, UNKNOWN = 0, 1, 2


def run(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Status: 0 all that is said to work does, 1 something does not, 2 the tests could not tell."""
    parser = argparse.ArgumentParser(prog="hub conformance")
    parser.add_argument("--json", action="store_true", help="a list of objects, one for each clause")
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--run", action="store_true", help="run the tests even if a report of these sources is kept")
    source.add_argument("--results", type=Path, metavar="FILE", help="use this report of the tests as it is")
    given = parser.parse_args(argv)
    try:
        results = read(given.results)[1] if given.results else current(afresh=given.run, progress=err)
    except UnusableResults as error:
        err.write(f"{error}\n")
        return UNKNOWN
    found = rows(citations(), results)
    if given.json:
        out.write(json.dumps([row.as_data() for row in found], ensure_ascii=False, indent=2) + "\n")
    else:
        out.write("\n".join(_table(found)) + "\n")
    return PROBLEMS if any(row.problem for row in found) else OK


def _table(found: Sequence[Row]) -> Iterator[str]:
    for row in found:
        shown = f"{sum(test.outcome == 'passed' for test in row.tests)} of {len(row.tests)} tests passed"
        where = ", ".join([*row.acts, *row.pages])
        yield f"{row.clause:<8} {row.state:<18} {shown if row.tests else '':<24} {where}".rstrip()
    counts = Counter(row.state for row in found)
    yield ""
    yield "; ".join(f"{state}: {count}" for state, count in counts.most_common())
    yield from (f"! {row.clause} ({_cited(row.clause)}): {row.problem}" for row in found if row.problem)


def _cited(number: str) -> str:
    try:
        return short(number, "en")
    except KeyError:
        return "unknown"
