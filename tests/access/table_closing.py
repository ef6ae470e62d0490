"""Closing a quarter: seen by the teams and the auditor, reminders sent by the team of the procedure."""

from tests.access.lines import SENT_ON, Route, on, reads, sends
from tests.access.people import AUDITOR, CASEWORK, MONITORING, NOBODY

CLOSING: dict[str, Route] = {
    "closing": reads(CASEWORK | AUDITOR),
    "closing_remind": sends(
        CASEWORK,
        on("open analysis", MONITORING, post=SENT_ON, more="report"),
        on("open analysis", NOBODY, more="registration"),
    ),
}
