"""A round from its opening to its conclusion: who sees what, who signs, what follows (clauses 63, 64, 69, 39(1))."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.accounts.access import Access
from hub.cases import checklist
from hub.cases.models import Case
from hub.monitoring import batches
from hub.monitoring.models import Signal, Visit
from hub.monitoring.sight import Looking
from hub.notices.models import Notice
from rules.record import Unlawful
from tests import world
from tests.monitoring.conftest import DAY, DECLARED, QUARTER, mended, opened, remark

pytestmark = pytest.mark.django_db

GOOD = {"verdict": "expedient", "conclusion": "Доход растёт, показатели бизнес-плана достигнуты."}
BAD = {"verdict": "inexpedient", "conclusion": "Проект остановлен, показатели не достигнуты два квартала подряд."}


@pytest.fixture
def case(participant, monitor, now):
    (case,) = opened([participant], by=monitor, at=now)
    return case


def note_all(case, by, at, *, holds=True):
    from django.db import transaction

    with transaction.atomic():
        for clause in case.chapter.checklist:
            checklist.tick(case, clause, holds=holds, note="", by=by, at=at)


def drafted(case, by, at, given=GOOD, act="conclude"):
    note_all(case, by, at)
    return world.do(case, act, by, at, given=given)


def sees(user, at) -> set[str]:
    found = Case.objects.visible_to(Access(user, at.date())).values_list("procedure_key", flat=True)
    return {"monitoring", "early_end"} & set(found)


@pytest.mark.clause("63")
def test_cl63_a_round_is_opened_once_a_quarter(case, participant, monitor, now):
    assert (case.number, case.topic, case.state_key) == ("M-2026-00001", "2026-Q2", "review")
    assert (case.created_by, case.language) == (monitor, participant.case.language)
    assert opened([participant], by=monitor, at=now) == [case]
    opened([participant], by=monitor, at=now, quarter=QUARTER.before)
    assert Case.objects.filter(procedure_key="monitoring").count() == 2


@pytest.mark.clause("63", "69/2")
def test_cl69_2_the_participant_sees_nothing_before_the_notice(case, applicant, monitor, second, now):
    def told():
        return Notice.objects.filter(user=applicant, path__contains=str(case.pk)).exists()

    case = drafted(case, monitor, now, BAD)
    assert sees(applicant, now) == set()
    case = world.do(case, "send_back", second, now, given={"note": "Добавьте показатели первого квартала."})
    remark(case, "Обновите сведения о проекте.", by=monitor, at=now)
    assert (sees(applicant, now), told()) == (set(), False)
    world.do(case, "remark", monitor, now)
    assert (sees(applicant, now), told()) == ({"monitoring"}, True)


@pytest.mark.clause("69")
def test_cl69_the_one_who_drafted_does_not_sign(case, monitor, second, now):
    case = drafted(case, monitor, now)
    with pytest.raises(Unlawful, match="another officer"):
        world.do(case, "sign", monitor, now, grounds=("expedient",))
    with pytest.raises(Unlawful, match="as drafted"):
        world.do(case, "sign", second, now, grounds=("inexpedient",))
    case = world.do(case, "sign", second, now, grounds=("expedient",))
    assert (case.state_key, case.open) == ("expedient", False)
    letter = case.entries.get(act="sign").papers.get()
    assert (letter.kind, letter.file.language) == ("letter", case.language)
    assert not Case.objects.filter(procedure_key="early_end").exists()


@pytest.mark.clause("69")
def test_cl69_who_mends_a_draft_of_another_has_drafted_it(case, monitor, second, now):
    case = world.do(drafted(case, monitor, now), "send_back", second, now, given={"note": "Уточните показатели."})
    case = drafted(case, second, now)
    with pytest.raises(Unlawful, match="another officer"):
        world.do(case, "sign", second, now, grounds=("expedient",))
    assert world.do(case, "sign", monitor, now, grounds=("expedient",)).state_key == "expedient"


@pytest.mark.clause("64")
def test_cl64_nothing_is_concluded_before_everything_was_looked_at(case, monitor, now):
    with pytest.raises(Unlawful, match="every item of the checklist"):
        world.do(case, "conclude", monitor, now, given=GOOD)
    note_all(case, monitor, now, holds=False)
    for wrong in ({}, {"verdict": "expedient", "conclusion": " "}, {"verdict": "maybe", "conclusion": "Да."}):
        with pytest.raises(Unlawful, match="State the conclusion"):
            world.do(case, "conclude", monitor, now, given=wrong)
    assert world.do(case, "conclude", monitor, now, given=GOOD).state_key == "drafted"


@pytest.fixture
def remarked(case, monitor, now):
    remark(case, "Зарегистрируйте вид деятельности 2 или объясните доход.", by=monitor, at=now)
    return world.do(case, "remark", monitor, now)


@pytest.mark.clause("69/2")
def test_cl69_2_remarks_mended_in_time_lead_to_a_conclusion(remarked, applicant, monitor, second, now):
    assert remarked.due_on == date(2026, 8, 12)
    last = now + timedelta(days=30)
    mended(remarked, "Подано заявление о новом виде деятельности.", by=applicant, at=last)
    case = world.do(remarked, "answer", applicant, last, given=DECLARED)
    assert case.deadlines.get(duty="mend").met_on == case.deadlines.get(duty="mend").due_on == last.date()
    assert case.filings.count() == 1
    with pytest.raises(Unlawful, match="every item of the checklist"):
        world.do(case, "conclude_mended", monitor, last, given=GOOD)  # what came is to be looked at
    case = drafted(case, monitor, last, act="conclude_mended")
    assert sees(applicant, last) == {"monitoring"}
    assert world.do(case, "sign", second, last, grounds=("expedient",)).state_key == "expedient"


@pytest.mark.clause("69/2")
def test_cl69_2_remarks_not_mended_in_time_are_weighed_without_an_answer(remarked, monitor, second, now):
    note_all(remarked, monitor, now)
    last = now + timedelta(days=30)
    with pytest.raises(Unlawful, match="time to mend"):
        world.do(remarked, "conclude_mended", monitor, last, given=BAD)
    case = world.do(remarked, "conclude_mended", monitor, last + DAY, given=BAD)
    assert case.state_key == "weighed"
    case = world.do(case, "send_back_mended", second, last + DAY, given={"note": "Приведите даты замечаний."})
    assert case.state_key == "mended"


@pytest.mark.clause("39(1)", "41", "69")
def test_cl39_1_not_expedient_opens_the_matter_with_its_file(
    case, participant, applicant, officer, monitor, second, now
):
    case = world.do(drafted(case, monitor, now, BAD), "sign", second, now, grounds=("inexpedient",))
    matter = participant.organisation.cases.get(procedure_key="early_end")
    assert (matter.previous, matter.state_key) == (case, "draft")
    begun = matter.chapter.act_initial(matter, "raise")
    assert begun["grounds"] == ["inexpedient"]
    assert BAD["conclusion"] in begun["facts"]
    assert case.number in begun["facts"]
    assert matter.attachments.get(slot="conclusion").file == case.entries.get(act="sign").papers.get().file
    assert Notice.objects.filter(user=officer, path__contains=str(matter.pk)).exists()
    assert sees(applicant, now) == {"monitoring"}  # the matter itself is told by its own notice
    participant.refresh_from_db()
    assert participant.ended == ""


@pytest.mark.clause("39(1)", "41")
def test_cl41_after_monitoring_the_participant_is_heard_before_the_commission(
    case, participant, officer, monitor, second, now
):
    world.do(drafted(case, monitor, now, BAD), "sign", second, now, grounds=("inexpedient",))
    matter = participant.organisation.cases.get(procedure_key="early_end")
    facts = {"facts": matter.chapter.act_initial(matter, "raise")["facts"]}
    matter = world.do(matter, "raise", officer, now, given=facts, grounds=("inexpedient",))
    matter = world.do(matter, "tell", officer, now)
    with pytest.raises(Unlawful, match="time to explain"):
        world.do(matter, "refer", officer, now, grounds=("inexpedient",))
    later = now + timedelta(days=4)
    assert world.do(matter, "refer", officer, later, grounds=("inexpedient",)).state_key == "commission"


def test_a_round_is_closed_without_a_conclusion_with_a_reason(case, monitor, now):
    with pytest.raises(Unlawful):
        world.do(case, "close", monitor, now)
    assert world.do(case, "close", monitor, now, given={"reasons": "Участие завершено."}).state_key == "closed"


# --- signals --------------------------------------------------------------------------------------------------------
def keys(case) -> set[str]:
    return set(case.signals.values_list("key", flat=True))


def test_signals_are_looked_at_when_the_round_is_opened_and_anew(case, report, participant, monitor, now):
    assert keys(case) == {"report_missing"}
    report(QUARTER, now, income_total=1000, income_listed=100, income_listed__2=100)
    batches.refresh_signals(now)
    assert keys(case) == {"share_low", "activity_unregistered"}
    assert case.signals.get(key="share_low").says == {"share": "10.0", "limit": "90"}


def test_signals_stay_as_the_drafter_saw_them(case, report, monitor, now):
    drafted(case, monitor, now)
    report(QUARTER, now, income_total=1000, income_listed=1000)
    batches.refresh_signals(now)
    assert keys(case) == {"report_missing"}


def test_a_visit_that_found_nobody_is_a_signal_until_one_finds_them(case, monitor, now):
    def visit(day, *, found):
        Visit.objects.create(case=case, on=day, place="Астана", found=found, seen="Осмотр.", by=monitor, at=now)
        batches.refresh_signals(now)
        return "visit_failed" in keys(case)

    assert visit(now.date() - DAY, found=False)
    assert not visit(now.date(), found=True)


def test_many_are_opened_in_a_number_of_queries_that_does_not_grow(more, monitor, now):
    def cost(number, quarter):
        some = more(number)
        batches.order("monitoring", [one.pk for one in some], by=monitor, at=now, topic=quarter.key)
        with CaptureQueriesContext(connection) as seen:
            assert batches.run(now) == number
        assert Signal.objects.filter(case__topic=quarter.key).count() >= number
        return len(seen)

    cost(1, QUARTER)  # what is read once and kept: the calendar, the List
    assert cost(3, QUARTER.before) == cost(50, QUARTER.before.before) <= 40


def test_a_visit_is_written_once(case, monitor, now):
    made = Visit.objects.create(
        case=case, on=now.date(), place="Астана", found=True, seen="Осмотр.", by=monitor, at=now
    )
    with pytest.raises(TypeError):
        made.save()
    with pytest.raises(TypeError):
        made.delete()


@pytest.mark.clause("31")
def test_cl31_a_fee_that_nobody_has_assessed_is_no_late_fee(participant, now):
    from hub.cases.models import Deadline
    from hub.fees import timer as fees

    fees.open_quarter(QUARTER, now.replace(day=1))
    looking = Looking(QUARTER, (now + timedelta(days=30)).date())
    assert looking.see([participant])[participant.pk].fee is None
    Case.objects.filter(procedure_key="fee").update(state_key="assessed")
    assert looking.see([participant])[participant.pk].fee.due == Deadline.objects.get(duty="pay").due_on
