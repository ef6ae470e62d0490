"""One town for all access tests, built once; whatever a test does to it is undone."""

import logging
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test.utils import override_settings
from django.utils import timezone

from hub.accounts import middleware
from hub.documents import checks, store
from tests.access import scene
from tests.access.asking import Visitors


@pytest.fixture(autouse=True)
def _quiet_world() -> None:
    """The files of the town outlive a single test."""


@pytest.fixture(scope="package")
def _town(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Visitors]:
    folder = tmp_path_factory.mktemp("access")
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder / "files"}}
    with (
        django_db_blocker.unblock(),
        pytest.MonkeyPatch.context() as patch,
        override_settings(STORAGES={**settings.STORAGES, "default": files}, SEAL_FOLDER=folder / "seal"),
        transaction.atomic(),
    ):
        # The confinement of the file check is tested where it lives; here a process a file would take too long.
        patch.setattr(store, "check_isolated", checks.check)
        clock = SimpleNamespace(now=lambda: scene.NOW, localdate=timezone.localdate)
        patch.setattr(middleware, "timezone", clock)
        logger = logging.getLogger("django.request")
        patch.setattr(logger, "disabled", True)
        yield Visitors(scene.build())
        transaction.set_rollback(True)


@pytest.fixture
def visitors(_town, db) -> Visitors:
    """The personas with their browsers; what they do is undone after the test."""
    return _town
