"""The versions of the agreement's template: a file each, never changed once it was used."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PLACEHOLDERS = frozenset(
    {"activities", "years", "until", "report_form", "amended", "amended_on", "fees_since"},
)
"""What may stand in braces in a template."""


@cache
def versions() -> tuple[str, ...]:
    """The versions in the order of their names; new agreements are drawn up from the last."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def newest() -> str:
    return versions()[-1]


@cache
def template(version: str) -> Mapping[str, Any]:
    """`agreement` and `amendment`: `title` and `sections`, each with titles, `clauses`, a `table` of fees, and `only`.

    Raises KeyError where there is no such version.
    """
    if version not in versions():
        raise KeyError(version)
    return tomllib.loads((FOLDER / f"{version}.toml").read_text(encoding="utf-8"))
