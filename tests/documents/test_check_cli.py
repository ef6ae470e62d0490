"""`hub file check`: the verdict on a terminal."""

import io

import pytest

from hub.config import cli
from hub.documents.check_cli import run
from tests.documents import samples


@pytest.fixture
def sent(tmp_path):
    def put(data):
        path = tmp_path / "upload"
        path.write_bytes(data)
        return str(path)

    return put


def told(*argv):
    out, err = io.StringIO(), io.StringIO()
    return run(argv, out, err), out.getvalue(), err.getvalue()


def test_an_honest_file_is_accepted(sent):
    path = sent(samples.word())
    status, out, _err = told("--name", "Жарғы.docx", path)
    assert status == 0
    assert out.startswith("ACCEPTED\nЖарғы.docx, ")
    assert "docx, application/vnd." in out


@pytest.mark.parametrize(("language", "words"), [("kk", "сценарий"), ("ru", "сценарий"), ("en", "script")])
def test_a_hostile_file_is_refused_in_words(sent, language, words):
    status, out, _err = told("--name", "a.pdf", sent(samples.pdf_with_script()), "--language", language)
    assert status == 1
    assert "[pdf_script]" in out
    assert words in out


def test_the_name_counts_and_is_shown_made_safe(sent):
    status, out, _err = told("--name", "../\u202escan.pdf", sent(samples.png()))
    assert status == 1
    assert "[renamed]\nscan.pdf, " in out


@pytest.mark.parametrize(
    "argv", [(), ("--name", "a.pdf"), ("FILE",), ("--name",), ("--bad",), ("--name", "a", "x", "--language", "de")]
)
def test_wrong_arguments_are_told_how_to_do_it(argv):
    status, out, err = told(*argv)
    assert (status, out) == (2, "")
    assert "hub file check --name NAME FILE" in err


def test_a_file_that_is_not_there_is_told(tmp_path):
    status, _out, err = told("--name", "a.pdf", str(tmp_path / "none"), "--language", "ru")
    assert status == 2
    assert "не читается" in err


def test_the_command_is_one_of_hubs(sent, capsys):
    assert cli.run(["file", "check", "--name", "a.png", sent(samples.png())]) == 0
    assert capsys.readouterr().out.startswith("ACCEPTED")
    assert cli.run(["file"]) == 2
    assert cli.run(["file", "check", "--help"]) == 0
