"""The background worker: does what is due, again and again, until it is told to stop.

Each job looks itself at what is due at a moment and does it once: a worker that slept a week catches up.
"""

import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import close_old_connections
from django.utils import timezone

from hub.accounts import sessions
from hub.analysis import timer as analyses
from hub.audit import heads, watch
from hub.cases import rescans
from hub.closing import reminders as closing
from hub.confidentiality.telling import tell_due
from hub.fees import timer as fees
from hub.fees.statements import store as statements
from hub.importing.work import run as imports
from hub.monitoring import batches
from hub.notices.outbox import send_due
from hub.participation import proposals
from hub.participation.timer import run as participation
from hub.reports.timer import open_due

LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two rounds."""


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is called with the present moment, at most once in `seconds`; it must do nothing twice."""

    name: str
    seconds: float
    run: Callable[[datetime], object]


JOBS = (
    Job("letters", 1, send_due),
    Job("fees that a quarter opens", 600, fees.open_due),
    Job("statements of the bank", 1, statements.read_due),
    Job("quarterly reports that a quarter opens", 600, open_due),
    Job("reminders and planned ends", 60, participation),
    Job("proposals of an early end", 3600, proposals.run),
    Job("analyses of quarters that are over", 600, analyses.run),
    Job("reminders to many", 1, closing.run),
    Job("hourly head of the audit log", 60, heads.write_due),
    Job("daily verification of the audit log", 60, watch.verify_due),
    Job("documents that wait for the virus scanner", 1, rescans.rescan),
    Job("documents removed before they were filed", 3600, rescans.erase_removed),
    Job("disclosures that may be told from today", 600, tell_due),
    Job("imports of an earlier register", 1, imports),
    Job("requests and rounds for many", 1, batches.run),
    Job("signals of open rounds", 3600, batches.refresh_signals),
    Job("sessions and counts of attempts that are over", 3600, sessions.sweep),
)


def work(stop: threading.Event | None = None) -> None:
    """Run every job when its time has come; a failure is logged and the next round tries again."""
    stopping = stop or _stopped_by_signals()
    next_run = dict.fromkeys(JOBS, 0.0)
    while not stopping.is_set():
        for job in JOBS:
            if time.monotonic() >= next_run[job]:
                next_run[job] = time.monotonic() + job.seconds
                _run(job)
        stopping.wait(PAUSE)


def _run(job: Job) -> None:
    try:
        close_old_connections()
        job.run(timezone.now())
    except Exception:
        LOG.exception("the job %s of the background worker failed; it will be tried again", job.name)


def _stopped_by_signals() -> threading.Event:
    event = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: event.set())
    return event
