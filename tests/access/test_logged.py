"""What changes something, and what reads the log or a document, is in the audit log: one act, one event."""

import pytest

from tests.access.asking import address
from tests.access.bodies import body
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

LOG = frozenset({"audit_event", "audit_private"})
KEPT_ASIDE = frozenset({"django_session", "usersessions_usersession", "accounts_kept"})
"""What a browser's session leaves behind."""

NO_ACT = {
    "agreement_draft": "typing; the signing that is recorded is an act",
    "autosave": "typing; what is filed is an act",
    "part": "typing; what is filed is an act",
    "answers": "typing; the answer that is sent is an act",
    "notices_read": "a mark on one's own notices",
    "notice_open": "a mark on one's own notice",
    "account_reset_password": "a letter; the new password is an act",
}
TWO_ACTS = {
    "account_signup": "the account, and the consent given with it",
    "consent_withdraw": "the consent, and the request that comes of it",
    "factor_remove": "the factor, and the sessions that end with it",
    "item_vote": "the ballot, and the presence that it shows",
    "item_close": "the item, and the act that it decides",
}
READS = (
    "document",
    "agreement_file",
    "agreement_draft_file",
    "minutes",
    "photo",
    "translation_source",
    "translation_result",
    "audit_log",
    "audit_event",
    "audit_proof",
)


def done(visitors, route, method):
    """Each request of the right person that is taken: where, and how often which table was written to."""
    row = TABLE[route]
    for line in row.lines:
        for target in line.objects if line.who else ():
            persona = min(line.who)
            url = address(route, visitors.scene.args.get(target, ()) + line.more)
            data = body(visitors.scene, route, target, line.more) if method == "post" else None
            answer = visitors.ask(persona, method, url, data)
            if answer.status < 400 and not answer.to_sign_in:
                yield f"{persona}: {method} {url}", list(answer.wrote)


@pytest.mark.parametrize("route", sorted(name for name, row in TABLE.items() if "post" in row.takes))
def test_what_changes_something_is_one_event(visitors, route):
    for where, wrote in done(visitors, route, "post"):
        if set(wrote) - LOG - KEPT_ASIDE and route not in NO_ACT:
            assert 1 <= wrote.count("audit_event") <= 1 + (route in TWO_ACTS), f"{where} wrote to {wrote}"


@pytest.mark.parametrize("route", READS)
def test_what_is_read_is_one_event(visitors, route):
    found = list(done(visitors, route, "get"))
    assert found
    for where, wrote in found:
        assert wrote.count("audit_event") == 1, f"{where} wrote to {wrote}"
