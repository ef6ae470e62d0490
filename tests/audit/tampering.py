"""Every way in which one who holds the database or the heads may touch them, and the two who must notice."""

import json
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction

from hub.audit import chain, guard, heads, keys
from hub.audit.export import export
from hub.audit.log import record
from hub.audit.models import Event
from hub.audit.verify import Report, verify

TOOL = Path(__file__).parents[2] / "tools" / "verify_audit.py"


def told(count, monday, *, heads_at=()):
    """A chain of `count` events; after each number of `heads_at` a head is signed, an hour apart."""
    for number in range(count + 1):
        if number:
            with transaction.atomic():
                record(f"act.{number % 3}", f"case:{number}", by=None, at=monday, entry=number)
        if number in heads_at:
            assert heads.write_due(monday + timedelta(hours=number))


@contextmanager
def unguarded():
    """What follows is done by one who owns the database: the guards are lifted and put back."""
    for one in guard.GUARDS[:2]:
        guard.lift(connection, one)
    with connection.cursor() as cursor:
        yield cursor
    for one in guard.GUARDS[:2]:
        guard.install(connection, one)


def tool(folder: Path, *, log: bytes | None = None) -> tuple[int, str]:
    """What the stand-alone verifier says: its exit status and its words."""
    events, known = folder / "events.jsonl", folder / "keys.txt"
    if log is None:
        with events.open("w") as file:
            export(file)
    else:
        events.write_bytes(log)
    known.write_text("".join(f"{raw.hex()}\n" for raw in keys.public_keys()))
    done = subprocess.run(
        [sys.executable, "-I", TOOL, events, heads.file(), known], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def both(folder: Path) -> tuple[Report, int]:
    """What both verifiers say."""
    return verify(), tool(folder)[0]


def rewrite(cursor, first: int) -> None:
    """Make the chain anew from event `first` on, as one does who wants the change to fit."""
    cursor.execute("UPDATE audit_event SET prev = 'x' || number WHERE number >= %s", [first])
    prev = Event.objects.filter(number__lt=first).order_by("-number").values_list("digest", flat=True).first()
    prev = prev or chain.GENESIS
    for event in Event.objects.filter(number__gte=first).order_by("number"):
        digest = chain.link(prev, chain.body(event.content))
        cursor.execute("UPDATE audit_event SET prev = %s, digest = %s WHERE id = %s", [prev, digest, event.pk])
        prev = digest


def renumber(cursor, above: int, step: int) -> None:
    """Move the numbers above one place, so that no gap is left."""
    cursor.execute("UPDATE audit_event SET number = -number WHERE number > %s", [above])
    cursor.execute("UPDATE audit_event SET number = -number + %s WHERE number < 0", [step])


def lines() -> list[bytes]:
    return heads.file().read_bytes().splitlines(keepends=True)


def write(changed: list[bytes]) -> None:
    heads.file().write_bytes(b"".join(changed))


def head_with(line: bytes, **changes) -> bytes:
    """The same head with other facts; its signature stays."""
    head = json.loads(line)
    head["head"] |= changes
    return chain.canonical(head).encode() + b"\n"
