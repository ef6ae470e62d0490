import pytest

from tests import clock


@pytest.fixture(autouse=True)
def _monday(monkeypatch, monday):
    """Every request comes on Monday 18 May 2026, 10:00."""
    clock.stop(monkeypatch, monday)


@pytest.fixture(autouse=True)
def _own_folders(settings, tmp_path):
    """Each test has its own heads and its own key."""
    settings.AUDIT_HEADS_FOLDER = tmp_path / "heads"
    settings.AUDIT_KEY_FOLDER = tmp_path / "key"
    settings.TSA_URL = ""
