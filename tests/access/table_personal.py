"""Personal data: unmasking, a person's own data, the office that answers for it."""

from tests.access.lines import PAGE, SENT_ON, Line, Route, both, by_stage, on, reads, sends
from tests.access.people import ADMINISTRATOR, ALL, AUDITOR, CASEWORK, COMPANY_B, NOBODY, OFFICER, OWNER, SIGNED

DECIDES = OFFICER | ADMINISTRATOR

PERSONAL: dict[str, Route] = {
    "unmask": both(
        CASEWORK,
        *by_stage(dict.fromkeys(("check", "agenda", "ended", "foreign"), OFFICER), "filing", PAGE, PAGE),
        on("draft filing", NOBODY),
    ),
    "my_data": reads(SIGNED),
    "take_away": sends(SIGNED, Line(SIGNED, post=PAGE)),
    "data_correct": both(SIGNED),
    "data_erase": both(SIGNED),
    "consent_withdraw": sends(
        SIGNED, on("owner consent", OWNER, post=SENT_ON), on("owner_b consent", COMPANY_B, post=SENT_ON)
    ),
    "consent_text": reads(ALL, on("wording", ALL, PAGE)),
    "data_requests": reads(DECIDES),
    "data_request": both(
        DECIDES,
        on("correction request, erasure request, decided request", DECIDES, PAGE, SENT_ON),
        on("own request", OFFICER, PAGE, SENT_ON),
    ),
    "seen": both(AUDITOR, Line(AUDITOR, PAGE, PAGE)),
}
