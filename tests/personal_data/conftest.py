"""The signed heads of a test lie in its own folder: those of another test sign other events."""

import pytest


@pytest.fixture(autouse=True)
def _own_heads(settings, tmp_path):
    settings.AUDIT_HEADS_FOLDER = tmp_path / "heads"
