"""The regions of Kazakhstan: 17 regions and three cities of republican significance."""

from dataclasses import dataclass

from rules.reference.files import load, text
from rules.text import Text


@dataclass(frozen=True, slots=True)
class Region:
    key: str
    title: Text


REGIONS = tuple(Region(key, text(row)) for key, row in load("regions.toml").items())
