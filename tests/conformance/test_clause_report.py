"""The pytest plugin that keeps the outcomes by clause, on small suites in a process of their own."""

import os
import subprocess
import sys

import pytest

from hub.config.env import ROOT
from hub.conformance import results

SUITE = """
import pytest

@pytest.mark.clause("12", "14")
def test_passes():
    pass

@pytest.mark.clause("16")
def test_fails():
    assert False

@pytest.mark.clause("17")
def test_is_skipped():
    pytest.skip("no reason")

@pytest.fixture
def breaks():
    yield
    raise RuntimeError

@pytest.mark.clause("18")
def test_fails_afterwards(breaks):
    pass

def test_of_no_clause():
    pass
"""


@pytest.fixture
def suite(tmp_path):
    """Run pytest on a suite; the status, what was said, and the report if one was kept."""

    def run(source, *argv):
        folder = tmp_path / "suite"
        (folder / "tests").mkdir(parents=True, exist_ok=True)
        (folder / "tests" / "test_it.py").write_text(source)
        (folder / "pytest.ini").write_text("[pytest]\ntestpaths = tests\nmarkers = clause\n")
        kept = tmp_path / "kept.json"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "HUB_CONFORMANCE": str(kept)}
        command = [sys.executable, "-m", "pytest", "-p", "tests.clause_report", "-p", "no:django", "-q", *argv]
        told = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
        return told.returncode, told.stdout + told.stderr, results.read(kept) if kept.exists() else None, folder

    return run


@pytest.mark.parametrize("argv", [(), ("-n", "2"), ("-m", "clause")], ids=["alone", "two processes", "marked only"])
def test_a_whole_run_is_kept_with_its_outcomes(suite, argv):
    status, _, (made_from, found), folder = suite(SUITE, *argv)
    assert status == 1
    assert made_from == results.fingerprint(folder)
    assert [(one.id.split("::")[1], one.clauses, one.outcome) for one in found] == [
        ("test_fails", ("16",), "failed"),
        ("test_fails_afterwards", ("18",), "failed"),
        ("test_is_skipped", ("17",), "skipped"),
        ("test_passes", ("12", "14"), "passed"),
    ]


@pytest.mark.parametrize("argv", [("tests/test_it.py",), ("-k", "passes"), ("-x",), ("-m", "not clause")])
def test_a_part_of_a_run_is_not_kept(suite, argv):
    assert suite(SUITE, *argv)[2] is None


def test_a_marker_with_an_unknown_clause_stops_the_run(suite):
    status, told, kept, _ = suite(SUITE.replace('"16"', '"99"'))
    assert status not in (0, 1)
    assert "the Rules have no clause '99'" in told
    assert kept is None


def test_with_several_processes_a_marker_with_an_unknown_clause_fails_its_test(suite):
    status, told, _, _ = suite(SUITE.replace('"16"', '"99"'), "-n", "2")
    assert status == 1
    assert "the Rules have no clause '99'" in told
