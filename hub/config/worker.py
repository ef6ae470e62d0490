"""The background worker: sends what the outbox owes, again and again, until it is told to stop."""

import logging
import signal
import threading

from django.db import close_old_connections
from django.utils import timezone

from hub.notices.outbox import send_due

LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks at the outbox."""


def work(stop: threading.Event | None = None) -> None:
    """Look at the outbox every second; a failure is logged and the next round tries again."""
    stopping = stop or _stopped_by_signals()
    while not stopping.is_set():
        try:
            close_old_connections()
            send_due(timezone.now())
        except Exception:
            LOG.exception("a round of the background worker failed; it tries again")
        stopping.wait(PAUSE)


def _stopped_by_signals() -> threading.Event:
    event = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: event.set())
    return event
