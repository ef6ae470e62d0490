"""The dated editions: what binds a case, and what a faulty file is told."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from rules import calendar
from rules.calendar import DECREED_YEARS, Calendar
from rules.clauses import CLAUSES
from rules.editions import ALMATY, KINDS, EditionError, edition, edition_on, editions, read

CALENDAR = Calendar(confirmed=[*DECREED_YEARS, 2026])
NOW = edition("2023-08-04")
SMALL = """
key = "small"
in_force = 2020-01-01
[title]
kk = "а"
ru = "б"
en = "c"
[receipt]
[thresholds]
[terms.check]
n = 5
kind = "working"
clause = "12"
"""


@pytest.fixture
def written(tmp_path):
    def write(text: str):
        path = tmp_path / "small.toml"
        path.write_text(text, encoding="utf-8")
        return read(path)

    return write


def test_an_edition_binds_from_its_first_day():
    assert edition_on(NOW.in_force) is NOW
    assert edition_on(date(2030, 1, 1)) is editions()[-1]


def test_before_the_first_edition_nothing_binds():
    with pytest.raises(EditionError, match="in force on 2018-01-01"):
        edition_on(date(2018, 1, 1))


def test_an_unknown_edition_is_told_by_its_key():
    with pytest.raises(EditionError, match="'1999'"):
        edition("1999")


@pytest.mark.parametrize("one", editions(), ids=lambda one: one.key)
def test_every_term_cites_a_clause_in_force_and_can_be_counted(one):
    for term in one.terms.values():
        assert not CLAUSES[term.clause].deleted, term.key
        assert term.due(CALENDAR, date(2026, 5, 18)), term.key


def test_the_kinds_are_those_the_calendar_counts():
    assert set(KINDS) == set(calendar.KINDS)


@pytest.mark.parametrize(
    ("term", "n", "kind", "clause"),
    [
        ("check_application", 5, "working", "12"),
        ("decide_registration", 10, "working", "16"),
        ("notify_decision", 5, "working", "17"),
        ("issue_certificate", 3, "working", "18"),
        ("enter_register", 3, "working", "20"),
        ("answer_request", 10, "working", "27"),
        ("ask_extension", 10, "back", "36"),
        ("quarterly_fee", 20, "month_day", "31"),
        ("quarterly_report", 10, "month_day", "66"),
        ("mend_monitoring_remarks", 30, "calendar", "69"),
        ("analyse_quarter", 1, "months", "70"),
    ],
)
def test_the_terms_are_those_of_the_text(term, n, kind, clause):
    found = NOW.term(term)
    assert (found.n, found.kind, found.clause) == (n, kind, clause)


def test_a_term_or_threshold_that_is_missing_names_the_file_to_mend():
    with pytest.raises(EditionError, match=r"'nap'; add it to rules/editions/2023-08-04\.toml"):
        NOW.term("nap")
    with pytest.raises(EditionError, match=r"'height'; add it to rules/editions/2023-08-04\.toml"):
        NOW.threshold("height")


def test_a_small_edition_can_be_read(written):
    small = written(SMALL)
    assert (small.key, small.office_closes, small.term("check").n) == ("small", None, 5)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (('key = "small"', ""), "small.toml: 'key'"),
        (("n = 5", ""), "small.toml: 'n'"),
        (('kind = "working"', 'kind = "lunar"'), "term check: kind 'lunar' is none of working"),
        (('en = "c"', ""), "small.toml: .*'en'"),
        (("[receipt]", ""), "small.toml: 'receipt'"),
    ],
)
def test_a_faulty_file_is_told_what_is_wrong(written, change, told):
    with pytest.raises(EditionError, match=told):
        written(SMALL.replace(*change))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ALMATY)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        ("2026-05-18T10:00", "2026-05-18"),
        ("2026-05-18T17:59", "2026-05-18"),
        ("2026-05-18T18:00", "2026-05-19"),
        ("2026-05-22T20:00", "2026-05-25"),  # Friday evening
        ("2026-05-23T10:00", "2026-05-25"),  # Saturday
        ("2026-05-27T10:00", "2026-05-28"),  # Kurban Ait
        ("2026-05-08T18:30", "2026-05-12"),  # then Victory Day and its moved rest day
    ],
)
def test_what_comes_after_hours_counts_as_received_on_the_next_working_day(sent, received):
    assert NOW.received_on(at(sent), CALENDAR) == date.fromisoformat(received)


def test_the_day_of_receipt_is_that_of_almaty():
    assert NOW.received_on(datetime(2026, 5, 18, 23, 30, tzinfo=UTC), CALENDAR) == date(2026, 5, 19)


def test_an_edition_without_closing_time_counts_the_day_of_sending():
    assert replace(NOW, office_closes=None).received_on(at("2026-05-23T23:00"), CALENDAR) == date(2026, 5, 23)
    assert NOW.office_closes == time(18)
