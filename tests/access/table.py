"""Who may do what on which address. Kept by hand: a new route fails the test until it stands here.

A `Route` names who passes its door (the view's policy) and, line by line, for which objects who gets which answer
to GET and to POST. Whoever is not named: a stranger is asked to sign in, a person before the second factor to show
it, anybody else is told that there is no such page (404), whether the object is somebody else's or none at all. An
address that takes only one method answers 405 to the other, once the door is passed.
"""

from __future__ import annotations

from tests.access.lines import Route
from tests.access.table_accounts import ACCOUNTS
from tests.access.table_agreements import AGREEMENTS
from tests.access.table_analysis import ANALYSES
from tests.access.table_cases import CASES
from tests.access.table_closing import CLOSING
from tests.access.table_confidentiality import CONFIDENTIALITY
from tests.access.table_entrance import ENTRANCE
from tests.access.table_fees import FEES
from tests.access.table_importing import IMPORTING
from tests.access.table_monitoring import REQUESTS_AND_ROUNDS
from tests.access.table_office import OFFICE
from tests.access.table_participation import PARTICIPATION
from tests.access.table_personal import PERSONAL
from tests.access.table_reports import REPORTS
from tests.access.table_site import SITE

TABLE: dict[str, Route] = {
    **SITE,
    **ACCOUNTS,
    **ENTRANCE,
    **AGREEMENTS,
    **CASES,
    **OFFICE,
    **PARTICIPATION,
    **ANALYSES,
    **CLOSING,
    **FEES,
    **IMPORTING,
    **PERSONAL,
    **REPORTS,
    **CONFIDENTIALITY,
    **REQUESTS_AND_ROUNDS,
}

LIKE_ANY_LINK = frozenset({"account_confirm_email", "account_reset_password_from_key"})
"""Whatever link of a letter is followed, the page is the same: it tells nothing of which accounts exist."""
