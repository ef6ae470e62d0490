"""Cases: read, written, checked, acted in; the translation desk."""

from tests.access.lines import (
    DONE_OR_REFUSED,
    MOVED_ON,
    NOT_YET,
    PAGE,
    SENT_ON,
    Route,
    act,
    both,
    by_stage,
    on,
    reads,
    sends,
)
from tests.access.people import (
    CASEWORK,
    COMPANY,
    COMPANY_B,
    DESK,
    ENDED,
    FINANCE,
    MONITORING,
    NOBODY,
    OFFICER,
    PARTICIPANT,
    READERS,
    SEE_FILED,
    SIGNED,
    TRANSLATOR,
    WRITERS,
)

CASES: dict[str, Route] = {
    # --- the translation desk ---
    "translations": reads(DESK),
    "translation": both(
        DESK,
        on("held translation", TRANSLATOR, PAGE, NOT_YET),
        on("held translation", OFFICER, PAGE, SENT_ON),
        on("queued translation, done translation", DESK, PAGE, SENT_ON),
    ),
    "translation_take": sends(DESK, on("queued translation, held translation, done translation", DESK, post=SENT_ON)),
    "translation_source": reads(DESK, on("queued translation, done translation", DESK, PAGE)),
    "translation_result": reads(DESK, on("done translation", DESK, PAGE), on("held translation", NOBODY)),
    # --- lists of cases ---
    "cabinet": reads(SIGNED),
    "worklist": reads(CASEWORK),
    "all_cases": reads(SEE_FILED | FINANCE),
    # --- a case, for reading ---
    "case": reads(
        SIGNED,
        *by_stage(READERS),
        on("inner matter, inner round, drafted round", SEE_FILED, PAGE),
        on("asked request, remarked round, closed round", COMPANY | PARTICIPANT | SEE_FILED, PAGE),
    ),
    "filing": reads(
        SIGNED,
        *by_stage({stage: READERS[stage] for stage in ("remarks", "agenda", "foreign")}, "filing"),
        on("draft filing", NOBODY),
    ),
    "compare": reads(SIGNED, on("check", READERS["check"], PAGE), on("agenda, foreign, draft", NOBODY)),
    "document": reads(
        SIGNED,
        *by_stage({stage: READERS[stage] for stage in ("draft", "remarks", "agenda", "approved")}, "document"),
        on("agenda receipt", READERS["agenda"], PAGE),
        on("foreign receipt", READERS["foreign"], PAGE),
        on("queued source, done result", READERS["check"], PAGE),
        on("crossed document", NOBODY),
    ),
    # --- a case, for the applicant's writing ---
    "begin": sends(
        SIGNED,
        on("draft begin, check begin, participant begin", WRITERS, post=SENT_ON),
        on("participant begin", PARTICIPANT, post=SENT_ON),
        on("ended begin", ENDED, post=SENT_ON),
        on("foreign begin", COMPANY_B, post=SENT_ON),
    ),
    "part": both(
        SIGNED,
        on("draft, remarks", WRITERS, PAGE, SENT_ON, "about"),
        on("check, agenda", WRITERS, MOVED_ON, MOVED_ON, "about"),
        on("foreign", COMPANY_B, MOVED_ON, MOVED_ON, "about"),
    ),
    "autosave": sends(
        SIGNED,
        on("draft, remarks", WRITERS, post=PAGE, more="about"),
        on("agenda", WRITERS, post=MOVED_ON, more="about"),
        on("foreign", COMPANY_B, post=MOVED_ON, more="about"),
    ),
    "attach": sends(
        SIGNED,
        on("draft, remarks", WRITERS, post=SENT_ON, more="extra"),
        on("agenda", WRITERS, post=MOVED_ON, more="extra"),
        on("foreign", COMPANY_B, post=MOVED_ON, more="extra"),
    ),
    "detach": sends(
        SIGNED,
        on("draft attachment, remarks attachment", WRITERS, post=SENT_ON),
        on("agenda attachment", WRITERS, post=MOVED_ON),
        on("foreign attachment", COMPANY_B, post=MOVED_ON),
        on("crossed attachment", NOBODY),
    ),
    "plan": reads(SIGNED, on("draft", WRITERS, PAGE), on("agenda, foreign", NOBODY)),
    "review": reads(
        SIGNED,
        on("draft", WRITERS, PAGE),
        on("remarks, agenda", WRITERS, SENT_ON),
        on("foreign", COMPANY_B, SENT_ON),
    ),
    "answers": both(
        SIGNED,
        on("remarks", WRITERS, PAGE, SENT_ON),
        on("check", WRITERS, PAGE, MOVED_ON),
        on("draft, agenda, foreign", NOBODY),
    ),
    "again": sends(SIGNED, on("refused", WRITERS, post=SENT_ON), on("check, participant, foreign", NOBODY)),
    # --- acts: the applicant's, the technopark's, and the commission's, which are done by a vote only ---
    "act": both(
        SIGNED,
        *act("file", WRITERS, "draft", "check"),
        on("remarks", WRITERS, PAGE, DONE_OR_REFUSED, "answer"),
        on("agenda", WRITERS, PAGE, DONE_OR_REFUSED, "withdraw"),
        on("foreign", COMPANY_B, PAGE, DONE_OR_REFUSED, "withdraw"),
        *act("remark", OFFICER, "check", "agenda"),
        on("draft", NOBODY, more="remark"),
        on("approved", OFFICER, PAGE, DONE_OR_REFUSED, "agree"),
        on("participant", OFFICER, MOVED_ON, NOT_YET, "certify"),  # done already
        on("inner matter", OFFICER, PAGE, DONE_OR_REFUSED, "raise"),
        on("extension", OFFICER, PAGE, DONE_OR_REFUSED, "extend"),
        on("inner round", MONITORING, PAGE, DONE_OR_REFUSED, "conclude"),
        on("drafted round", MONITORING, PAGE, DONE_OR_REFUSED, "sign"),
        on("drafted round", MONITORING, PAGE, DONE_OR_REFUSED, "send_back"),
        on("asked request", MONITORING, PAGE, DONE_OR_REFUSED, "withdraw"),
        on("agenda", NOBODY, more="register"),
        on("check", NOBODY, more="no-such-act"),
    ),
    # --- a case, for the officer's hand ---
    "remarks": both(
        CASEWORK,
        on("check, foreign", OFFICER, PAGE, SENT_ON),
        on("agenda", OFFICER, MOVED_ON, MOVED_ON),
        on("draft", NOBODY),
    ),
    "drop_remark": sends(
        CASEWORK,
        on("check canary-unsent-remark", OFFICER, post=SENT_ON),
        on("check canary-remark-check, crossed remark", NOBODY),
    ),
    "checklist": sends(
        CASEWORK,
        on("check, foreign", OFFICER, post=SENT_ON),
        on("agenda", OFFICER, post=MOVED_ON),
        on("draft", NOBODY),
    ),
    "translate": sends(CASEWORK, on("check, foreign", OFFICER, post=SENT_ON), on("draft", NOBODY)),
    "take": sends(CASEWORK, on("check, foreign", OFFICER, post=SENT_ON), on("draft", NOBODY)),
}
