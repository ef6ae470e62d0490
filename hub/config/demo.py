"""`hub demo`: everything a visitor needs on this machine alone, from an empty folder to the address to open."""

import argparse
import shutil
import sys
from collections.abc import Sequence

from hub.config import serve


def run(argv: Sequence[str]) -> int:
    """Prepare, load the demonstration once, say who can sign in, serve."""
    import django

    parser = argparse.ArgumentParser(prog="hub demo")
    parser.add_argument("--reset", action="store_true", help="begin anew: delete the demonstration's data first")
    parser.add_argument("--prepare-only", action="store_true", help="stop before serving")
    given = parser.parse_args(argv)
    django.setup()
    from django.conf import settings

    if not settings.DEMO:
        sys.stderr.write("The demonstration runs only with HUB_MODE=demo; here HUB_MODE is something else.\n")
        return 2
    if given.reset and not reset():
        return 2
    accounts = _load()
    if given.prepare_only:
        sys.stdout.write("\n".join(accounts) + "\n")
        return 0
    return serve.run([], before=accounts)


def _load() -> list[str]:
    """Load what is not loaded yet; lines that name the accounts."""
    from django.db import connections
    from django.utils import timezone

    from hub.config.prepare import prepare
    from hub.demo import load

    prepare()
    load.load(timezone.now())
    connections.close_all()
    return load.lines()


def reset() -> bool:
    """Delete the built-in database and the uploaded files; False where the data is not the demonstration's own."""
    from django.conf import settings
    from django.db import connections

    database = settings.DATABASES["default"]
    if not str(database["NAME"]).startswith(str(settings.VAR)):
        sys.stderr.write("--reset deletes only the portal's own SQLite file. Empty this database yourself.\n")
        return False
    connections.close_all()
    for leftover in settings.VAR.glob("portal.sqlite3*"):
        leftover.unlink()
    for folder in ("files", "heads"):
        shutil.rmtree(settings.VAR / folder, ignore_errors=True)
    return True
