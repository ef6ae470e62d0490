"""The Technopark sets who sits on a commission and by which rules it works; what was held stays as it was."""

from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from hub.accounts.access import Access
from hub.accounts.models import RoleGrant
from hub.audit.models import Event
from hub.cases.perform import Forbidden
from hub.commissions import membership, sittings
from hub.commissions.access import seat_of
from hub.commissions.decisions import charter_on, voters
from hub.commissions.ensure import ensure
from hub.commissions.models import Charter, Commission, Seat
from rules.procedure import COMMISSION, INDEPENDENT_COMMISSION
from tests import world

DAY = timedelta(days=1)


@pytest.fixture
def administrator(db):
    return world.person("admin@example.kz", "Әкімші Адам", roles=("administrator",))


@pytest.fixture
def newcomer(db):
    return world.person("new@example.kz", "Жаңа Мүше")


@pytest.fixture
def held(room, referred):
    """A sitting that was opened today."""
    return room.opened(referred)


def give(room, user, by, **changes) -> Seat:
    given = {"kind": "specialist", "office": "member", "since": room.today, "until": None, "order": "Приказ № 9"}
    return membership.seat(room.commission, user, **given | changes, by=by, at=room.at)


def charter(room, by, **changes) -> Charter:
    given = {"since": room.today, "order": "Приказ № 8", "quorum_percent": 75, "majority_percent": 66}
    return membership.set_charter(room.commission, **given | {"chair_breaks_tie": False} | changes, by=by, at=room.at)


def end(seat: Seat, until: date, by, room) -> Seat:
    return membership.end_seat(seat, until=until, by=by, at=room.at)


@contextmanager
def refused(field: str, words: str):
    """The act is refused with these words about this field."""
    with override("en"), pytest.raises(membership.Fault, match=words) as found:
        yield
    assert found.value.field == field


# --- seats -----------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13", "13/2")
@pytest.mark.parametrize("role", ["administrator", "secretary"])
def test_cl13_the_technopark_gives_a_seat_and_it_carries_rights_on_its_days_only(room, newcomer, role):
    giver = world.person("giver@example.kz", "Беруші", roles=(role,))
    made = give(room, newcomer, giver, since=room.today + DAY, until=room.today + 3 * DAY)
    found = {days: seat_of(Access(newcomer, room.today + days * DAY), room.commission.pk) for days in range(5)}
    assert found == {0: None, 1: made, 2: made, 3: made, 4: None}
    event = Event.objects.get(action="seat.give")
    assert event.actor == giver
    assert event.data["user"] == newcomer.pk
    assert newcomer.email not in str(event.data)


@pytest.mark.clause("13")
def test_cl13_nobody_else_sets_the_composition_or_the_rules(room, newcomer, officer):
    seat = room.commission.seats.get(user=room.members[3])
    for outsider in (room.chair, room.secretary, officer, newcomer):
        with pytest.raises(Forbidden):
            give(room, newcomer, outsider)
        with pytest.raises(Forbidden):
            end(seat, room.today, outsider, room)
        with pytest.raises(Forbidden):
            charter(room, outsider)
    assert not Event.objects.filter(about=f"commission:{room.commission.pk}").exists()


@pytest.mark.clause("13")
def test_cl13_nobody_gives_a_seat_to_himself(room, administrator):
    with refused("user", "to himself"):
        give(room, administrator, administrator)
    assert not Seat.objects.filter(user=administrator).exists()


@pytest.mark.clause("13")
def test_cl13_a_person_has_one_seat_at_a_time_on_a_commission(room, newcomer, administrator):
    give(room, newcomer, administrator, until=room.today + 5 * DAY)
    for since, until in ((5, None), (0, 0), (1, 2)):
        days = {"since": room.today + since * DAY, "until": None if until is None else room.today + until * DAY}
        with refused("user", "already"):
            give(room, newcomer, administrator, office="deputy", **days)
    give(room, newcomer, administrator, since=room.today + 6 * DAY)
    assert Seat.objects.filter(user=newcomer).count() == 2


@pytest.mark.clause("13")
def test_cl13_a_seat_on_another_commission_is_no_hindrance(room, administrator):
    other = Commission.objects.create(actor="independent_commission", name_kk="Т", name_ru="Н", name_en="I")
    made = membership.seat(
        other,
        room.chair,
        kind="state",
        office="chair",
        since=room.today,
        until=None,
        order="Приказ № 9",
        by=administrator,
        at=room.at,
    )
    assert made.commission == other


@pytest.mark.clause("13")
def test_cl13_one_chair_at_a_time_and_several_deputies(room, newcomer, administrator):
    with refused("office", "Мүше 0 is the chair already"):
        give(room, newcomer, administrator, office="chair")
    give(room, newcomer, administrator, office="deputy", until=room.today)
    end(room.commission.seats.get(office="chair"), room.today, administrator, room)
    made = give(room, newcomer, administrator, office="chair", since=room.today + DAY)
    assert voters_on(room, room.today + DAY)[newcomer.pk] == "chair"
    assert made.order == "Приказ № 9"


def voters_on(room, day: date) -> dict[int, str]:
    planned = sittings.plan(room.commission, on=day, place="Зал", by=room.secretary, at=room.at)
    return voters(planned)


@pytest.mark.clause("13")
@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"until": date(2026, 5, 17)}, "until", "comes before the first one"),
        ({"order": "  "}, "order", "Name the order"),
    ],
)
def test_cl13_days_in_order_and_an_order_named(room, newcomer, administrator, changes, field, words):
    with refused(field, words):
        give(room, newcomer, administrator, **changes)


@pytest.mark.clause("13")
def test_cl13_a_seat_begins_after_the_sittings_that_were_held(room, held, newcomer, administrator):
    before = voters(held)
    for since in (room.today, date(2026, 2, 1)):
        with refused("since", "A sitting was held on 18"):
            give(room, newcomer, administrator, since=since)
    give(room, newcomer, administrator, since=room.today + DAY)
    assert voters(held) == before


@pytest.mark.clause("13")
def test_cl13_a_seat_ends_no_earlier_than_the_last_sitting_held(room, held, administrator):
    seat = room.commission.seats.get(user=room.members[3])
    with refused("until", "was held on 18"):
        end(seat, room.today - DAY, administrator, room)
    end(seat, room.today, administrator, room)
    assert room.members[3].pk in voters(held)
    assert seat_of(Access(room.members[3], room.today + DAY), room.commission.pk) is None
    assert Event.objects.get(action="seat.end").data["until"] == str(room.today)


@pytest.mark.clause("13")
def test_cl13_a_seat_is_shortened_and_never_made_longer(room, administrator):
    seat = room.commission.seats.get(user=room.members[3])
    end(seat, room.today + 9 * DAY, administrator, room)
    for until in (9, 10):
        with refused("until", "not made longer"):
            end(seat, room.today + until * DAY, administrator, room)
    assert end(seat, room.today + 8 * DAY, administrator, room).until == room.today + 8 * DAY


@pytest.mark.clause("13")
def test_cl13_a_seat_that_has_not_begun_is_cancelled_and_leaves_its_days_free(room, newcomer, administrator):
    seat = give(room, newcomer, administrator, since=room.today + 5 * DAY)
    end(seat, room.today, administrator, room)
    assert seat_of(Access(newcomer, room.today + 5 * DAY), room.commission.pk) is None
    give(room, newcomer, administrator, until=room.today + 9 * DAY)


@pytest.mark.clause("13")
def test_cl13_a_seat_in_force_does_not_end_before_it_began(room, administrator):
    with refused("until", "comes before the first one"):
        end(room.commission.seats.get(user=room.chair), date(2025, 12, 31), administrator, room)


# --- rules -----------------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_new_rules_are_in_force_from_their_day_and_the_old_ones_until_then(room, administrator):
    made = charter(room, administrator, since=room.today + 7 * DAY)
    assert charter_on(room.commission, room.today + 6 * DAY).quorum_percent == 60
    assert charter_on(room.commission, room.today + 7 * DAY) == made
    data = Event.objects.get(action="charter.set").data
    assert (data["quorum_percent"], data["majority_percent"], data["chair_breaks_tie"]) == (75, 66, False)


@pytest.mark.clause("13")
@pytest.mark.parametrize("since", [date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 18)])
def test_cl13_rules_by_which_a_sitting_was_held_are_not_changed(room, held, administrator, since):
    before = charter_on(room.commission, held.on)
    with refused("since", "A sitting was held on 18"):
        charter(room, administrator, since=since)
    assert charter_on(room.commission, held.on) == before
    assert charter_on(room.commission, held.on).quorum_percent == 60
    charter(room, administrator, since=held.on + DAY)


@pytest.mark.clause("13")
def test_cl13_rules_without_a_sitting_are_corrected_from_the_same_day(room, administrator):
    room.planned()
    charter(room, administrator)
    charter(room, administrator, quorum_percent=80)
    assert charter_on(room.commission, room.today).quorum_percent == 80
    assert room.commission.charters.count() == 2
    assert Event.objects.filter(action="charter.correct").count() == 1


@pytest.mark.clause("13")
@pytest.mark.parametrize(("quorum", "majority"), [(1, 50), (100, 99)])
def test_cl13_the_bounds_themselves_are_lawful(room, administrator, quorum, majority):
    made = charter(room, administrator, quorum_percent=quorum, majority_percent=majority)
    assert (made.quorum_percent, made.majority_percent) == (quorum, majority)


@pytest.mark.clause("13")
@pytest.mark.parametrize(
    ("field", "value"),
    [("quorum_percent", 0), ("quorum_percent", 101), ("majority_percent", 49), ("majority_percent", 100)],
)
def test_cl13_percentages_stay_in_bounds(room, administrator, field, value):
    with refused(field, "lies between"):
        charter(room, administrator, **{field: value})
    with refused("order", "Name the order"):
        charter(room, administrator, order=" ")
    assert room.commission.charters.count() == 1


# --- the first day ---------------------------------------------------------------------------------------------------
@pytest.mark.django_db
@pytest.mark.clause("13")
def test_cl13_both_commissions_exist_on_a_new_database_and_keep_their_names():
    ensure()
    Commission.objects.filter(actor=COMMISSION.key).update(name_ru="Своё имя")
    ensure()
    assert dict(Commission.objects.values_list("actor", "name_ru")) == {
        COMMISSION.key: "Своё имя",
        INDEPENDENT_COMMISSION.key: INDEPENDENT_COMMISSION.title.ru,
    }


# --- pages -----------------------------------------------------------------------------------------------------------
def at(name: str, *args) -> str:
    with override("en"):
        return reverse(name, args=args)


@pytest.fixture
def desk(administrator, monkeypatch, monday) -> world.Browser:
    """The administrator's browser on Monday 18 May 2026, 10:00."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: monday)
    client = world.Browser()
    client.force_login(administrator)
    return client


SEAT = {
    "user": "New@example.kz",
    "office": "member",
    "kind": "specialist",
    "since": "2026-05-18",
    "until": "",
    "order": "Приказ № 9",
}
RULES = {"since": "2026-06-01", "order": "Приказ № 8", "quorum_percent": "75", "majority_percent": "66"}


def shown(client: world.Browser) -> str:
    return client.get(at("membership")).content.decode()


@pytest.mark.clause("13", "13/2")
def test_cl13_a_seat_is_given_and_ended_on_the_pages(room, newcomer, desk):
    answer = desk.post(at("seat_new", room.commission.pk), SEAT, follow=True)
    assert "Жаңа Мүше: Member." in answer.content.decode()
    made = Seat.objects.get(user=newcomer)
    assert at("seat_end", made.pk) in shown(desk)
    assert "End the seat of Жаңа Мүше" in desk.get(at("seat_end", made.pk)).content.decode()
    desk.post(at("seat_end", made.pk), {"until": "2026-05-17"})
    desk.post(at("seat_end", made.pk), {"until": "2026-05-18"})
    made.refresh_from_db()
    assert made.until == room.today
    assert "18\xa0May 2026 – 18\xa0May 2026" in shown(desk)


@pytest.mark.clause("13")
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"user": "nobody@example.kz"}, "Nobody has signed up with this address"),
        ({"user": "admin@example.kz"}, "Nobody gives a seat to himself"),
        ({"user": "member1@example.kz"}, "has a seat on the commission on these days already"),
        ({"office": "chair"}, "Мүше 0 is the chair already"),
        ({"office": "king"}, "Office:"),
        ({"kind": ""}, "Kind of member:"),
        ({"until": "2026-05-17"}, "comes before the first one"),
        ({"since": "soon"}, "Write the date"),
        ({"order": " "}, "Appointed by:"),
    ],
)
def test_cl13_a_wrong_seat_is_explained_and_nothing_typed_is_lost(room, newcomer, desk, changes, words):
    answer = desk.post(at("seat_new", room.commission.pk), SEAT | changes)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert (SEAT | changes)["user"] in page
    assert room.commission.seats.count() == len(room.users)


@pytest.mark.clause("13")
def test_cl13_rules_are_set_on_the_page(room, desk):
    form = desk.get(at("charter_new", room.commission.pk)).content.decode()
    assert 'value="60"' in form
    wrong = desk.post(at("charter_new", room.commission.pk), RULES | {"quorum_percent": "0"})
    assert wrong.status_code == 422
    assert "between 1 and 100" in wrong.content.decode()
    answer = desk.post(at("charter_new", room.commission.pk), RULES, follow=True)
    assert "in force from 1\xa0June 2026" in answer.content.decode()
    made = charter_on(room.commission, date(2026, 6, 1))
    assert (made.quorum_percent, made.majority_percent, made.chair_breaks_tie) == (75, 66, False)
    assert "Not yet" in answer.content.decode()


@pytest.mark.clause("13")
def test_cl13_outsiders_find_no_such_pages_and_strangers_sign_in(room, officer, desk):
    seat = room.commission.seats.first()
    addresses = [at("membership"), at("seat_new", room.commission.pk), at("seat_end", seat.pk)]
    addresses.append(at("charter_new", room.commission.pk))
    for user in (room.chair, room.secretary, officer):
        client = world.Browser()
        client.force_login(user)
        assert {client.get(address).status_code for address in addresses} == {404}
        assert {client.post(address, SEAT).status_code for address in addresses} == {404}
    assert {world.Browser().get(address).status_code for address in addresses} == {302}
    assert desk.get(at("seat_new", 9999)).status_code == 404
    assert at("membership") not in world.Browser().get(at("register")).content.decode()
    assert at("membership") in shown(desk)


@pytest.mark.clause("13")
def test_cl13_a_seat_that_is_over_has_no_page_to_end_it(room, desk, today):
    seat = room.commission.seats.get(user=room.members[3])
    Seat.objects.filter(pk=seat.pk).update(until=today - DAY)
    assert desk.get(at("seat_end", seat.pk)).status_code == 404
    assert desk.post(at("seat_end", seat.pk), {"until": "2026-05-18"}).status_code == 404


@pytest.mark.clause("13/2")
def test_cl13_the_page_says_what_a_commission_lacks(room, desk):
    assert "Look at who sits" not in shown(desk)
    Seat.objects.filter(kind__in=("state", "specialist")).update(kind="international")
    Seat.objects.filter(office="chair").update(office="member")
    Charter.objects.all().delete()
    page = shown(desk)
    assert "no IT specialist has a vote today" in page
    assert "Nobody is the chair today" in page
    assert "No rules are in force today" in page


def test_the_page_costs_the_same_however_many_seats_and_commissions(room, desk, today):
    def queries() -> int:
        shown(desk)
        with CaptureQueriesContext(connection) as found:
            shown(desk)
        return len(found)

    before = queries()
    other = Commission.objects.create(actor="independent_commission", name_kk="Т", name_ru="Н", name_en="I")
    for number in range(12):
        user = world.person(f"more{number}@example.kz", f"Тағы {number}")
        days = {"since": today + (number - 6) * DAY, "until": today + (number - 4) * DAY}
        Seat.objects.create(commission=other, user=user, kind="state", order="№ 1", **days)
        Charter.objects.create(
            commission=other, since=days["since"], order="№ 1", quorum_percent=50, majority_percent=50
        )
    RoleGrant.objects.create(user=user, role="auditor", since=today, reason="x")
    assert queries() == before
