"""A participant's page, its calendar, its feed and its reminders."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from hub.cases.opening import Opening, open_many
from hub.notices.models import Notice
from hub.participation import feed, months, timer
from hub.participation.models import Kind, Reminder, ReminderRule
from hub.participation.obligations import obligations
from tests import clock, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def july(monday, monkeypatch):
    moment = monday.replace(month=7, day=13)
    clock.stop(monkeypatch, moment)
    return moment


def dues(participant, on):
    return {one.kind: one.due for one in obligations(participant, on) if one.due}


@pytest.mark.clause("31", "36", "38", "66")
def test_each_coming_duty_has_its_day_by_its_clause(participant):
    found = obligations(participant, date(2026, 7, 1))
    assert [(one.kind, one.clause, one.due) for one in found][:4] == [
        ("report", "66", date(2026, 7, 10)),
        ("fee", "31", date(2026, 7, 20)),
        ("report", "66", date(2026, 10, 12)),  # the tenth is a Saturday
        ("fee", "31", date(2026, 10, 20)),
    ]
    assert dues(participant, date(2027, 5, 1))["extension"] == date(2027, 5, 31)
    assert dues(participant, date(2027, 5, 1))["end"] == date(2027, 6, 14)


def test_what_has_passed_is_no_longer_ahead(participant):
    assert "extension" not in dues(participant, date(2027, 6, 1))
    assert obligations(participant, date(2027, 12, 1)) == []


@pytest.mark.clause("25", "34", "35")
def test_the_page_shows_how_it_stood_on_any_day(client, participant, applicant, july):
    client.force_login(applicant)
    with world_language("ru"):
        page = client.get(reverse("participation", args=[participant.pk]), {"on": "2026-06-20"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "20 июня 2026" in text.replace("\xa0", " ")
    assert "Д-1" in text


def world_language(code):
    from django.utils.translation import override

    return override(code)


def test_a_stranger_s_participation_is_not_there(client, participant, july):
    client.force_login(world.person("other@example.kz", "Басқа Адам"))
    for name in ("participation", "obligations"):
        assert client.get(reverse(name, args=[participant.pk])).status_code == 404


def test_the_month_shows_what_is_due(participant):
    found = obligations(participant, date(2026, 7, 1))
    sheet = months.sheet(date(2026, 7, 5), found)
    due = {day: [one.kind for one in listed] for week in sheet.weeks for day, listed in week if listed}
    assert due == {date(2026, 7, 10): ["report"], date(2026, 7, 20): ["fee"]}
    assert (sheet.before, sheet.after) == (date(2026, 6, 1), date(2026, 8, 1))


@pytest.mark.parametrize("typed", ["", "2026", "abc-01", "99999-01", "2026-13", "0001-01"])
def test_a_month_that_is_none_is_this_month(typed):
    assert months.asked(typed, date(2026, 7, 1)) == date(2026, 7, 1)


def test_the_feed_is_read_by_whoever_has_the_address_until_it_is_revoked(client, participant, applicant, july):
    token = feed.make(participant, by=applicant, at=july)
    address = reverse("feed", args=["ru", token])
    calendar = Calendar.from_ical(client.get(address).content)
    summaries = [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]
    assert "Уплатить сборы и платежи" in summaries
    feed.revoke(participant, by=applicant, at=july)
    assert client.get(address).status_code == 404
    assert client.get(reverse("feed", args=["ru", "no-such"])).status_code == 404


def test_the_feed_ends_with_the_membership(client, participant, applicant, july):
    token = feed.make(participant, by=applicant, at=july)
    applicant.memberships.update(until=july.date() - timedelta(days=1))
    assert client.get(reverse("feed", args=["ru", token])).status_code == 404


@pytest.fixture
def rule(officer, july):
    return ReminderRule.objects.create(kind=Kind.FEE, days=10, set_by=officer, set_at=july)


def fee_reminders():
    return Notice.objects.filter(subject__contains="төлем").count()


def test_a_reminder_is_sent_once_even_if_days_were_missed(participant, rule, july):
    assert timer.remind(july - timedelta(days=5)) == 0
    assert timer.remind(july) == 1  # the tenth day before the 20th was a Friday; three days were missed
    assert timer.remind(july) == 0
    assert timer.remind(july + timedelta(days=1)) == 0
    assert Reminder.objects.count() == 1


def test_each_rule_reminds_once_and_missed_ones_are_told_together(participant, rule, officer, july):
    ReminderRule.objects.create(kind=Kind.FEE, days=3, set_by=officer, set_at=july)
    assert timer.remind(july) == 1
    assert timer.remind(july + timedelta(days=4)) == 1
    assert timer.remind(july + timedelta(days=5)) == 0


@pytest.mark.clause("38")
def test_cl38_the_planned_end_comes_by_itself_once(participant, monday):
    after = monday.replace(year=2027, month=6, day=21)
    assert timer.end_planned(after.replace(day=14)) == 0
    assert timer.end_planned(after) == 1
    assert timer.end_planned(after) == 0
    participant.refresh_from_db()
    assert (participant.ended, participant.until) == ("planned", date(2027, 6, 14))
    assert Notice.objects.filter(path__contains=f"/participations/{participant.pk}/").count() == 1


@pytest.mark.clause("39")
def test_cl39_an_officer_raises_an_early_end_from_the_page(client, participant, officer, july):
    client.force_login(officer)
    answer = client.post(reverse("early_end_begin", args=[participant.pk]))
    case = participant.organisation.cases.get(procedure_key="early_end")
    assert answer.headers["Location"].endswith(reverse("case", args=[case.pk]))
    page = client.get(reverse("case", args=[case.pk]))
    assert page.status_code == 200
    form = client.get(reverse("act", args=[case.pk, "raise"]))
    assert form.content.count(b'name="grounds"') == 8
    sent = {"grounds": ["fees_unpaid"], "facts": "Сбор за второй квартал не уплачен.", "key": "k", "seen": "0"}
    assert client.post(reverse("act", args=[case.pk, "raise"]), sent).status_code == 302
    assert client.get(reverse("case", args=[case.pk])).status_code == 200


def test_the_pages_of_the_office_open(client, participant, officer, july):
    client.force_login(officer)
    listed = client.get(reverse("participants"), {"q": "үлгі"})
    assert participant.organisation.bin in listed.content.decode()
    assert client.post(reverse("reminders"), {"kind": "fee", "days": "5"}).status_code == 302
    again = client.post(reverse("reminders"), {"kind": "fee", "days": "5"})
    assert again.status_code == 422
    rule = ReminderRule.objects.get()
    assert client.post(reverse("reminder_drop", args=[rule.pk])).status_code == 302
    assert not ReminderRule.objects.exists()


@pytest.mark.clause("31", "66")
def test_an_opened_quarter_is_the_same_obligation_and_is_reminded_of_once(participant, rule, july):
    before = {one.key: one for one in obligations(participant, july.date()) if one.kind == "fee"}
    assert timer.remind(july) == 1
    opening = Opening("fee", "open", "2026-Q2", {"period_end": date(2026, 6, 30)})
    assert sum(open_many(opening, [participant.organisation], at=july)) == 1
    after = {one.key: one for one in obligations(participant, july.date()) if one.kind == "fee"}
    assert after.keys() == before.keys()
    opened = after["fee:2026-06-30"]
    assert (opened.due, opened.case.topic) == (date(2026, 7, 20), "2026-Q2")
    assert opened.note.en == "quarter 2 of 2026"
    assert timer.remind(july) == 0
