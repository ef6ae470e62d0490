"""Votes, conflicts, decisions, dissent (clauses 13, 16)."""

from datetime import timedelta

import pytest

from hub.accounts.access import Access
from hub.accounts.models import Membership
from hub.audit.models import Event
from hub.cases.models import Case, Entry
from hub.cases.perform import Forbidden
from hub.commissions import sittings
from hub.commissions.models import Ballot, Charter, Conflict, Dissent, Seat
from hub.commissions.order import OutOfOrder
from rules.registration import REFUSAL_GROUNDS
from tests import world

PLAN, LIST = (ground.key for ground in REFUSAL_GROUNDS)


def case_of(item) -> Case:
    return Case.objects.get(pk=item.case_id)


# --- voting ----------------------------------------------------------------------------------------------------------
@pytest.mark.clause("16")
def test_cl16_registration_is_decided_by_a_vote(room, item):
    for user in room.members[:3]:
        room.vote(item, user)
    done = room.close_item(item)
    entry = Entry.objects.get(key=f"item:{item.pk}")
    assert (done.outcome, case_of(item).state_key) == ("for", "approved")
    assert (entry.act, entry.actor, entry.by, entry.grounds) == ("register", "commission", room.chair, [])
    assert entry.given == {"item": item.pk, "sitting": 1, "reasons": ["Бизнес-план раскрывает все сведения."] * 3}


@pytest.mark.clause("16", "16/1", "16/2")
def test_cl16_refusal_needs_one_of_two_grounds(room, item):
    assert len(REFUSAL_GROUNDS) == 2
    for grounds in ((), ("tax",), (PLAN, "tax")):
        with pytest.raises(OutOfOrder):
            room.vote(item, room.chair, "against", grounds)
    assert not Ballot.objects.exists()
    for grounds in ((PLAN,), (LIST,), (PLAN, LIST)):
        assert room.vote(item, room.chair, "against", grounds).grounds == list(grounds)


@pytest.mark.clause("16/1")
def test_cl16_1_refusal_because_the_plan_is_not_as_appendix_3(room, item):
    for user in room.members[:3]:
        room.vote(item, user, "against", (PLAN,), "Нет показателей по годам.")
    room.close_item(item)
    entry = Entry.objects.get(key=f"item:{item.pk}")
    assert (entry.act, entry.grounds, case_of(item).state_key) == ("refuse", [PLAN], "refused")
    assert entry.given["reasons"] == ["Нет показателей по годам."] * 3


@pytest.mark.clause("16/2")
def test_cl16_2_refusal_because_the_project_is_outside_the_list(room, item):
    for user in room.members[:3]:
        room.vote(item, user, "against", (LIST,))
    room.close_item(item)
    assert Entry.objects.get(key=f"item:{item.pk}").grounds == [LIST]


@pytest.mark.clause("16", "16/1", "16/2")
def test_cl16_the_refusal_names_the_grounds_of_all_who_voted_against_and_only_their_reasons(room, item):
    room.vote(item, room.members[0], "against", (LIST,), "Вне перечня.")
    room.vote(item, room.members[1], "against", (PLAN,), "План неполон.")
    room.vote(item, room.members[2], "against", (LIST,), "Не ИКТ.")
    room.vote(item, room.members[3], "for", (), "Проект хороший.")
    room.close_item(item)
    entry = Entry.objects.get(key=f"item:{item.pk}")
    assert entry.grounds == [PLAN, LIST]
    assert entry.given["reasons"] == ["Вне перечня.", "План неполон.", "Не ИКТ."]


@pytest.mark.clause("16")
def test_cl16_a_vote_for_has_no_grounds_and_every_vote_has_reasons(room, item):
    with pytest.raises(OutOfOrder):
        room.vote(item, room.chair, "for", (PLAN,))
    with pytest.raises(OutOfOrder):
        room.vote(item, room.chair, "for", reasons="   ")
    with pytest.raises(OutOfOrder):
        room.vote(item, room.chair, "abstain")
    assert not Ballot.objects.exists()


@pytest.mark.clause("16")
def test_cl16_a_vote_is_changed_until_the_item_is_closed_and_each_change_is_logged(room, item):
    room.vote(item, room.chair)
    room.vote(item, room.chair, "against", (PLAN,), "Передумал: нет сведений.")
    ballot = Ballot.objects.get()
    assert (ballot.vote, ballot.grounds) == ("against", [PLAN])
    assert list(Event.objects.filter(action__startswith="ballot.").values_list("action", flat=True).order_by("pk")) == [
        "ballot.cast",
        "ballot.change",
    ]
    room.close_item(item)
    with pytest.raises(OutOfOrder):
        room.vote(item, room.chair)
    assert Ballot.objects.get().vote == "against"


@pytest.mark.clause("13", "16")
def test_cl13_only_seats_with_a_vote_on_the_sittings_day_vote(room, item, officer, applicant):
    Seat.objects.filter(user=room.members[4]).update(until=room.today - timedelta(days=1))
    Seat.objects.filter(user=room.members[3]).update(since=room.today + timedelta(days=1))
    for user in (room.secretary, room.members[4], room.members[3], officer, applicant):
        with pytest.raises(OutOfOrder):
            room.vote(item, user)
    Seat.objects.filter(user=room.members[4]).update(until=room.today)
    assert room.vote(item, room.members[4]).vote == "for"


@pytest.mark.clause("16")
def test_cl16_no_vote_before_the_sitting_is_open(room, referred):
    item = room.planned(referred).items.get()
    with pytest.raises(OutOfOrder):
        room.vote(item, room.chair)
    with pytest.raises(OutOfOrder):
        room.close_item(item)


# --- counting --------------------------------------------------------------------------------------------------------
@pytest.mark.clause("16")
def test_cl16_no_quorum_no_decision(room, item):
    for user in room.members[:2]:
        room.vote(item, user)
    done = room.close_item(item)
    assert (done.outcome, done.count["quorum"], done.count["needed"]) == ("no_decision", False, 3)
    assert not Entry.objects.filter(key=f"item:{item.pk}").exists()
    assert case_of(item).state_key == "commission"


@pytest.mark.clause("16")
def test_cl16_recusal_changes_the_quorum(room, item):
    for user in room.members[3:]:
        sittings.declare_conflict(item, reason="Родственник", by=user, at=room.at)
    for user in room.members[:2]:
        room.vote(item, user)
    done = room.close_item(item)
    assert (done.outcome, done.count["eligible"], done.count["recused"], done.count["needed"]) == ("for", 3, 2, 2)


@pytest.mark.clause("16")
def test_cl16_a_tie_is_decided_by_the_chairs_vote(room, item):
    room.vote(item, room.chair, "against", (PLAN,))
    room.vote(item, room.members[2], "against", (LIST,))
    for user in (room.deputy, room.members[3]):
        room.vote(item, user)
    done = room.close_item(item)
    assert (done.outcome, done.count["tie"], case_of(item).state_key) == ("against", True, "refused")


@pytest.mark.clause("16")
def test_cl16_a_tie_stays_open_where_the_rules_give_the_chair_no_casting_vote(room, item):
    Charter.objects.update(chair_breaks_tie=False)
    room.vote(item, room.chair, "against", (PLAN,))
    room.vote(item, room.members[2], "against", (PLAN,))
    for user in (room.deputy, room.members[3]):
        room.vote(item, user)
    assert room.close_item(item).outcome == "no_decision"


@pytest.mark.clause("16")
def test_cl16_a_recused_chair_has_no_casting_vote_and_the_deputy_closes(room, item):
    sittings.declare_conflict(item, reason="Доля в компании", by=room.chair, at=room.at)
    room.vote(item, room.deputy)
    room.vote(item, room.members[2])
    for user in room.members[3:]:
        room.vote(item, user, "against", (PLAN,))
    with pytest.raises(Forbidden):
        room.close_item(item, by=room.chair)
    done = room.close_item(item, by=room.deputy)
    assert (done.outcome, done.count["tie"], done.count["chair_vote"]) == ("no_decision", True, "")


@pytest.mark.clause("16")
def test_cl16_where_chair_and_deputy_are_recused_either_has_the_votes_counted(room, item):
    for user in (room.chair, room.deputy):
        sittings.declare_conflict(item, reason="Доля в компании", by=user, at=room.at)
    for user in room.members[2:]:
        room.vote(item, user)
    assert room.close_item(item, by=room.chair).outcome == "for"


@pytest.mark.clause("16")
def test_cl16_only_the_chair_or_deputy_closes_an_item(room, item, officer):
    for by in (room.secretary, room.members[2], officer):
        with pytest.raises(Forbidden):
            room.close_item(item, by=by)


@pytest.mark.clause("16")
def test_cl16_a_case_withdrawn_meanwhile_is_closed_without_a_decision(room, item, applicant):
    for user in room.members[:3]:
        room.vote(item, user)
    world.do(item.case, "withdraw", applicant, room.at)
    with pytest.raises(OutOfOrder):
        room.vote(item, room.members[3])
    done = room.close_item(item)
    assert (done.outcome, done.count["moot"], case_of(item).state_key) == ("no_decision", True, "withdrawn")


@pytest.mark.clause("16")
def test_cl16_nothing_is_closed_by_halves(room, item, monkeypatch):
    for user in room.members[:3]:
        room.vote(item, user)
    monkeypatch.setattr(sittings, "perform", lambda *_args, **_given: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        room.close_item(item)
    item.refresh_from_db()
    assert (item.outcome, item.closed_at) == ("", None)


# --- conflicts -------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_a_conflict_takes_away_papers_and_vote_at_once(room, item):
    member = room.members[3]
    mine = Case.objects.visible_to(Access(member, room.today)).filter(pk=item.case_id)
    assert mine.exists()
    sittings.declare_conflict(item, reason="Работал у заявителя", by=member, at=room.at)
    assert not mine.exists()
    with pytest.raises(OutOfOrder):
        room.vote(item, member)


@pytest.mark.clause("13", "16")
def test_cl13_a_conflict_after_the_vote_removes_the_ballot(room, item):
    member = room.members[3]
    room.vote(item, member)
    sittings.declare_conflict(item, reason="Работал у заявителя", by=member, at=room.at)
    assert not Ballot.objects.exists()
    event = Event.objects.get(action="conflict.declare")
    assert (event.actor, event.data["ballot_removed"]) == (member, True)
    assert "Работал" not in str(event.data)


@pytest.mark.clause("13")
def test_cl13_a_conflict_holds_for_the_case_for_good(room, item):
    member = room.members[3]
    sittings.declare_conflict(item, reason="Родственник", by=member, at=room.at)
    sittings.declare_conflict(item, reason="Ещё раз", by=member, at=room.at)
    assert Conflict.objects.get().reason == "Родственник"
    room.close_item(item)
    again = room.opened(item.case).items.get()
    with pytest.raises(OutOfOrder):
        room.vote(again, member)
    for user in room.members[:3]:
        room.vote(again, user)
    assert room.close_item(again).count["recused"] == 1


@pytest.mark.clause("13")
def test_cl13_who_acts_for_the_applicant_does_not_vote(room, item, organisation):
    Membership.objects.create(user=room.members[3], organisation=organisation, since=room.today)
    with pytest.raises(OutOfOrder):
        room.vote(item, room.members[3])


@pytest.mark.clause("13")
def test_cl13_a_conflict_is_declared_by_seats_only_and_says_what_it_is(room, item, officer):
    with pytest.raises(Forbidden):
        sittings.declare_conflict(item, reason="Родственник", by=officer, at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.declare_conflict(item, reason=" ", by=room.chair, at=room.at)
    assert not Conflict.objects.exists()


# --- dissent ---------------------------------------------------------------------------------------------------------
@pytest.mark.clause("16")
def test_cl16_a_member_dissents_once_after_the_item_is_closed(room, item):
    room.vote(item, room.members[3], "against", (PLAN,))
    with pytest.raises(OutOfOrder):
        sittings.dissent(item, text="Не согласен.", by=room.members[3], at=room.at)
    for user in room.members[:3]:
        room.vote(item, user)
    room.close_item(item)
    with pytest.raises(OutOfOrder):
        sittings.dissent(item, text=" ", by=room.members[3], at=room.at)
    made = sittings.dissent(item, text="Не согласен.", by=room.members[3], at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.dissent(item, text="И ещё.", by=room.members[3], at=room.at)
    made.text = "Переписано"
    with pytest.raises(TypeError):
        made.save()


@pytest.mark.clause("16")
def test_cl16_who_took_no_part_does_not_dissent(room, item, officer):
    for user in room.members[:3]:
        room.vote(item, user)
    sittings.declare_conflict(item, reason="Родственник", by=room.members[3], at=room.at)
    sittings.attend(item.sitting, room.members[3], by=room.secretary, at=room.at)
    sittings.attend(item.sitting, room.secretary, by=room.secretary, at=room.at)
    room.close_item(item)
    for by in (room.members[3], room.members[4], room.secretary, officer):
        with pytest.raises(OutOfOrder):
            sittings.dissent(item, text="Не согласен.", by=by, at=room.at)
    assert not Dissent.objects.exists()


@pytest.mark.clause("16")
def test_cl16_a_dissent_after_the_minutes_leaves_them_as_they_were(room, item):
    for user in room.members[:3]:
        room.vote(item, user)
    room.close_item(item)
    closed = sittings.close(item.sitting, by=room.chair, at=room.at)
    before = closed.minutes.file.sha256
    later = room.at + timedelta(days=1)
    assert sittings.dissent(item, text="Не согласен.", by=room.members[1], at=later).at == later
    closed.refresh_from_db()
    assert closed.minutes.file.sha256 == before
