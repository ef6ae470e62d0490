"""The commission’s room and the reference data."""

from tests.access.lines import MOVED_ON, NOT_YET, PAGE, SENT_ON, Route, both, on, reads, sends
from tests.access.people import (
    CHAIR,
    COMMISSION,
    CONFLICTED,
    KEEPER,
    MEMBER,
    NOBODY,
    ON_COMMISSION,
    OTHER_COMMISSION,
    PREPARES,
    ROOM,
    SECRETARY,
    SEE_MINUTES,
    SETS_COMMISSIONS,
    STAFF,
    UNASSIGNED,
)

OFFICE: dict[str, Route] = {
    # --- the commission ---
    "sittings": reads(ON_COMMISSION),
    "sitting_new": both(PREPARES),
    "sitting": reads(
        ON_COMMISSION,
        on("planned sitting, open sitting, closed sitting", ROOM, PAGE),
        on("other sitting", OTHER_COMMISSION | SECRETARY, PAGE),
    ),
    "minutes": reads(
        ON_COMMISSION | SEE_MINUTES,
        on("closed sitting", ROOM | SEE_MINUTES, PAGE),
        on("open sitting, other sitting", NOBODY),
    ),
    "sitting_move": both(
        PREPARES,
        on("planned sitting", PREPARES, PAGE, SENT_ON),
        on("open sitting, closed sitting", PREPARES, PAGE, MOVED_ON),
        on("other sitting", SECRETARY, PAGE, NOT_YET),
    ),
    "sitting_agenda": sends(
        PREPARES,
        on("planned sitting", PREPARES, post=SENT_ON),
        on("open sitting, closed sitting", PREPARES, post=MOVED_ON),
        on("other sitting", SECRETARY, post=NOT_YET),
    ),
    "sitting_open": sends(
        ON_COMMISSION,
        on("planned sitting", CHAIR | PREPARES, post=SENT_ON),
        on("open sitting, closed sitting", CHAIR | PREPARES, post=MOVED_ON),
        on("other sitting", SECRETARY, post=MOVED_ON),
    ),
    "sitting_attendance": sends(
        PREPARES,
        on("open sitting", PREPARES, post=SENT_ON),
        on("planned sitting, closed sitting", PREPARES, post=MOVED_ON),
        on("other sitting", SECRETARY, post=NOT_YET),
    ),
    "sitting_close": sends(
        ON_COMMISSION,
        on("planned sitting, open sitting, closed sitting", CHAIR, post=MOVED_ON),
        on("other sitting", NOBODY),
    ),
    "item": reads(ON_COMMISSION, on("tabled item, agenda item, approved item", ROOM, PAGE)),
    "item_vote": sends(
        ON_COMMISSION,
        on("agenda item", CHAIR | MEMBER | UNASSIGNED, post=SENT_ON),
        on("agenda item", CONFLICTED | PREPARES, post=MOVED_ON),
        on("tabled item, approved item", ROOM, post=MOVED_ON),
    ),
    "item_conflict": sends(
        ON_COMMISSION,
        on("tabled item, agenda item", COMMISSION, post=SENT_ON),
        on("approved item", COMMISSION, post=MOVED_ON),
    ),
    "item_close": sends(
        ON_COMMISSION,
        on("agenda item", CHAIR, post=SENT_ON),
        on("tabled item, approved item", ROOM, post=MOVED_ON),
    ),
    "item_dissent": sends(
        ON_COMMISSION,
        on("approved item", CHAIR, post=SENT_ON),
        on("approved item", ROOM - CHAIR, post=MOVED_ON),
        on("agenda item", ROOM, post=MOVED_ON),
    ),
    "item_remove": sends(
        PREPARES,
        on("tabled item", PREPARES, post=SENT_ON),
        on("agenda item, approved item", PREPARES, post=MOVED_ON),
    ),
    "membership": reads(SETS_COMMISSIONS),
    "seat_new": both(SETS_COMMISSIONS, on("commission", SETS_COMMISSIONS, PAGE, SENT_ON)),
    "seat_end": both(SETS_COMMISSIONS, on("seat", SETS_COMMISSIONS, PAGE, SENT_ON), on("seat over", NOBODY)),
    "charter_new": both(SETS_COMMISSIONS, on("commission", SETS_COMMISSIONS, PAGE, SENT_ON)),
    # --- reference data ---
    "office_calendar": reads(STAFF),
    "calendar_day": both(KEEPER),
    "calendar_drop": sends(KEEPER, on("correction", KEEPER, post=SENT_ON)),
    "calendar_confirm": sends(KEEPER),
    "calendar_change": reads(STAFF, on("change", STAFF, PAGE), on("other event", NOBODY)),
    "office_reference": reads(KEEPER),
    "mrp_enter": both(KEEPER),
    "mrp_drop": sends(KEEPER, on("index", KEEPER, post=SENT_ON)),
    "list_entry": both(KEEPER),
    "list_end": both(KEEPER, on("activity", KEEPER, PAGE, SENT_ON)),
}
