"""The working calendar in the office: what a change of a day moves, and who may make it."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.audit.models import Event
from hub.cases.models import Case
from hub.reference import changes
from hub.reference.data import calendar
from hub.reference.models import ConfirmedYear, DayCorrection
from rules.calendar import MissingYear
from rules.text import Text
from tests import world

HOME = "/en/office/calendar/"
DAY = {
    "day": "2026-05-20",
    "working": "0",
    "reason_kk": "Демалыс көшірілді",
    "reason_ru": "Перенос выходного",
    "reason_en": "Rest day moved",
    "decree": "Постановление № 1 от 01.04.2026",
}


@pytest.fixture
def keeper(client, db):
    user = world.person("keeper@example.kz", "Сақтаушы Адам", roles=("reference",))
    client.force_login(user)
    return user


def test_a_corrected_day_moves_an_open_term_and_says_so(client, keeper, filed):
    assert filed.due_on == date(2026, 5, 25)
    answer = client.post(f"{HOME}day/", DAY, follow=True)
    page = answer.content.decode()
    assert filed.number in page
    assert "25\u00a0May 2026" in page
    assert "26\u00a0May 2026" in page
    assert "1 due day moved" in page
    assert Case.objects.get(pk=filed.pk).due_on == date(2026, 5, 26)
    event = Event.objects.get(action="calendar.correct")
    assert event.actor == keeper
    assert [row.after for row in changes.moved_days(event)] == [date(2026, 5, 26)]


def test_removing_the_correction_moves_it_back(client, keeper, filed):
    client.post(f"{HOME}day/", DAY)
    answer = client.post(f"{HOME}day/{DayCorrection.objects.get().pk}/drop/", follow=True)
    assert filed.number in answer.content.decode()
    assert Case.objects.get(pk=filed.pk).due_on == date(2026, 5, 25)
    assert calendar().is_working(date(2026, 5, 20))


def test_a_met_term_stays_where_it_was(client, keeper, filed, officer, monday):
    world.referred(filed, officer, monday)
    before = filed.deadlines.get(duty=filed.deadlines.first().duty).due_on
    client.post(f"{HOME}day/", DAY)
    event = Event.objects.get(action="calendar.correct")
    assert all(row["before"] != "2026-05-25" for row in event.data["moved"])
    assert before == date(2026, 5, 25)


def test_a_day_that_counts_for_nothing_moves_nothing(client, keeper, filed):
    answer = client.post(f"{HOME}day/", DAY | {"day": "2026-12-01"}, follow=True)
    assert "No due day moved." in answer.content.decode()


def test_the_same_day_is_changed_not_doubled(client, keeper):
    client.post(f"{HOME}day/", DAY)
    standing = client.get(f"{HOME}day/?day=2026-05-20").content.decode()
    assert "Перенос выходного" in standing
    assert "Remove the correction" in standing
    client.post(f"{HOME}day/", DAY | {"working": "1"})
    assert DayCorrection.objects.get().working


@pytest.mark.parametrize(
    "change",
    [
        {"day": "junk"},
        {"day": "2017-12-31"},
        {"day": "0001-01-01"},
        {"working": "2"},
        {"decree": ""},
        {"reason_kk": "x" * 151},
    ],
)
def test_a_wrong_day_is_explained_and_nothing_typed_is_lost(client, keeper, change):
    answer = client.post(f"{HOME}day/", DAY | {"reason_en": "<b>Typed</b>"} | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "&lt;b&gt;Typed&lt;/b&gt;" in page
    assert not DayCorrection.objects.exists()


def test_a_change_that_leaves_a_term_uncountable_is_refused_whole(client, keeper, settings):
    settings.AFTER_CALENDAR_CHANGE = f"{__name__}.cannot_count"
    answer = client.post(f"{HOME}day/", DAY)
    assert answer.status_code == 422
    assert "There is no working calendar for 2031" in answer.content.decode()
    assert not DayCorrection.objects.exists()
    assert not Event.objects.exists()


def cannot_count(_calendar, _on):
    raise MissingYear(2031)


def test_a_year_at_a_glance(client, keeper, today):
    page = client.get(f"{HOME}?year=2026").content.decode()
    assert page.count('<table class="hub-cal"') == 12
    assert "Nauryz" in page
    assert "The calendar of 2026 is not confirmed" in page
    assert 'aria-current="date"' in page


def test_confirming_a_year_ends_its_warning(client, keeper):
    wrong = client.post(f"{HOME}confirm/", {"year": "2026", "source": ""})
    assert wrong.status_code == 422
    client.post(f"{HOME}confirm/", {"year": "2026", "source": "Постановление № 5"})
    page = client.get(f"{HOME}?year=2026").content.decode()
    assert "Постановление № 5" in page
    assert "is not confirmed" not in page
    again = client.post(f"{HOME}confirm/", {"year": "2026", "source": "x"}, follow=True)
    assert "confirmed already" in again.content.decode()
    assert ConfirmedYear.objects.count() == 1


def test_a_missing_year_is_opened_by_its_confirmation(client, keeper):
    client.post(f"{HOME}day/", DAY | {"day": "2030-05-20"})
    missing = client.get(f"{HOME}?year=2030").content.decode()
    assert "There is no calendar of 2030" in missing
    assert "Постановление № 1" in missing
    client.post(f"{HOME}confirm/", {"year": "2030", "source": "Постановление № 5"})
    assert not calendar().is_working(date(2030, 5, 20))
    assert client.get(f"{HOME}?year=2030").content.decode().count('<table class="hub-cal"') == 12


@pytest.mark.parametrize("year", ["junk", "1", "99999", "²⁰²⁶", "2200", ""])
def test_a_year_that_is_none_shows_this_one(client, keeper, year):
    assert "Working calendar of 2026" in client.get(HOME, {"year": year}).content.decode()


def test_staff_read_and_only_the_keeper_changes(client, officer, applicant):
    client.force_login(officer)
    page = client.get(HOME).content.decode()
    assert "Confirm the year" not in page
    assert "/office/calendar/day/" not in page
    assert client.post(f"{HOME}day/", DAY).status_code == 404
    assert client.post(f"{HOME}confirm/", {"year": "2026", "source": "x"}).status_code == 404
    client.force_login(applicant)
    assert client.get(HOME).status_code == 404


def test_a_change_page_shows_changes_of_the_calendar_only(client, keeper, filed):
    foreign = Event.objects.filter(action="case.file").get()
    assert client.get(f"{HOME}changes/{foreign.pk}/").status_code == 404


def test_the_year_asks_as_much_for_many_corrections_as_for_one(client, keeper, monday, django_assert_num_queries):
    reason = Text("а", "б", "c")

    def correct(number):
        changes.correct_day(date(2026, 3, number), working=True, reason=reason, decree="№ 1", by=keeper, at=monday)

    correct(1)
    client.get(HOME)
    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    asked = len(few)
    for number in range(2, 12):
        correct(number)
    client.get(HOME)  # the calendar is built anew once
    with django_assert_num_queries(asked):
        client.get(HOME)
