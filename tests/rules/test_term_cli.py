"""The command `hub term`, as a person and as another program use it."""

import io
import json
from datetime import date

import pytest

from rules.calendar import DECREED_YEARS, Calendar, due
from rules.term_cli import run

CALENDAR = Calendar(confirmed=[*DECREED_YEARS, 2026])


def ask(*argv: str, calendar: Calendar = CALENDAR) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    return run(argv, calendar, out, err), out.getvalue(), err.getvalue()


@pytest.fixture
def batch(tmp_path):
    def write(content: object) -> str:
        path = tmp_path / "terms.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return str(path)

    return write


def test_the_last_day_and_every_day_on_the_way():
    code, out, err = ask("2026-05-08", "5")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Last day: 2026-05-18",
        "",
        "2026-05-09  Sat  –  Victory Day",
        "2026-05-10  Sun  –  Sunday",
        "2026-05-11  Mon  –  rest day: Victory Day (moved from 09.05.2026)",
        "2026-05-12  Tue  1  working day",
        "2026-05-13  Wed  2  working day",
        "2026-05-14  Thu  3  working day",
        "2026-05-15  Fri  4  working day",
        "2026-05-16  Sat  –  Saturday",
        "2026-05-17  Sun  –  Sunday",
        "2026-05-18  Mon  5  working day; the term ends on this day",
    ]


@pytest.mark.parametrize(("language", "first"), [("kk", "Соңғы күн"), ("ru", "Последний день"), ("en", "Last day")])
def test_three_languages(language, first):
    assert ask("2026-05-08", "5", "--lang", language)[1].startswith(f"{first}: 2026-05-18\n")


@pytest.mark.parametrize(
    ("flag", "expected"),
    [("--working", "2026-05-22"), ("--calendar", "2026-05-18"), ("--back", "2026-04-23")],
)
def test_kinds(flag, expected):
    assert ask("2026-05-08", "9", flag)[1].startswith(f"Last day: {expected}\n")


def test_json():
    data = json.loads(ask("2026-10-23", "1", "--json", "--lang", "ru")[1])
    assert data == {
        "from": "2026-10-23",
        "n": 1,
        "kind": "working",
        "due": "2026-10-27",
        "days": [
            {"on": "2026-10-24", "counted": None, "reason": "суббота"},
            {"on": "2026-10-25", "counted": None, "reason": "День Республики"},
            {
                "on": "2026-10-26",
                "counted": None,
                "reason": "выходной день: День Республики (перенесён с 25.10.2026)",
            },
            {"on": "2026-10-27", "counted": 1, "reason": "рабочий день; срок истекает в этот день"},
        ],
        "warnings": [],
    }


def test_warnings_follow_the_table_and_stand_in_json():
    said = "! The calendar of 2026 is not confirmed yet: the term may change."
    assert ask("2026-06-01", "3", calendar=Calendar())[1].splitlines()[-1] == said
    assert json.loads(ask("2026-06-01", "3", "--json", calendar=Calendar())[1])["warnings"] == [said[2:]]


def test_help_names_every_option_in_the_language_asked_for():
    code, out, _ = ask("--help", "--lang=kk")
    assert code == 0
    assert "Қазақстанның жұмыс күнтізбесі" in " ".join(out.split())
    assert all(
        option in out for option in ("FROM", "N", "--working", "--calendar", "--back", "--json", "--batch", "--lang")
    )


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "from: this is no date: –."),
        (["8.5.2026", "5"], 'from: this is no date: "8.5.2026". Write year-month-day, such as 2026-05-08.'),
        (["20260508", "5"], 'from: this is no date: "20260508"'),
        (["2026-W19-5", "5"], 'from: this is no date: "2026-W19-5"'),
        (["2026-02-30", "5"], 'from: this is no date: "2026-02-30"'),
        (["2026-05-08"], "n: a whole number from 1 to 3660 is needed; given: –."),
        (["2026-05-08", "five"], 'n: a whole number from 1 to 3660 is needed; given: "five".'),
        (["2026-05-08", "1.5"], "n: a whole number"),
        (["2026-05-08", "-1"], "n: a whole number"),
        (["2026-05-08", "0"], "n: The length of a term must be a whole number from 1 to 3660; given: 0."),
        (["2026-05-08", "3661"], "n: The length of a term"),
        (["2026-05-08", "9" * 5000], "n: a whole number"),
        (["2026-05-08", "5", "--lang", "de"], "--lang: there is no language de; choose kk, ru or en."),
        (["2026-05-08", "5", "--soon"], "The command is not understood: unrecognized arguments: --soon"),
        (["2026-05-08", "5", "--back", "--calendar"], "The command is not understood: "),
        (["2026-05-08", "5", "--batch", "x.json"], "With --batch give no FROM, N or kind"),
        (["--batch", "no-such-file.json"], "--batch: the file no-such-file.json cannot be read"),
    ],
)
def test_bad_input_names_the_field_and_the_cure(argv, said):
    code, out, err = ask(*argv)
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_complaints_come_in_the_language_asked_for():
    assert ask("x", "5", "--lang", "ru")[2].startswith("from: это не дата")
    assert ask("--lang", "kk", "--soon")[2].startswith("Команда түсініксіз")


def test_a_year_without_a_calendar_ends_with_three():
    code, out, err = ask("2027-12-30", "5")
    assert (code, out) == (3, "")
    assert err.startswith("from: There is no working calendar for 2028")


def test_complaints_go_to_standard_error_by_default(capsys):
    assert run(["x", "5"], CALENDAR, io.StringIO()) == 2
    assert capsys.readouterr().err.startswith("from:")


def test_a_batch_adds_the_due_day_and_keeps_the_rest(batch):
    items = [
        {"from": "2026-05-08", "n": 5, "kind": "working", "case": "A-1"},
        {"from": "2026-12-31", "n": 10, "kind": "back"},
        {"from": "2026-04-09", "n": 30, "kind": "calendar"},
        {"from": "2026-05-18", "n": 10},
    ]
    days = ["2026-05-18", "2026-12-17", "2026-05-12", "2026-06-02"]
    code, out, err = ask("--batch", batch(items), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == [item | {"due": day} for item, day in zip(items, days, strict=True)]
    assert ask("--batch", batch(items))[1] == out


def test_an_empty_batch_is_an_empty_list(batch):
    assert json.loads(ask("--batch", batch([]))[1]) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[", "--batch: the file "),
        ("[" * 100_000, "--batch: the file "),
        ({"from": "2026-05-08"}, "--batch: the file "),
        ([{"from": "2026-05-08", "n": 5}, 7], "item [1]: each item must look like"),
        ([{"n": 5}], "item [0]: from: this is no date: –."),
        ([{"from": 20260508, "n": 5}], "item [0]: from: this is no date: 20260508."),
        ([{"from": "2026-05-08"}], "item [0]: n: a whole number"),
        ([{"from": "2026-05-08", "n": "5"}], 'item [0]: n: a whole number from 1 to 3660 is needed; given: "5".'),
        ([{"from": "2026-05-08", "n": True}], "item [0]: n: a whole number"),
        ([{"from": "2026-05-08", "n": 5.0}], "item [0]: n: a whole number"),
        ([{"from": "2026-05-08", "n": 0}], "item [0]: n: The length of a term"),
        (
            [{"from": "2026-05-08", "n": 5, "kind": "months"}],
            'item [0]: kind: there is no such kind of term: "months".',
        ),
        ([{"from": "2026-05-08", "n": 5, "kind": None}], "item [0]: kind: "),
        ([{"from": "2026-05-08", "n": 5, "kind": []}], "item [0]: kind: "),
    ],
)
def test_a_bad_batch_is_refused_whole_and_names_the_item(batch, content, said):
    code, out, err = ask("--batch", batch(content))
    assert (code, out) == (2, "")
    assert err.startswith(said)


def test_a_batch_that_reaches_a_missing_year_ends_with_three(batch):
    code, out, err = ask("--batch", batch([{"from": "2027-12-30", "n": 5}]))
    assert (code, out) == (3, "")
    assert err.startswith("item [0]: from: There is no working calendar for 2028")


def test_ten_thousand_items_are_all_answered(batch):
    items = [{"from": date(2026, 1, 1 + number % 28).isoformat(), "n": 1 + number % 60} for number in range(10_000)]
    answers = json.loads(ask("--batch", batch(items))[1])
    assert [answer["due"] for answer in answers] == [
        due(CALENDAR, date.fromisoformat(item["from"]), item["n"]).isoformat() for item in items
    ]
