import pytest

from tests import clock


@pytest.fixture
def _today(monkeypatch, monday):
    """Pages are asked for on Monday 18 May 2026."""
    clock.stop(monkeypatch, monday)
