"""The people of the access tests, in groups; who may read an application at each stage; what each canary tells."""

from __future__ import annotations

Group = frozenset[str]


def _only(*personas: str) -> Group:
    return frozenset(personas)


NOBODY: Group = frozenset()
STRANGERS = _only("public", "disabled")
WEAK = _only("weak")
"""Every role, a seat and a company, but no second factor shown yet."""

# --- companies -------------------------------------------------------------------------------------------------------
OWNER, WRITERS, COMPANY = _only("owner"), _only("owner", "editor"), _only("owner", "editor", "reader")
COMPANY_B = _only("owner_b")
PARTICIPANT = _only("participant")
"""A second head of the company that takes part today."""
ENDED = _only("ended")
"""Head of a company whose participation is over."""

# --- the technopark and those beside it ------------------------------------------------------------------------------
OFFICER_HERSELF = _only("officer")
OFFICER = OFFICER_HERSELF | _only("stand_in")
"""The officer of registration, and who stands in for the officer today."""
MONITORING, FINANCE = _only("monitoring"), _only("finance")
OTHER_OFFICERS = MONITORING | FINANCE | _only("housing", "education")
TRANSLATOR, SECRETARY, KEEPER = _only("translator"), _only("secretary"), _only("reference")
AUDITOR, ADMINISTRATOR = _only("auditor"), _only("administrator")
MINISTRY = _only("authorised")
RIGHTLESS = MINISTRY | _only("removed", "stood_in")
"""Signed in with no right of today beside the analyses sent to the ministry."""

# --- commissions -----------------------------------------------------------------------------------------------------
CHAIR, MEMBER, CLERK, CONFLICTED = _only("chair"), _only("member"), _only("clerk"), _only("conflicted")
UNASSIGNED = _only("unassigned")
"""A member since today: on the agenda of no earlier sitting."""
UNCONFLICTED = CHAIR | MEMBER | CLERK
COMMISSION = UNCONFLICTED | CONFLICTED | UNASSIGNED
OTHER_COMMISSION = _only("other_member")

# --- together --------------------------------------------------------------------------------------------------------
STAFF = OFFICER | OTHER_OFFICERS | TRANSLATOR | SECRETARY | KEEPER
HANDS_ON = (STAFF - _only("stand_in")) | _only("authorised")
"""Who holds a role of their own in which somebody may stand in."""
SIGNED = (
    COMPANY | COMPANY_B | PARTICIPANT | ENDED | STAFF | AUDITOR | ADMINISTRATOR
    | COMMISSION | OTHER_COMMISSION | RIGHTLESS
)  # fmt: skip
ENTERED = SIGNED | WEAK
ALL = ENTERED | STRANGERS

CASEWORK = OFFICER | MONITORING | FINANCE
"""The teams that cases belong to."""
SEE_FILED = OFFICER | AUDITOR | MONITORING
"""Who reads applications and what follows them, beside those whose they are."""
SEE_PARTICIPANTS = SEE_FILED | FINANCE
SEE_MINUTES = OFFICER | AUDITOR
DESK = TRANSLATOR | OFFICER
PREPARES = CLERK | SECRETARY
SETS_COMMISSIONS = SECRETARY | ADMINISTRATOR
ROOM = COMMISSION | SECRETARY
ON_COMMISSION = ROOM | OTHER_COMMISSION

# --- who may read an application at each stage -----------------------------------------------------------------------
READERS: dict[str, Group] = {
    "draft": COMPANY,
    "check": COMPANY | SEE_FILED,
    "remarks": COMPANY | SEE_FILED,
    "waiting": COMPANY | SEE_FILED | SECRETARY,  # before the commission, on no agenda
    "tabled": COMPANY | SEE_FILED | SECRETARY | COMMISSION,  # on the agenda of a sitting being prepared
    "agenda": COMPANY | SEE_FILED | SECRETARY | UNCONFLICTED | UNASSIGNED,  # on the agenda of an open sitting
    "approved": COMPANY | SEE_FILED | UNCONFLICTED,
    "refused": COMPANY | SEE_FILED | UNCONFLICTED,
    "participant": COMPANY | PARTICIPANT | SEE_FILED | UNCONFLICTED,
    "ended": ENDED | SEE_FILED | UNCONFLICTED,
    "foreign": COMPANY_B | SEE_FILED,  # company B's, being checked
}
DECIDED = ("approved", "refused", "participant", "ended")

# --- what each canary tells, and to whom -----------------------------------------------------------------------------
PHONES = {stage: f"+7 700 415 {number:02} 18" for number, stage in enumerate(READERS)}
"""Of each application; masked for all but its own people and the officer who unmasks it."""
CONTACTS = {stage: (who - SEE_FILED - ON_COMMISSION) | OFFICER for stage, who in READERS.items()}
CANARIES: dict[str, Group] = {
    **{f"canary-contact-{stage}@example.kz": who for stage, who in CONTACTS.items()},
    **{PHONES[stage]: who for stage, who in CONTACTS.items()},
    **{f"canary-request-{kind}": OWNER | OFFICER | ADMINISTRATOR for kind in ("correction", "erasure")},
    "canary-request-own": OFFICER | ADMINISTRATOR,
    "canary-request-decided": COMPANY_B | OFFICER | ADMINISTRATOR,
    "canary-decision": COMPANY_B | OFFICER | ADMINISTRATOR,
    **{f"canary-plan-{stage}": who for stage, who in READERS.items()},
    **{f"canary-file-{stage}.pdf": who for stage, who in READERS.items()},
    **{f"canary-english-{heap}.pdf": READERS["check"] | TRANSLATOR for heap in ("queued", "held", "done", "result")},
    # Why the commission decided: the commission reads it on its own pages, the applicant and officers in the case.
    **{f"canary-reasons-{stage}": (ROOM | READERS[stage]) - CONFLICTED for stage in DECIDED},
    **{f"canary-conflict-{stage}": CONFLICTED for stage in ("agenda", *DECIDED)},  # the others read it in the minutes
    "canary-remark-check": READERS["check"],
    "canary-remark-remarks": READERS["remarks"],
    "canary-answer": READERS["check"],
    "canary-unsent-remark": OFFICER,
    "canary-unsent-answer": COMPANY,
    "canary-unsent-edit": COMPANY,
    "canary-note": OFFICER,
    "canary-ballot": MEMBER,
    "canary-dissent": ROOM - CONFLICTED,
    "canary-colleague@example.kz": WRITERS,  # the head, and the colleague whose address it is
    "canary-invited-check@example.kz": OWNER,
    "canary-invited-foreign@example.kz": COMPANY_B,
    "canary-notice": OWNER,
    "canary-grant": ADMINISTRATOR,
    "canary-agreement": READERS["participant"] | FINANCE,
    # A request and remarks of monitoring are read by both sides; what is typed and what was seen, by one.
    **{f"canary-{told}": COMPANY | PARTICIPANT | SEE_FILED for told in ("asked", "round-remark")},
    "canary-typed": COMPANY | PARTICIPANT,
    "canary-visit": SEE_FILED,
    "canary-conclusion": SEE_FILED,
    "canary-photo.pdf": SEE_FILED,
    "canary-amendment": COMPANY | PARTICIPANT | SEE_PARTICIPANTS,
    "canary-signer": OFFICER,
    # Consents and disclosures are for registration and the auditor alone.
    **{
        f"canary-{what}": COMPANY | PARTICIPANT | OFFICER | AUDITOR
        for what in ("recipient", "purpose", "scan.pdf", "court")
    },
    # Where the law forbids telling, the participant does not learn of it yet.
    "canary-untold": OFFICER | AUDITOR,
}
