"""Consents of a participant and what left under them: its own people, the officers, the auditor."""

from tests.access.lines import PAGE, SENT_ON, Route, both, on, reads, sends
from tests.access.people import AUDITOR, COMPANY, ENDED, NOBODY, OFFICER, OWNER, PARTICIPANT, SIGNED

OURS, HEADS = COMPANY | PARTICIPANT, OWNER | PARTICIPANT
OFFICE = OFFICER | AUDITOR

CONFIDENTIALITY: dict[str, Route] = {
    "confidentiality": reads(
        SIGNED,
        on("participant participation", OURS | OFFICE, PAGE),
        on("ended participation", ENDED | OFFICE, PAGE),
    ),
    "consent_give": both(
        SIGNED,
        on("participant participation", HEADS, PAGE, SENT_ON),
        on("ended participation", ENDED, PAGE, SENT_ON),
    ),
    "consent_end": both(
        SIGNED,
        on("portal consent, paper consent", HEADS | OFFICER, PAGE, SENT_ON),
        on("ended consent", ENDED | OFFICER, PAGE, SENT_ON),
    ),
    "consent_document": reads(
        SIGNED,
        on("paper consent", OURS | OFFICE, PAGE),
        on("portal consent", NOBODY),
    ),
    "disclosure": reads(
        SIGNED,
        on("consented disclosure, court disclosure", OURS | OFFICE, PAGE),
        on("ended disclosure", ENDED | OFFICE, PAGE),
        on("untold disclosure", OFFICE, PAGE),
    ),
    "disclosure_take": sends(
        OFFICER,
        on("consented disclosure, untold disclosure, ended disclosure", OFFICER, post=PAGE),
        on("taken disclosure", OFFICER, post=SENT_ON),
    ),
    "consent_record": both(
        OFFICER, on("participant participation, ended participation", OFFICER, PAGE, SENT_ON)
    ),
    "disclose_by_law": both(
        OFFICER, on("participant participation, ended participation", OFFICER, PAGE, SENT_ON)
    ),
    "disclose": both(OFFICER, on("portal consent, ended consent", OFFICER, PAGE, SENT_ON)),
    "disclosures": reads(OFFICE),
}  # fmt: skip
