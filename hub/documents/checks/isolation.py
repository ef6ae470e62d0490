"""A process of its own for each file: little time, little memory, no secrets, no files to write."""

import json
import logging
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from hub.documents.checks.names import safe_name
from hub.documents.checks.problems import problem
from hub.documents.checks.verdict import Verdict

logger = logging.getLogger(__name__)
_MODULE: Final = "hub.documents.checks"


def check_isolated(path: Path, name: str, *, seconds: int, memory_mib: int) -> Verdict:
    """See `hub.documents.checks.check_isolated`."""
    place = path.resolve(strict=True)
    return verdict_of(["-P", "-m", _MODULE, safe_name(name), str(place), str(seconds), str(memory_mib)], seconds)


def verdict_of(arguments: Sequence[str], seconds: float) -> Verdict:
    """Run Python with `arguments` and read the verdict it prints; "unreadable" unless it answers in time and form."""
    try:
        told = subprocess.run(  # noqa: S603 - our own interpreter and module, the name is one argument
            [sys.executable, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment(),
            cwd="/",
            timeout=seconds,
            check=True,
        )
        return Verdict.from_json(json.loads(told.stdout))
    except (subprocess.SubprocessError, ValueError, KeyError, TypeError) as error:
        logger.warning("An uploaded file could not be checked: %s", type(error).__name__, exc_info=error)
        return Verdict.refused(problem("unreadable"))


def environment() -> dict[str, str]:
    """Only what finds the code: the parent's passwords and keys stay with the parent."""
    return {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
