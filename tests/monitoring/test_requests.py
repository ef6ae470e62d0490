"""Requests to one and to many: answered item by item, returned, mended, withdrawn (clauses 27, 29, 64(2), 64-1)."""

from datetime import date, timedelta

import pytest
from django.utils.translation import override

from hub.accounts.access import Access
from hub.accounts.models import RoleGrant
from hub.audit.models import Event
from hub.cases import drafts, reading
from hub.cases.models import Case
from hub.documents import store
from hub.monitoring import batches
from hub.monitoring.models import Batch
from hub.notices.models import Outgoing
from hub.participation.proposals import missed
from rules.record import Unlawful
from tests import world
from tests.monitoring.conftest import DAY, DECLARED, answer, mended, remark, sent

pytestmark = pytest.mark.django_db

TAXES = {"kind": "taxes", "note": "форма 100.00 за 2025 год"}
AUDIT = {"kind": "audit", "note": ""}
PLANS = {"kind": "information", "note": "Ход переговоров с заказчиком из бизнес-плана"}


def attach(case, slot, by, at):
    file = store.take(world.upload(), language="ru", organisation=case.organisation, by=by, at=at)
    drafts.attach(case, slot, file, single=False, by=by, at=at)


@pytest.fixture
def documents(participant, monitor, now):
    (case,) = sent("request", [participant], [TAXES, AUDIT], by=monitor, at=now)
    return case


@pytest.fixture
def information(participant, monitor, now):
    (case,) = sent("monitoring_request", [participant], [PLANS], by=monitor, at=now)
    return case


@pytest.mark.clause("27")
def test_cl27_each_item_is_answered_by_documents_or_a_reason(documents, applicant, monitor, now):
    assert documents.due_on == date(2026, 7, 27)
    assert [part.key for part in documents.chapter.parts(documents)] == ["item-1", "item-2"]
    with pytest.raises(Unlawful, match="Answer each item"):
        world.do(documents, "file", applicant, now, given=DECLARED)
    attach(documents, "item-1", applicant, now)
    answer(documents, {1: ("given", ""), 2: ("not_applicable", "Аудит не обязателен для нас.")}, by=applicant, at=now)
    filed = world.do(documents, "file", applicant, now, given=DECLARED)
    assert filed.state_key == "answered"
    receipt = filed.entries.get(act="file").papers.get()
    assert receipt.kind == "receipt"
    accepted = world.do(filed, "accept", monitor, now)
    assert (accepted.state_key, accepted.open) == ("accepted", False)


@pytest.mark.clause("27")
@pytest.mark.parametrize(
    ("how", "text", "errors"),
    [
        ("given", "", {"text"}),
        ("not_applicable", "", {"text"}),
        ("not_applicable", "нет", {"text"}),
        ("", "Данные приведены в письме.", {"how"}),
        ("given", "Коротко", set()),
        ("not_applicable", "Не ведём такой деятельности.", set()),
    ],
)
def test_an_item_is_answered_or_said_not_to_apply(documents, applicant, now, how, text, errors):
    answer(documents, {2: (how, text)}, by=applicant, at=now)
    form = drafts.answers(documents, now.date())["item-2"].form
    assert set(form.errors) == errors


@pytest.mark.clause("29")
def test_cl29_items_carry_their_own_clauses(participant, monitor, now):
    items = [{"kind": "accounts", "note": "за 2025 год"}, TAXES]
    (case,) = sent("request", [participant], items, by=monitor, at=now)
    assert [part.clause for part in case.chapter.parts(case)] == ["29", "27"]


@pytest.mark.clause("27", "64-1")
def test_a_request_asks_only_for_what_its_clauses_know(participant, monitor, now):
    from hub.cases.perform import perform

    for procedure, items in (("request", [PLANS]), ("monitoring_request", [TAXES]), ("request", [])):
        case = drafts.begin(
            procedure, participant.organisation, by=monitor, language="ru", at=now, topic=str(len(items))
        )
        with pytest.raises(Unlawful, match="at least one item"):
            perform(
                case.pk, "ask", access=Access(monitor, now.date()), at=now, key=f"{case.pk}", given={"items": items}
            )


@pytest.mark.clause("64-1")
def test_cl64_1_the_letter_lists_the_items_in_the_participants_language(information, participant):
    letter = information.entries.get(act="ask").papers.get()
    assert (letter.kind, letter.file.language) == ("letter", participant.case.language)
    told = Outgoing.objects.filter(attachment=letter.file)
    assert [one.to for one in told] == ["head@example.kz"]


@pytest.mark.clause("64-1", "39(4)")
def test_cl64_1_a_missed_answer_feeds_clause_39_4(information, documents, now):
    later = now.date() + timedelta(days=90)
    assert [row.case for row in missed(later)] == [information]  # clause 27 is no ground
    assert not missed(information.due_on).exists()


@pytest.mark.clause("64-1")
def test_cl64_1_a_returned_answer_is_mended_within_the_term_counted_anew(information, applicant, monitor, now):
    answer(information, {1: ("given", "Переговоры идут.")}, by=applicant, at=now)
    case = world.do(information, "file", applicant, now, given=DECLARED)
    with pytest.raises(Unlawful, match="at least one remark"):
        world.do(case, "remark", monitor, now + DAY)
    remark(case, "Назовите заказчика и срок.", by=monitor, at=now + DAY, part="item-1", clause="64-1")
    with pytest.raises(Unlawful, match="not yet sent"):
        world.do(case, "accept", monitor, now + DAY)
    case = world.do(case, "remark", monitor, now + DAY)
    assert (case.state_key, case.due_on) == ("returned", date(2026, 7, 28))
    answer(case, {1: ("given", "Заказчик подпишет договор в августе.")}, by=applicant, at=now + DAY)
    with pytest.raises(Unlawful, match="Answer each remark"):
        world.do(case, "answer", applicant, now + DAY, given=DECLARED)
    mended(case, "Дополнили ответ.", by=applicant, at=now + DAY)
    case = world.do(case, "answer", applicant, now + DAY, given=DECLARED)
    assert case.filings.count() == 2
    assert world.do(case, "accept", monitor, now + DAY).state_key == "accepted"


@pytest.mark.clause("64-1")
def test_a_withdrawn_request_is_owed_no_more_and_its_draft_stays_the_participants(information, applicant, monitor, now):
    answer(information, {1: ("given", "тайный черновик")}, by=applicant, at=now)
    attach(information, "item-1", applicant, now)
    with pytest.raises(Unlawful):
        world.do(information, "withdraw", monitor, now)
    case = world.do(information, "withdraw", monitor, now, given={"reasons": "Сведения больше не нужны."})
    assert not case.deadlines.filter(met_on=None, lapsed_on=None).exists()
    access = Access(monitor, now.date())
    assert reading.answers(case, access, now.date()) == {}
    assert reading.attachments(case, access) == []
    assert reading.file(case, access, case.attachments.get().file_id) is None
    assert reading.answers(case, Access(applicant, now.date()), now.date())["item-1"].raw


def test_an_officer_sees_nothing_of_an_answer_before_it_is_filed(information, applicant, monitor, now):
    answer(information, {1: ("given", "тайный черновик")}, by=applicant, at=now)
    access = Access(monitor, now.date())
    assert reading.answers(information, access, now.date()) == {}
    case = world.do(information, "file", applicant, now, given=DECLARED)
    assert reading.answers(case, access, now.date())["item-1"].raw["text"] == ["тайный черновик"]


# --- to many --------------------------------------------------------------------------------------------------------
def test_fifty_are_asked_each_once_at_a_cost_that_does_not_grow(more, monitor, now):
    some = more(50)
    batch = batches.order("monitoring_request", [one.pk for one in some], by=monitor, at=now, items=[PLANS])
    first, rest = queries(batches.run, now), queries(batches.run, now)
    assert rest <= first, "twenty more cost no more than the twenty before them"
    assert first <= 20 * 75
    batches.run(now)
    batch.refresh_from_db()
    assert (batch.done, batch.opened, batch.finished_at) == (50, 50, now)
    assert batches.run(now) == 0
    cases = Case.objects.filter(procedure_key="monitoring_request")
    assert cases.count() == cases.filter(state_key="asked", due_on=date(2026, 7, 27)).count() == 50
    assert cases.values("organisation").distinct().count() == 50


def queries(run, at) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert run(at) == 20
    return len(seen)


def test_a_worker_that_dies_midway_asks_nobody_twice(more, monitor, now, monkeypatch):
    some = more(3)
    batch = batches.order("monitoring_request", [one.pk for one in some], by=monitor, at=now, items=[PLANS])
    plain, dies = batches._reached, iter([False, True])

    def reached(*args):
        if next(dies, False):
            raise KeyboardInterrupt
        plain(*args)

    monkeypatch.setattr(batches, "_reached", reached)
    with pytest.raises(KeyboardInterrupt):
        batches.run(now)
    batch.refresh_from_db()
    assert batch.done == 1
    batches.run(now + timedelta(minutes=1))
    batch.refresh_from_db()
    assert (batch.done, batch.opened) == (3, 3)
    assert Case.objects.filter(topic=batch.case_topic, version=1).count() == 3


def test_who_lost_the_role_sends_nothing_more(more, monitor, now):
    batch = batches.order("request", [one.pk for one in more(2)], by=monitor, at=now, items=[TAXES])
    RoleGrant.objects.filter(user=monitor).update(until=now.date() - DAY)
    assert batches.run(now) == 0
    batch.refresh_from_db()
    assert (batch.stopped, batch.done) == (Batch.Stopped.NO_RIGHT, 0)
    assert not Case.objects.filter(topic=batch.case_topic).exists()


def test_whose_participation_is_over_is_passed_over(more, monitor, now):
    lasting, ended = more(2)
    ended.until = now.date() - DAY
    ended.save()
    (case,) = sent("request", [lasting, ended], [TAXES], by=monitor, at=now)
    assert case.organisation == lasting.organisation
    assert Batch.objects.get().opened == 1


def test_an_order_is_one_event_without_the_words_of_the_items(participant, monitor, now):
    batches.order("monitoring_request", [participant.pk], by=monitor, at=now, items=[PLANS])
    event = Event.objects.get(action="batch.order")
    assert event.data["kinds"] == ["information"]
    assert PLANS["note"] not in str(event.content)


def test_titles_tell_items_apart_in_each_language(information):
    for language in ("kk", "ru", "en"):
        with override(language):
            (part,) = information.chapter.parts(information)
            assert str(part.title) == PLANS["note"]
