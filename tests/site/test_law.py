"""Search among the clauses and the way from a clause to where it works."""

import pytest
from django.utils.translation import override

from hub.site import law
from rules.clauses import CLAUSES, clause
from rules.editions import edition

EDITION = edition("2023-08-04")


@pytest.mark.parametrize("query", ["замечания", "ескертулер", "remarks", "замечаниями"])
def test_a_word_in_any_language_finds_the_clause(query):
    assert clause("14") in law.matching(query)


def test_a_number_finds_that_clause_alone():
    assert law.matching(" 9(2) ") == (clause("9(2)"),)


def test_every_word_must_be_there():
    assert law.matching("замечания абракадабра") == ()


def test_a_number_among_words_is_not_a_piece_of_another_number():
    found = law.matching("тармақ 6")
    assert clause("6") in found
    assert clause("66") not in found


def test_every_clause_stands_in_one_part():
    parts = law.by_part(tuple(CLAUSES.values()))
    assert sum(len(items) for _part, items in parts) == len(CLAUSES)


def test_a_clause_tells_which_acts_duties_and_terms_stand_on_it():
    with override("en"):
        uses = {(use.kind, use.title): use.note for use in law.uses("16", EDITION)}
    assert uses["Act", "Refuse"] == "Participant Selection Commission"
    assert uses["Duty", "Decide"] == "Participant Selection Commission · within 10 working days"
    assert "the term of clause 12 is applied" in uses["Duty", "Check the corrected application"]


def test_a_term_that_no_duty_has_taken_up_is_told_too():
    with override("en"):
        assert ("Term", "within 2 working days") in [(use.kind, use.title) for use in law.uses("60", EDITION)]


def test_a_ground_is_found_by_its_own_passage():
    with override("en"):
        assert [use.kind for use in law.uses("16/1", EDITION)] == ["Ground"]


def test_the_pages_that_serve_a_clause():
    with override("en"):
        assert ("Self-check", "/en/self-check/") in law.pages("7/3")
        assert ("Register of participants", "/en/register/") in law.pages("20")
        assert law.pages("58") == []
