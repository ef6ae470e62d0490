"""The pages of docs/law follow from rules/."""

import io

import pytest

from hub.conformance import lawdocs
from rules.clauses import CLAUSES
from rules.registration import REGISTRATION
from rules.text import LANGUAGES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(lawdocs, "ROOT", tmp_path)
    monkeypatch.setattr(lawdocs, "FOLDER", tmp_path / "law")
    return tmp_path / "law"


def run(*argv):
    out, err = io.StringIO(), io.StringIO()
    return lawdocs.run(argv, out, err), err.getvalue()


def test_the_pages_are_written_and_then_up_to_date(folder):
    assert run("--check")[0] == 1
    assert run()[0] == 0
    assert run("--check") == (0, "")
    assert {str(path.relative_to(folder)) for path in folder.rglob("*.md")} == set(lawdocs.pages())


def test_a_changed_a_missing_and_a_foreign_page_are_named(folder):
    run()
    (folder / "ru" / "clauses.md").write_text("edited by hand")
    (folder / "README.md").unlink()
    (folder / "en" / "old.md").write_text("a procedure that is no more")
    code, told = run("--check")
    assert code == 1
    assert [line.split(" is ")[0] for line in told.splitlines()] == ["README.md", "en/old.md", "ru/clauses.md"]
    run()
    assert run("--check") == (0, "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_the_table_says(language):
    page = lawdocs.pages()[f"{language}/procedure-registration.md"]
    for part in (*REGISTRATION.acts,):
        assert f"| {part.label.to(language)} |" in page
    for part in (*REGISTRATION.duties, *REGISTRATION.grounds):
        assert part.title.to(language) in page
    assert "```mermaid\nstateDiagram-v2\n" in page
    assert all(item.summary.to(language) in lawdocs.pages()[f"{language}/clauses.md"] for item in CLAUSES.values())
