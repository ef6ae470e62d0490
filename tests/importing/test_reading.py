"""Files as people save them, and files that are none."""

from __future__ import annotations

import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from hub.documents import store
from hub.importing import problems, reading, taking
from hub.importing.columns import COLUMNS
from hub.importing.models import State
from hub.importing.template import workbook
from tests import world
from tests.documents import samples
from tests.importing.conftest import faults
from tests.importing.files import KEYS, as_book, as_csv, row

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_csv_file_is_read_whatever_parts_its_cells(bring, separator, encoding):
    assert bring(as_csv(row(1), separator=separator, encoding=encoding)).new == 1


def test_windows_1251_is_read(bring):
    told = row(1, name_kk="ТОО Кыран", location_kk="Алматы")
    one = bring(as_csv(told, encoding="cp1251"))
    assert (one.state, one.new) == (State.CHECKED, 1)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_headings_may_be_titles_in_any_language(bring, language):
    heads = [column.title.to(language).upper() for column in COLUMNS]
    assert bring(as_csv(row(1), heads=heads)).new == 1
    assert bring(as_book(row(1), heads=heads), "register.xlsx").new == 1


def test_no_two_columns_share_a_heading():
    from hub.importing.columns import BY_HEADING, folded

    said = {folded(heading) for column in COLUMNS for heading in (column.key, *column.title)}
    assert {BY_HEADING[one] for one in said} == set(KEYS)
    for column in COLUMNS:
        assert {BY_HEADING[folded(heading)] for heading in (column.key, *column.title)} == {column.key}


def test_rows_are_counted_as_a_spreadsheet_counts_them(bring):
    told = [row(1, region="Марс"), row(2, region="Марс")]
    lines = as_csv(*told).decode().splitlines()
    content = "\n".join([";" * 18, lines[0], lines[1], "", lines[2]]).encode()
    assert [number for number, _column in faults(bring(content))] == [3, 5]
    book = as_book(dict.fromkeys(KEYS, ""), *told)
    assert [number for number, _column in faults(bring(book, "register.xlsx"))] == [3, 4]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (as_csv(), problems.EMPTY),
        (as_csv(row(1), heads=["bin", *KEYS[1:-1], "bin"]), problems.TWICE),
        (as_csv(row(1), heads=["bim", *KEYS[1:]]), problems.UNKNOWN_HEADINGS),
        (as_csv(row(1), heads=["", *KEYS[1:]]), problems.MISSING_HEADINGS),
        (as_csv(row(1)) + b'"never closed', problems.NOT_A_TABLE),
    ],
)
def test_a_file_that_cannot_be_used_says_why(bring, content, why):
    one = bring(content)
    assert one.state == State.FAILED
    assert one.why.startswith(why.en.split("{")[0])
    assert one.faults.count() == 0


def test_too_many_rows_are_refused(bring, monkeypatch):
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert bring(as_csv(row(1), row(2))).state == State.CHECKED
    assert bring(as_csv(row(1), row(2), row(3))).state == State.FAILED


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"bin;name\n\0", "a.csv"),
        ("bin;name".encode("utf-16"), "a.csv"),
        (samples.pdf(), "a.pdf"),
        (samples.pdf(), "a.xlsx"),
        (b"PK\x03\x04", "a.xlsx"),
        (as_csv(row(1)), "a.xlsx"),
    ],
)
def test_what_is_no_table_is_not_taken(content, name):
    with pytest.raises(store.Refused):
        taking.judge(world.upload(content, name))


def test_a_workbook_that_says_it_is_endless_takes_the_reader_and_nothing_else(monkeypatch):
    monkeypatch.setattr(reading, "MEMORY_MIB", 400)
    book = _with_cell_at(as_book(row(1)), "XFD1048576")
    with pytest.raises(problems.Unusable):
        list(reading.of_book(book))
    assert len(list(reading.of_book(as_book(row(1))))) == 2  # the control: within the same bounds a book is read


def _with_cell_at(book: bytes, place: str) -> bytes:
    """The book with one more cell in the farthest corner of its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                far = f'<row r="1048576"><c r="{place}"><v>1</v></c></row></sheetData>'.encode()
                part = part.replace(b"</sheetData>", far)
                assert far in part
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_template_is_read_back_once_it_is_filled_in(today, language, bring):
    from django.utils.translation import override

    with override(language):
        made = workbook(today)
    book = CalamineWorkbook.from_filelike(io.BytesIO(made))
    sheets = [book.get_sheet_by_index(number).to_python() for number in (0, 1)]
    assert sheets[0] == [[column.title.to(language) for column in COLUMNS]]
    guide = {line[0] for line in sheets[1]}
    assert set(KEYS) | {"astana", "2026-1", "1.development"} <= guide
    assert bring(as_book(row(1), heads=sheets[0][0]), "register.xlsx").new == 1
    assert store.judge(world.upload(made, "register.xlsx")).mime == taking.XLSX
