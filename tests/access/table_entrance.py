"""The way in: second factors, confirming oneself, sessions, a state identity; standing in during leave."""

from tests.access.lines import NOT_YET, PAGE, SENT_ON, Line, Route, both, on, reads, sends
from tests.access.people import (
    ADMINISTRATOR,
    ALL,
    COMPANY_B,
    ENTERED,
    HANDS_ON,
    NOBODY,
    OFFICER_HERSELF,
    OWNER,
    SIGNED,
    WEAK,
)

WITH_APP = OWNER | COMPANY_B
"""Who has a second factor set up; of the others the session only says that they came with one."""

ENTRANCE: dict[str, Route] = {
    # --- before the second factor, too ---
    "second_factor": reads(ENTERED, Line(SIGNED, SENT_ON), Line(WEAK, PAGE)),
    "account_reauthenticate": both(ENTERED, Line(ENTERED, PAGE, NOT_YET)),
    "app_add": both(ENTERED, Line(WITH_APP, SENT_ON, SENT_ON), Line(ENTERED - WITH_APP, PAGE, NOT_YET)),
    "passkey_add": both(ENTERED, Line(ENTERED, SENT_ON, SENT_ON)),  # the host of the tests is none for passkeys
    # --- between the password and the second factor: nobody here comes from there ---
    "mfa_authenticate": both(ALL, Line(ALL, SENT_ON, SENT_ON)),
    "mfa_login_webauthn": both(ALL, Line(ALL, SENT_ON, SENT_ON)),
    # --- one's own factors and sessions ---
    "mfa_index": reads(SIGNED),
    "codes_new": sends(SIGNED, Line(WITH_APP, post=PAGE), Line(SIGNED - WITH_APP, post=SENT_ON)),
    "factor_remove": sends(
        SIGNED, on("owner factor", OWNER, post=SENT_ON), on("owner_b factor", COMPANY_B, post=SENT_ON)
    ),
    "session_end": sends(
        SIGNED, on("owner session", OWNER, post=SENT_ON), on("owner_b session", COMPANY_B, post=SENT_ON)
    ),
    "sessions_end": sends(SIGNED),
    "stay": sends(SIGNED, Line(SIGNED, post=PAGE)),
    "kept_form": reads(SIGNED, Line(SIGNED, SENT_ON)),
    "kept_drop": sends(SIGNED),
    # --- a state identity: no provider is set up here ---
    "openid_connect_login": sends(ALL, on("provider", NOBODY)),
    "openid_connect_callback": reads(ALL, on("provider", NOBODY)),
    "identity_remove": sends(SIGNED, on("provider", NOBODY)),
    # --- standing in ---
    "stand_in": both(ADMINISTRATOR),
    "own_stand_in": both(HANDS_ON),
    "own_stand_in_end": sends(HANDS_ON, on("leave", OFFICER_HERSELF, post=SENT_ON)),
}
