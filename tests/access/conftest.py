"""One town for all access tests, built once; whatever a test does to it is undone."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test.utils import override_settings
from django.utils import timezone

from hub.accounts import middleware
from hub.config import urls
from hub.documents import checks, store
from tests.access import scene, town
from tests.access.asking import Visitors


@pytest.fixture(autouse=True)
def _quiet_world() -> None:
    """The files of the town outlive a single test."""


def nothing_here(request: HttpRequest, exception: Exception) -> HttpResponse:
    """In place of the page of what is not there, which would be set ten thousand times: all that differs in it.

    `test_alike` looks at the page itself.
    """
    told = [str(message) for message in get_messages(request)]
    return HttpResponse(f"There is no such page. {told}", status=404)


@contextmanager
def settled(blocker: Any, folder: Path) -> Iterator[Visitors]:
    """The town as long as it is asked for; then nothing is left of it."""
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    with (
        blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(STORAGES={**settings.STORAGES, "default": files}, SEAL_FOLDER=folder / "seal"),
        override_settings(AUDIT_HEADS_FOLDER=folder / "heads", AUDIT_KEY_FOLDER=folder / "audit-key"),
        transaction.atomic(),
    ):
        # The confinement of the file check is tested where it lives; here a process a file would take too long.
        patch.setattr(store, "check_isolated", checks.check)
        clock = SimpleNamespace(now=lambda: scene.NOW, localdate=timezone.localdate)
        patch.setattr(middleware, "timezone", clock)
        patch.setattr(urls, "handler404", nothing_here)
        logger = logging.getLogger("django.request")
        patch.setattr(logger, "disabled", True)
        yield Visitors(town.build())
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def _town(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Visitors]:
    with settled(django_db_blocker, tmp_path_factory.mktemp("access")) as visitors:
        yield visitors


@pytest.fixture
def visitors(_town, db) -> Visitors:
    """The personas with their browsers; what they do is undone after the test."""
    return _town
