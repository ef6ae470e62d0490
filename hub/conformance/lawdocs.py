"""The pages of docs/law: every procedure as a table with its diagram, and every clause in plain words."""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from hub.config.env import ROOT
from rules import procedure_words as words
from rules.clauses import CLAUSES, PARTS, label, short
from rules.diagram import mermaid
from rules.editions import editions
from rules.procedure import Procedure
from rules.tables import Sheet, procedures, sheet
from rules.text import LANGUAGES, Language

FOLDER = ROOT / "docs" / "law"


def run(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Write the pages; with `--check` only compare, status 1 where a page is not what `rules/` says now."""
    parser = argparse.ArgumentParser(prog="hub lawdocs")
    parser.add_argument("--check", action="store_true", help="change nothing; status 1 if a page is out of date")
    if parser.parse_args(argv).check:
        wrong = stale(FOLDER)
        err.write("".join(f"{name} is out of date: run `hub lawdocs`\n" for name in wrong))
        return 1 if wrong else 0
    for name, text in pages().items():
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(text, encoding="utf-8")
    for name in stale(FOLDER):
        (FOLDER / name).unlink()
    out.write(f"{len(pages())} pages stand in {FOLDER.relative_to(ROOT)}\n")
    return 0


def stale(folder: Path) -> list[str]:
    """Names of the pages that differ from what `rules/` says, are missing, or should not be there."""
    wanted = pages()
    there = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    return sorted(name for name in wanted | there if wanted.get(name) != there.get(name))


def pages() -> dict[str, str]:
    """Path within docs/law → the page, in Markdown."""
    found = {"README.md": _index()}
    for language in LANGUAGES:
        found[f"{language}/clauses.md"] = _clauses(language)
        for procedure in procedures().values():
            found[f"{language}/procedure-{procedure.key}.md"] = _procedure(procedure, language)
    return found


def _index() -> str:
    """The way in, in all three languages."""
    lines: list[str] = []
    for language in LANGUAGES:
        lines += [f"# {words.LAW.to(language)}", "", words.LAW_ABOUT.to(language), ""]
        for one in procedures().values():
            link = f"[{one.title.to(language)}]({language}/procedure-{one.key}.md)"
            lines.append(f"- {link} ({words.CLAUSES.to(language)}: {one.clauses})")
        lines += [f"- [{words.ALL_CLAUSES.to(language)}]({language}/clauses.md)", ""]
    return "\n".join(lines)


def _procedure(procedure: Procedure, language: Language) -> str:
    told = sheet(procedure, editions()[-1], language)
    sections = (
        (words.DIAGRAM, ["```mermaid", *mermaid(procedure, language).splitlines(), "```"]),
        (words.ACTS, _acts(told["acts"], language)),
        (words.DUTIES, _duties(procedure, told, language)),
        (words.GROUNDS, _listed(told, "grounds", "title")),
        (words.NEEDS, _listed(told, "needs", "demand")),
    )
    lines = [f"# {told['title']}", "", f"{words.CLAUSES.to(language)}: {told['clauses']}. {told['edition']}.", ""]
    for title, content in sections:
        if content:
            lines += [f"## {title.to(language)}", "", *content, ""]
    return "\n".join(lines)


def _acts(acts: Sequence[Sheet], language: Language) -> list[str]:
    heads = (words.ACT, words.ACTOR, words.CLAUSE, words.COURSE)
    rows = ((act["label"], act["actor"], short(act["clause"], language), _course(act)) for act in acts)
    return _table([head.to(language) for head in heads], rows)


def _course(act: Sheet) -> str:
    return ", ".join(act["from"]) + (f" → {', '.join(act['to'])}" if act["to"] else "")


def _duties(procedure: Procedure, told: Sheet, language: Language) -> list[str]:
    heads = (words.DUTY, words.ACTOR, words.CLAUSE, words.ACTS, words.TERM, words.SINCE)
    duties = {duty["key"]: duty for act in told["acts"] for duty in act["opens"]}.values()
    rows = (
        (
            duty["title"],
            duty["actor"],
            short(duty["clause"], language),
            ", ".join(procedure.act(key).label.to(language) for key in duty["acts"]),
            duty["term"]["words"] if duty["term"] else words.NO_TERM.to(language),
            words.since(duty["since"]).to(language) if duty["term"] else "–",
        )
        for duty in duties
    )
    notes = [f"> {duty['title']}: {duty['term']['note']}" for duty in duties if duty["term"] and duty["term"]["note"]]
    return [*_table([head.to(language) for head in heads], rows), *(["", *notes] if notes else [])]


def _listed(told: Sheet, what: str, text: str) -> list[str]:
    """Grounds or needs, each once, with the acts that name it."""
    acts: dict[str, list[str]] = {}
    for act in told["acts"]:
        for one in act[what]:
            acts.setdefault(f"{one[text].rstrip('.')} ({one['cited']})", []).append(act["label"])
    return [f"- {said} – {', '.join(by)}" for said, by in acts.items()]


def _clauses(language: Language) -> str:
    lines = [f"# {words.ALL_CLAUSES.to(language)}", ""]
    for part in PARTS:
        own = [item for item in CLAUSES.values() if item.part == part.key]
        heads = [words.CLAUSE.to(language), words.TITLE.to(language), words.SUMMARY.to(language)]
        rows = ((label(item.number, language), item.title.to(language), item.summary.to(language)) for item in own)
        lines += [f"## {part.title.to(language)}", "", *_table(heads, rows), ""]
    return "\n".join(lines)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [*_lines([heads, ["---"] * len(heads)]), *_lines(rows)]


def _lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    return (f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows)
