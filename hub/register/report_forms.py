"""Which forms of the quarterly report an agreement can name, and which one binds a participant on a day (clause 65)."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from hub.register.fees import agreements_of
from hub.register.models import Participant
from rules.text import Text

SOURCE = Path(__file__).with_suffix(".toml")


@cache
def report_forms() -> Mapping[str, Text]:
    """Version → title, in the order of their making."""
    told = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return {version: Text(**title) for version, title in told.items()}


def report_form_on(participant: Participant, on: date) -> str:
    """The version bound by the last agreement or amendment signed by that day that names one; empty where none does."""
    signed = [one.report_form for one in agreements_of(participant) if one.signed_on <= on and one.report_form]
    return signed[-1] if signed else ""
