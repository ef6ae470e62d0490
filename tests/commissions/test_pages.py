"""The pages of the commission's room: who sees what, what each button does, what a wrong form answers."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.cases.models import Case, Deadline
from hub.commissions import sittings
from hub.commissions.models import Ballot, Commission, Conflict, Dissent, Item, Seat, Sitting
from rules.registration import REFUSAL_GROUNDS
from tests import world

PLAN = REFUSAL_GROUNDS[0].key


def at(name: str, *args) -> str:
    with override("en"):
        return reverse(name, args=args)


@pytest.fixture
def as_user(monkeypatch, monday):
    """A browser in which the person is signed in, on Monday 18 May 2026, 10:00."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: monday)

    def client(user) -> world.Browser:
        made = world.Browser()
        made.force_login(user)
        return made

    return client


def page(client: world.Browser, name: str, *args) -> str:
    answer = client.get(at(name, *args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


# --- who sees what ---------------------------------------------------------------------------------------------------
@pytest.mark.clause("13")
def test_cl13_outsiders_find_no_room_and_strangers_sign_in(room, item, as_user, officer, applicant):
    pages = [("sittings",), ("sitting_new",), ("sitting", item.sitting_id), ("item", item.pk)]
    for name, *args in pages:
        for user in (officer, applicant):
            assert as_user(user).get(at(name, *args)).status_code == 404
        assert world.Browser().get(at(name, *args)).status_code == 302


@pytest.mark.clause("13")
def test_cl13_members_of_another_commission_find_nothing_of_this_one(room, item, as_user):
    other = world.person("other@example.kz", "Басқа Мүше")
    theirs = Commission.objects.create(actor="independent_commission", name_kk="Т", name_ru="Н", name_en="I")
    Seat.objects.create(commission=theirs, user=other, kind="specialist", office="chair", since=room.today, order="№ 1")
    client = as_user(other)
    assert client.get(at("sittings")).status_code == 200
    for name, pk in (("sitting", item.sitting_id), ("item", item.pk), ("minutes", item.sitting_id)):
        assert client.get(at(name, pk)).status_code == 404
    assert client.post(at("item_vote", item.pk), {"vote": "for", "reasons": "x"}).status_code == 404
    assert client.get(at("sitting", 9999)).status_code == 404


@pytest.mark.clause("13")
def test_cl13_a_member_without_the_office_finds_no_buttons_and_no_acts(room, item, as_user):
    client = as_user(room.members[3])
    shown = page(client, "sitting", item.sitting_id)
    assert at("sitting_close", item.sitting_id) not in shown
    assert at("sitting_attendance", item.sitting_id) not in shown
    assert at("item_close", item.pk) not in page(client, "item", item.pk)
    for name, pk in (
        ("sitting_new", None),
        ("sitting_move", item.sitting_id),
        ("sitting_close", item.sitting_id),
        ("sitting_attendance", item.sitting_id),
        ("sitting_agenda", item.sitting_id),
        ("item_close", item.pk),
        ("item_remove", item.pk),
    ):
        assert client.post(at(name, *([pk] if pk else []))).status_code == 404


@pytest.mark.clause("16")
def test_cl16_votes_of_others_are_hidden_until_the_item_is_closed(room, item, as_user):
    room.vote(item, room.members[2], "against", (PLAN,), "Тайная причина")
    for user in (room.members[3], room.chair, room.secretary):
        assert "Тайная причина" not in page(as_user(user), "item", item.pk)
    assert "Тайная причина" in page(as_user(room.members[2]), "item", item.pk)
    watched, hidden = (page(as_user(user), "item", item.pk) for user in (room.chair, room.members[3]))
    assert "Has voted" in watched
    assert "Has voted" not in hidden
    assert room.members[2].full_name not in hidden
    room.close_item(item)
    assert "Тайная причина" in page(as_user(room.members[3]), "item", item.pk)


@pytest.mark.clause("13")
def test_cl13_a_conflicted_member_sees_only_the_conflict(room, item, as_user):
    member = room.members[3]
    client = as_user(member)
    assert client.get(at("case", item.case_id)).status_code == 200
    answer = client.post(at("item_conflict", item.pk), {"conflict-reason": "Доля в компании"})
    assert answer.status_code == 302
    shown = page(client, "item", item.pk)
    assert "Доля в компании" in shown
    assert at("item_vote", item.pk) not in shown
    assert at("case", item.case_id) not in shown
    assert client.get(at("case", item.case_id)).status_code == 404
    assert client.post(at("item_vote", item.pk), {"vote": "for", "reasons": "x"}).status_code == 409


# --- the secretary's desk --------------------------------------------------------------------------------------------
@pytest.mark.clause("13", "16")
def test_cl16_the_desk_shows_waiting_cases_with_their_due_day(room, referred, as_user):
    client = as_user(room.secretary)
    shown = page(client, "sittings")
    assert referred.number in shown
    assert "2\N{NO-BREAK SPACE}June 2026" in shown
    room.planned(referred)
    assert referred.number not in page(client, "sittings")
    assert referred.number not in page(as_user(room.members[2]), "sittings")


@pytest.mark.clause("13")
def test_cl13_the_secretary_plans_prepares_and_the_chair_opens(room, referred, as_user):
    client = as_user(room.secretary)
    data = {"commission": room.commission.pk, "on": "2026-05-18", "place": "Зал 1"}
    assert client.post(at("sitting_new"), data).status_code == 302
    sitting = Sitting.objects.get()
    assert client.post(at("sitting_agenda", sitting.pk), {"cases": [str(referred.pk)]}).status_code == 302
    assert client.post(at("sitting_move", sitting.pk), data | {"place": "Зал 2"}).status_code == 302
    assert as_user(room.chair).post(at("sitting_open", sitting.pk)).status_code == 302
    sitting.refresh_from_db()
    assert (sitting.state, sitting.place, sitting.items.get().case) == ("open", "Зал 2", referred)
    present = {"present": [str(room.chair.pk), str(room.secretary.pk)]}
    assert client.post(at("sitting_attendance", sitting.pk), present).status_code == 302
    assert sitting.attendance.count() == 2
    client.post(at("sitting_attendance", sitting.pk), {"present": [str(room.chair.pk)]})
    assert list(sitting.attendance.values_list("user", flat=True)) == [room.chair.pk]


@pytest.mark.clause("13")
def test_cl13_a_wrong_new_sitting_keeps_what_was_typed(room, as_user):
    client = as_user(room.secretary)
    data = {"commission": room.commission.pk, "on": "2026-05-17", "place": "Зал Алатау"}
    answer = client.post(at("sitting_new"), data)
    assert answer.status_code == 422
    assert "Зал Алатау" in answer.content.decode()
    assert not Sitting.objects.exists()


@pytest.mark.clause("13")
def test_cl13_the_page_warns_of_a_wrong_composition_and_of_missing_rules(room, as_user):
    sitting = room.planned()
    client = as_user(room.secretary)
    assert "IT specialist has a vote" not in page(client, "sitting", sitting.pk)
    room.commission.seats.update(kind="international")
    room.commission.charters.all().delete()
    shown = page(client, "sitting", sitting.pk)
    assert "IT specialist has a vote" in shown
    assert "No rules in force" in shown


@pytest.mark.clause("13")
def test_cl13_a_chosen_case_is_needed_for_the_agenda_and_a_foreign_one_is_refused(room, referred, as_user):
    sitting = room.planned()
    client = as_user(room.secretary)
    for data in ({}, {"cases": ["00000000-0000-0000-0000-000000000000"]}):
        assert client.post(at("sitting_agenda", sitting.pk), data).status_code == 422
    item = sittings.put_on_agenda(sitting, referred, by=room.secretary, at=room.at)
    assert client.post(at("item_remove", item.pk)).status_code == 302
    assert not Item.objects.exists()


# --- the vote --------------------------------------------------------------------------------------------------------
@pytest.mark.clause("16", "16/1")
def test_cl16_the_form_of_the_vote_asks_for_reasons_and_a_ground(room, item, as_user):
    client = as_user(room.members[3])
    vote = at("item_vote", item.pk)
    assert client.post(vote, {"vote": "for", "reasons": ""}).status_code == 422
    kept = client.post(vote, {"vote": "against", "reasons": "Долгое обоснование"})
    assert kept.status_code == 422
    assert "Долгое обоснование" in kept.content.decode()
    assert client.post(vote, {"vote": "for", "grounds": [PLAN], "reasons": "x"}).status_code == 422
    assert client.post(vote, {"vote": "against", "grounds": ["tax"], "reasons": "x"}).status_code == 422
    assert not Ballot.objects.exists()
    assert client.post(vote, {"vote": "against", "grounds": [PLAN], "reasons": "x"}).status_code == 302
    assert client.post(vote, {"vote": "for", "reasons": "Убедили"}).status_code == 302
    assert [(one.vote, one.grounds, one.reasons) for one in Ballot.objects.all()] == [("for", [], "Убедили")]


@pytest.mark.clause("16")
def test_cl16_a_vote_sent_after_the_close_changes_nothing_and_gives_the_words_back(room, item, as_user):
    client = as_user(room.members[3])
    room.close_item(item)
    answer = client.post(at("item_vote", item.pk), {"vote": "for", "reasons": "Долгое обоснование"})
    assert answer.status_code == 409
    assert "Долгое обоснование" in answer.content.decode()
    assert not Ballot.objects.exists()


@pytest.mark.clause("16")
def test_cl16_the_chair_closes_the_item_and_the_sitting_and_the_minutes_are_downloaded(
    room, item, as_user, officer, applicant
):
    auditor = world.person("auditor@example.kz", "Аудитор", roles=("auditor",))
    for user in room.members[:3]:
        as_user(user).post(at("item_vote", item.pk), {"vote": "against", "grounds": [PLAN], "reasons": "Неполон."})
    chair = as_user(room.chair)
    assert chair.get(at("minutes", item.sitting_id)).status_code == 404
    assert chair.post(at("sitting_close", item.sitting_id)).status_code == 409
    assert chair.post(at("item_close", item.pk)).status_code == 302
    shown = page(chair, "item", item.pk)
    assert "The Commission refused registration" in shown
    assert "3 — for: 0; against: 3" in shown
    assert "3 — 60% of those who may vote, rounded up" in shown
    assert chair.post(at("sitting_close", item.sitting_id)).status_code == 302
    for user in (room.secretary, room.members[4], officer, auditor):
        answer = as_user(user).get(at("minutes", item.sitting_id))
        assert answer["Content-Disposition"].startswith("attachment")
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert as_user(applicant).get(at("minutes", item.sitting_id)).status_code == 404
    page(chair, "sitting", item.sitting_id)


@pytest.mark.clause("16")
def test_cl16_dissent_is_written_on_the_page_of_the_closed_item(room, item, as_user):
    for user in room.members[:3]:
        room.vote(item, user)
    room.close_item(item)
    client = as_user(room.members[1])
    assert client.post(at("item_dissent", item.pk), {"text": ""}).status_code == 422
    assert client.post(at("item_dissent", item.pk), {"text": "Не согласен"}).status_code == 302
    assert client.post(at("item_dissent", item.pk), {"text": "Ещё"}).status_code == 409
    sittings.close(item.sitting, by=room.chair, at=room.at)
    assert "Не согласен" in page(as_user(room.members[4]), "item", item.pk)
    assert Dissent.objects.count() == 1


@pytest.mark.clause("13")
def test_cl13_an_empty_conflict_is_sent_back(room, item, as_user):
    answer = as_user(room.members[3]).post(at("item_conflict", item.pk), {"conflict-reason": " "})
    assert answer.status_code == 422
    assert not Conflict.objects.exists()


@pytest.mark.clause("13", "16")
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_cl16_every_page_stands_in_every_language(room, item, as_user, language):
    client = as_user(room.secretary)
    for name, args in (("sittings", []), ("sitting", [item.sitting_id]), ("item", [item.pk]), ("sitting_new", [])):
        with override(language):
            answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200
        assert f'<html class="govuk-template" lang="{language}"' in answer.content.decode()


@pytest.mark.clause("16")
def test_cl16_a_dissent_after_the_minutes_is_listed_as_their_annex(room, item, as_user):
    for user in room.members[:3]:
        room.vote(item, user)
    room.close_item(item)
    sittings.dissent(item, text="До протокола", by=room.members[1], at=room.at)
    sittings.close(item.sitting, by=room.chair, at=room.at)
    client = as_user(room.members[4])
    assert "Annexes to the minutes" not in page(client, "sitting", item.sitting_id)
    sittings.dissent(item, text="После протокола", by=room.members[2], at=room.at + timedelta(hours=1))
    shown = page(client, "sitting", item.sitting_id)
    annexes = shown[shown.index("Annexes to the minutes") : shown.index('id="members"')]
    assert room.members[2].full_name in annexes
    assert room.members[1].full_name not in annexes


# --- cost ------------------------------------------------------------------------------------------------------------
def _more(like: Case, count: int, at) -> list[Case]:
    """Further cases before the commission, written directly: only their number matters here."""
    made = []
    for number in range(count):
        owner = world.person(f"more{number}@example.kz", "Ещё")
        firm = world.organisation(f"Тағы {number}", f"Ещё {number}", owner=owner, on=at.date())
        case = Case.objects.create(
            procedure_key=like.procedure_key,
            number=f"R-MORE-{number}",
            organisation=firm,
            language="ru",
            created_by=owner,
            created_at=at,
            version=1,
            state_key=like.state_key,
            due_on=like.due_on,
        )
        Deadline.objects.create(
            case=case, position=0, duty="decide", actor="commission", event_on=at.date(), due_on=like.due_on
        )
        made.append(case)
    return made


def _queries(client, name, *args) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.get(at(name, *args))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        page(client, name, *args)
    return len(queries)


def test_pages_cost_the_same_however_many_rows(room, referred, as_user):
    secretary, member = as_user(room.secretary), as_user(room.members[3])
    small = room.opened(referred)
    more = _more(referred, 14, room.at)
    large = room.opened(*more[:10])
    for user in room.members:
        for item in large.items.all():
            room.vote(item, user) if user != room.members[3] else None
    for client in (secretary, member):
        assert _queries(client, "sitting", small.pk) == _queries(client, "sitting", large.pk)
    many = [_queries(client, "sittings") for client in (secretary, member)]
    Item.objects.filter(sitting=large).exclude(position=1).update(closed_at=room.at, outcome="no_decision")
    Deadline.objects.filter(case__in=more[11:]).delete()
    assert [_queries(client, "sittings") for client in (secretary, member)] == many
