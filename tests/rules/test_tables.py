"""Tables as sheets and diagrams, and the command that prints them."""

import io
import json

import pytest

from rules.diagram import mermaid, text
from rules.editions import Term, editions
from rules.procedure_cli import run
from rules.registration import REGISTRATION
from rules.tables import length, procedures, sheet
from rules.text import LANGUAGES


def ask(*argv):
    out, err = io.StringIO(), io.StringIO()
    return run(argv, out, err), out.getvalue(), err.getvalue()


def test_the_procedures_are_those_written_in_rules():
    assert procedures()["registration"] is REGISTRATION


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sheet_says_all_that_the_table_says(language):
    told = sheet(REGISTRATION, editions()[-1], language)
    assert [act["key"] for act in told["acts"]] == [act.key for act in REGISTRATION.acts]
    filing = told["acts"][0]
    assert filing["opens"][0]["term"]["n"] == 5
    assert filing["opens"][0]["acts"] == ["remark", "refer"]
    assert [need["clause"] for need in filing["needs"]] == ["9", "9(2)", "11"]
    refusal = next(act for act in told["acts"] if act["key"] == "refuse")
    assert [ground["clause"] for ground in refusal["grounds"]] == ["16/1", "16/2"]
    assert [state["title"] for state in told["states"]] == [state.title.to(language) for state in REGISTRATION.states]


@pytest.mark.parametrize(
    ("n", "kind", "russian", "english"),
    [
        (1, "working", "1 рабочий день", "1 working day"),
        (3, "working", "3 рабочих дня", "3 working days"),
        (10, "working", "10 рабочих дней", "10 working days"),
        (11, "working", "11 рабочих дней", "11 working days"),
        (21, "working", "21 рабочий день", "21 working days"),
        (30, "calendar", "30 календарных дней", "30 calendar days"),
        (1, "months", "1 месяц", "1 month"),
        (10, "back", "не позднее чем за 10 рабочих дней", "no later than 10 working days before"),
        (
            10,
            "month_day",
            "до 10-го числа месяца, следующего за отчётным периодом",
            "by day 10 of the month after the period",
        ),
    ],
)
def test_a_term_in_words(n, kind, russian, english):
    said = length(Term("term", n, kind, "12"))
    assert (said.ru, said.en) == (russian, english)
    assert str(n) in said.kk


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_diagram_has_every_state_and_every_way(language):
    drawn = mermaid(REGISTRATION, language)
    assert drawn.startswith("stateDiagram-v2\n")
    for state in REGISTRATION.states:
        assert f'state "{state.title.to(language)}" as {state.key}' in drawn
    for line in ("[*] --> draft", "check --> commission: ", "refused --> [*]", "participant --> participant: "):
        assert line in drawn
    told = text(REGISTRATION, language)
    assert all(act.label.to(language) in told for act in REGISTRATION.acts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_prints_a_table_and_a_diagram(language):
    code, out, err = ask("registration", "--lang", language)
    assert (code, err) == (0, "")
    assert REGISTRATION.title.to(language) in out
    assert all(act.label.to(language) in out for act in REGISTRATION.acts)
    assert "stateDiagram-v2" in out


def test_the_command_answers_in_json():
    code, out, _ = ask("registration", "--json", "--lang", "kk")
    assert code == 0
    assert json.loads(out)["acts"][0]["label"] == "Өтінішті беру"


def test_an_unknown_procedure_is_told_which_there_are():
    code, out, err = ask("divorce", "--lang", "ru")
    assert (code, out) == (2, "")
    assert err.startswith("Процедуры «divorce» нет. Есть: ")
    assert ", registration" in err
