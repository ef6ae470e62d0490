"""The command `hub` as a person uses it, in processes of their own where that matters."""

import os
import subprocess
import sys

import pytest

from hub.config import cli, demo
from hub.config.env import ROOT


def hub(*argv, **environment):
    command = [sys.executable, "-c", "from hub.config.cli import main; main()", *argv]
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HUB_MODE")}
    kept["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
    told = subprocess.run(
        command, cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False, timeout=60
    )
    return told.returncode, told.stdout, told.stderr


def test_without_a_command_the_help_is_shown(capsys):
    assert cli.run([]) == 2
    assert "hub term" in capsys.readouterr().err


def test_an_unknown_command_is_named(capsys):
    assert cli.run(["dance"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("There is no command 'dance'.")
    assert all(f"hub {name}" in told for name in cli.COMMANDS)


def test_help_is_no_mistake(capsys):
    assert cli.run(["--help"]) == 0
    assert "hub conformance" in capsys.readouterr().out


@pytest.mark.parametrize("argv", [["certificate"], ["prepare", "x"], ["worker", "x"]])
def test_a_command_wrongly_used_shows_how_it_is_used(argv, capsys):
    assert cli.run(argv) == 2
    assert f"Usage: hub {argv[0]}" in capsys.readouterr().err


def test_a_term_needs_no_database_and_makes_no_folder(tmp_path):
    code, out, err = hub("term", "2025-05-08", "5", HUB_VAR=str(tmp_path / "none"))
    assert (code, err) == (0, "")
    assert out.startswith("Last day: 2025-05-16")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("url", ["sqlite:///{folder}/empty.sqlite3", "sqlite:////no/such/folder/x.sqlite3"])
def test_a_database_that_has_nothing_is_passed_over(tmp_path, url):
    code, out, err = hub("term", "2025-05-08", "5", HUB_VAR=str(tmp_path), DATABASE_URL=url.format(folder=tmp_path))
    assert (code, err) == (0, "")
    assert out.startswith("Last day: 2025-05-16")


@pytest.mark.parametrize("argv", [["term", "2025-05-08", "5"], ["procedure", "registration"], ["--help"]])
def test_what_asks_only_the_law_does_not_start_django(tmp_path, argv):
    script = f"import sys; from hub.config.cli import run; run({argv!r}); sys.exit('django' in sys.modules)"
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = kept | {"HUB_VAR": str(tmp_path / "none")}
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=environment, check=False, capture_output=True)
    assert told.returncode == 0


def test_a_correction_of_the_portals_calendar_counts(db, monkeypatch, capsys):
    from datetime import date

    from hub.reference.models import ConfirmedYear, DayCorrection

    ConfirmedYear.objects.create(year=2025, source="-")
    texts = {f"reason_{language}": "decreed rest" for language in ("kk", "ru", "en")}
    DayCorrection.objects.create(day=date(2025, 5, 12), working=False, decree="No. 1", **texts)
    monkeypatch.setenv("DATABASE_URL", "the test's own")
    assert cli.run(["term", "2025-05-08", "5"]) == 0
    assert capsys.readouterr().out.startswith("Last day: 2025-05-19")


def test_the_demonstration_does_not_start_in_production(settings, capsys):
    settings.DEMO = False
    assert demo.run([]) == 2
    assert "HUB_MODE=demo" in capsys.readouterr().err


def test_a_reset_deletes_the_demonstrations_own_data_only(settings, tmp_path, monkeypatch, capsys):
    settings.VAR = tmp_path
    (tmp_path / "files").mkdir()
    (tmp_path / "seal").mkdir()
    (tmp_path / "portal.sqlite3-wal").touch()
    (tmp_path / "other.sqlite3").touch()
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", "portal")
    assert demo.reset() is False
    assert (tmp_path / "files").exists()
    assert "yourself" in capsys.readouterr().err
    monkeypatch.setitem(settings.DATABASES["default"], "NAME", tmp_path / "portal.sqlite3")
    assert demo.reset() is True
    assert {path.name for path in tmp_path.iterdir()} == {"other.sqlite3", "seal"}
