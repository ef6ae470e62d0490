"""The public site, the register, the demonstration."""

from tests.access.lines import NOT_YET, PAGE, SENT_ON, Line, Route, both, on, reads
from tests.access.people import ALL, NOBODY, STAFF

PUBLIC_PAGE = reads(ALL)

SITE: dict[str, Route] = {
    # --- the public site ---
    "root": reads(ALL, Line(ALL, SENT_ON)),
    "healthz": PUBLIC_PAGE,
    "home": PUBLIC_PAGE,
    "how": PUBLIC_PAGE,
    "self_check": both(ALL, Line(ALL, PAGE, NOT_YET)),
    "rules": PUBLIC_PAGE,
    "clause": reads(ALL, on("clause", ALL, PAGE)),
    "statistics": PUBLIC_PAGE,
    "commissions": PUBLIC_PAGE,
    "accessibility": PUBLIC_PAGE,
    "gallery": reads(STAFF),
    # --- the register: participants only, whatever else the portal knows ---
    "register": PUBLIC_PAGE,
    "register_json": PUBLIC_PAGE,
    "register_csv": PUBLIC_PAGE,
    "participant": reads(ALL, on("participant company", ALL, PAGE), on("approved company, draft company", NOBODY)),
    "certificates": both(ALL, Line(ALL, PAGE, NOT_YET)),
    "certificate": reads(ALL, on("certificate", ALL, PAGE)),
    # --- the demonstration, which production does not route ---
    "demo": PUBLIC_PAGE,
    "demo_enter": reads(ALL, on("demo", ALL, SENT_ON)),
    "demo_mail": PUBLIC_PAGE,
}
