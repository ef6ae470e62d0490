"""How long the audit log takes to verify: by `hub audit verify`, and by the stand-alone tool, from a made-up chain.

Run `make setup`, then `.venv/bin/python bench/audit.py [--events 1000000]`. It makes the chain in a throw-away SQLite
file (or in an empty database, which DATABASE_URL names) and prints seconds and memory. It judges nothing.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
AN_HOUR = 500
"""Events between two heads."""


def prepared() -> Path:
    """A portal in a throw-away folder, with its tables and without a row."""
    sys.path.insert(0, str(ROOT))
    folder = Path(tempfile.mkdtemp(prefix="hub-bench-"))
    os.environ["HUB_VAR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    return folder


def measured(name: str, work: Callable[[], object]) -> None:
    begun, busy = time.perf_counter(), _busy()
    said = work()
    took, busy = time.perf_counter() - begun, _busy() - busy
    print(f"{name:<24}{took:>8.1f} s{busy:>8.1f} s of a processor   {said}", flush=True)


def _busy() -> float:
    """Seconds of a processor used so far, here and by the programs that were started: other work does not count."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def chain_of(count: int) -> Iterator[int]:
    """Made-up events like those of the portal, an hour at a time, with a signed head for each hour."""
    from hub.audit import chain, heads
    from hub.audit.models import Event

    prev, batch = chain.GENESIS, []
    for number in range(1, count + 1):
        at = BEGIN + timedelta(seconds=number)
        event = Event(
            number=number,
            at=at,
            action=f"case.act{number % 17}",
            about=f"case:{number % 9999:08x}-0000-4000-8000-000000000000",
            data={"entry": number % 12, "state": "check", "private": {"reason": f"{number:064x}"}},
            prev=prev,
        )
        event.digest = prev = chain.link(prev, chain.body(event.content))
        batch.append(event)
        if number % AN_HOUR == 0 or number == count:
            Event.objects.bulk_create(batch)
            batch = []
            heads.write_due(BEGIN + timedelta(hours=number // AN_HOUR + 1))
            yield number


def made(count: int) -> str:
    from django.db import transaction

    with transaction.atomic():
        return f"{sum(1 for _ in chain_of(count))} heads"


def verified() -> str:
    from hub.audit.verify import verify

    report = verify()
    assert report.whole
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return f"{report.number} events, {report.heads} heads; at most {most} MB"


def exported(folder: Path) -> str:
    from hub.audit.export import export

    with (folder / "events.jsonl").open("w") as file:
        return f"{export(file)} events"


def checked(folder: Path) -> str:
    from hub.audit import heads, keys

    (folder / "keys.txt").write_text("".join(f"{raw.hex()}\n" for raw in keys.public_keys()))
    command = [sys.executable, ROOT / "tools/verify_audit.py", folder / "events.jsonl", heads.file()]
    done = subprocess.run(  # noqa: S603  our own interpreter and file
        [*command, folder / "keys.txt"], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=1_000_000)
    count = parser.parse_args().events
    folder = prepared()
    measured("made", lambda: made(count))
    measured("hub audit verify", verified)
    measured("hub audit export", lambda: exported(folder))
    measured("tools/verify_audit.py", lambda: checked(folder))


if __name__ == "__main__":
    main()
