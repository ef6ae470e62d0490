"""Who may do what on which address. Kept by hand: a new route fails the test until it stands here.

A `Route` names who passes its door (the view's policy) and, line by line, for which objects who gets which answer
to GET and to POST. Whoever is not named: a stranger is asked to sign in, anybody else is told that there is no such
page (404), whether the object is somebody else's or none at all. An address that takes only one method answers 405
to the other, once the door is passed.
"""

from __future__ import annotations

from dataclasses import dataclass

Group = frozenset[str]
Answer = int | tuple[int, ...]

PAGE, SENT_ON, MOVED_ON, NOT_YET, NO_METHOD = 200, 302, 409, 422, 405
DONE_OR_REFUSED = (SENT_ON, NOT_YET)
"""An act of the right person in the right state: done, or refused by the law with its clause."""

# --- the people ------------------------------------------------------------------------------------------------------
STRANGERS = frozenset({"public", "disabled"})
OWNER, WRITERS, COMPANY = (
    frozenset(names) for names in (["owner"], ["owner", "editor"], ["owner", "editor", "reader"])
)
COMPANY_B = frozenset({"owner_b"})
OFFICER, TRANSLATOR, SECRETARY = frozenset({"officer"}), frozenset({"translator"}), frozenset({"secretary"})
KEEPER, AUDITOR, ADMINISTRATOR = frozenset({"reference"}), frozenset({"auditor"}), frozenset({"administrator"})
CHAIR, CLERK, CONFLICTED = frozenset({"chair"}), frozenset({"clerk"}), frozenset({"conflicted"})
UNCONFLICTED = frozenset({"chair", "member", "clerk"})
COMMISSION = UNCONFLICTED | CONFLICTED
OTHER_COMMISSION = frozenset({"other_member"})
RIGHTLESS = frozenset({"removed", "authorised"})
SIGNED = (
    COMPANY | COMPANY_B | OFFICER | TRANSLATOR | SECRETARY | KEEPER | AUDITOR | ADMINISTRATOR
    | COMMISSION | OTHER_COMMISSION | RIGHTLESS
)  # fmt: skip
ALL = SIGNED | STRANGERS
NOBODY: Group = frozenset()

SEE_FILED = OFFICER | AUDITOR
STAFF = OFFICER | TRANSLATOR | SECRETARY | KEEPER
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
    "agenda": COMPANY | SEE_FILED | SECRETARY | UNCONFLICTED,  # on the agenda of an open sitting
    "approved": COMPANY | SEE_FILED | UNCONFLICTED,
    "refused": COMPANY | SEE_FILED | UNCONFLICTED,
    "participant": COMPANY | SEE_FILED | UNCONFLICTED,
    "foreign": COMPANY_B | SEE_FILED,  # company B's, being checked
}
HEARD = ROOM | READERS["approved"]
"""Who reads why the commission decided: the commission on its own pages, the applicant and officers in the case."""


@dataclass(frozen=True)
class Line:
    """For these objects (names of the scene; none for an address without), `who` gets these answers."""

    who: Group
    get: Answer = NO_METHOD
    post: Answer = NO_METHOD
    objects: tuple[str, ...] = ("",)
    more: tuple[str, ...] = ()


@dataclass(frozen=True)
class Route:
    door: Group
    lines: tuple[Line, ...]
    takes: frozenset[str] = frozenset({"get", "post"})
    same: bool = False
    """POST is answered like GET and changes nothing: asked for the first object only."""


LIKE_ANY_LINK = frozenset({"account_confirm_email", "account_reset_password_from_key"})
"""Whatever link of a letter is followed, the page is the same: it tells nothing of which accounts exist."""


READ, WRITE = frozenset({"get"}), frozenset({"post"})


def on(objects: str, who: Group, get: Answer = NO_METHOD, post: Answer = NO_METHOD, more: str = "") -> Line:
    """`objects` are names with commas between."""
    return Line(who, get, post, tuple(name.strip() for name in objects.split(",")), (more,) if more else ())


def by_stage(
    readers: dict[str, Group], what: str = "", get: Answer = PAGE, post: Answer = NO_METHOD
) -> tuple[Line, ...]:
    """A line a stage; `what` is the kind of object of the case."""
    return tuple(on(f"{stage} {what}".strip(), who, get, post) for stage, who in readers.items())


def reads(door: Group, *lines: Line) -> Route:
    """An address that only shows: POST is refused."""
    return Route(door, lines or (Line(door, PAGE),), READ)


def shows(door: Group, *lines: Line) -> Route:
    """An address that only shows, and answers POST like GET."""
    return Route(door, lines or (Line(door, PAGE, PAGE),), same=True)


def sends(door: Group, *lines: Line) -> Route:
    """An address that only does: GET is refused."""
    return Route(door, lines or (Line(door, post=SENT_ON),), WRITE)


def both(door: Group, *lines: Line) -> Route:
    """A form: GET shows it, POST sends it."""
    return Route(door, lines or (Line(door, PAGE, SENT_ON),))


def act(key: str, who: Group, allowed: str, too_early: str) -> tuple[Line, ...]:
    """An act: for `who`, done or refused by its needs where the law allows it, stale elsewhere."""
    return (
        on(allowed, who, PAGE, DONE_OR_REFUSED, key),
        on(too_early, who, MOVED_ON, NOT_YET, key),
    )


PUBLIC_PAGE = shows(ALL)
NO_MORE_SIGNING_IN = (Line(STRANGERS, PAGE, SENT_ON), Line(SIGNED, SENT_ON, SENT_ON))

TABLE: dict[str, Route] = {
    # --- the public site ---
    "root": shows(ALL, Line(ALL, SENT_ON, SENT_ON)),
    "healthz": PUBLIC_PAGE,
    "home": PUBLIC_PAGE,
    "how": PUBLIC_PAGE,
    "self_check": both(ALL, Line(ALL, PAGE, NOT_YET)),
    "rules": PUBLIC_PAGE,
    "clause": shows(ALL, on("clause", ALL, PAGE, PAGE)),
    "statistics": PUBLIC_PAGE,
    "commissions": PUBLIC_PAGE,
    "accessibility": PUBLIC_PAGE,
    "gallery": shows(STAFF),
    # --- the register: participants only, whatever else the portal knows ---
    "register": PUBLIC_PAGE,
    "register_json": PUBLIC_PAGE,
    "register_csv": PUBLIC_PAGE,
    "participant": shows(
        ALL, on("participant company", ALL, PAGE, PAGE), on("approved company, draft company", NOBODY)
    ),
    "certificates": both(ALL, Line(ALL, PAGE, NOT_YET)),
    "certificate": shows(ALL, on("certificate", ALL, PAGE, PAGE)),
    # --- accounts ---
    "account_login": both(ALL, *NO_MORE_SIGNING_IN),
    "account_signup": both(ALL, *NO_MORE_SIGNING_IN),
    "account_logout": both(ALL, Line(STRANGERS, SENT_ON, SENT_ON), Line(SIGNED, PAGE, SENT_ON)),
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
        on("check token, token for owner_b", STRANGERS, PAGE, PAGE),
        on("token for owner_b", COMPANY_B, PAGE, SENT_ON),
        on("check token", SIGNED, PAGE, MOVED_ON),
        on("token for owner_b", SIGNED - COMPANY_B, PAGE, MOVED_ON),
    ),
    # --- roles and the log ---
    "roles": reads(ADMINISTRATOR),
    "role_grant": both(ADMINISTRATOR),
    "role_end": sends(ADMINISTRATOR, on("grant", ADMINISTRATOR, post=SENT_ON)),
    "audit_log": reads(AUDITOR),
    # --- notices ---
    "notices": reads(SIGNED),
    "notices_read": sends(SIGNED),
    "notice_open": sends(SIGNED, on("notice", OWNER, post=SENT_ON)),
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
    "cabinet": shows(SIGNED),
    "worklist": shows(OFFICER),
    "all_cases": shows(SEE_FILED),
    # --- a case, for reading ---
    "case": shows(SIGNED, *by_stage(READERS, post=PAGE)),
    "filing": shows(
        SIGNED,
        *by_stage({stage: READERS[stage] for stage in ("remarks", "agenda", "foreign")}, "filing", post=PAGE),
        on("draft filing", NOBODY),
    ),
    "compare": shows(SIGNED, on("check", READERS["check"], PAGE, PAGE), on("agenda, foreign, draft", NOBODY)),
    "document": shows(
        SIGNED,
        *by_stage(
            {stage: READERS[stage] for stage in ("draft", "remarks", "agenda", "approved")}, "document", post=PAGE
        ),
        on("agenda receipt", READERS["agenda"], PAGE, PAGE),
        on("foreign receipt", READERS["foreign"], PAGE, PAGE),
        on("queued source, done result", READERS["check"], PAGE, PAGE),
        on("crossed document", NOBODY),
    ),
    # --- a case, for the applicant's writing ---
    "begin": sends(
        SIGNED,
        on("draft begin, check begin, participant begin", WRITERS, post=SENT_ON),
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
    "plan": shows(SIGNED, on("draft", WRITERS, PAGE, PAGE), on("agenda, foreign", NOBODY)),
    "review": shows(
        SIGNED,
        on("draft", WRITERS, PAGE, PAGE),
        on("remarks, agenda", WRITERS, SENT_ON, SENT_ON),
        on("foreign", COMPANY_B, SENT_ON, SENT_ON),
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
        on("agenda", NOBODY, more="register"),
        on("check", NOBODY, more="no-such-act"),
    ),
    # --- a case, for the officer's hand ---
    "remarks": both(
        OFFICER,
        on("check, foreign", OFFICER, PAGE, SENT_ON),
        on("agenda", OFFICER, MOVED_ON, MOVED_ON),
        on("draft", NOBODY),
    ),
    "drop_remark": sends(
        OFFICER,
        on("check canary-unsent-remark", OFFICER, post=SENT_ON),
        on("check canary-remark-check, crossed remark", NOBODY),
    ),
    "checklist": sends(
        OFFICER,
        on("check, foreign", OFFICER, post=SENT_ON),
        on("agenda", OFFICER, post=MOVED_ON),
        on("draft", NOBODY),
    ),
    "translate": sends(OFFICER, on("check, foreign", OFFICER, post=SENT_ON), on("draft", NOBODY)),
    "take": sends(OFFICER, on("check, foreign", OFFICER, post=SENT_ON), on("draft", NOBODY)),
    # --- the commission ---
    "sittings": shows(ON_COMMISSION),
    "sitting_new": both(PREPARES),
    "sitting": shows(
        ON_COMMISSION,
        on("planned sitting, open sitting, closed sitting", ROOM, PAGE, PAGE),
        on("other sitting", OTHER_COMMISSION | SECRETARY, PAGE, PAGE),
    ),
    "minutes": shows(
        ON_COMMISSION | SEE_FILED,
        on("closed sitting", ROOM | SEE_FILED, PAGE, PAGE),
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
    "item": shows(ON_COMMISSION, on("tabled item, agenda item, approved item", ROOM, PAGE, PAGE)),
    "item_vote": sends(
        ON_COMMISSION,
        on("agenda item", CHAIR | {"member"}, post=SENT_ON),
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
    # --- the demonstration, which production does not route ---
    "demo": PUBLIC_PAGE,
    "demo_enter": shows(ALL, on("demo", ALL, SENT_ON, SENT_ON)),
    "demo_mail": PUBLIC_PAGE,
}

# --- what each canary tells, and to whom -----------------------------------------------------------------------------
CANARIES: dict[str, Group] = {
    **{f"canary-plan-{stage}": who for stage, who in READERS.items()},
    **{f"canary-file-{stage}.pdf": who for stage, who in READERS.items()},
    **{f"canary-english-{heap}.pdf": READERS["check"] | TRANSLATOR for heap in ("queued", "held", "done", "result")},
    "canary-remark-check": READERS["check"],
    "canary-remark-remarks": READERS["remarks"],
    "canary-answer": READERS["check"],
    "canary-unsent-remark": OFFICER,
    "canary-unsent-answer": COMPANY,
    "canary-unsent-edit": COMPANY,
    "canary-note": OFFICER,
    "canary-ballot": frozenset({"member"}),
    "canary-reasons-approved": HEARD - CONFLICTED,
    "canary-reasons-refused": HEARD - CONFLICTED,
    "canary-reasons-participant": HEARD - CONFLICTED,
    "canary-conflict-agenda": CONFLICTED,  # the others read it in the minutes
    "canary-conflict-approved": CONFLICTED,
    "canary-dissent": ROOM - CONFLICTED,
    "canary-colleague@example.kz": WRITERS,  # the head, and the colleague whose address it is
    "canary-invited-check@example.kz": OWNER,
    "canary-invited-foreign@example.kz": COMPANY_B,
    "canary-notice": OWNER,
    "canary-grant": ADMINISTRATOR,
    "canary-agreement": READERS["participant"],
}
