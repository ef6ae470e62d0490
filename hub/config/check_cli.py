"""`hub check`: what Django and the portal find, each with what to do."""

from typing import TextIO

from django.core.checks import run_checks

from hub.config.checks import refuses, said


def run(out: TextIO, *, deploy: bool) -> int:
    """Write every finding, the worst first; 1 where one of them keeps the portal from serving, else 0."""
    all_found = run_checks(include_deployment_checks=deploy, databases=["default"] if deploy else None)
    found = sorted((one for one in all_found if not one.is_silenced()), key=lambda one: not refuses(one))
    out.writelines(f"{said(one)}\n" for one in found)
    refused = sum(map(refuses, found))
    out.write(f"{refused} to mend before the portal may serve, {len(found) - refused} to know.\n")
    return 1 if refused else 0
