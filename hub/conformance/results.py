"""What the tests said about each clause: a file that names the sources it was made from."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, TextIO

from hub.config.env import ROOT

Outcome = Literal["passed", "failed", "skipped"]
FOLDERS = ("rules", "hub", "tests")
SUFFIXES = frozenset({".py", ".toml", ".html"})
COMMAND = ("-q", "-m", "clause and not browser", "-p", "no:cacheprovider")


@dataclass(frozen=True, slots=True)
class Result:
    """How the test `id` (pytest's node id) went, and the clauses it is about."""

    id: str
    clauses: tuple[str, ...]
    outcome: Outcome


class UnusableResults(Exception):
    """There is no report of the tests, or it cannot be read."""


def place() -> Path:
    """Where the report of a test run is kept."""
    return Path(os.environ.get("HUB_CONFORMANCE", ROOT / "var" / "conformance.json"))


def fingerprint(root: Path = ROOT) -> str:
    """A hash over the sources and their paths: another one means that the report is about other sources."""
    digest = hashlib.sha256()
    for path in sorted(_sources(root)):
        digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _sources(root: Path) -> Iterable[Path]:
    return (
        path for folder in FOLDERS for path in (root / folder).rglob("*") if path.suffix in SUFFIXES and path.is_file()
    )


def write(path: Path, results: Sequence[Result], made_from: str) -> None:
    """Keep the report of a whole run; it replaces the one before in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    report = {"fingerprint": made_from, "tests": [asdict(result) for result in sorted(results, key=lambda one: one.id)]}
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    fresh.replace(path)


def read(path: Path) -> tuple[str, tuple[Result, ...]]:
    """Fingerprint and results of a report; UnusableResults says what is wrong with it."""
    try:
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        results = (Result(one["id"], tuple(one["clauses"]), one["outcome"]) for one in report["tests"])
        return report["fingerprint"], tuple(results)
    except OSError as error:
        raise UnusableResults(f"{path} cannot be read: {error.strerror}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise UnusableResults(f"{path} is not a report of the tests: {error!r}") from error


def current(*, afresh: bool, progress: TextIO) -> tuple[Result, ...]:
    """The results for the sources as they are now: the kept ones, or those of a new run told on `progress`."""
    now = fingerprint()
    if not afresh:
        try:
            made_from, results = read(place())
        except UnusableResults:
            made_from, results = "", ()
        if made_from == now:
            return results
    _run(progress)
    made_from, results = read(place())
    if made_from != now:
        raise UnusableResults("The sources changed while the tests ran, or the tests could not run. Try again.")
    return results


def _run(progress: TextIO) -> None:
    progress.write("Running the tests of the clauses…\n")
    progress.flush()
    environment = os.environ | {"HUB_CONFORMANCE": str(place())}
    for name in ("HUB_VAR", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
        environment.pop(name, None)  # the tests use a folder and a database of their own
    command = [sys.executable, "-m", "pytest", *COMMAND]
    with subprocess.Popen(  # noqa: S603  our own interpreter and tests
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as tests:
        for line in tests.stdout or ():
            progress.write(line)
            progress.flush()
    if tests.returncode > 1:
        raise UnusableResults("The tests could not run; see above.")
