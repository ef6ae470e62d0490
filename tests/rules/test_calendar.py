"""The working calendar and the counting of terms, shown on real dates and by properties."""

from dataclasses import replace
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.calendar import (
    DECREED_YEARS,
    KINDS,
    KNOWN_YEARS,
    BadLength,
    Calendar,
    Correction,
    Kind,
    MissingYear,
    Quarter,
    due,
    explain,
    latest,
    month_day,
    months,
)
from rules.calendar.words import HOLIDAYS
from rules.text import Text

CALENDAR = Calendar(confirmed=DECREED_YEARS)
DAY = timedelta(days=1)
BECAUSE = Text("қаулы", "постановление", "decree")

events = st.dates(date(2019, 1, 1), date(2025, 12, 31))
lengths = st.integers(1, 200)
kinds = st.sampled_from(KINDS)


def every_day():
    first = date(KNOWN_YEARS[0], 1, 1)
    return (first + DAY * index for index in range((date(KNOWN_YEARS[-1] + 1, 1, 1) - first).days))


def working_days(first: date, last: date) -> int:
    return sum(CALENDAR.is_working(first + DAY * index) for index in range((last - first).days + 1))


@pytest.mark.clause("12")
@pytest.mark.parametrize(
    ("event", "n", "expected"),
    [
        (date(2026, 5, 8), 5, date(2026, 5, 18)),
        (date(2026, 5, 18), 10, date(2026, 6, 2)),
        (date(2021, 7, 2), 5, date(2021, 7, 12)),  # a working Saturday
        (date(2020, 12, 18), 3, date(2020, 12, 22)),  # a working Sunday
        (date(2025, 12, 30), 5, date(2026, 1, 9)),  # over New Year
    ],
)
def test_cl12_working_days_count_from_the_day_after(event, n, expected):
    assert due(CALENDAR, event, n) == expected


@pytest.mark.clause("36")
def test_cl36_extension_is_asked_ten_working_days_before_the_end():
    assert latest(CALENDAR, date(2026, 12, 31), 10) == date(2026, 12, 17)


@pytest.mark.clause("66")
@pytest.mark.parametrize(
    ("period_end", "expected"),
    [
        (date(2025, 12, 31), date(2026, 1, 12)),
        (date(2026, 3, 31), date(2026, 4, 10)),
        (date(2026, 6, 30), date(2026, 7, 10)),
        (date(2026, 9, 30), date(2026, 10, 12)),
    ],
)
def test_cl66_reports_are_due_by_the_tenth(period_end, expected):
    assert month_day(CALENDAR, period_end, 10) == expected


@pytest.mark.clause("69")
def test_cl69_thirty_calendar_days_that_end_on_a_holiday_move_on():
    # Day 30 is Saturday 09.05.2026, Victory Day; Monday 11.05 is its moved day off.
    assert due(CALENDAR, date(2026, 4, 9), 30, "calendar") == date(2026, 5, 12)


@pytest.mark.clause("70")
@pytest.mark.parametrize(
    ("event", "n", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 3, 2)),  # 28.02 is a Saturday
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2025, 11, 17), 3, date(2026, 2, 17)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
    ],
)
def test_a_term_in_months_ends_on_the_same_day_or_the_last(event, n, expected):
    assert months(CALENDAR, event, n) == expected


def test_a_month_day_beyond_a_short_month_is_its_last_day():
    explanation = explain(CALENDAR, date(2026, 3, 31), 31, "month_day")
    assert explanation.due == date(2026, 4, 30)
    assert [row.number for row in explanation.rows] == list(range(1, 31))


def test_the_whole_way_is_explained():
    rows = explain(CALENDAR, date(2026, 5, 8), 5).rows
    assert [(row.day.on.day, row.number, row.reason.en) for row in rows] == [
        (9, None, "Victory Day"),
        (10, None, "Sunday"),
        (11, None, "rest day: Victory Day (moved from 09.05.2026)"),
        (12, 1, "working day"),
        (13, 2, "working day"),
        (14, 3, "working day"),
        (15, 4, "working day"),
        (16, None, "Saturday"),
        (17, None, "Sunday"),
        (18, 5, "working day; the term ends on this day"),
    ]


def test_the_roll_forward_is_explained():
    rows = explain(CALENDAR, date(2026, 9, 30), 10, "month_day").rows
    assert [(row.day.on.day, row.number) for row in rows] == [*((n, n) for n in range(1, 11)), (11, None), (12, None)]
    assert rows[9].reason.ru == "суббота; последний день нерабочий: срок переходит на следующий рабочий день"
    assert rows[11].reason.kk == "жұмыс күні; мерзім осы күні аяқталады"


def test_a_term_in_months_lists_the_day_of_each_month():
    rows = explain(CALENDAR, date(2026, 1, 31), 4, "months").rows
    assert [(row.day.on, row.number) for row in rows] == [
        (date(2026, 2, 28), 1),
        (date(2026, 3, 31), 2),
        (date(2026, 4, 30), 3),
        (date(2026, 5, 31), 4),
        (date(2026, 6, 1), None),
    ]


def test_moved_rest_days_say_from_where_and_to_where():
    assert CALENDAR.day(date(2021, 7, 5)).reason.ru == "выходной день (перенесён с 03.07.2021)"
    saturday = CALENDAR.day(date(2021, 7, 3))
    assert saturday.working
    assert saturday.source == "moved"
    assert saturday.reason.en == "working day (its rest day is moved to 05.07.2021)"
    monday = CALENDAR.day(date(2020, 5, 11))  # a Monday worked in exchange for a Friday
    assert monday.working
    assert monday.reason.kk == "жұмыс күні (демалыс 08.05.2020 күніне ауыстырылды)"


def test_each_moved_holiday_names_its_own_weekend_day():
    assert "08.03.2025" in CALENDAR.day(date(2025, 3, 10)).reason.en
    assert "22.03.2025" in CALENDAR.day(date(2025, 3, 24)).reason.en
    assert "23.03.2025" in CALENDAR.day(date(2025, 3, 25)).reason.en


@pytest.mark.parametrize(
    ("on", "holiday"),
    [
        (date(2025, 8, 30), True),
        (date(2026, 8, 30), False),  # a Sunday, no more than that
        (date(2026, 8, 31), False),
        (date(2026, 3, 15), False),
        (date(2027, 3, 15), True),
        (date(2021, 10, 25), False),
        (date(2022, 10, 25), True),
    ],
)
def test_holidays_follow_the_law_of_their_year(on, holiday):
    assert (CALENDAR.day(on).source in {"holiday", "moved"}) is holiday


def test_the_seed_agrees_with_the_library_on_every_day():
    library = holidays.country_holidays("KZ", years=KNOWN_YEARS)
    assert [on for on in every_day() if CALENDAR.is_working(on) != library.is_working_day(on)] == []


def test_every_holiday_of_the_known_years_has_its_name_in_three_languages():
    library = holidays.country_holidays("KZ", years=KNOWN_YEARS, language="kk", observed=False)
    bare = {name.removesuffix(" (бағаланған)") for name in library.values()}
    assert {name for name in bare if not name.startswith("Демалыс")} <= HOLIDAYS.keys()


def test_the_words_do_not_depend_on_the_locale(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en_US")
    assert Calendar().day(date(2026, 12, 16)).reason == Text(
        "Тәуелсіздік күні", "День Независимости", "Independence Day"
    )


def test_a_far_year_with_two_holidays_on_one_day_names_both():
    day = Calendar(confirmed=[2032]).day(date(2032, 3, 22))
    assert set(day.reason.en.split(", ")) == {"Kurban Ait", "Nauryz"}


def test_kurban_ait_is_estimated_until_its_year_is_confirmed():
    ait = date(2026, 5, 27)
    assert CALENDAR.day(ait).estimated
    assert CALENDAR.day(ait).reason.ru == "Курбан-айт (предполагаемая дата)"
    confirmed = Calendar(confirmed=[2026]).day(ait)
    assert not confirmed.estimated
    assert confirmed.reason.ru == "Курбан-айт"


@pytest.mark.parametrize(
    ("event", "warned"),
    [(date(2026, 5, 20), True), (date(2026, 5, 18), True), (date(2026, 5, 27), True), (date(2026, 5, 28), False)],
)
def test_an_estimated_holiday_warns_when_its_move_by_a_day_could_matter(event, warned):
    warnings = explain(CALENDAR, event, 6).warnings
    assert any("Kurban Ait" in text.en for text in warnings) is warned


def test_a_day_estimated_in_the_middle_of_calendar_days_does_not_matter():
    assert len(explain(CALENDAR, date(2026, 5, 18), 30, "calendar").warnings) == 1


def test_unconfirmed_years_warn_each_once():
    warnings = explain(Calendar(), date(2025, 12, 30), 5).warnings
    assert [text.en[:24] for text in warnings] == ["The calendar of 2025 is ", "The calendar of 2026 is "]
    assert explain(Calendar(confirmed=[2025, 2026]), date(2025, 12, 30), 5).warnings == ()


def test_the_status_of_years():
    calendar = Calendar(confirmed=[2026, 2030])
    assert [calendar.status(year) for year in (2017, 2018, 2026, 2027, 2028, 2030)] == [
        "missing",
        "unconfirmed",
        "confirmed",
        "unconfirmed",
        "missing",
        "confirmed",
    ]


@pytest.mark.parametrize(
    ("event", "n", "kind", "year"),
    [
        (date(2027, 12, 30), 5, "working", 2028),
        (date(2027, 12, 30), 5, "calendar", 2028),
        (date(2027, 12, 31), 10, "month_day", 2028),
        (date(2027, 11, 30), 20, "months", 2028),
        (date(2018, 1, 5), 9, "back", 2017),
        (date(2017, 5, 5), 5, "working", 2017),
        (date(9999, 12, 31), 1, "calendar", 9999),
        (date(1, 1, 1), 1, "back", 1),
    ],
)
def test_a_year_without_a_calendar_refuses_to_compute(event, n, kind, year):
    for question in (due, explain):
        with pytest.raises(MissingYear) as caught:
            question(CALENDAR, event, n, kind)
        assert caught.value.year == year
        assert all(str(year) in words for words in caught.value.text)


def test_confirming_a_later_year_opens_it_but_not_the_gap_before_it():
    assert due(Calendar(confirmed=[2028]), date(2027, 12, 30), 5) == date(2028, 1, 11)
    with pytest.raises(MissingYear) as caught:
        due(Calendar(confirmed=[2029]), date(2027, 12, 30), 5)
    assert caught.value.year == 2028
    with pytest.raises(MissingYear):
        due(Calendar(confirmed=[2029]), date(2027, 12, 1), 500, "calendar")


@pytest.mark.parametrize("year", [2017, 2101])
def test_no_year_outside_the_openable_ones_can_be_confirmed(year):
    with pytest.raises(ValueError, match=str(year)):
        Calendar(confirmed=[year])


def test_a_correction_moves_the_term_and_cites_its_decree():
    friday = Correction(date(2026, 5, 15), working=False, reason=BECAUSE, decree="№ 100")
    calendar = Calendar([friday])
    assert due(calendar, date(2026, 5, 8), 5) == date(2026, 5, 19)
    day = calendar.day(friday.day)
    assert (day.source, day.reason.ru) == ("correction", "постановление (№ 100)")


def test_of_two_corrections_of_a_day_the_later_wins():
    first = Correction(date(2026, 5, 15), working=False, reason=BECAUSE, decree="№ 100")
    assert Calendar([first, replace(first, working=True)]).is_working(first.day)


def test_a_correction_alone_does_not_open_a_year():
    calendar = Calendar([Correction(date(2028, 1, 3), working=False, reason=BECAUSE, decree="")])
    assert calendar.status(2028) == "missing"
    with pytest.raises(MissingYear):
        calendar.day(date(2028, 1, 3))


@pytest.mark.parametrize(("n", "kind"), [(0, "working"), (-1, "back"), (3661, "calendar"), (32, "month_day")])
def test_a_length_out_of_bounds_is_refused(n, kind):
    with pytest.raises(BadLength, match=str(n)) as caught:
        due(CALENDAR, date(2026, 1, 1), n, kind)
    assert isinstance(caught.value, ValueError)
    assert all(str(n) in words for words in caught.value.text)


def test_the_longest_term_can_be_counted():
    calendar = Calendar(confirmed=range(2028, 2041))
    assert due(calendar, date(2026, 1, 1), 3660).year == 2040


@pytest.mark.clause("68")
@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 1), (date(2026, 1, 1), date(2026, 3, 31))),
        (date(2026, 6, 30), (date(2026, 4, 1), date(2026, 6, 30))),
        (date(2024, 2, 29), (date(2024, 1, 1), date(2024, 3, 31))),
        (date(2026, 11, 15), (date(2026, 10, 1), date(2026, 12, 31))),
    ],
)
def test_cl68_quarters(on, expected):
    assert (Quarter.of(on).first, Quarter.of(on).last) == expected


@given(events)
def test_quarters_follow_each_other_without_a_gap(on):
    quarter = Quarter.of(on)
    assert quarter.first <= on <= quarter.last
    assert quarter.last + DAY == quarter.after.first
    assert quarter.before < quarter == quarter.before.after == Quarter.parse(quarter.key)


@pytest.mark.parametrize("wrong", ["2026-Q5", "2026-3", "x2026-Q1", "Q1"])
def test_what_is_no_quarter_is_refused(wrong):
    with pytest.raises(ValueError, match=wrong):
        Quarter.parse(wrong)


@given(events, lengths)
def test_between_the_event_and_the_due_day_lie_exactly_n_working_days(event, n):
    end = due(CALENDAR, event, n)
    assert CALENDAR.is_working(end)
    assert working_days(event + DAY, end) == n


@given(events, lengths)
def test_a_longer_term_ends_later(event, n):
    assert due(CALENDAR, event, n + 1) > due(CALENDAR, event, n)


@given(events, lengths)
def test_counting_back_undoes_counting_on(event, n):
    end = due(CALENDAR, event, n)
    assert working_days(latest(CALENDAR, event, n), event - DAY) == n
    if CALENDAR.is_working(event):
        assert latest(CALENDAR, end, n) == event


@given(events, st.integers(1, 31), kinds)
def test_an_explanation_ends_where_the_term_ends_and_counts_to_n(event, n, kind: Kind):
    explanation = explain(CALENDAR, event, n if kind != "months" else 1 + n % 12, kind)
    numbers = [row.number for row in explanation.rows if row.number is not None]
    assert explanation.rows[-1].day.on == explanation.due == due(CALENDAR, event, explanation.length, kind)
    assert numbers == list(range(1, len(numbers) + 1))
    assert kind == "month_day" or len(numbers) == explanation.length
    assert all(row.day == CALENDAR.day(row.day.on) for row in explanation.rows)


@given(events, lengths)
def test_calendar_days_roll_no_further_than_the_next_working_day(event, n):
    end = due(CALENDAR, event, n, "calendar")
    nominal = event + DAY * n
    assert CALENDAR.is_working(end)
    assert end == nominal or working_days(nominal, end - DAY) == 0


@given(events, st.booleans())
def test_a_correction_changes_exactly_its_day(on, working):
    changed = Calendar([Correction(on, working=working, reason=BECAUSE, decree="№ 1")], confirmed=DECREED_YEARS)
    assert changed.is_working(on) is working
    assert [day for day in every_day() if changed.day(day) != CALENDAR.day(day)] == [on]
