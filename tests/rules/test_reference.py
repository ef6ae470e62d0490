"""Reference data: the monthly calculation index, the List of priority activities, the regions."""

from datetime import date

import pytest

from rules.reference import ACTIVITIES, MRP, REGIONS, Activity, Mrp, UnknownMrp, Work, in_force, mrp, tax_debt_limit
from rules.text import Text

SOURCE = Text("заң", "закон", "law")
SINCE = date(2019, 4, 11)


@pytest.mark.clause("9(2)")
@pytest.mark.parametrize(
    ("on", "amount"),
    [
        (date(2018, 1, 1), 2405),
        (date(2019, 6, 1), 2525),
        (date(2020, 3, 31), 2651),
        (date(2020, 4, 1), 2778),
        (date(2020, 12, 31), 2778),
        (date(2021, 1, 1), 2917),
        (date(2022, 3, 31), 3063),
        (date(2022, 4, 1), 3180),
        (date(2023, 7, 1), 3450),
        (date(2024, 7, 1), 3692),
        (date(2025, 7, 1), 3932),
        (date(2026, 12, 31), 4325),
    ],
)
def test_cl9_the_index_of_each_time(on, amount):
    assert mrp(on).amount == amount
    assert str(on.year) in mrp(on).source.kk


@pytest.mark.clause("9(2)")
def test_cl9_six_times_the_index_is_still_allowed():
    assert tax_debt_limit(date(2026, 5, 1), 6) == 25_950


@pytest.mark.parametrize("on", [date(2027, 1, 1), date(2017, 12, 31), date(2040, 5, 5)])
def test_an_unknown_year_says_who_must_enter_it(on):
    with pytest.raises(UnknownMrp) as caught:
        mrp(on)
    assert all(str(on.year) in words for words in caught.value.text)
    with pytest.raises(UnknownMrp):
        tax_debt_limit(on, 6)


def test_entered_values_are_used_and_win_over_ours():
    entered = [Mrp(4700, date(2027, 1, 1), SOURCE), Mrp(3200, date(2022, 4, 1), SOURCE)]
    assert tax_debt_limit(date(2027, 2, 1), 6, entered) == 28_200
    assert mrp(date(2022, 5, 1), entered).amount == 3200
    assert mrp(date(2022, 3, 1), entered).amount == 3063


def test_an_entered_value_does_not_outlive_its_year():
    with pytest.raises(UnknownMrp):
        mrp(date(2028, 1, 1), [Mrp(4700, date(2027, 1, 1), SOURCE)])


def test_values_stand_in_order_without_doubles():
    days = [value.since for value in MRP]
    assert days == sorted(set(days))


def test_the_list_has_nineteen_activities_in_three_languages():
    assert [activity.key for activity in ACTIVITIES] == [str(number) for number in range(1, 20)]
    assert all(all(activity.title) and activity.since == SINCE for activity in ACTIVITIES)
    for place in range(3):
        assert len({activity.title[place] for activity in ACTIVITIES}) == 19


def test_each_activity_has_its_own_works():
    verbs = {activity.key: [work.key.partition(".")[2] for work in activity.works] for activity in ACTIVITIES}
    common = {"development", "implementation", "maintenance", "improvement", "modification", "sale"}
    stages = {"research", "design", "prototyping", "testing", "trials", "production"}
    assert all(common <= set(words) for words in verbs.values())
    assert {key for key, words in verbs.items() if stages <= set(words)} == set("45678") | {"12", "13", "18"}
    assert {key for key, words in verbs.items() if stages & set(words)} == set("45678") | {"12", "13", "18"}
    assert [key for key, words in verbs.items() if "installation" in words] == ["9"]
    assert [key for key, words in verbs.items() if "operation" in words] == ["10"]


def test_work_keys_are_unique_and_start_with_their_activity():
    keys = [work.key for activity in ACTIVITIES for work in activity.works]
    assert len(keys) == len(set(keys))
    assert ACTIVITIES[0].works[0] == Work("1.development", Text("әзірлеу", "разработка", "development"), SINCE)


def test_the_list_of_a_day_leaves_out_what_is_not_in_force():
    title = Text("а", "б", "c")
    works = (Work("1.old", title, SINCE, date(2020, 1, 1)), Work("1.new", title, date(2020, 1, 2)))
    listed = (Activity("1", title, works, SINCE), Activity("2", title, (), SINCE, until=date(2019, 12, 31)))
    assert in_force(date(2019, 4, 10), listed) == ()
    assert [a.key for a in in_force(date(2019, 12, 31), listed)] == ["1", "2"]
    assert [w.key for a in in_force(date(2020, 1, 2), listed) for w in a.works] == ["1.new"]
    assert in_force(date(2026, 1, 1)) == ACTIVITIES


def test_the_regions_of_kazakhstan():
    assert len(REGIONS) == 20
    assert len({region.key for region in REGIONS}) == 20
    assert sum(region.title.kk.endswith("қаласы") for region in REGIONS) == 3
    assert sum(region.title.kk.endswith("облысы") for region in REGIONS) == 17
    for place in range(3):
        assert len({region.title[place] for region in REGIONS}) == 20
