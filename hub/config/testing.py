"""Settings of the test run: the same portal with its own database, quick passwords, a throw-away folder."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("HUB_VAR", tempfile.mkdtemp(prefix="hub-tests-"))
os.environ["HUB_MODE"] = "demo"
os.environ["DATABASE_URL"] = os.environ.get("TEST_DATABASE_URL", "sqlite:///")

from hub.config.settings import *  # noqa: F403
from hub.config.settings import DATABASES, LIMITS, STORAGES, VAR

DATABASES["default"].get("OPTIONS", {}).pop("pool", None)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that threads and the live server see one database.
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    DATABASES["default"]["TEST"] = {"NAME": str(Path(VAR) / f"test-{worker}.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# One person of a test does what thousands do; the tests of the limits set their own.
LIMITS = dict.fromkeys(LIMITS, "")
