"""The bill of materials is whole, and a vulnerability passes only with a reason and an end."""

import importlib.util
from datetime import date
from types import SimpleNamespace

import pytest

from hub.config.env import ROOT

ON = date(2026, 5, 18)
FOUND = ("example", "1.0", "PYSEC-0")


@pytest.fixture
def supply():
    spec = importlib.util.spec_from_file_location("supply", ROOT / ".ci" / "supply.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_package_from_an_index_is_in_the_bill(supply):
    lock = {
        "package": [
            {"name": "portal", "version": "0.1", "source": {"editable": "."}},
            {"name": "a", "version": "1", "source": {"registry": "https://pypi.org/simple"}},
            {"name": "b", "version": "2", "source": {"registry": "https://pypi.org/simple"}},
        ]
    }
    bill = {"components": [{"name": "a", "version": "1"}, {"name": "b", "version": "3"}]}
    assert supply.locked(lock) - supply.listed(bill) == {("b", "2")}


def test_a_vulnerability_is_told_with_what_to_do(supply):
    report = {"dependencies": [{"name": "example", "version": "1.0", "vulns": [{"id": "PYSEC-0"}]}]}
    (told,) = supply.unaccepted(supply.vulnerabilities(report), [], ON)
    assert "example 1.0: PYSEC-0" in told


@pytest.mark.parametrize(
    ("reason", "until", "passes"),
    [
        ("not used", date(2026, 5, 18), True),
        ("not used", date(2026, 5, 17), False),
        ("", date(2026, 12, 31), False),
        ("not used", None, False),
    ],
)
def test_an_acceptance_needs_a_reason_and_ends(supply, reason, until, passes):
    accepted = [{"package": "example", "id": "PYSEC-0", "reason": reason, "until": until}]
    assert (not list(supply.unaccepted(iter([FOUND]), accepted, ON))) is passes


def test_another_package_is_not_covered_by_an_acceptance(supply):
    accepted = [{"package": "other", "id": "PYSEC-0", "reason": "not used", "until": date(2026, 12, 31)}]
    assert list(supply.unaccepted(iter([FOUND]), accepted, ON))


@pytest.mark.parametrize(
    ("answer", "status", "word"),
    [
        ('{"dependencies": [{"name": "a", "skip_reason": "not found"}]}', 0, "SKIPPED"),
        ("", 0, "SKIPPED"),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', 0, "0 to mend"),
        (
            '{"dependencies": [{"name": "a", "version": "1", "vulns": []}, {"name": "b", "skip_reason": "not found"}]}',
            1,
            "b: the service does not know it",
        ),
        ('{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "PYSEC-1"}]}]}', 1, "a 1: PYSEC-1"),
    ],
)
def test_silence_of_the_service_is_no_clean_bill(supply, monkeypatch, capsys, tmp_path, answer, status, word):
    done = SimpleNamespace(stdout=answer, stderr="no connection")
    monkeypatch.setattr(supply.subprocess, "run", lambda *_args, **_more: done)
    assert supply.main(["audit"]) == status
    assert word in capsys.readouterr().out
