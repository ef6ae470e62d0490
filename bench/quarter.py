"""Opening a quarter's reports for many participants, and the Technopark's list of them: seconds, queries, memory.

Run `make setup`, then `.venv/bin/python bench/quarter.py [PARTICIPANTS]`. It makes a database of its own in a
throw-away folder, unless `DATABASE_URL` names an empty one. It judges nothing.
"""

import os
import resource
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from hub.accounts.access import Access

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ["HUB_VAR"] = tempfile.mkdtemp(prefix="hub-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
AT = datetime(2026, 7, 1, 3, 0, tzinfo=ZoneInfo("Asia/Almaty"))
MANY = 10_000


def main(many: int) -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    call_command("migrate", verbosity=0)
    people(many)
    before = memory()
    from hub.reports import timer

    began = time.perf_counter()
    opened = timer.open_due(AT)
    took = time.perf_counter() - began
    print(f"opened {opened:,} reports in {took:.1f} s; memory at most {memory()} MiB (before: {before})")
    began = time.perf_counter()
    print(f"again: {timer.open_due(AT)} in {time.perf_counter() - began:.2f} s")
    access = officer()
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        shown = listed(access)
    print(f"a page of the list ({shown} rows): {len(queries)} queries in {time.perf_counter() - began:.2f} s")


def people(many: int) -> None:
    """Participants with plain names, as many as are asked for."""
    from hub.accounts.models import Organisation
    from hub.register.models import Fact, Participant

    made = Organisation.objects.bulk_create(
        Organisation(bin=f"2601400{number:05d}", name_kk=f"Үлгі {number}", name_ru=f"Пример {number}")
        for number in range(many)
    )
    since, until = date(2026, 4, 1), date(2027, 3, 31)
    rows = Participant.objects.bulk_create(
        Participant(organisation=one, region="astana", since=since, until=until) for one in made
    )
    at = datetime(2026, 4, 1, tzinfo=AT.tzinfo)
    Fact.objects.bulk_create(Fact(participant=one, kind="term", since=since, says={}, at=at) for one in rows)


def officer() -> "Access":
    from hub.accounts.access import Access
    from hub.accounts.models import RoleGrant, User

    made = User.objects.create_user("bench@example.kz", "correct horse battery", full_name="Өлшем Адамы")
    RoleGrant.objects.create(user=made, role="monitoring", since=date(2026, 1, 1), reason="bench")
    return Access(made, AT.date())


def listed(access: "Access") -> int:
    """What the page of the Technopark's list reads; how many rows it shows."""
    from hub.reports import lists
    from rules.calendar import Quarter

    every = lists.of_quarter(access, Quarter(2026, 2))
    lists.counts(every, access.on)
    found = lists.narrowed(every, "waiting", "", access.on)
    found.count()
    return len([lists.row(case, access.on) for case in found[:25]])


def memory() -> int:
    """MiB that the process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MANY)
