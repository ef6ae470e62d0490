"""The command `hub certificate verify FILE`: whether the technopark issued this certificate, and whether it holds."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from django.utils import timezone

from hub.register.verify import Check, verify
from rules.text import LANGUAGES, Text

VALID, NOT_VALID, NO_FILE = 0, 1, 2
PROG = "hub certificate verify"
USAGE = f"{PROG} FILE [--json] [--lang kk|ru|en] [--on YYYY-MM-DD]"
UNREADABLE = Text(
    "«{name}» файлы оқылмайды: {why}. Жолын тексеріңіз.",
    "Файл «{name}» не читается: {why}. Проверьте путь к нему.",
    "The file “{name}” cannot be read: {why}. Check its path.",
)
STATES = {
    "valid": Text("ЖАРАМДЫ", "ДЕЙСТВИТЕЛЬНО", "VALID"),
    "replaced": Text("АУЫСТЫРЫЛҒАН", "ЗАМЕНЕНО", "REPLACED"),
    "ended": Text("МЕРЗІМІ АЯҚТАЛҒАН", "УЧАСТИЕ ЗАВЕРШЕНО", "ENDED"),
    "unknown": Text("КУӘЛІК ЕМЕС", "НЕ СВИДЕТЕЛЬСТВО", "NOT A CERTIFICATE"),
    "untrusted": Text("МӨРІ БӨТЕН", "ЧУЖАЯ ПЕЧАТЬ", "FOREIGN SEAL"),
    "changed": Text("ӨЗГЕРТІЛГЕН", "ИЗМЕНЕНО", "CHANGED"),
    "unsigned": Text("МӨРІ ЖОҚ", "БЕЗ ПЕЧАТИ", "NO SEAL"),
    "unreadable": Text("PDF ЕМЕС", "НЕ PDF", "NOT A PDF"),
}


class _Misused(Exception):
    pass


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _Misused(message)


def run(argv: Sequence[str], out: TextIO) -> int:
    """Write the verdict on `out`. Status: 0 valid, 1 not valid, 2 no such file or wrong arguments."""
    try:
        given = _parser().parse_args(argv)
    except _Misused as misused:
        out.write(f"{misused}\n{USAGE}\n")
        return NO_FILE
    if given.help or given.file is None:
        out.write(f"{USAGE}\n")
        return VALID if given.help else NO_FILE
    return _judge(given, out)


def _judge(given: argparse.Namespace, out: TextIO) -> int:
    try:
        pdf = Path(given.file).read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        out.write(UNREADABLE.to(given.lang).format(name=given.file, why=why) + "\n")
        return NO_FILE
    check = verify(pdf, given.on or timezone.localdate())
    out.write(_json(check) if given.json else _lines(check, given.lang))
    return VALID if check.valid else NOT_VALID


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog=PROG, add_help=False, allow_abbrev=False)
    parser.add_argument("file", metavar="FILE", nargs="?")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    parser.add_argument("--on", type=date.fromisoformat)
    parser.add_argument("-h", "--help", action="store_true")
    return parser


def _json(check: Check) -> str:
    data: dict[str, Any] = {
        "state": check.state,
        "valid": check.valid,
        "text": check.text._asdict(),
        "certificate": check.certificate.says if check.certificate else None,
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _lines(check: Check, lang: str) -> str:
    lines = [STATES[check.state].to(lang), check.text.to(lang)]
    if check.certificate:
        says = check.certificate.says
        name = says["name_kk"] if lang == "kk" else says["name_ru"]
        lines += [f"№ {says['number']}", f"{name}, {says['bin']}", f"{says['issued_on']} – {says['until']}"]
    return "\n".join(lines) + "\n"
