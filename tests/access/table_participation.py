"""A participant's own pages, its calendar, and the Technopark's work with participants."""

from tests.access.lines import PAGE, SENT_ON, Route, both, on, reads, sends
from tests.access.people import ALL, COMPANY, ENDED, NOBODY, OFFICER, PARTICIPANT, SEE_PARTICIPANTS, SIGNED

OURS = COMPANY | PARTICIPANT

PARTICIPATION: dict[str, Route] = {
    **{
        name: reads(
            SIGNED,
            on("participant participation", OURS | SEE_PARTICIPANTS, PAGE),
            on("ended participation", ENDED | SEE_PARTICIPANTS, PAGE),
        )
        for name in ("participation", "obligations")
    },
    # Who has the secret address reads, signed in or not.
    "feed": reads(ALL, on("feed", ALL, PAGE)),
    "feed_make": sends(
        SIGNED,
        on("participant participation", OURS, post=PAGE),
        on("ended participation", ENDED, post=PAGE),
    ),
    "feed_revoke": sends(
        SIGNED,
        on("participant participation", OURS, post=SENT_ON),
        on("ended participation", ENDED, post=SENT_ON),
    ),
    "participants": reads(SEE_PARTICIPANTS),
    "early_end_begin": sends(
        OFFICER,
        on("participant participation", OFFICER, post=SENT_ON),
        on("ended participation", NOBODY),
    ),
    "reminders": both(OFFICER),
    "reminder_drop": sends(OFFICER, on("reminder rule", OFFICER, post=SENT_ON)),
}
