"""Drawing up an agreement, amending it, its papers."""

from tests.access.lines import MOVED_ON, PAGE, SENT_ON, Route, both, on, reads
from tests.access.people import COMPANY, NOBODY, OFFICER, PARTICIPANT, SEE_PARTICIPANTS, SIGNED

OURS = COMPANY | PARTICIPANT

AGREEMENTS: dict[str, Route] = {
    "agreement_draft": both(
        OFFICER,
        on("approved, extension", OFFICER, PAGE, SENT_ON),
        on("agenda, participant", OFFICER, MOVED_ON, MOVED_ON),  # not decided yet; signed already
        on("draft, lengthening", NOBODY),  # not filed
    ),
    "agreement_draft_file": reads(
        OFFICER,
        on("approved", OFFICER, PAGE, more="pdf"),
        on("approved", OFFICER, PAGE, more="docx"),
        on("approved", NOBODY, more="xlsx"),
        on("extension, agenda, participant", NOBODY, more="pdf"),  # not drawn up; not decided; signed already
    ),
    "amend": both(
        OFFICER,
        on("participant participation", OFFICER, PAGE, SENT_ON),
        on("ended participation", NOBODY),
    ),
    "agreement_file": reads(
        SIGNED,
        on("signed agreement", OURS | SEE_PARTICIPANTS, PAGE, more="text"),
        on("signed agreement", OURS | SEE_PARTICIPANTS, PAGE, more="scan"),
        on("signed agreement, crossed agreement", NOBODY, more="other"),
        on("ended agreement", NOBODY, more="text"),  # drawn up elsewhere
        on("crossed agreement", NOBODY, more="scan"),
    ),
}
