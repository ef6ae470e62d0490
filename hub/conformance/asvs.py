"""The table of docs/security.md: each requirement of OWASP ASVS 5.0, levels 1 and 2, with its evidence.

Run it as `python -m hub.conformance.asvs [--check]`. The data are in docs/asvs: `levels.toml` lists the ids of the
standard, each `V*.toml` is a chapter.
"""

import argparse
import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from hub.config.env import ROOT

APPLIES = ("yes", "in part", "not yet", "no")
"""Met; met but for what `why` names; applies and is not met; nothing here to which it could apply."""
MARK = "<!-- What follows is made from docs/asvs by `make docs`. -->\n"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of the table. `evidence` are `file`, `file::setting or name` and `tests/….py::test_…`, from the root."""

    id: str
    level: int
    asks: str
    applies: str
    why: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    id: str
    title: str
    requirements: tuple[Requirement, ...]


def run(argv: Sequence[str], err: TextIO, root: Path = ROOT) -> int:
    """Write the table; with `--check` only compare. Status 1 where the data are at fault or the page is out of date."""
    parser = argparse.ArgumentParser(prog="python -m hub.conformance.asvs")
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 if the page is out of date")
    check = parser.parse_args(argv).check
    file = root / "docs" / "security.md"
    old = file.read_text(encoding="utf-8")
    new = page(old, chapters(root))
    wrong = faults(root)
    if check and old != new:
        wrong.append("docs/security.md is out of date: run `make docs`")
    elif not check:
        file.write_text(new, encoding="utf-8")
    err.write("".join(f"{fault}\n" for fault in wrong))
    return 1 if wrong else 0


def chapters(root: Path = ROOT) -> list[Chapter]:
    """The chapters in the order of the standard. Raises KeyError for an id that `levels.toml` does not have."""
    levels = levels_of(root)
    found = []
    for file in sorted((root / "docs" / "asvs").glob("V*.toml")):
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        title = table.pop("title")
        lines = tuple(_requirement(key, levels[key], table[key]) for key in sorted(table, key=_order))
        found.append(Chapter(file.stem, title, lines))
    return sorted(found, key=lambda chapter: _order(chapter.id))


def levels_of(root: Path = ROOT) -> dict[str, int]:
    """Id of a requirement → its level, 1 or 2, as the standard has them."""
    table = tomllib.loads((root / "docs" / "asvs" / "levels.toml").read_text(encoding="utf-8"))
    return {key: level for level in (1, 2) for key in table[f"level_{level}"]}


def _requirement(key: str, level: int, said: dict[str, Any]) -> Requirement:
    return Requirement(key, level, said["asks"], said["applies"], said.get("why", ""), tuple(said.get("evidence", ())))


def _order(key: str) -> list[int]:
    return [int(number) for number in key.removeprefix("V").split(".")]


def faults(root: Path = ROOT) -> list[str]:
    """What is wrong with the data: an id that is missing, a claim without a reason, evidence that is not there."""
    found = [(chapter, one) for chapter in chapters(root) for one in chapter.requirements]
    told = [f"{key} is missing" for key in sorted(levels_of(root).keys() - {one.id for _, one in found}, key=_order)]
    told += [f"{one.id} stands in {chapter.id}" for chapter, one in found if not one.id.startswith(f"{chapter.id}.")]
    return told + [f"{one.id}: {fault}" for _, one in found for fault in _faults_of(one, root)]


def _faults_of(one: Requirement, root: Path) -> Iterator[str]:
    if one.applies not in APPLIES:
        yield f"applies is {one.applies!r}, not one of {', '.join(APPLIES)}"
    if one.applies != "yes" and not one.why:
        yield f"{one.applies!r} without a reason"
    if one.applies in {"yes", "in part"} and not one.evidence:
        yield f"{one.applies!r} without evidence"
    if one.applies in {"not yet", "no"} and one.evidence:
        yield f"{one.applies!r} with evidence"
    yield from (f"{claim} is not there" for claim in one.evidence if not _stands(claim, root))


def _stands(claim: str, root: Path) -> bool:
    """Whether the file is there and has what the claim names: in a file of tests a test, elsewhere a word."""
    path, _, name = claim.partition("::")
    file = root / path
    if not file.is_file():
        return False
    text = file.read_text(encoding="utf-8")
    if path.startswith("tests/") and file.name.startswith("test_"):
        functions = {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}
        return name.startswith("test_") and name in functions
    return not name or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def page(old: str, found: Sequence[Chapter]) -> str:
    """The page with its table made anew; what stands before the mark is kept. Raises ValueError without the mark."""
    before, mark, _ = old.partition(MARK)
    if not mark:
        raise ValueError(f"docs/security.md lacks the line {MARK.strip()}")
    return before + MARK + "\n".join(["", *_summary(found), *(line for one in found for line in _table(one))])


def _summary(found: Sequence[Chapter]) -> list[str]:
    every = [one for chapter in found for one in chapter.requirements]
    rows = [[f"[{one.id} {one.title}](#{_anchor(one)})", *_counts(one.requirements)] for one in found]
    return [*_markdown(["Chapter", "All", *APPLIES], [*rows, ["**All**", *_counts(every)]]), ""]


def _counts(requirements: Sequence[Requirement]) -> list[str]:
    count = Counter(one.applies for one in requirements)
    return [str(len(requirements)), *(str(count[word]) for word in APPLIES)]


def _anchor(chapter: Chapter) -> str:
    """The place of a chapter's heading, as GitHub and others name it."""
    return re.sub(r"[^\w-]", "", f"{chapter.id} {chapter.title}".lower().replace(" ", "-"))


def _table(chapter: Chapter) -> list[str]:
    rows = [[one.id, str(one.level), one.asks, one.applies, _ground(one)] for one in chapter.requirements]
    heads = ["Id", "Level", "Asked", "Applies", "Why; evidence"]
    return [f"### {chapter.id} {chapter.title}", "", *_markdown(heads, rows), ""]


def _ground(one: Requirement) -> str:
    links = ", ".join(_link(claim) for claim in one.evidence)
    return " ".join(part for part in (one.why, links) if part)


def _link(claim: str) -> str:
    path, _, name = claim.partition("::")
    words = name if path.startswith("tests/") and name else claim.replace("::", ": ")
    return f"[`{words}`](../{path})"


def _markdown(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    cells = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in cells]


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:], sys.stderr))
