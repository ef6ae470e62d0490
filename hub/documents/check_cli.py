"""The command `hub file check`: what the portal would say to an uploaded file, without uploading it."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NoReturn, TextIO

from hub.documents.checks import Verdict, check_isolated, safe_name
from rules.text import LANGUAGES, Text

ACCEPTED, REFUSED, MISUSED = 0, 1, 2
PROG: Final = "hub file check"
USAGE: Final = f"{PROG} --name NAME FILE [--language kk|ru|en]"
UNREADABLE: Final = Text(
    "«{name}» файлы оқылмайды: {why}. Жолын тексеріңіз.",
    "Файл «{name}» не читается: {why}. Проверьте путь к нему.",
    "The file “{name}” cannot be read: {why}. Check its path.",
)
GOOD: Final = Text("ҚАБЫЛДАНАДЫ", "ПРИНИМАЕТСЯ", "ACCEPTED")
BAD: Final = Text("ҚАБЫЛДАНБАЙДЫ", "НЕ ПРИНИМАЕТСЯ", "REFUSED")
BYTES: Final = Text("байт", "байт", "bytes")


class _Misused(Exception):
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Misused(message)


def run(argv: Sequence[str], out: TextIO, err: TextIO) -> int:
    """Write the verdict on `out`. Status: 0 accepted, 1 refused, 2 no such file or wrong arguments."""
    try:
        given = _parser().parse_args(argv)
    except _Misused as misused:
        err.write(f"{misused}\n{USAGE}\n")
        return MISUSED
    if given.help:
        out.write(f"{USAGE}\n")
        return ACCEPTED
    if given.file is None or given.name is None:
        err.write(f"{USAGE}\n")
        return MISUSED
    return _judge(Path(given.file), given.name, given.language, out, err)


def _judge(path: Path, name: str, language: str, out: TextIO, err: TextIO) -> int:
    try:
        with path.open("rb"):
            size = path.stat().st_size
    except OSError as fault:
        told = UNREADABLE.to(language).format(name=path, why=fault.strerror or str(fault))
        err.write(told + "\n")
        return MISUSED
    verdict = check_isolated(path, name)
    out.write(_lines(verdict, safe_name(name), size, language))
    return ACCEPTED if verdict.ok else REFUSED


def _lines(verdict: Verdict, name: str, size: int, language: str) -> str:
    """Accepted or refused; name and size; then the kind, or why not and what to do."""
    heading = (GOOD if verdict.ok else BAD).to(language)
    about = f"{name}, {size} {BYTES.to(language)}"
    told = verdict.problem.message.to(language) if verdict.problem else f"{verdict.kind}, {verdict.mime}"
    code = f" [{verdict.problem.code}]" if verdict.problem else ""
    return f"{heading}{code}\n{about}\n{told}\n"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=PROG, add_help=False, allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", nargs="?")
    parser.add_argument("--name")
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("-h", "--help", action="store_true")
    return parser
