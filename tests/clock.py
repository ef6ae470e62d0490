"""Requests that come at a chosen moment, so that no scenario depends on today."""

from types import SimpleNamespace

from django.utils import timezone


def stop(monkeypatch, moment) -> None:
    """From now on every request comes at `moment`."""
    clock = SimpleNamespace(now=lambda: moment, localdate=timezone.localdate)
    monkeypatch.setattr("hub.accounts.middleware.timezone", clock)
