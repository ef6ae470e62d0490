"""Brings a new or an older installation up to date."""

import io
import json
import os
import sys

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from hub.commissions.ensure import ensure
from hub.config.serve import CLOSED
from hub.config.translations import compile_all


def prepare() -> None:
    """Translations, tables, the shared cache, static files; quick when there is nothing to do."""
    os.umask(CLOSED)
    compile_all()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure()
    if stale():
        call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    sys.stdout.write("The database, the static files and the translations are up to date.\n")


def stale() -> bool:
    """Whether a static file is newer than the collection, or missing from it."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not manifest.exists():
        return True
    collected, made = json.loads(manifest.read_text())["paths"], manifest.stat().st_mtime
    found = [(path, storage) for finder in get_finders() for path, storage in finder.list([])]
    return any(path not in collected or storage.get_modified_time(path).timestamp() > made for path, storage in found)
