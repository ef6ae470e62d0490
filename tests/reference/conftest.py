import pytest

from tests import clock


@pytest.fixture(autouse=True)
def _monday(monkeypatch, monday):
    """Every request comes on Monday 18 May 2026, 10:00."""
    clock.stop(monkeypatch, monday)
