"""The table of docs/security.md: whole, true to its data, and every claim with evidence that is there."""

import io
import shutil

import pytest

from hub.config.env import ROOT
from hub.conformance import asvs

PAGE = f"# Security\n\nWritten by hand.\n\n{asvs.MARK}"


def test_every_requirement_has_its_line_and_every_claim_its_evidence():
    assert asvs.faults() == []


def test_the_list_is_that_of_the_standard():
    levels = list(asvs.levels_of().values())
    assert (levels.count(1), levels.count(2)) == (70, 183)


def test_the_page_is_up_to_date():
    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    assert asvs.page(page, asvs.chapters()) == page


def test_a_line_is_short_and_says_one_thing():
    long = [one.id for chapter in asvs.chapters() for one in chapter.requirements if len(one.asks) > 100]
    assert long == []


@pytest.fixture
def tree(tmp_path):
    """A small checkout: two requirements, a page, a setting and a test."""
    write(tmp_path, "docs/asvs/levels.toml", 'level_1 = ["V1.1.1"]\nlevel_2 = ["V1.10.2"]\n')
    write(tmp_path, "docs/security.md", PAGE)
    write(tmp_path, "settings.py", "SAFE = True\n")
    write(tmp_path, "tests/test_one.py", "def test_it_holds():\n    assert True\n\n\ndef helper(): ...\n")
    chapter(tmp_path)
    return tmp_path


def write(root, name, text):
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def chapter(root, one='applies = "yes"\nevidence = ["tests/test_one.py::test_it_holds"]', key="V1.1.1"):
    other = '["V1.10.2"]\nasks = "No | at all"\napplies = "no"\nwhy = "None here."\n'
    write(root, "docs/asvs/V1.toml", f'title = "First things"\n{other}["{key}"]\nasks = "All holds"\n{one}\n')


def test_a_sound_tree_has_no_faults(tree):
    assert asvs.faults(tree) == []


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        ('applies = "yes"', "'yes' without evidence"),
        ('applies = "in part"\nwhy = "Half."', "'in part' without evidence"),
        ('applies = "in part"\nevidence = ["settings.py"]', "'in part' without a reason"),
        ('applies = "no"', "'no' without a reason"),
        ('applies = "not yet"', "'not yet' without a reason"),
        ('applies = "no"\nwhy = "None."\nevidence = ["settings.py"]', "'no' with evidence"),
        ('applies = "pending"\nwhy = "Soon."', "applies is 'pending', not one of yes, in part, not yet, no"),
        ('applies = "yes"\nevidence = ["gone.py"]', "gone.py is not there"),
        ('applies = "yes"\nevidence = ["settings.py::SAFER"]', "settings.py::SAFER is not there"),
        ('applies = "yes"\nevidence = ["settings.py::SAF"]', "settings.py::SAF is not there"),
        ('applies = "yes"\nevidence = ["tests/test_one.py"]', "tests/test_one.py is not there"),
        ('applies = "yes"\nevidence = ["tests/test_one.py::test_it"]', "tests/test_one.py::test_it is not there"),
        ('applies = "yes"\nevidence = ["tests/test_one.py::helper"]', "tests/test_one.py::helper is not there"),
    ],
)
def test_a_claim_that_does_not_stand_is_named(tree, one, fault):
    chapter(tree, one)
    assert asvs.faults(tree) == [f"V1.1.1: {fault}"]


def test_a_setting_and_a_file_are_evidence(tree):
    chapter(tree, 'applies = "yes"\nevidence = ["settings.py::SAFE", "settings.py"]')
    assert asvs.faults(tree) == []


def test_a_requirement_without_a_line_is_named(tree):
    write(tree, "docs/asvs/V1.toml", 'title = "First things"\n')
    assert asvs.faults(tree) == ["V1.1.1 is missing", "V1.10.2 is missing"]


def test_a_requirement_in_a_foreign_chapter_is_named(tree):
    (tree / "docs/asvs/V1.toml").rename(tree / "docs/asvs/V10.toml")
    assert asvs.faults(tree) == ["V1.1.1 stands in V10", "V1.10.2 stands in V10"]


def test_a_line_that_the_standard_does_not_have_is_an_error(tree):
    chapter(tree, key="V1.1.2")
    with pytest.raises(KeyError, match=r"V1\.1\.2"):
        asvs.faults(tree)


def test_the_page_is_written_and_then_up_to_date(tree):
    assert run(tree, "--check") == (1, "docs/security.md is out of date: run `make docs`\n")
    assert run(tree) == (0, "")
    assert run(tree, "--check") == (0, "")
    text = (tree / "docs/security.md").read_text(encoding="utf-8")
    assert text.startswith(PAGE)
    assert "| V1.1.1 | 1 | All holds | yes | [`test_it_holds`](../tests/test_one.py) |\n" in text
    assert "| V1.10.2 | 2 | No \\| at all | no | None here. |\n" in text
    assert "| [V1 First things](#v1-first-things) | 2 | 1 | 0 | 0 | 1 |\n" in text
    assert text.index("V1.1.1") < text.index("V1.10.2")


def test_a_fault_fails_the_command(tree):
    shutil.rmtree(tree / "tests")
    assert run(tree) == (1, "V1.1.1: tests/test_one.py::test_it_holds is not there\n")


def test_a_page_without_its_mark_is_an_error(tree):
    write(tree, "docs/security.md", "# Security\n")
    with pytest.raises(ValueError, match="lacks the line"):
        run(tree)


def run(root, *argv):
    err = io.StringIO()
    return asvs.run(argv, err, root), err.getvalue()
