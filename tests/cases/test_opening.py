"""What a date opens for many at once, and what an actor does outside the portal."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.accounts.access import Access
from hub.accounts.models import Role
from hub.audit.models import Event
from hub.audit.verify import verify
from hub.cases import opening, registry
from hub.cases.chapter import Chapter
from hub.cases.models import Case, Deadline, Entry
from hub.cases.opening import Opening, open_many
from hub.cases.perform import Forbidden, perform
from hub.cases.present import open_acts
from rules.procedure import PARTICIPANT, TECHNOPARK, TIMER, Act, Duty, Procedure, State
from rules.record import Unlawful
from rules.text import Text
from tests import world

T = Text("сынақ", "проба", "trial")
BEFORE, OWED, PAID = State("before", T), State("owed", T), State("paid", T, final=True)
PAY = Duty("pay", PARTICIPANT, ("pay",), "31", T, "quarterly_fee", since="period_end")
DUES = Procedure(
    "trial_dues",
    T,
    "31",
    begins=BEFORE,
    acts=(
        Act("open", TIMER, "31", T, T, (BEFORE,), OWED, opens=(PAY,)),
        Act("pay", PARTICIPANT, "31", T, T, (OWED,), PAID, through=TECHNOPARK),
    ),
)
AT = datetime(2026, 10, 1, 1, tzinfo=UTC)
THIRD = Opening("trial_dues", "open", "2026-Q3", {"period_end": date(2026, 9, 30)})


class Dues(Chapter):
    procedure = DUES
    number_prefix = "Z"
    team = Role.FINANCE
    readers = ()

    def parts(self, case):
        return ()


@pytest.fixture(autouse=True)
def chapter(db, monkeypatch):
    monkeypatch.setattr(registry, "_CHAPTERS", dict(registry._CHAPTERS))
    registry.register(Dues())


@pytest.fixture
def organisations(applicant):
    return [world.organisation(f"«{n}» ЖШС", f"ТОО «{n}»", owner=applicant, on=AT.date()) for n in range(5)]


def test_cl31_a_case_is_opened_for_each_with_the_duty_that_the_table_names(organisations):
    assert sum(open_many(THIRD, organisations, at=AT)) == 5
    case = Case.objects.filter(procedure_key="trial_dues").latest("number")
    assert (case.number, case.topic, case.state_key, case.turn) == ("Z-2026-00005", "2026-Q3", "owed", "participant")
    assert case.due_on == date(2026, 10, 20)
    assert case.created_by is None
    assert [row.due_on for row in case.deadlines.all()] == [date(2026, 10, 20)]
    assert [(entry.act, entry.actor, entry.by) for entry in case.entries.all()] == [("open", "timer", None)]


def test_what_was_opened_is_what_the_record_says(organisations):
    from hub.cases.projection import renew
    from hub.reference.data import calendar

    list(open_many(THIRD, organisations, at=AT))
    case = Case.objects.filter(procedure_key="trial_dues").first()
    before = Case.objects.filter(pk=case.pk).values().get()
    renew(case, calendar(), case.edition(AT.date()))
    assert Case.objects.filter(pk=case.pk).values().get() == before


def test_opened_twice_nothing_is_done_twice(organisations):
    list(open_many(THIRD, organisations[:3], at=AT))
    assert list(open_many(THIRD, organisations, at=AT)) == [2]
    assert list(open_many(THIRD, organisations, at=AT)) == [0]
    assert Entry.objects.filter(case__procedure_key="trial_dues").count() == 5
    numbers = Case.objects.filter(procedure_key="trial_dues").values_list("number", flat=True)
    assert sorted(numbers) == [f"Z-2026-{n:05d}" for n in range(1, 6)]


def test_each_opened_case_stands_in_the_chain_of_the_log(organisations):
    list(open_many(THIRD, organisations, at=AT))
    told = Event.objects.filter(action="case.open")
    assert {event.about for event in told} == {
        f"case:{pk}" for pk in Case.objects.filter(procedure_key="trial_dues").values_list("pk", flat=True)
    }
    assert not verify().faults


def test_a_batch_costs_the_same_however_many_it_opens(organisations, monkeypatch):
    list(open_many(Opening("trial_dues", "open", "2026-Q4", THIRD.dates), organisations[:1], at=AT))  # begins a series
    with CaptureQueriesContext(connection) as one:
        list(open_many(THIRD, organisations[:1], at=AT))
    with CaptureQueriesContext(connection) as many:
        list(open_many(Opening("trial_dues", "open", "2026-Q2", THIRD.dates), organisations, at=AT))
    assert len(many) == len(one)
    monkeypatch.setattr(opening, "BATCH", 2)
    assert list(open_many(Opening("trial_dues", "open", "2026-Q1", THIRD.dates), organisations, at=AT)) == [2, 2, 1]


def test_what_is_not_the_timers_act_opens_nothing(organisations):
    with pytest.raises(Unlawful):
        list(open_many(Opening("trial_dues", "pay", "2026-Q3", THIRD.dates), organisations, at=AT))
    assert not Deadline.objects.filter(case__procedure_key="trial_dues").exists()


def test_what_a_participant_did_outside_is_put_on_record_by_the_team_and_has_no_button(organisations, applicant):
    list(open_many(THIRD, organisations[:1], at=AT))
    case = Case.objects.get(procedure_key="trial_dues")
    finance = Access(world.person("finance@example.kz", "Ақша", roles=("finance",)), AT.date())
    registration = Access(world.person("reg@example.kz", "Тіркеу", roles=("registration",)), AT.date())
    for access in (finance, registration, Access(applicant, AT.date())):
        assert open_acts(case, access) == []
    for access in (registration, Access(applicant, AT.date()), None):
        with pytest.raises(Forbidden):
            perform(case.pk, "pay", access=access, at=AT, key=str(uuid4()))
    entry = perform(case.pk, "pay", access=finance, at=AT, key="paid")
    assert (entry.actor, entry.by) == ("participant", finance.user)


def test_a_team_reads_its_own_cases_and_those_it_is_named_a_reader_of(organisations, applicant):
    list(open_many(THIRD, organisations[:1], at=AT))
    dues = Case.objects.filter(procedure_key="trial_dues")
    seen = {
        role: dues.visible_to(Access(world.person(f"{role}@example.kz", role, roles=(role,)), AT.date())).exists()
        for role in ("finance", "auditor", "registration", "monitoring", "housing")
    }
    assert seen == {"finance": True, "auditor": True, "registration": False, "monitoring": False, "housing": False}
