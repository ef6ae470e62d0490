"""`hub privacy`: the table of what is kept, who saw what, what is past its term."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TextIO
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone

from hub import cells
from hub.accounts.models import User
from hub.audit.log import record as log
from hub.cases.models import Case
from hub.documents.models import StoredFile
from hub.personal_data import past, table
from hub.personal_data.seen import COLUMNS, Asked, row
from hub.privacy.retention import BREACH
from hub.reference.data import calendar

BAD_INPUT = 2


def run(argv: Sequence[str], at: datetime, out: TextIO, err: TextIO) -> int:
    """The exit status: 0; 1 where the table is stale or nobody may confirm; 2 where the words make no sense."""
    given = _parser().parse_args(argv)
    try:
        return int(given.do(given, at, out))
    except (ObjectDoesNotExist, past.NotConfirmed) as problem:
        err.write(f"{problem or type(problem).__name__}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hub privacy")
    words = parser.add_subparsers(required=True, metavar="table | seen | due")
    one = words.add_parser("table", help="write docs/privacy.md anew: every field with its class and retention")
    one.add_argument("--check", action="store_true", help="only say whether it is up to date")
    one.set_defaults(do=_table)
    one = words.add_parser("seen", help="who saw the data of a person, a case or a file: for a breach")
    whose = one.add_mutually_exclusive_group(required=True)
    whose.add_argument("--person", metavar="EMAIL")
    whose.add_argument("--case", metavar="NUMBER")
    whose.add_argument("--file", metavar="ID", type=UUID)
    one.add_argument("--since", type=date.fromisoformat)
    one.add_argument("--until", type=date.fromisoformat)
    one.add_argument("--csv", action="store_true")
    one.set_defaults(do=_seen)
    one = words.add_parser("due", help="what is past its term of keeping; nothing is removed without --confirm")
    one.add_argument("--confirm", metavar="RETENTION")
    one.add_argument("--by", metavar="EMAIL", help="the administrator who confirms")
    one.add_argument("--reason")
    one.set_defaults(do=_due)
    return parser


def _table(given: argparse.Namespace, _at: datetime, out: TextIO) -> int:
    path = Path("docs/privacy.md")
    if given.check:
        stale = path.read_text(encoding="utf-8") != table.whole(path)
        out.write("docs/privacy.md is stale: hub privacy table\n" if stale else "docs/privacy.md is up to date.\n")
        return int(stale)
    path.write_text(table.whole(path), encoding="utf-8")
    return 0


def _seen(given: argparse.Namespace, at: datetime, out: TextIO) -> int:
    asked = Asked(
        User.objects.get(email__iexact=given.person) if given.person else None,
        Case.objects.get(number=given.case) if given.case else None,
        StoredFile.objects.get(pk=given.file) if given.file else None,
        given.since,
        given.until,
    )
    with transaction.atomic():
        log("personal.seen", asked.subject, by=None, at=at)
    rows = [row(event) for event in asked.events()]
    if given.csv:
        out.write(cells.row(COLUMNS))
        out.writelines(cells.row(str(one[name]) for name in COLUMNS) for one in rows)
        return 0
    out.writelines("  ".join(str(one[name]) for name in COLUMNS).rstrip() + "\n" for one in rows)
    out.write(f"{len(rows)} event(s).\n")
    day = BREACH.due(calendar(), timezone.localdate(at))
    out.write(f"A breach found today is told to the authorised body by {day.isoformat()} ({BREACH.basis.en}).\n")
    return 0


def _due(given: argparse.Namespace, at: datetime, out: TextIO) -> int:
    on = timezone.localdate(at)
    found = past.past(on)
    if given.confirm is None:
        out.writelines(f"{one.retention.key:<12} {one.count:>7} row(s) from before {one.before}\n" for one in found)
        out.write(
            "To remove: hub privacy due --confirm RETENTION --by EMAIL --reason TEXT\n" if found else "Nothing.\n"
        )
        return 0
    chosen = next((one for one in found if one.retention.key == given.confirm), None)
    if chosen is None or not given.by or not given.reason:
        out.write("Name a retention that is past its term, who confirms (--by) and why (--reason).\n")
        return BAD_INPUT
    by = User.objects.get(email__iexact=given.by)
    out.write(f"{past.remove(chosen, by=by, reason=given.reason, at=at, on=on)} row(s) removed.\n")
    return 0
