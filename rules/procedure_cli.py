"""The command `hub procedure`: a table of the Rules on the terminal, with its diagram."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from typing import TextIO

from rules import procedure_words as words
from rules.diagram import mermaid, text
from rules.editions import Edition, editions
from rules.procedure import Procedure
from rules.tables import Sheet, procedures, sheet
from rules.text import LANGUAGES

OK, BAD_INPUT = 0, 2


def run(argv: Sequence[str], out: TextIO, err: TextIO | None = None) -> int:
    """Answer on `out`, complain on `err` (standard error). Status: 0 done, 2 no such procedure or wrong usage."""
    given = _parser().parse_args(argv)
    procedure = procedures().get(given.name)
    if procedure is None:
        (err or sys.stderr).write(words.unknown(given.name, sorted(procedures())).to(given.lang) + "\n")
        return BAD_INPUT
    edition = editions()[-1]
    if given.json:
        told = sheet(procedure, edition, given.lang) | {"mermaid": mermaid(procedure, given.lang)}
        out.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    else:
        out.write(page(procedure, edition, given.lang))
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub procedure", description=words.ABOUT.en)
    parser.add_argument("name", metavar="NAME", help=f"{words.NAME.en}: {', '.join(sorted(procedures()))}")
    parser.add_argument("--json", action="store_true", help=words.AS_JSON.en)
    parser.add_argument("--lang", choices=LANGUAGES, default="en", help=words.LANG.en)
    return parser


def page(procedure: Procedure, edition: Edition, language: str) -> str:
    """The whole answer for a person."""
    told = sheet(procedure, edition, language)
    lines = [f"{told['title']} ({words.CLAUSES.to(language)}: {told['clauses']})", told["edition"], ""]
    for act in told["acts"]:
        lines += [*_act(act, language), ""]
    lines += [f"{words.DIAGRAM.to(language)}:", "", text(procedure, language), mermaid(procedure, language)]
    return "\n".join(lines)


def _act(act: Sheet, language: str) -> Iterator[str]:
    yield f"{act['key']}: {act['label']}"
    yield f"    {act['actor']}, {act['cited']}"
    yield f"    {', '.join(act['from'])}" + (f" → {', '.join(act['to'])}" if act["to"] else "")
    for duty in act["opens"]:
        who = f"{duty['actor']}, {duty['cited']}"
        yield f"    + {words.OPENS.to(language)}: {duty['title']} – {who}; {term(duty, language)}"
    for ground in act["grounds"]:
        route = f" → {ground['to']}" if ground["to"] else ""
        yield f"    § {words.GROUND.to(language)}: {ground['title']} ({ground['cited']}){route}"
    for need in act["needs"]:
        yield f"    ? {words.NEED.to(language)}: {need['demand']} ({need['cited']})"
    if act["limit"]:
        yield f"    ! {words.LIMIT.to(language)}: {act['limit']['words']}"


def term(duty: Sheet, language: str) -> str:
    """How long and from when: "5 working days, counted from the day of receipt"."""
    if duty["term"] is None:
        return f"{words.TERM.to(language).lower()}: {words.NO_TERM.to(language)}"
    since = f"{words.SINCE.to(language).lower()}: {words.since(duty['since']).to(language)}"
    return f"{duty['term']['words']} ({since})"
