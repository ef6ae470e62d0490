"""The register as open data: a list of objects, or a table that a spreadsheet opens without running anything in it."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from hub import cells
from hub.register.models import Participant

KEYS = (
    "bin",
    "name_kk",
    "name_ru",
    "region",
    "location_kk",
    "location_ru",
    "activities",
    "works",
    "since",
    "until",
    "entered_on",
    "active",
    "certificates",
)


def entry(participant: Participant, on: date) -> dict[str, Any]:
    """One object of the open data; its keys are `KEYS`, days are ISO 8601."""
    organisation = participant.organisation
    return {
        "bin": organisation.bin,
        "name_kk": organisation.name_kk,
        "name_ru": organisation.name_ru,
        "region": participant.region,
        "location_kk": participant.location_kk,
        "location_ru": participant.location_ru,
        "activities": participant.activities,
        "works": participant.works,
        "since": participant.since.isoformat(),
        "until": participant.until.isoformat(),
        "entered_on": participant.entered_on.isoformat() if participant.entered_on else None,
        "active": participant.active(on),
        "certificates": [certificate.number for certificate in participant.certificates.all()],
    }


def as_json(participants: Iterable[Participant], on: date) -> Iterator[str]:
    """A JSON array, an object a line."""
    before = "[\n"
    for participant in participants:
        yield before + json.dumps(entry(participant, on), ensure_ascii=False)
        before = ",\n"
    yield "\n]\n" if before != "[\n" else "[]\n"


def as_csv(participants: Iterable[Participant], on: date) -> Iterator[str]:
    """Rows under a header of the keys; several values in a cell are parted by a space."""
    yield cells.row(KEYS)
    for participant in participants:
        yield cells.row(entry(participant, on).values())
