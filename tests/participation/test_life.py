"""A participant's life by the portal's own acts: activity, location, legal entity, extension, and the end."""

from datetime import date, timedelta

import pytest

from hub.register.standing import agreement_on, standing
from rules.bin import make_bin
from rules.record import Unlawful
from tests import world

pytestmark = pytest.mark.django_db
DECLARED = {"declared": True}


@pytest.fixture
def july(monday):
    return monday.replace(month=7, day=13)


@pytest.mark.clause("9-1")
def test_cl9_1_an_added_activity_is_in_the_register_from_the_day_of_the_approval(
    participant, begin, applicant, officer, july
):
    case = begin("activity", july, activities={"works": ["1.development", "14.development"]})
    case = world.do(case, "file", applicant, july, given=DECLARED)
    case = world.decide(world.referred(case, officer, july), "for", july + timedelta(days=2))
    assert case.state_key == "changed"
    participant.refresh_from_db()
    assert participant.activities == ["1", "14"]
    day = (july + timedelta(days=2)).date()
    assert standing(participant, day - timedelta(days=1)).works == ("1.development", "1.implementation")
    case = world.do(case, "certify", officer, july + timedelta(days=3))
    world.do(case, "notify", officer, july + timedelta(days=3))
    assert participant.certificates.count() == 2
    assert len(participant.certificates.first().says["activities_ru"]) == 2


@pytest.mark.clause("9-1")
def test_cl9_1_a_refused_change_changes_nothing(participant, begin, applicant, officer, july):
    case = begin("activity", july, activities={"works": ["1.development", "2.development"]})
    case = world.do(case, "file", applicant, july, given=DECLARED)
    case = world.decide(world.referred(case, officer, july), "against", july)
    case = world.do(case, "notify", officer, july)
    participant.refresh_from_db()
    assert participant.activities == ["1"]
    assert case.entries.get(act="notify").papers.count() == 1


PLACE = {
    "moved_on": "2026-07-01",
    "region": "almaty",
    "address_kk": "Алматы қаласы, Үлгі көшесі, 2",
    "address_ru": "город Алматы, улица Примерная, 2",
}


@pytest.mark.clause("9(3)")
def test_cl9_3_a_new_location_is_entered_from_the_day_of_the_move(participant, begin, attach, applicant, officer, july):
    case = begin("location", july, about=PLACE, location={"kind": "lease", "number": "7", "dated": "2026-06-30"})
    with pytest.raises(Unlawful):
        world.do(case, "file", applicant, july, given=DECLARED)
    attach(case, "location_proof", july)
    case = world.do(case, "file", applicant, july, given=DECLARED)
    case = world.do(case, "record", officer, july)
    participant.refresh_from_db()
    assert participant.region == "almaty"
    assert standing(participant, date(2026, 6, 30)).region == "astana"
    assert standing(participant, date(2026, 7, 1)).location_ru == PLACE["address_ru"]
    world.do(case, "certify", officer, july)
    assert participant.certificates.first().says["location_ru"] == PLACE["address_ru"]


@pytest.mark.clause("28")
def test_cl28_a_re_registration_changes_name_and_bin_and_keeps_the_history(
    participant, begin, attach, applicant, officer, july
):
    old, new = participant.organisation.bin, make_bin(2026, 7, 77)
    told = {"happened_on": "2026-07-06", "bin": new, "name_kk": "Жаңа Софт ЖШС", "name_ru": "ТОО «Новый Софт»"}
    case = begin("reregistration", july, about=told)
    attach(case, "registration_proof", july)
    case = world.do(case, "file", applicant, july, given=DECLARED)
    world.do(case, "record", officer, july)
    participant.organisation.refresh_from_db()
    assert (participant.organisation.bin, participant.organisation.name_ru) == (new, "ТОО «Новый Софт»")
    assert standing(participant, date(2026, 7, 5)).bin == old
    assert standing(participant, date(2026, 7, 6)).bin == new


TERM = {"years": "2", "results": "Запущен сервис, подключены сто магазинов.", "plans": "Выход на соседние рынки."}


@pytest.mark.clause("35", "36", "36/2", "36/3", "A2")
def test_cl36_an_extension_in_time_sets_a_new_term_and_gives_a_certificate(
    participant, begin, applicant, officer, monday
):
    in_time = monday.replace(year=2027, month=5, day=20)
    case = begin("extension", in_time, about=TERM)
    case = world.do(case, "file", applicant, in_time, given=DECLARED)
    given = {"years": 2, "amendment": "Д-1/1", "signed_on": "2027-05-24"}
    decided = in_time.replace(day=24)
    case = world.do(case, "extend", officer, decided, given=given)
    case = world.do(case, "certify", officer, decided)
    world.do(case, "notify", officer, decided)
    participant.refresh_from_db()
    assert participant.until == date(2029, 6, 14)
    assert standing(participant, date(2027, 5, 23)).until == date(2027, 6, 14)
    assert participant.certificates.first().kind == "extension"
    assert agreement_on(participant, date(2027, 5, 23)).number == "Д-1"
    assert agreement_on(participant, date(2027, 5, 24)).number == "Д-1/1"


@pytest.mark.clause("36/2")
def test_cl36_a_late_application_is_refused_with_the_way_to_register_anew(participant, begin, applicant, monday):
    too_late = monday.replace(year=2027, month=6, day=10)
    case = begin("extension", too_late, about=TERM)
    with pytest.raises(Unlawful) as refused:
        world.do(case, "file", applicant, too_late, given=DECLARED)
    assert [one.clause for one in refused.value.refusals] == ["36/2"]


FACTS = {"facts": "Сбор за второй квартал не уплачен к 20 июля."}


def raised(participant, officer, at, ground):
    from hub.cases import drafts

    case = drafts.begin("early_end", participant.organisation, by=officer, language="ru", at=at)
    return world.do(case, "raise", officer, at, given=FACTS, grounds=(ground,))


@pytest.mark.clause("39", "39(7)")
def test_cl39_7_an_early_end_is_told_heard_and_decided_by_a_person(participant, applicant, officer, july):
    case = world.do(raised(participant, officer, july, "fees_unpaid"), "tell", officer, july)
    end = {"given": {"reasons": "Задолженность не погашена."}, "grounds": ("fees_unpaid",)}
    with pytest.raises(Unlawful, match="time to explain"):
        world.do(case, "end", officer, july, **end)
    case = world.do(case, "explain", applicant, july, given={"reasons": "Оплатим в августе."})
    decided = july + timedelta(days=3)
    case = world.do(case, "end", officer, decided, **end)
    case = world.do(case, "notify", officer, decided)
    participant.refresh_from_db()
    assert (participant.ended, participant.until) == ("early", decided.date())
    assert participant.active(decided.date())
    assert not participant.active(decided.date() + timedelta(days=1))
    assert standing(participant, july.date()).until == date(2027, 6, 14)


@pytest.mark.clause("39")
def test_cl39_the_participant_sees_nothing_before_it_is_told(participant, applicant, officer, july):
    from hub.accounts.access import Access
    from hub.cases.models import Case
    from hub.notices.models import Notice

    case = raised(participant, officer, july, "fees_unpaid")
    seen = Case.objects.visible_to(Access(applicant, july.date()))
    assert not seen.filter(pk=case.pk).exists()
    assert not Notice.objects.filter(user=applicant, path__contains=str(case.pk)).exists()
    world.do(case, "tell", officer, july)
    assert seen.filter(pk=case.pk).exists()
    assert Notice.objects.filter(user=applicant, path__contains=str(case.pk)).exists()


@pytest.mark.clause("39")
def test_cl39_another_ground_than_the_one_told_is_refused(participant, applicant, officer, july):
    case = world.do(raised(participant, officer, july, "fees_unpaid"), "tell", officer, july)
    case = world.do(case, "explain", applicant, july, given={"reasons": "Оплачено."})
    with pytest.raises(Unlawful, match="was told"):
        world.do(case, "end", officer, july, given={"reasons": "Нет отчёта."}, grounds=("no_reports",))


@pytest.mark.clause("41", "41/2")
@pytest.mark.parametrize(("vote", "state", "ended"), [("for", "ended", "early"), ("against", "goes_on", "")])
def test_cl41_the_commission_decides_on_its_grounds(participant, applicant, officer, july, vote, state, ended):
    case = world.do(raised(participant, officer, july, "agreement_not_kept"), "tell", officer, july)
    case = world.do(case, "explain", applicant, july, given={"reasons": "Исполняем."})
    case = world.do(case, "refer", officer, july, grounds=("agreement_not_kept",))
    grounds = ("agreement_not_kept",) if vote == "for" else ()
    case = world.decide(case, vote, july + timedelta(days=1), grounds=grounds)
    assert case.state_key == state
    participant.refresh_from_db()
    assert participant.ended == ended
    world.do(case, "notify", officer, july + timedelta(days=1))


@pytest.mark.clause("40", "39(3)")
def test_cl40_giving_up_opens_the_matter_with_its_ground(participant, begin, applicant, officer, july):
    case = begin("giving_up", july, about={"decides_on": "2026-08-10", "reasons": "Проект объединён с другим."})
    case = world.do(case, "file", applicant, july, given=DECLARED)
    world.do(case, "record", officer, july)
    opened = participant.organisation.cases.get(procedure_key="early_end")
    assert opened.chapter.act_initial(opened, "raise") == {"grounds": ["gives_up"]}
    opened = world.do(opened, "raise", officer, july, given=FACTS, grounds=("gives_up",))
    opened = world.do(opened, "tell", officer, july)
    world.do(opened, "end", officer, july, given={"reasons": "Уведомление участника."}, grounds=("gives_up",))
    participant.refresh_from_db()
    assert participant.ended == "early"


@pytest.mark.clause("28", "39(5)")
def test_cl28_a_liquidation_opens_the_matter_of_clause_39_5(participant, begin, attach, applicant, officer, july):
    case = begin("liquidation", july, about={"stage": "decided", "happened_on": "2026-07-06"})
    attach(case, "liquidation_proof", july)
    case = world.do(case, "file", applicant, july, given=DECLARED)
    world.do(case, "record", officer, july)
    opened = participant.organisation.cases.get(procedure_key="early_end")
    assert opened.chapter.act_initial(opened, "raise") == {"grounds": ["liquidation"]}
