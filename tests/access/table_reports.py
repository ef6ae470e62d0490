"""Quarterly reports: what the organisation does with its own beside the generic pages, and the Technopark's lists."""

from tests.access.lines import PAGE, SENT_ON, Route, on, reads, sends
from tests.access.people import NOBODY, PARTICIPANT, SEE_FILED, SEE_PARTICIPANTS, SIGNED, WRITERS

OWN = WRITERS | PARTICIPANT
"""Who writes the reports of the company that takes part."""

REPORTS: dict[str, Route] = {
    **{
        name: reads(SIGNED, on("awaited report, filed report", OWN, PAGE), on("check", NOBODY))
        for name in ("report_pdf", "report_sheet", "report_sheet_template")
    },
    "report_correct": reads(SIGNED, on("filed report", OWN, PAGE), on("awaited report, check", NOBODY)),
    "report_sheet_read": sends(SIGNED, on("awaited report", OWN, post=SENT_ON), on("check", NOBODY)),
    "report_sheet_apply": sends(SIGNED, on("awaited report", OWN, post=SENT_ON), on("check", NOBODY)),
    "reports": reads(SEE_PARTICIPANTS),
    "stays": reads(SEE_FILED),
}
