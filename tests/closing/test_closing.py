"""Closing a quarter: what is missing, reminders to all at once, each told once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.cases.models import Case, Deadline
from hub.cases.opening import Opening, open_many
from hub.closing import progress, reminders
from hub.closing.models import Reminder
from hub.notices.models import Notice
from rules.calendar import Quarter
from tests import world

THIRD = Quarter(2026, 3)
OPENED = datetime(2026, 10, 1, 4, tzinfo=UTC)
AFTER = datetime(2026, 10, 14, 4, tzinfo=UTC)
ADDRESS = "/ru/office/quarter/"


def opened(organisations):
    opening = Opening("report", "open", THIRD.key, {"period_end": THIRD.last})
    list(open_many(opening, organisations, at=OPENED))


@pytest.fixture
def five(applicant):
    """Five organisations of one head, with a report each; two have filed it, one of them late."""
    made = [world.organisation(f"«{n}» ЖШС", f"ТОО «{n}»", owner=applicant, on=OPENED.date()) for n in range(5)]
    opened(made)
    rows = list(Deadline.objects.filter(case__procedure_key="report").order_by("case__number"))
    for row, day in zip(rows, (date(2026, 10, 12), date(2026, 10, 13)), strict=False):
        Deadline.objects.filter(pk=row.pk).update(met_on=day)
    return made


@pytest.fixture
def monitoring(db):
    return world.person("monitoring@example.kz", "Бақылаушы", roles=("monitoring",))


@pytest.mark.clause("66")
def test_cl66_what_is_done_late_and_missing_is_counted(five):
    (report, *_more) = progress.kept(THIRD, AFTER.date())
    assert (report.total, report.in_time, report.late, report.open, report.overdue) == (5, 1, 1, 3, 3)
    assert progress.kept(THIRD, date(2026, 10, 12))[0].overdue == 0


def test_everybody_who_owes_is_told_once_even_if_the_worker_was_killed(five, monitoring, applicant, monkeypatch):
    monkeypatch.setattr(reminders, "BATCH", 2)
    row = reminders.order("report", THIRD, by=monitoring, at=AFTER)
    assert [reminders.run(AFTER) for _round in range(3)] == [2, 1, 0]
    assert Notice.objects.filter(user=applicant, subject__contains="2026").count() == 3
    row.refresh_from_db()
    assert (row.done, row.total, row.ended_at) == (3, 3, AFTER)
    Reminder.objects.update(after=None, ended_at=None)  # as if it had been forgotten how far it was
    reminders.run(AFTER)
    assert Notice.objects.filter(user=applicant, subject__contains="2026").count() == 3


def test_who_has_done_it_meanwhile_is_not_told(five, monitoring, applicant):
    reminders.order("report", THIRD, by=monitoring, at=AFTER)
    Deadline.objects.filter(met_on=None).update(met_on=AFTER.date())
    assert reminders.run(AFTER) == 0
    assert not Notice.objects.filter(user=applicant).exists()


def test_two_orders_at_once_are_one(five, monitoring):
    assert reminders.order("report", THIRD, by=monitoring, at=AFTER) is not None
    assert reminders.order("report", THIRD, by=monitoring, at=AFTER) is None
    reminders.run(AFTER)
    assert reminders.order("report", THIRD, by=monitoring, at=AFTER + timedelta(days=1)) is not None


def test_nobody_is_reminded_where_nobody_owes(db, monitoring):
    assert reminders.order("report", THIRD, by=monitoring, at=AFTER) is None


def test_the_screen_asks_as_many_questions_for_five_as_for_sixty(client, five, monitoring, applicant):
    client.force_login(monitoring)
    address = f"{ADDRESS}?quarter={THIRD.key}"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    opened([world.organisation(f"«x{n}»", f"«x{n}»", owner=applicant, on=OPENED.date()) for n in range(55)])
    with CaptureQueriesContext(connection) as many:
        page = client.get(address)
    assert page.content.decode().count("QR-2026-") >= 50
    assert len(many) == len(few) <= 15


def test_the_button_reminds_and_only_its_team_has_it(client, five, monitoring):
    client.force_login(monitoring)
    sent = client.post(f"{ADDRESS}{THIRD.key}/remind/report/", follow=True)
    assert sent.status_code == 200
    assert Reminder.objects.get().total == 3
    client.force_login(world.person("finance@example.kz", "Қаржы", roles=("finance",)))
    assert client.get(ADDRESS).status_code == 200
    assert client.post(f"{ADDRESS}{THIRD.key}/remind/report/").status_code == 404
    assert client.post(f"{ADDRESS}x/remind/report/").status_code == 404


def test_a_dropped_report_is_owed_no_more(participant, monitoring):
    opened([participant.organisation])
    case = Case.objects.get(procedure_key="report")
    world.do(case, "drop", monitoring, AFTER, given={"reasons": "Участие прекращено."})
    assert progress.kept(THIRD, AFTER.date())[0].total == 0
