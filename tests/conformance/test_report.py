"""How the state of a clause follows from what cites it and what its tests said."""

import pytest

from hub.conformance.citations import Cited
from hub.conformance.report import rows
from hub.conformance.results import Result

ACT, PAGE = Cited(acts=["registration.file"]), Cited(pages=["how"])


def passed(*clauses):
    return Result(f"tests/test_{'_'.join(clauses)}.py::passes", clauses, "passed")


def failed(*clauses):
    return Result("tests/test_it.py::fails", clauses, "failed")


def skipped(*clauses):
    return Result("tests/test_it.py::skipped", clauses, "skipped")


def row(number, cited, *results):
    return next(one for one in rows(cited, results) if one.clause == number)


@pytest.mark.parametrize("cited", [ACT, PAGE])
def test_a_cited_clause_with_a_passing_test_works(cited):
    found = row("12", {"12": cited}, passed("12", "14"))
    assert (found.state, found.problem) == ("works", "")
    assert [test.id for test in found.tests] == ["tests/test_12_14.py::passes"]


@pytest.mark.parametrize("results", [(), (skipped("12"),), (passed("14"),)])
def test_a_cited_clause_without_a_passing_test_is_a_problem(results):
    found = row("12", {"12": ACT}, *results)
    assert found.state == "not yet"
    assert "no passing test" in found.problem


def test_one_failing_test_outweighs_the_passing_ones():
    found = row("12", {"12": ACT}, passed("12"), failed("12"))
    assert found.state == "not yet"
    assert found.problem == "a test of it fails: tests/test_it.py::fails"


def test_what_nothing_cites_is_not_yet_there_and_that_is_no_problem():
    assert (row("31", {}).state, row("31", {}).problem) == ("not yet", "")
    assert (row("31", {}, passed("31")).state, row("31", {}, passed("31")).problem) == ("not yet", "")


def test_a_clause_without_anything_to_do_needs_no_software():
    assert row("2", {}).state == "needs no software"
    assert (row("2", {"2": PAGE}).state, row("2", {"2": PAGE}).problem) == ("needs no software", "")


def test_a_deleted_clause_must_not_be_cited():
    assert row("15", {}).problem == ""
    assert "deleted" in row("15", {"15": ACT}, passed("15")).problem


def test_a_clause_that_the_rules_lack_is_a_problem():
    assert row("99", {"99": ACT}).problem == "the Rules have no such clause"
    assert row("99", {}, passed("99")).problem == "the Rules have no such clause"


def test_a_clause_is_the_sum_of_its_subclauses_unless_it_is_cited_itself():
    parts = [f"9({number})" for number in (1, 2, 3)]
    cited = dict.fromkeys(parts, ACT)
    assert row("9", cited, passed(*parts)).state == "works"
    assert row("9", cited, passed(*parts[:2])).state == "not yet"
    assert row("9", {**cited, "9": ACT}, passed(*parts)).problem
    assert row("9", {"9": ACT}, passed("9")).state == "works"
    assert row("9(1)", {"9": ACT}, passed("9")).state == "not yet"


def test_every_clause_has_one_row_that_can_be_written_as_json():
    found = rows({"12": ACT}, [passed("12")])
    assert len({one.clause for one in found}) == len(found)
    assert next(one for one in found if one.clause == "12").as_data() == {
        "clause": "12",
        "state": "works",
        "acts": ("registration.file",),
        "pages": (),
        "tests": [{"id": "tests/test_12.py::passes", "outcome": "passed"}],
        "problem": "",
    }
