"""Accounts, organisations, roles, the log, notices."""

from tests.access.lines import DONE_OR_REFUSED, MOVED_ON, NOT_YET, PAGE, SENT_ON, Line, Route, both, on, reads, sends
from tests.access.people import (
    ADMINISTRATOR,
    ALL,
    AUDITOR,
    COMPANY,
    COMPANY_B,
    ENTERED,
    NOBODY,
    OWNER,
    SIGNED,
    STRANGERS,
    WEAK,
)

NO_MORE_SIGNING_IN = (Line(STRANGERS, PAGE, SENT_ON), Line(ENTERED, SENT_ON, SENT_ON))

ACCOUNTS: dict[str, Route] = {
    # --- accounts ---
    "account_login": both(ALL, *NO_MORE_SIGNING_IN),
    "account_signup": both(ALL, *NO_MORE_SIGNING_IN),
    "account_logout": both(ALL, Line(STRANGERS, SENT_ON, SENT_ON), Line(ENTERED, PAGE, SENT_ON)),
    "account_inactive": reads(ALL),
    "account_email_verification_sent": reads(ALL),
    "account_confirm_email": both(ALL, on("confirmation", ALL, PAGE, 404)),
    "account_change_password": both(SIGNED),
    "account_set_password": both(SIGNED, Line(SIGNED, SENT_ON, SENT_ON)),
    "account_reset_password": both(ALL),
    "account_reset_password_done": reads(ALL),
    "account_reset_password_from_key_done": reads(ALL),
    "account_reset_password_from_key": both(ALL, on("reset", ALL, PAGE, PAGE)),
    "profile": both(SIGNED),
    # --- organisations ---
    "organisation_new": both(SIGNED),
    "organisation": reads(SIGNED, on("check company", COMPANY, PAGE), on("foreign company", COMPANY_B, PAGE)),
    "organisation_invite": sends(
        SIGNED, on("check company", OWNER, post=SENT_ON), on("foreign company", COMPANY_B, post=SENT_ON)
    ),
    "invitation_withdraw": sends(
        SIGNED,
        on("check invitation", OWNER, post=SENT_ON),
        on("foreign invitation", COMPANY_B, post=SENT_ON),
        on("crossed invitation", NOBODY),
    ),
    "colleague": both(
        SIGNED,
        on("check editor, check owner", OWNER, PAGE, DONE_OR_REFUSED),
        on("foreign owner_b", COMPANY_B, PAGE, NOT_YET),
        on("check removed, crossed colleague", NOBODY),
    ),
    "colleague_end": sends(
        SIGNED,
        on("check editor, check owner", OWNER, post=SENT_ON),
        on("foreign owner_b", COMPANY_B, post=SENT_ON),
        on("check removed, crossed colleague", NOBODY),
    ),
    # Who holds the letter's link sees who invites; only the owner of its address joins.
    "invitation": both(
        ALL,
        on("check token, token for owner_b", STRANGERS | WEAK, PAGE, PAGE),
        on("token for owner_b", COMPANY_B, PAGE, SENT_ON),
        on("check token", SIGNED, PAGE, MOVED_ON),
        on("token for owner_b", SIGNED - COMPANY_B, PAGE, MOVED_ON),
    ),
    # --- roles and the log ---
    "roles": reads(ADMINISTRATOR),
    "role_grant": both(ADMINISTRATOR),
    "role_end": sends(ADMINISTRATOR, on("grant", ADMINISTRATOR, post=SENT_ON)),
    "audit_log": reads(AUDITOR),
    "audit_state": reads(AUDITOR),
    "audit_event": reads(AUDITOR, on("noted event", AUDITOR, PAGE)),
    "audit_private": both(AUDITOR, on("noted event", AUDITOR, PAGE, PAGE)),
    "audit_proof": reads(AUDITOR, on("noted event", AUDITOR, PAGE)),
    # --- notices ---
    "notices": reads(SIGNED),
    "notices_read": sends(SIGNED),
    "notice_open": sends(SIGNED, on("notice", OWNER, post=SENT_ON)),
}
