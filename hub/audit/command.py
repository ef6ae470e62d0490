"""`hub audit`: the log verified and exported, its key, and the rights of the portal's role in PostgreSQL."""

import argparse
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from django.db import connection, transaction

from hub.audit import grants, heads, keys
from hub.audit.export import export
from hub.audit.log import record
from hub.audit.verify import verify


def run(argv: Sequence[str], at: datetime, out: TextIO, err: TextIO) -> int:
    """The exit status: 0, 1 where the log is not whole or the key does not serve, 2 where the words make no sense."""
    given = _parser().parse_args(argv)
    try:
        return int(given.do(given, at, out))
    except (keys.KeyProblem, heads.BrokenHeads, grants.Unsuitable, OSError) as problem:
        err.write(f"{problem}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub audit")
    words = parser.add_subparsers(required=True, metavar="verify | export | key | head | grants")
    words.add_parser("verify", help="check every event, head and private value").set_defaults(do=_verify)
    one = words.add_parser("export", help="write the log for tools/verify_audit.py")
    one.add_argument("file", type=Path)
    one.set_defaults(do=_export)
    one = words.add_parser("key", help="the public keys that the heads are signed with, in the order of their use")
    one.add_argument("--new", action="store_true", help="make a key and sign with it from now on")
    one.set_defaults(do=_key)
    words.add_parser("head", help="sign the end of the log now, unless this hour has its head").set_defaults(do=_head)
    one = words.add_parser("grants", help="what the portal's own role may do in PostgreSQL")
    one.add_argument("--role", required=True)
    one.add_argument("--apply", action="store_true", help="run the statements instead of printing them")
    one.set_defaults(do=_grants)
    return parser


def _verify(_given: argparse.Namespace, _at: datetime, out: TextIO) -> int:
    report = verify()
    out.writelines(f"{fault}\n" for fault in report.faults)
    out.write(f"events: {report.number}, heads: {report.heads}, private values: {report.private}\n")
    if not report.heads:
        out.write("There is no signed head yet: a log that was written anew as a whole would not be noticed.\n")
    out.write("Nothing is wrong.\n" if report.whole else f"Faults: {report.count}\n")
    return 0 if report.whole else 1


def _export(given: argparse.Namespace, at: datetime, out: TextIO) -> int:
    with open(given.file, "x", encoding="utf-8", newline="\n", opener=_own) as file:
        count = export(file)
    with transaction.atomic():
        record("log.export", "audit:log", by=None, at=at, events=count)
    out.write(f"events: {count}\n")
    return 0


def _own(path: str, flags: int) -> int:
    """A file for its owner's eyes only."""
    return os.open(path, flags, 0o600)


def _key(given: argparse.Namespace, _at: datetime, out: TextIO) -> int:
    if given.new:
        keys.new_key()
    known = keys.public_keys()
    if not known:
        raise keys.KeyProblem("There is no key yet. Make one: hub audit key --new")
    out.writelines(f"{raw.hex()}\n" for raw in known)
    return 0


def _head(_given: argparse.Namespace, at: datetime, out: TextIO) -> int:
    head = heads.write_due(at)
    out.write(f"event {head.number}: {head.digest}\n" if head else "This hour has its head.\n")
    return 0


def _grants(given: argparse.Namespace, _at: datetime, out: TextIO) -> int:
    if connection.vendor != "postgresql" and given.apply:
        raise grants.Unsuitable("SQLite has no roles: whoever opens the file may write to it.")
    if given.apply:
        grants.apply(given.role)
    else:
        out.write("\n".join(grants.statements(given.role)) + "\n")
    return 0
