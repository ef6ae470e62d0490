"""The steps that the public pages show are those of the Rules, with the terms of the edition."""

import pytest
from django.utils.translation import override

from hub.site.steps import aside, days_to_decision, steps, term_words, way
from rules.editions import Term, edition
from rules.registration import PARTICIPANT, REFUSED, REGISTRATION

MAIN = steps(REGISTRATION, PARTICIPANT, edition("2023-08-04"))


@pytest.mark.clause("12", "16", "17", "18", "20")
def test_the_way_to_participation_with_its_clauses_and_terms():
    found = [(step.act.key, step.clause, step.term.n if step.term else None) for step in MAIN]
    assert found == [
        ("file", "8", None),
        ("refer", "12", 5),
        ("register", "16", 10),
        ("notify", "17", 5),
        ("agree", "18", None),
        ("certify", "18", 3),
        ("enter", "20", 3),
    ]


def test_what_is_not_on_the_way_stands_aside():
    assert [step.act.key for step in aside(REGISTRATION, MAIN, edition("2023-08-04"))] == [
        "remark",
        "answer",
        "refuse",
        "withdraw",
    ]


def test_the_way_is_the_shortest():
    assert [act.key for act in way(REGISTRATION, REFUSED)] == ["file", "refer", "refuse"]


@pytest.mark.clause("12", "16")
def test_the_terms_leave_fifteen_working_days_to_the_decision():
    assert days_to_decision(MAIN) == 15


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (Term("t", 1, "working", "1"), "within 1 working day"),
        (Term("t", 30, "calendar", "69"), "within 30 calendar days"),
        (Term("t", 1, "months", "70"), "within 1 month"),
        (Term("t", 10, "back", "36"), "no later than 10 working days before"),
        (Term("t", 20, "month_day", "31"), "no later than day 20 of the next month"),
    ],
)
def test_each_kind_of_term_has_words(term, said):
    with override("en"):
        assert term_words(term) == said
