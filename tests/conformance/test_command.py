"""The command `hub conformance` on the portal's own citations and made-up reports of the tests."""

import io
import json

import pytest

from hub.cases.registry import chapters
from hub.conformance import command, results
from hub.conformance.citations import citations
from rules.clauses import CLAUSES
from rules.tables import procedures


@pytest.fixture
def report(tmp_path):
    def write(clauses, outcome="passed"):
        path = tmp_path / "report.json"
        results.write(path, [results.Result("tests/x.py::y", tuple(clauses), outcome)], "any")
        return path

    return write


def run(*argv):
    out, err = io.StringIO(), io.StringIO()
    return command.run([str(word) for word in argv], out, err), out.getvalue(), err.getvalue()


def test_every_table_of_the_rules_has_a_chapter():
    assert {chapter.procedure.key for chapter in chapters()} == set(procedures())


def test_acts_and_pages_cite_clauses_that_are_in_force():
    cited = citations()
    assert "registration.file" in cited["8"].acts
    assert "registration.refuse: ground plan" in cited["16/1"].acts
    assert "registration.file: opens check" in cited["12"].acts
    assert "registration: part team" in cited["A3.4"].acts
    assert any(one.pages for one in cited.values())
    assert all(not CLAUSES[number].deleted for number in cited)


def test_all_is_well_when_every_cited_clause_has_a_passing_test(report):
    code, out, err = run("--json", "--results", report(citations()))
    assert (code, err) == (0, "")
    told = {row["clause"]: row for row in json.loads(out)}
    assert set(told) == set(CLAUSES)
    assert told["16"]["state"] == "works"
    assert told["15"]["state"] == "needs no software"
    assert set(told["16"]) == {"clause", "state", "acts", "pages", "tests", "problem"}


def test_a_cited_clause_without_a_passing_test_fails_the_command(report):
    code, out, _ = run("--results", report(set(citations()) - {"16"}))
    assert code == 1
    assert "! 16 (cl. 16): it is said to work, and no passing test shows it" in out


def test_a_failing_test_fails_the_command(report):
    assert run("--results", report(citations(), "failed"))[0] == 1


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"fingerprint": "x", "tests": [{}]}'])
def test_a_report_that_cannot_be_read_is_said_so(tmp_path, content):
    path = tmp_path / "broken.json"
    path.write_text(content)
    code, out, err = run("--results", path)
    assert (code, out) == (2, "")
    assert "is not a report of the tests" in err


def test_a_missing_report_is_said_so(tmp_path):
    code, _, err = run("--results", tmp_path / "none.json")
    assert code == 2
    assert "cannot be read" in err


def test_a_report_of_other_sources_is_not_believed(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_CONFORMANCE", str(tmp_path / "kept.json"))
    ran = []

    def run_tests(_progress):
        ran.append(1)
        results.write(results.place(), [], results.fingerprint())

    monkeypatch.setattr(results, "_run", run_tests)
    results.write(results.place(), [], "other sources")
    assert results.current(afresh=False, progress=io.StringIO()) == ()
    assert results.current(afresh=False, progress=io.StringIO()) == ()
    assert len(ran) == 1
    results.current(afresh=True, progress=io.StringIO())
    assert len(ran) == 2


def test_sources_that_change_during_the_run_are_said_so(tmp_path, monkeypatch):
    monkeypatch.setenv("HUB_CONFORMANCE", str(tmp_path / "kept.json"))
    monkeypatch.setattr(results, "_run", lambda _: results.write(results.place(), [], "before"))
    with pytest.raises(results.UnusableResults, match="changed while the tests ran"):
        results.current(afresh=False, progress=io.StringIO())


def test_the_fingerprint_follows_the_sources(tmp_path):
    for folder in results.FOLDERS:
        (tmp_path / folder).mkdir()
    source = tmp_path / "rules" / "one.py"
    source.write_text("1")
    seen = {results.fingerprint(tmp_path)}
    (tmp_path / "rules" / "notes.txt").write_text("not a source")
    seen.add(results.fingerprint(tmp_path))
    assert len(seen) == 1
    source.write_text("2")
    seen.add(results.fingerprint(tmp_path))
    source.rename(tmp_path / "hub" / "one.py")
    seen.add(results.fingerprint(tmp_path))
    assert len(seen) == 3
