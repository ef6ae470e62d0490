"""What the portal is built of: a bill of materials (CycloneDX) and the known vulnerabilities of each package.

`python .ci/supply.py sbom|audit`, run with the environment's own Python: 0 done, or skipped with the reason; 1 faults.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
SERVICES = ("pypi", "osv")
PATIENCE = 120
"""Seconds for one service to answer about every package."""

Found = tuple[str, str, str]
"""Package, version, id of a vulnerability."""


def main(argv: Sequence[str]) -> int:
    """Do one step; its name is the only argument."""
    steps = {"sbom": sbom, "audit": audit}
    if len(argv) != 1 or argv[0] not in steps:
        sys.stderr.write("Usage: supply.py sbom|audit\n")
        return 2
    return steps[argv[0]]()


def sbom() -> int:
    """Write var/sbom.json from the lock file and see that no locked package is missing in it."""
    target = ROOT / "var" / "sbom.json"
    target.parent.mkdir(exist_ok=True)
    _export("cyclonedx1.5", target)
    missing = locked(tomllib.loads((ROOT / "uv.lock").read_text())) - listed(json.loads(target.read_text()))
    if missing:
        sys.stdout.write("The bill of materials leaves out: " + ", ".join(sorted(map(" ".join, missing))) + "\n")
        return 1
    sys.stdout.write(f"{target.relative_to(ROOT)} lists every locked package.\n")
    return 0


def locked(lock: Mapping[str, Any]) -> set[tuple[str, str]]:
    """(name, version) of every package that the lock file takes from an index."""
    return {(one["name"], one["version"]) for one in lock["package"] if "registry" in one["source"]}


def listed(bill: Mapping[str, Any]) -> set[tuple[str, str]]:
    return {(one["name"], one["version"]) for one in bill["components"]}


def audit() -> int:
    """Ask the services one after the other; skipped where none of them answers about the packages."""
    wanted = ROOT / "var" / "requirements.txt"
    wanted.parent.mkdir(exist_ok=True)
    _export("requirements.txt", wanted, "--no-emit-project")
    reasons = []
    for service in SERVICES:
        report, reason = _ask(service, wanted)
        if report is not None:
            return _judge(report)
        reasons.append(f"{service}: {reason}")
    sys.stdout.write("SKIPPED: no service tells of vulnerabilities here. " + "; ".join(reasons) + "\n")
    return 0


def _ask(service: str, wanted: Path) -> tuple[Mapping[str, Any] | None, str]:
    """The report of a service, or None and why there is none."""
    command = [BIN / "pip-audit", "-r", wanted, "--disable-pip", "--require-hashes", "--progress-spinner", "off"]
    command += ["-s", service, "--timeout", "10", "-f", "json"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
        report = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return None, f"no answer in {PATIENCE} s"
    except ValueError:
        return None, (done.stderr.strip().splitlines() or ["no report"])[-1][:200]
    unknown = skipped(report)
    if len(unknown) == len(report["dependencies"]):
        return None, f"it knows none of the {len(unknown)} packages"
    return report, ""


def skipped(report: Mapping[str, Any]) -> list[str]:
    """Packages of which the service said nothing: not a clean bill."""
    return [one["name"] for one in report["dependencies"] if "skip_reason" in one]


def _judge(report: Mapping[str, Any]) -> int:
    accepted = tomllib.loads((ROOT / ".ci" / "accepted.toml").read_text()).get("accepted", [])
    faults = [
        *(f"{name}: the service does not know it" for name in skipped(report)),
        *unaccepted(vulnerabilities(report), accepted, datetime.now(UTC).date()),
    ]
    known = len(report["dependencies"])
    sys.stdout.write("\n".join([*faults, f"{known} packages asked for, {len(faults)} to mend."]) + "\n")
    return 1 if faults else 0


def vulnerabilities(report: Mapping[str, Any]) -> Iterator[Found]:
    for one in report["dependencies"]:
        yield from ((one["name"], one["version"], found["id"]) for found in one.get("vulns", ()))


def unaccepted(found: Iterator[Found], accepted: Sequence[Mapping[str, Any]], on: date) -> Iterator[str]:
    """What is found and not accepted on that day, a line each; an acceptance without reason or end is none."""
    good = {(one["package"], one["id"]): one for one in accepted if one.get("reason") and one.get("until")}
    for name, version, vulnerability in found:
        grace = good.get((name, vulnerability))
        if grace is None:
            yield f"{name} {version}: {vulnerability}. Upgrade it, or accept it with a reason in .ci/accepted.toml."
        elif grace["until"] < on:
            yield f"{name} {version}: {vulnerability} was accepted until {grace['until']}."


def _export(shape: str, target: Path, *more: str) -> None:
    command = [BIN / "uv", "export", "-q", "--locked", "--all-groups", "--format", shape, "-o", target, *more]
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
