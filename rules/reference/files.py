"""Reading the TOML files beside this module."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rules.text import Text


def load(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


def text(given: Mapping[str, Any]) -> Text:
    """Read the three languages of a table; a missing one is a KeyError, so that no title stays untranslated."""
    return Text(given["kk"], given["ru"], given["en"])
