"""The command `hub term`: the last day of a term, and every day counted or skipped on the way to it."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, NoReturn, TextIO, TypeVar, get_args

from rules.calendar import BadLength, Calendar, Explanation, MissingYear, due, explain
from rules.calendar import command_words as words
from rules.text import LANGUAGES, Text

Kind = Literal["working", "calendar", "back"]
KINDS: tuple[Kind, ...] = get_args(Kind)

OK, BAD_INPUT, NO_CALENDAR = 0, 2, 3

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Term:
    """What is asked: a term of `n` days of a kind, counted from the day of an event."""

    event: date
    n: int
    kind: Kind


class Refused(Exception):
    """The question cannot be answered; `text` says why and how to mend it, `code` is the exit status."""

    def __init__(self, text: Text, code: int = BAD_INPUT) -> None:
        self.text = text
        self.code = code
        super().__init__(text.en)


def run(argv: Sequence[str], calendar: Calendar, out: TextIO, err: TextIO | None = None) -> int:
    """Answer on `out`, complain on `err` (standard error). Status: 0 done, 2 bad input, 3 a year has no calendar."""
    language = _language(argv)
    try:
        out.write(_answer(argv, calendar, language))
    except Refused as refused:
        (err or sys.stderr).write(refused.text.to(language) + "\n")
        return refused.code
    return OK


def _answer(argv: Sequence[str], calendar: Calendar, language: str) -> str:
    parser = _parser(language)
    given = parser.parse_args(argv)
    if given.help:
        return parser.format_help()
    if given.lang not in LANGUAGES:
        raise Refused(words.bad_language(given.lang))
    if given.batch is not None:
        if given.event is not None or given.kind is not None:
            raise Refused(words.BATCH_ALONE)
        return _json(_batch(given.batch, calendar))
    _, term = _read({"from": given.event, "n": _whole(given.n), "kind": given.kind or "working"})
    explanation = _asked(lambda: explain(calendar, term.event, term.n, term.kind))
    return _json(_as_data(explanation, language)) if given.json else _as_table(explanation, language)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Refused(words.bad_usage(message))


def _parser(language: str) -> argparse.ArgumentParser:
    def told(text: Text) -> str:
        return text.to(language)

    parser = _Parser(prog="hub term", description=told(words.ABOUT), add_help=False, allow_abbrev=False)
    parser.add_argument("event", metavar="FROM", nargs="?", help=told(words.FROM))
    parser.add_argument("n", metavar="N", nargs="?", help=told(words.LENGTH))
    kinds = parser.add_mutually_exclusive_group()
    for kind in KINDS:
        kinds.add_argument(f"--{kind}", dest="kind", action="store_const", const=kind, help=told(words.KINDS[kind]))
    parser.add_argument("--json", action="store_true", help=told(words.JSON))
    parser.add_argument("--batch", metavar="FILE", help=told(words.BATCH))
    parser.add_argument("--lang", default="en", help=told(words.LANG))
    parser.add_argument("-h", "--help", action="store_true", help=told(words.HELP))
    return parser


def _language(argv: Sequence[str]) -> str:
    """Find the language before all else, so that even a complaint about the arguments is in it."""
    for index, word in enumerate(argv):
        value = argv[index + 1] if word == "--lang" and index + 1 < len(argv) else word.removeprefix("--lang=")
        if word.startswith("--lang") and value in LANGUAGES:
            return value
    return "en"


def _whole(given: str | None) -> int | str | None:
    """Turn a command-line length into a number if it is one; `_read` complains of anything else."""
    return int(given) if given and given.isascii() and given.isdigit() and len(given) <= len("3660") else given


def _batch(name: str, calendar: Calendar) -> list[dict[str, Any]]:
    return [_dated(item, place, calendar) for place, item in enumerate(_items(name))]


def _dated(item: object, place: int, calendar: Calendar) -> dict[str, Any]:
    """Add the due day to an item of the batch; a refusal names the item's place in the list, from 0."""
    try:
        given, term = _read(item)
        return {**given, "due": _asked(lambda: due(calendar, term.event, term.n, term.kind)).isoformat()}
    except Refused as refused:
        raise Refused(words.in_item(place, refused.text), refused.code) from None


def _items(name: str) -> list[object]:
    try:
        given = json.loads(Path(name).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(words.unreadable(name, error.strerror or str(error))) from error
    except (ValueError, RecursionError) as error:
        raise Refused(words.not_json(name, str(error))) from error
    if not isinstance(given, list):
        raise Refused(words.not_a_list(name))
    return given


def _read(given: object) -> tuple[dict[str, Any], Term]:
    """Read one question, working days unless it says otherwise; `Refused` names the field that is wrong."""
    if not isinstance(given, dict):
        raise Refused(words.NOT_AN_ITEM)
    event, n, kind = _day(given.get("from")), given.get("n"), given.get("kind", "working")
    if not isinstance(n, int) or isinstance(n, bool):
        raise Refused(words.bad_length(n))
    if kind not in KINDS:
        raise Refused(words.bad_kind(kind, KINDS))
    return given, Term(event, n, kind)


def _day(given: object) -> date:
    try:
        day = date.fromisoformat(given if isinstance(given, str) else "")
    except ValueError:
        raise Refused(words.bad_day(given)) from None
    if day.isoformat() != given:  # the library also takes 20260508 and 2026-W19-5
        raise Refused(words.bad_day(given))
    return day


def _asked(question: Callable[[], Answer]) -> Answer:
    """Put a question to the calendar; its own objections become refusals."""
    try:
        return question()
    except BadLength as error:
        raise Refused(words.field("n", error.text)) from error
    except MissingYear as error:
        raise Refused(words.field("from", error.text), NO_CALENDAR) from error


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _as_data(explanation: Explanation, language: str) -> dict[str, Any]:
    return {
        "from": explanation.start.isoformat(),
        "n": explanation.length,
        "kind": explanation.kind,
        "due": explanation.due.isoformat(),
        "days": [
            {"on": row.day.on.isoformat(), "counted": row.number, "reason": row.reason.to(language)}
            for row in explanation.rows
        ],
        "warnings": [warning.to(language) for warning in explanation.warnings],
    }


def _as_table(explanation: Explanation, language: str) -> str:
    width = len(str(explanation.length))
    lines = [f"{words.DUE.to(language)}: {explanation.due}", ""]
    for row in explanation.rows:
        number = "–" if row.number is None else str(row.number)
        weekday = words.WEEKDAYS[row.day.on.weekday()].to(language)
        lines.append(f"{row.day.on}  {weekday:<3}  {number:>{width}}  {row.reason.to(language)}")
    if explanation.warnings:
        lines += ["", *(f"! {warning.to(language)}" for warning in explanation.warnings)]
    return "\n".join(lines) + "\n"
