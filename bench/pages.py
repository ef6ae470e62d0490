"""How long the portal's pages and acts take on the demonstration's data: medians and the slowest, in milliseconds.

Run `make setup`, then `.venv/bin/python bench/pages.py [--rounds 20]`. It loads a demonstration of its own into a
throw-away folder, asks through Django's test client (no network), and prints a table. It judges nothing.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def prepared() -> float:
    """Load a demonstration into a throw-away folder; the seconds it took."""
    sys.path.insert(0, str(ROOT))
    os.environ["HUB_VAR"] = tempfile.mkdtemp(prefix="hub-bench-")
    os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
    import django

    django.setup()
    from django.utils import timezone

    from hub.config.prepare import prepare
    from hub.demo.load import load

    prepare()
    begun = time.perf_counter()
    load(timezone.now())
    return time.perf_counter() - begun


def measured(work: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and slowest of the rounds, in milliseconds, after one round to warm up."""
    work()
    took = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        took.append((time.perf_counter() - begun) * 1000)
    return statistics.median(took), max(took)


def pages() -> dict[str, Callable[[], object]]:
    """What is measured: name → work."""
    from hub.accounts.models import User
    from hub.cases.models import Case
    from hub.demo.people import ACCOUNTS
    from hub.documents.models import Paper
    from hub.register.verify import verify
    from rules.calendar import Calendar, explain
    from tests.world import Browser

    def client(key: str) -> Browser:
        made = Browser(headers={"host": "localhost"})
        account = next(one for one in ACCOUNTS if one.key == key)
        made.force_login(User.objects.get(email=account.email))
        return made

    officer, applicant, public = client("officer"), client("applicant"), Browser(headers={"host": "localhost"})
    filed = Case.objects.filter(state_key="check").first()
    draft = Case.objects.filter(state_key="draft").first()
    certificate = Paper.objects.filter(kind="certificate").first()
    assert filed is not None
    assert draft is not None
    assert certificate is not None
    sealed = certificate.file.content.read()
    day = filed.filed_at.date() if filed.filed_at else filed.created_at.date()
    calendar = Calendar()
    return {
        "front page": lambda: public.get("/ru/"),
        "register, search": lambda: public.get("/ru/register/", {"q": "казакстан"}),
        "register.json": lambda: b"".join(public.get("/register.json")),
        "worklist": lambda: officer.get("/ru/office/work/"),
        "case page, officer": lambda: officer.get(f"/ru/cases/{filed.pk}/"),
        "task list": lambda: applicant.get(f"/ru/cases/{draft.pk}/"),
        "part of an application": lambda: applicant.get(f"/ru/cases/{draft.pk}/parts/budget/"),
        "certificate verified": lambda: verify(sealed, day),
        "term of ten days explained": lambda: explain(calendar, day, 10),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    rounds = parser.parse_args().rounds
    print(f"demonstration loaded in {prepared():.1f} s")
    print(f"{'what':<30}{'median, ms':>12}{'slowest, ms':>13}")
    for name, work in pages().items():
        median, slowest = measured(work, rounds)
        print(f"{name:<30}{median:>12.2f}{slowest:>13.2f}")


if __name__ == "__main__":
    main()
