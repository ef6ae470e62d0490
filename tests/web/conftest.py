import pytest

from tests import clock


@pytest.fixture(autouse=True)
def _monday(monkeypatch, monday):
    """Every request comes on Monday 18 May 2026, 10:00."""
    clock.stop(monkeypatch, monday)


@pytest.fixture
def inside(client, applicant):
    """A browser in which the applicant has signed in."""
    client.force_login(applicant)
    return client
