"""Planning, agenda, opening, attendance, closing (clauses 13, 16)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from hub.audit.models import Event
from hub.cases.models import Case
from hub.cases.perform import Forbidden
from hub.commissions import sittings
from hub.commissions.models import Charter, Item, Seat, Sitting
from hub.commissions.order import OutOfOrder, composition_warning
from hub.documents.models import Paper
from hub.notices.models import Notice
from tests import world


def actions() -> list[str]:
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


# --- planning --------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_the_secretary_plans_sittings_numbered_without_gaps(room):
    assert [room.planned().number for _ in range(3)] == [1, 2, 3]
    assert actions() == ["sitting.plan"] * 3
    assert Notice.objects.filter(user=room.chair).count() == 3


@pytest.mark.clause("13")
def test_cl13_a_refused_plan_takes_no_number(room):
    with pytest.raises(OutOfOrder):
        sittings.plan(room.commission, on=room.today - timedelta(days=1), place="Зал", by=room.secretary, at=room.at)
    assert room.planned().number == 1


@pytest.mark.clause("13")
def test_cl13_the_secretary_role_of_the_technopark_prepares_too(room, today):
    desk = world.person("desk@example.kz", "Хатшы", roles=("secretary",), on=today)
    assert sittings.plan(room.commission, on=today, place="Зал", by=desk, at=room.at).number == 1


@pytest.mark.clause("13")
def test_cl13_members_and_strangers_plan_nothing(room, officer, applicant):
    for by in (room.chair, room.members[-1], officer, applicant):
        with pytest.raises(Forbidden):
            sittings.plan(room.commission, on=room.today, place="Зал", by=by, at=room.at)
    assert not Sitting.objects.exists()


@pytest.mark.clause("13")
def test_cl13_a_sitting_in_preparation_is_moved_and_members_are_told(room):
    sitting = room.planned()
    later, at = room.today + timedelta(days=3), room.at + timedelta(hours=1)
    moved = sittings.move(sitting, on=later, place="Зал 2", by=room.secretary, at=at)
    assert (moved.on, moved.place) == (later, "Зал 2")
    assert Notice.objects.filter(user=room.chair).count() == 2


# --- composition -----------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_composition_needs_a_state_body_or_an_it_specialist(room):
    assert composition_warning(room.commission, room.today) == ""
    Seat.objects.filter(kind="state").update(kind="international")
    assert composition_warning(room.commission, room.today) == ""
    Seat.objects.update(kind="international")
    assert composition_warning(room.commission, room.today) != ""


@pytest.mark.clause("13")
def test_cl13_a_secretary_without_a_vote_does_not_make_the_composition(room):
    Seat.objects.update(kind="international")
    Seat.objects.filter(office="secretary").update(kind="state")
    assert composition_warning(room.commission, room.today) != ""


# --- agenda ----------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_a_referred_case_goes_on_one_agenda_at_a_time(room, referred):
    first, second = room.planned(referred), room.planned()
    with pytest.raises(OutOfOrder):
        sittings.put_on_agenda(second, referred, by=room.secretary, at=room.at)
    sittings.take_off(first.items.get(), by=room.secretary, at=room.at)
    assert sittings.put_on_agenda(second, referred, by=room.secretary, at=room.at).position == 1


@pytest.mark.clause("13")
def test_cl13_only_what_was_referred_goes_on_an_agenda(room, filed):
    with pytest.raises(OutOfOrder):
        room.planned(filed)
    assert not Item.objects.exists()


@pytest.mark.clause("13")
def test_cl13_a_draft_never_goes_on_an_agenda(room, draft):
    with pytest.raises(OutOfOrder):
        room.planned(draft)


@pytest.mark.clause("13")
def test_cl13_the_agenda_of_an_open_sitting_stands(room, item):
    with pytest.raises(OutOfOrder):
        sittings.take_off(item, by=room.secretary, at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.put_on_agenda(item.sitting, item.case, by=room.secretary, at=room.at)


@pytest.mark.clause("13")
def test_cl13_an_item_with_a_declared_conflict_stays_on_the_agenda(room, referred):
    item = room.planned(referred).items.get()
    sittings.declare_conflict(item, reason="Родственник", by=room.members[3], at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.take_off(item, by=room.secretary, at=room.at)


# --- opening ---------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_opening_tells_every_seat(room, referred):
    Notice.objects.all().delete()
    opened = room.opened(referred)
    assert (opened.state, opened.opened_at) == ("open", room.at)
    told = Notice.objects.filter(path__contains="/sittings/").order_by("pk")
    assert set(told.values_list("user_id", flat=True)) == {user.pk for user in room.users}
    assert told.count() == 2 * len(room.users)


@pytest.mark.clause("13")
def test_cl13_without_rules_in_force_no_sitting_is_opened(room, referred):
    Charter.objects.update(since=room.today + timedelta(days=1))
    with override("en"), pytest.raises(OutOfOrder, match="no rules in force"):
        room.opened(referred)


@pytest.mark.clause("13")
def test_cl13_a_sitting_is_opened_on_its_day_only(room, referred):
    sitting = room.planned(referred)
    for at in (room.at - timedelta(days=1), room.at + timedelta(days=1)):
        with pytest.raises(OutOfOrder):
            sittings.convene(sitting, by=room.chair, at=at)


@pytest.mark.clause("13")
def test_cl13_an_empty_agenda_is_not_opened(room):
    with pytest.raises(OutOfOrder):
        room.opened()


@pytest.mark.clause("13")
def test_cl13_plain_members_do_not_open_and_nothing_opens_twice(room, referred):
    sitting = room.planned(referred)
    with pytest.raises(Forbidden):
        sittings.convene(sitting, by=room.members[-1], at=room.at)
    sittings.convene(sitting, by=room.secretary, at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.convene(sitting, by=room.chair, at=room.at)


@pytest.mark.clause("13")
def test_cl13_a_chair_whose_seat_has_ended_opens_nothing(room, referred):
    sitting = room.planned(referred)
    Seat.objects.filter(user=room.chair).update(until=room.today - timedelta(days=1))
    with pytest.raises(Forbidden):
        sittings.convene(sitting, by=room.chair, at=room.at)


# --- attendance ------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_attendance_is_noted_by_the_secretary_and_by_voting(room, item):
    sitting = item.sitting
    sittings.attend(sitting, room.members[2], by=room.secretary, at=room.at)
    sittings.attend(sitting, room.members[2], by=room.secretary, at=room.at)
    room.vote(item, room.members[3])
    assert set(sitting.attendance.values_list("user", flat=True)) == {room.members[2].pk, room.members[3].pk}
    sittings.absent(sitting, room.members[2], by=room.secretary, at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.absent(sitting, room.members[3], by=room.secretary, at=room.at)
    assert list(sitting.attendance.values_list("user", flat=True)) == [room.members[3].pk]


@pytest.mark.clause("13")
def test_cl13_only_seats_attend_and_only_an_open_sitting(room, item, applicant):
    with pytest.raises(OutOfOrder):
        sittings.attend(item.sitting, applicant, by=room.secretary, at=room.at)
    with pytest.raises(OutOfOrder):
        sittings.attend(room.planned(), room.chair, by=room.secretary, at=room.at)
    with pytest.raises(Forbidden):
        sittings.attend(item.sitting, room.chair, by=room.chair, at=room.at)


# --- closing ---------------------------------------------------------------------------------------------------------
@pytest.mark.clause("16")
def test_cl16_closing_makes_minutes_once_and_nothing_changes_after(room, item):
    for user in room.members[:3]:
        room.vote(item, user)
    room.close_item(item)
    closed = sittings.close(item.sitting, by=room.chair, at=room.at)
    assert (closed.state, closed.closed_by) == ("closed", room.chair)
    paper = Paper.objects.get(kind=Paper.Kind.MINUTES)
    assert closed.minutes == paper
    with paper.file.content.open("rb") as content:
        assert content.read(5) == b"%PDF-"
    for change in (
        lambda: sittings.close(closed, by=room.chair, at=room.at),
        lambda: sittings.attend(closed, room.deputy, by=room.secretary, at=room.at),
        lambda: sittings.move(closed, on=room.today, place="x", by=room.secretary, at=room.at),
        lambda: room.vote(item, room.members[4]),
        lambda: room.close_item(item),
        lambda: sittings.declare_conflict(item, reason="поздно", by=room.members[4], at=room.at),
        lambda: sittings.take_off(item, by=room.secretary, at=room.at),
    ):
        with pytest.raises(OutOfOrder):
            change()
    assert Paper.objects.filter(kind=Paper.Kind.MINUTES).count() == 1


@pytest.mark.clause("16")
def test_cl16_a_sitting_closes_only_with_every_item_closed_and_by_the_chair(room, item):
    with pytest.raises(OutOfOrder):
        sittings.close(item.sitting, by=room.chair, at=room.at)
    room.close_item(item)
    for by in (room.secretary, room.members[-1]):
        with pytest.raises(Forbidden):
            sittings.close(item.sitting, by=by, at=room.at)
    assert sittings.close(item.sitting, by=room.deputy, at=room.at).state == "closed"


@pytest.mark.clause("16")
def test_cl16_without_a_decision_the_case_goes_on_the_next_agenda(room, item):
    room.vote(item, room.chair)
    done = room.close_item(item)
    assert done.outcome == "no_decision"
    assert Case.objects.get(pk=item.case_id).state_key == "commission"
    again = room.opened(item.case).items.get()
    for user in room.members[:3]:
        room.vote(again, user)
    assert room.close_item(again).outcome == "for"
    assert Case.objects.get(pk=item.case_id).state_key == "approved"


@pytest.mark.clause("13")
def test_cl13_the_rules_of_the_sitting_day_count_not_later_ones(room, item):
    Charter.objects.create(
        commission=room.commission, since=date(2026, 5, 19), order="№ 9", quorum_percent=100, majority_percent=50
    )
    for user in room.members[:3]:
        room.vote(item, user)
    done = room.close_item(item)
    assert (done.outcome, done.count["quorum_percent"], done.count["charter"]) == ("for", 60, "Приказ № 1")
