"""The command `hub`: the law on a terminal, and the portal itself. Django starts only where a command needs it."""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hub.config.env import ROOT, UnsafeSetting
from rules.calendar import DECREED_YEARS, Calendar

Args = Sequence[str]
BAD_INPUT = 2


@dataclass(frozen=True, slots=True)
class Command:
    """One word after `hub`; `run` gives the exit status."""

    run: Callable[[Args], int]
    usage: str
    about: str


def main() -> None:
    try:
        sys.exit(run(sys.argv[1:]))
    except UnsafeSetting as unsafe:
        sys.exit(str(unsafe))


def run(argv: Args) -> int:
    """Do what `argv` asks; 2 and the help where there is no such command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.config.settings")
    name, rest = (argv[0], argv[1:]) if argv else ("", ())
    if name in {"-h", "--help", "help"}:
        sys.stdout.write(usage())
        return 0
    if name not in COMMANDS:
        sys.stderr.write((f"There is no command {name!r}.\n\n" if name else "") + usage())
        return BAD_INPUT
    return COMMANDS[name].run(rest)


def usage() -> str:
    width = max(len(f"hub {name} {command.usage}") for name, command in COMMANDS.items())
    lines = [f"  {f'hub {name} {command.usage}':<{width}}  {command.about}" for name, command in COMMANDS.items()]
    return "\n".join(["Commands:", *lines]) + "\n"


def _django() -> None:
    import django

    django.setup()


def _term(argv: Args) -> int:
    from rules.term_cli import run as term

    return term(argv, calendar(), sys.stdout)


def calendar() -> Calendar:
    """The portal's calendar where its database can be read, else the one that comes with the program."""
    if not _has_database():
        return Calendar(confirmed=DECREED_YEARS)
    _django()
    from django.db import DatabaseError, connection

    from hub.reference.data import calendar as corrected

    connection.settings_dict["OPTIONS"].pop("pool", None)  # the pool waits half a minute for a server that is away
    try:
        return corrected()
    except DatabaseError:
        return Calendar(confirmed=DECREED_YEARS)


def _has_database() -> bool:
    """Whether there can be a database at all, without starting Django or making a folder."""
    return "DATABASE_URL" in os.environ or (Path(os.environ.get("HUB_VAR", ROOT / "var")) / "portal.sqlite3").exists()


def _procedure(argv: Args) -> int:
    from rules.procedure_cli import run as procedure

    return procedure(argv, sys.stdout)


def _conformance(argv: Args) -> int:
    _django()
    from hub.conformance.command import run as conformance

    return conformance(argv, sys.stdout, sys.stderr)


def _lawdocs(argv: Args) -> int:
    from hub.conformance.lawdocs import run as lawdocs

    return lawdocs(argv, sys.stdout, sys.stderr)


def _translations(argv: Args) -> int:
    from hub.config.translations import run as translations

    return translations(argv, sys.stdout, sys.stderr)


def _certificate(argv: Args) -> int:
    _django()
    from hub.register.verify_cli import run as verify

    if argv[:1] != ["verify"]:
        sys.stderr.write("Usage: hub certificate verify FILE\n")
        return BAD_INPUT
    return verify(argv[1:], sys.stdout)


def _file(argv: Args) -> int:
    from hub.documents.check_cli import run as check

    if argv[:1] != ["check"]:
        sys.stderr.write("Usage: hub file check --name NAME FILE\n")
        return BAD_INPUT
    return check(argv[1:], sys.stdout, sys.stderr)


def _audit(argv: Args) -> int:
    _django()
    from django.utils import timezone

    from hub.audit.command import run as audit

    return audit(argv, timezone.now(), sys.stdout, sys.stderr)


def _keys(argv: Args) -> int:
    from hub.privacy import keys_cli

    if list(argv) == ["new"]:  # before there is a key the settings refuse to load
        var = Path(os.environ.get("HUB_VAR", ROOT / "var"))
        return keys_cli.new(Path(os.environ.get("FIELD_KEYS_FOLDER", var / "keys")), sys.stdout)
    _django()
    from django.conf import settings

    return keys_cli.run(argv, settings.FIELD_KEYS_FOLDER, sys.stdout)


def _privacy(argv: Args) -> int:
    _django()
    from django.utils import timezone

    from hub.personal_data.command import run as privacy

    return privacy(argv, timezone.now(), sys.stdout, sys.stderr)


def _prepare(argv: Args) -> int:
    from hub.config.prepare import prepare

    if argv:
        sys.stderr.write("Usage: hub prepare\n")
        return BAD_INPUT
    _django()
    prepare()
    return 0


def _check(argv: Args) -> int:
    """Say what is unsafe; 1 where the portal must not serve as it is."""
    if list(argv) not in ([], ["--deploy"]):
        sys.stderr.write("Usage: hub check [--deploy]\n")
        return BAD_INPUT
    _django()
    from hub.config.check_cli import run as check

    return check(sys.stdout, deploy=bool(argv))


def _serve(argv: Args) -> int:
    from hub.config.serve import run as serve

    return serve(argv)


def _demo(argv: Args) -> int:
    from hub.config.demo import run as demo

    return demo(argv)


def _worker(argv: Args) -> int:
    if argv:
        sys.stderr.write("Usage: hub worker\n")
        return BAD_INPUT
    _django()
    from hub.config.worker import work

    work()
    return 0


def _manage(argv: Args) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["hub manage", *argv])
    return 0


COMMANDS = {
    "term": Command(_term, "FROM N [--help]", "the last day of a term, each day counted or skipped"),
    "procedure": Command(_procedure, "NAME [--json] [--lang]", "a table of the Rules with its diagram"),
    "conformance": Command(_conformance, "[--json]", "clause by clause: what works, shown by which test"),
    "certificate": Command(_certificate, "verify FILE", "check a certificate that the portal issued"),
    "file": Command(_file, "check --name NAME FILE", "what the portal says to a file, as at an upload"),
    "audit": Command(_audit, "verify|export|key|head|grants", "the log: checked, exported, its key and its guards"),
    "keys": Command(_keys, "new|list|rotate|retire KEY", "the keys of encrypted fields"),
    "privacy": Command(_privacy, "table|seen|due", "what is kept, who saw what, what is past its term"),
    "demo": Command(_demo, "[--reset]", "prepare, load the demonstration, serve"),
    "check": Command(_check, "[--deploy]", "whether the settings are safe to serve people with, and what to do"),
    "prepare": Command(_prepare, "", "bring the database, the static files and the translations up to date"),
    "serve": Command(_serve, "[--port PORT]", "the web server and the background worker together"),
    "worker": Command(_worker, "", "the background worker alone: sends the letters of the outbox"),
    "lawdocs": Command(_lawdocs, "[--check]", "write docs/law from rules/"),
    "translations": Command(_translations, "update|check|compile", "the message catalogues in locale/"),
    "manage": Command(_manage, "…", "Django's own commands"),
}
