"""What each cell may hold, and what is said of a cell that holds something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from hub.importing.columns import COLUMNS
from hub.importing.lists import Lists
from hub.importing.told import Row
from rules.bin import make_bin
from rules.text import LANGUAGES
from tests.importing.files import row

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 18)
OF_2004 = make_bin(2004, 3, 100)


def read(**changes):
    return Row.read(row(1, **changes), Lists(TODAY), TODAY)


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        ("bin", OF_2004.lstrip("0"), OF_2004),
        ("bin", f" {OF_2004[:6]} {OF_2004[6:]} ", OF_2004),
        ("name_ru", "  ТОО\u00a0«Кыран» \n", "ТОО «Кыран»"),
        ("region", "Алматы қаласы", "almaty_city"),
        ("region", "город Алматы", "almaty_city"),
        ("website", "", ""),
        ("works", "1.sale, 1.DEVELOPMENT", ("1.development", "1.sale")),
        ("works", "1.sale 1.development\n4.research", ("1.development", "1.sale", "4.research")),
        ("works", "4.техникалық сынақтан өткізу; 1.разработка", ("1.development", "4.trials")),
        ("since", "2024-03-10", date(2024, 3, 10)),
        ("until", "09.03.2025", date(2025, 3, 9)),
        ("certificate_number", "№ 12/а-н", "12/A-H"),
        ("report_form", "", ""),
    ],
)
def test_what_is_taken(column, typed, value):
    told, found = read(**{column: typed})
    assert found == []
    assert getattr(told, column) == value


def test_a_fee_is_taken_with_spaces_and_commas():
    told, found = read(fee_kind="Fixed", fee_amount="1 250 000,50", fee_at_least="", fee_at_most="2\u00a0000\u00a0000")
    assert found == []
    assert (told.fee.amount, told.fee.at_least, told.fee.at_most) == (Decimal("1250000.5"), None, 2_000_000)
    assert read(fee_kind="", fee_amount="")[0].fee is None


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        *((column.key, "") for column in COLUMNS if column.required),
        ("bin", "123456789012"),
        ("bin", OF_2004[:-1]),
        ("bin", "9" * 5000),
        ("bin", make_bin(2015, 3, 100, part="1")),
        ("name_kk", "x" * 251),
        ("name_kk", "Қыран\x00"),
        ("name_kk", "Қыран\u202e"),
        ("location_ru", "x" * 301),
        ("region", "Марс"),
        ("website", "javascript:alert(1)"),
        ("website", "ftp://qyran.example.kz"),
        ("works", "1.nothing"),
        ("works", "99.development"),
        ("works", "1"),
        ("since", "10.13.2024"),
        ("since", "10 марта 2024"),
        ("since", "0010-03-2024"),
        ("since", "19.05.2026"),
        ("until", "08.03.2025"),
        ("until", "09.03.2024"),
        ("signed_on", "19.05.2026"),
        ("agreement_number", "x" * 41),
        ("fee_kind", "доля"),
        ("fee_amount", "много"),
        ("fee_amount", "101"),
        ("fee_amount", "0"),
        ("fee_amount", "-1"),
        ("fee_amount", "NaN"),
        ("fee_amount", "1e99"),
        ("fee_amount", ""),
        ("fee_at_least", "0.001"),
        ("report_form", "1999-1"),
        ("certificate_number", "a/../b"),
        ("certificate_number", "/a"),
        ("certificate_number", "a?b"),
        ("certificate_issued_on", ""),
        ("certificate_issued_on", "19.05.2026"),
    ],
)
def test_what_is_not_taken_is_told_in_its_column_in_three_languages(column, typed):
    told, found = read(**{column: typed})
    assert told is None
    assert [one.column for one in found] == [column]
    said = {one.to(language) for one in found for language in LANGUAGES}
    assert len(said) == 3
    assert not any("{" in words for words in said)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"fee_at_least": "10", "fee_at_most": "9"}, "fee_at_most"),
        ({"fee_kind": ""}, "fee_amount"),
        ({"certificate_number": ""}, "certificate_number"),
        ({"until": "10.03.2025", "signed_on": "11.03.2025"}, "signed_on"),
        ({"until": "10.03.2025", "certificate_issued_on": "11.03.2025"}, "certificate_issued_on"),
    ],
)
def test_cells_that_contradict_each_other(changes, column):
    told, found = read(**changes)
    assert told is None
    assert [one.column for one in found] == [column]


@pytest.mark.clause("35")
def test_a_year_is_the_shortest_term():
    assert read(until="09.03.2025")[1] == []
    assert "09.03.2025" in read(until="08.03.2025")[1][0].to("ru")


def test_a_work_of_the_first_day_that_left_the_list_is_taken():
    from hub.reference.models import ListEntry

    titles = {"title_kk": "Ескі", "title_ru": "Старое", "title_en": "Old"}
    ListEntry.objects.create(key="90", since=date(2020, 1, 1), until=date(2024, 12, 31), **titles)
    ListEntry.objects.create(key="90.testing", since=date(2020, 1, 1), until=date(2024, 12, 31), **titles)
    assert read(works="90.testing")[1] == []
    assert [one.column for one in read(works="90.testing", since="10.03.2025")[1] if one.column == "works"] == ["works"]
