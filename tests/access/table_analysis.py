"""The quarterly analyses: made by monitoring officers, read by them and the auditor, by the ministry when sent."""

from tests.access.lines import PAGE, SENT_ON, Route, on, reads, sends
from tests.access.people import AUDITOR, MINISTRY, MONITORING, NOBODY, OFFICER

READERS = OFFICER | MONITORING | AUDITOR
SEE = READERS | MINISTRY

ANALYSES: dict[str, Route] = {
    "analyses": reads(SEE),
    "analysis": reads(
        SEE,
        on("open analysis", READERS, PAGE),
        on("sent analysis", SEE, PAGE),
        on("no analysis", NOBODY),
    ),
    "analysis_write": sends(
        MONITORING,
        on("open analysis", MONITORING, post=SENT_ON),
        on("sent analysis", MONITORING, post=SENT_ON),  # told that nothing was changed
        on("no analysis", NOBODY),
    ),
    "analysis_build": sends(
        MONITORING,
        on("open analysis, sent analysis", MONITORING, post=SENT_ON),
        on("no analysis", NOBODY),
    ),
    "analysis_file": reads(
        SEE,
        on("sent analysis", SEE, PAGE, more="pdf"),
        on("sent analysis", SEE, PAGE, more="xlsx"),
        on("sent analysis", NOBODY, more="html"),
        on("open analysis", NOBODY, more="pdf"),
    ),
}
