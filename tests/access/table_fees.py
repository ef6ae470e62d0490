"""Fees: a participant's own account, and the desk of who keeps the money."""

from tests.access.lines import PAGE, SENT_ON, Route, both, on, reads, sends
from tests.access.people import AUDITOR, COMPANY, ENDED, FINANCE, NOBODY, PARTICIPANT, SIGNED

OURS = COMPANY | PARTICIPANT
SEE = FINANCE | AUDITOR
NO_PAGE = 404
"""Who may look and not do is told that there is no such page to send to."""

FEES: dict[str, Route] = {
    "fees": reads(
        SIGNED, on("participant participation", OURS | SEE, PAGE), on("ended participation", ENDED | SEE, PAGE)
    ),
    "fee_account": reads(
        SIGNED,
        *(
            on(f"{stage} participation", who | SEE, PAGE, more=kind)
            for stage, who in (("participant", OURS), ("ended", ENDED))
            for kind in ("csv", "pdf")
        ),
    ),
    "fee_refund": sends(FINANCE, on("ended participation", FINANCE, post=SENT_ON)),
    "fee_quarter": reads(SEE),
    "fee_arrears": reads(SEE),
    "fee_desk": reads(SEE),
    "fee_assess": sends(FINANCE),
    "fee_advance": sends(FINANCE, on("owed fee", FINANCE, post=SENT_ON), on("check", NOBODY)),
    "fee_statements": Route(SEE, (on("", FINANCE, PAGE, SENT_ON), on("", AUDITOR, PAGE, NO_PAGE))),
    "fee_mappings": both(FINANCE),
    "fee_confirm": sends(FINANCE),
    "fee_line": reads(SEE, on("open line, outgoing line, matched line", SEE, PAGE)),
    "fee_match": sends(FINANCE, on("line and payer", FINANCE, post=SENT_ON)),
    "fee_aside": sends(FINANCE, on("open line", FINANCE, post=SENT_ON)),
    "fee_back": sends(FINANCE, on("matched line", FINANCE, post=SENT_ON)),
}
