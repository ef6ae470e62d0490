"""Rights that end are gone at the next request of the same signed-in browser; acts of others change nothing."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from hub.accounts.models import Membership, Role, RoleGrant, User
from hub.cases.models import Case, Entry
from hub.commissions.models import Seat
from tests.access.asking import SECOND_FACTOR, address
from tests.access.bodies import body
from tests.access.people import ALL, WRITERS
from tests.access.scene import TOMORROW, YESTERDAY
from tests.access.table import TABLE
from tests.world import Browser

pytestmark = pytest.mark.django_db


def status(visitors, persona, route, target="", *more):
    return visitors.go(persona, "get", route, target, *more).status


# --- rights that end -------------------------------------------------------------------------------------------------
def test_an_ended_membership(visitors):
    assert status(visitors, "editor", "case", "check") == 200
    Membership.objects.filter(user=visitors.scene.editor).update(until=YESTERDAY)
    for route, target in (("case", "check"), ("document", "check document"), ("organisation", "check company")):
        assert status(visitors, "editor", route, target) == 404
    assert visitors.go("editor", "post", "act", "check", "withdraw").status == 404


def test_a_membership_holds_on_its_last_day(visitors):
    Membership.objects.filter(user=visitors.scene.editor).update(until=visitors.today)
    assert status(visitors, "editor", "case", "check") == 200


def test_a_colleague_whom_the_head_lets_go(visitors):
    assert status(visitors, "editor", "case", "check") == 200
    assert visitors.go("owner", "post", "colleague_end", "check editor").status == 302
    assert status(visitors, "editor", "case", "check") == 404
    assert status(visitors, "editor", "case", "draft") == 200, "the other organisations are not touched"


def test_a_colleague_who_may_only_read_from_now_on(visitors):
    assert visitors.go("owner", "post", "colleague", "check editor").status == 302
    assert status(visitors, "editor", "case", "check") == 200
    assert visitors.go("editor", "post", "act", "check", "withdraw").status == 404
    assert status(visitors, "editor", "part", "check", "about") == 404


def test_an_ended_role(visitors):
    assert status(visitors, "officer", "case", "check") == 200
    grant = RoleGrant.objects.get(user=visitors.scene.officer)
    assert visitors.keep("administrator", "post", address("role_end", (grant.pk,))).status == 302
    for route, target in (("worklist", ""), ("case", "check"), ("document", "check document"), ("remarks", "check")):
        assert status(visitors, "officer", route, target) == 404
    assert visitors.go("officer", "post", "act", "check", "remark").status == 404


def test_a_role_that_begins_tomorrow(visitors):
    RoleGrant.objects.filter(user=visitors.scene.officer).update(since=TOMORROW)
    assert status(visitors, "officer", "worklist") == 404


def test_a_stand_in_whose_days_are_over(visitors):
    assert status(visitors, "stand_in", "case", "check") == 200
    assert visitors.go("stand_in", "post", "checklist", "check").status == 302
    RoleGrant.objects.filter(stands_in_for=visitors.scene.officer).update(until=YESTERDAY)
    for route, target in (("worklist", ""), ("case", "check"), ("document", "check document")):
        assert status(visitors, "stand_in", route, target) == 404
    assert visitors.go("stand_in", "post", "checklist", "check").status == 404


def test_a_stand_in_whom_the_officer_sends_home(visitors):
    assert status(visitors, "stand_in", "worklist") == 200
    assert visitors.go("officer", "post", "own_stand_in_end", "leave").status == 302
    assert status(visitors, "stand_in", "worklist") == 404


def test_a_stand_in_falls_with_the_role(visitors):
    grant = RoleGrant.objects.get(user=visitors.scene.officer)
    assert visitors.keep("administrator", "post", address("role_end", (grant.pk,))).status == 302
    assert status(visitors, "stand_in", "worklist") == 404


def test_a_role_asks_for_a_second_factor_at_the_next_request(visitors):
    """A session that was opened with a password alone was enough until then."""
    browser = Browser(raise_request_exception=False)
    browser.force_login(visitors.scene.reader, weak=True)
    case = address("case", visitors.scene.args["check"])
    assert browser.get(case).status_code == 200
    RoleGrant.objects.create(user=visitors.scene.reader, role=Role.FINANCE, since=YESTERDAY, reason="тест")
    answer = browser.get(case)
    assert (answer.status_code, SECOND_FACTOR in answer.headers["Location"]) == (302, True)
    assert SECOND_FACTOR in browser.post(address("profile", ()), {"full_name": "X"}).headers["Location"]


def test_a_session_that_is_ended(visitors):
    elsewhere = Browser(raise_request_exception=False)
    elsewhere.force_login(visitors.scene.owner)
    key = elsewhere.session.session_key
    UserSession.objects.create(user=visitors.scene.owner, ip="192.0.2.8", session_key=key)
    case = address("case", visitors.scene.args["check"])
    assert elsewhere.get(case).status_code == 200
    assert visitors.go("owner", "post", "sessions_end").status == 302
    assert "/account/login/" in elsewhere.get(case).headers["Location"]
    assert status(visitors, "owner", "case", "check") == 200, "one's own session stays"


def test_a_conflict_of_interest_that_is_declared(visitors):
    assert "canary-plan-agenda" in visitors.go("chair", "get", "case", "agenda").text
    assert visitors.go("chair", "post", "item_conflict", "agenda item").status == 302
    assert status(visitors, "chair", "case", "agenda") == 404
    assert status(visitors, "chair", "document", "agenda document") == 404
    page = visitors.go("chair", "get", "item", "agenda item")
    assert page.status == 200
    assert "canary" not in page.text
    assert visitors.go("chair", "post", "item_vote", "agenda item").status == 409
    assert status(visitors, "chair", "case", "tabled") == 200, "a conflict is one case's"


def test_a_conflict_of_interest_outweighs_the_officer_s_role(visitors):
    RoleGrant.objects.filter(user=visitors.scene.officer).update(user=visitors.scene.conflicted)
    assert status(visitors, "conflicted", "case", "check") == 200
    assert status(visitors, "conflicted", "case", "agenda") == 404
    assert status(visitors, "conflicted", "document", "agenda document") == 404


def test_an_ended_seat(visitors):
    assert status(visitors, "member", "case", "agenda") == 200
    assert visitors.go("administrator", "post", "seat_end", "seat").status == 302
    assert status(visitors, "member", "case", "agenda") == 200, "today is the last day"
    Seat.objects.filter(user=visitors.scene.member).update(until=YESTERDAY)
    for route, target in (
        ("case", "agenda"),
        ("item", "agenda item"),
        ("sitting", "open sitting"),
        ("minutes", "closed sitting"),
    ):
        assert status(visitors, "member", route, target) == 404
    assert visitors.go("member", "post", "item_vote", "agenda item").status == 404


def test_a_case_taken_off_the_agenda(visitors):
    assert status(visitors, "member", "case", "tabled") == 200
    assert visitors.go("clerk", "post", "item_remove", "tabled item").status == 302
    assert status(visitors, "member", "case", "tabled") == 404


def test_a_disabled_account(visitors):
    assert status(visitors, "owner", "case", "check") == 200
    User.objects.filter(pk=visitors.scene.owner.pk).update(is_active=False)
    assert visitors.go("owner", "get", "case", "check").to_sign_in
    assert visitors.go("owner", "post", "act", "check", "withdraw").to_sign_in


def test_a_disabled_officer(visitors):
    assert status(visitors, "officer", "worklist") == 200
    User.objects.filter(pk=visitors.scene.officer.pk).update(is_active=False)
    assert visitors.go("officer", "get", "worklist").to_sign_in
    assert visitors.go("officer", "post", "checklist", "check").to_sign_in


# --- acts of others --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("stage", ["draft", "check", "remarks", "agenda", "approved", "participant"])
def test_nobody_acts_in_the_place_of_another(visitors, stage):
    """Every act that the procedure knows, sent by everybody but its actor: no entry comes of it."""
    case = visitors.scene.cases[stage]
    before = Entry.objects.count()
    for act in case.procedure.acts:
        actors = {"applicant": WRITERS, "technopark": {"officer"}}.get(act.actor.key, frozenset())
        for persona in ("reader", "owner_b", "chair", "secretary", "auditor", "officer", "owner"):
            if persona in actors:
                continue
            url = address("act", (case.pk, act.key))
            sent = {"declared": "yes", "seen": case.version, "key": f"{persona}-{act.key}"}
            assert visitors.keep(persona, "post", url, sent).status == 404, f"{persona}: {act.key}"
    assert Entry.objects.count() == before
    assert Case.objects.get(pk=case.pk).version == case.version


def test_the_right_person_s_act_is_done(visitors):
    before = Entry.objects.count()
    assert visitors.go("owner", "post", "act", "draft", "file").status == 302
    assert visitors.go("officer", "post", "act", "check", "remark").status == 302
    assert visitors.go("editor", "post", "act", "agenda", "withdraw").status == 302
    assert Entry.objects.count() == before + 3


# --- forged requests -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("route", sorted(name for name, row in TABLE.items() if "post" in row.takes))
def test_without_its_token_nothing_is_done(visitors, route):
    """A page of another site cannot send a form in a person's name."""
    line = next((one for one in TABLE[route].lines if one.who), TABLE[route].lines[0])
    persona, target, more = min(line.who or ALL), line.objects[0], line.more
    browser = Client(enforce_csrf_checks=True, raise_request_exception=False)
    if persona in visitors.scene.people:
        browser.force_login(visitors.scene.people[persona])
    url = address(route, visitors.scene.args.get(target, ()) + more)
    before = Entry.objects.count()
    assert browser.post(url, body(visitors.scene, route, target, more)).status_code == 403
    assert Entry.objects.count() == before
