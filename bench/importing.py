"""How long an import of an earlier register takes, and how much memory: checked, entered, and brought a second time.

Run `make setup`, then `.venv/bin/python bench/importing.py [--rows 20000] [--kind csv|xlsx]`. It makes a file of
invented companies and a throw-away SQLite file (or uses an empty database, named by DATABASE_URL). It judges nothing.
"""

import argparse
import resource
import sys
import time
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

from audit import measured, prepared  # noqa: E402  the path above leads to them


def rows(count: int) -> list[dict[str, str]]:
    """Companies of different months, each with an agreement and a certificate."""
    from rules.bin import make_bin
    from tests.importing.files import row

    found = []
    for number in range(count):
        made = make_bin(2004 + number % 18, 1 + number // 18 % 12, 10 + 3 * (number // 216))
        since = date(2022, 1, 1) + timedelta(days=number % 1000)
        days = {"since": since.isoformat(), "signed_on": since.isoformat()}
        days |= {"certificate_issued_on": since.isoformat(), "until": since.replace(year=since.year + 4).isoformat()}
        numbers = {"agreement_number": f"D-{number}", "certificate_number": f"C-{number}"}
        found.append(row(number, **days, **numbers) | {"bin": made})
    return found


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    asked.add_argument("--rows", type=int, default=20_000)
    asked.add_argument("--kind", choices=["csv", "xlsx"], default="xlsx")
    given = asked.parse_args()
    prepared()
    from django.utils import timezone

    from hub.importing import taking, work
    from hub.importing.models import Import, State
    from hub.register.models import Participant
    from tests import world
    from tests.importing.files import as_book, as_csv

    at = timezone.now()
    officer = world.person("bench@example.kz", "Bench", roles=("registration",))
    made = rows(given.rows)
    content = as_book(*made) if given.kind == "xlsx" else as_csv(*made)
    longest = [0.0]

    def go_on(one: Import) -> str:
        while one.state in (State.CHECKING, State.APPLYING):
            begun = time.perf_counter()
            work.run(at)
            longest[0] = max(longest[0], time.perf_counter() - begun)
            one.refresh_from_db()
        told = f"{one.state}: {one.new} new, {one.same} same, {one.wrong} wrong; longest round {longest[0]:.1f} s"
        longest[0] = 0.0
        return told

    def bring() -> Import:
        upload = world.upload(content, f"register.{given.kind}")
        return taking.begin(taking.judge(upload), by=officer, language="ru", at=at)

    print(f"{given.rows} rows, {len(content) / 1024 / 1024:.1f} MB of {given.kind}")
    one = bring()
    measured("checked", lambda: go_on(one))
    taking.tell_to_apply(one, by=officer, at=at)
    one.refresh_from_db()
    measured("entered", lambda: go_on(one))
    again = bring()
    measured("checked again", lambda: go_on(again))
    print(f"{Participant.objects.count()} participants; at most", end=" ")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
