"""What is kept of requests and monitoring: the record of a participant, with those whom a visit met."""

from typing import Any

from hub.accounts.models import User
from hub.monitoring.models import Visit
from hub.privacy.declared import kept

FIELDS = (
    kept("monitoring.Batch", "record", public="id procedure topic total done opened at finished_at stopped"),
    kept("monitoring.Batch", "record", participant="items participants", personal="by"),
    kept("monitoring.Signal", "record", public="id key at", participant="case says"),
    kept("monitoring.Visit", "record", public="id on at", participant="case place found seen photos"),
    kept("monitoring.Visit", "record", personal="present by"),
    kept("monitoring.Visit_photos", "record", public="id", participant="visit storedfile"),
)


def export(person: User) -> dict[str, Any]:
    """The visits that the person made."""
    return {"visits": list(Visit.objects.filter(by=person).values("case__number", "on", "place", "seen"))}
