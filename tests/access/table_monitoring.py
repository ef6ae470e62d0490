"""Requests and monitoring: the Technopark's lists, sending to many, visits."""

from tests.access.lines import MOVED_ON, PAGE, SENT_ON, Route, both, on, reads
from tests.access.people import MONITORING, NOBODY, SEE_FILED

REQUESTS_AND_ROUNDS: dict[str, Route] = {
    "requests": reads(SEE_FILED),
    "request_new": both(MONITORING, on("kind of request", MONITORING, PAGE, SENT_ON)),
    "batch": reads(SEE_FILED, on("batch", SEE_FILED, PAGE)),
    "rounds": reads(SEE_FILED),
    "rounds_open": both(MONITORING, on("quarter of rounds", MONITORING, PAGE, SENT_ON)),
    "visit": both(
        MONITORING,
        on("inner round, remarked round", MONITORING, PAGE, SENT_ON),
        on("closed round", MONITORING, MOVED_ON, MOVED_ON),
        on("asked request", NOBODY),
    ),
    "photo": reads(SEE_FILED, on("inner round photo", SEE_FILED, PAGE), on("crossed photo", NOBODY)),
}
