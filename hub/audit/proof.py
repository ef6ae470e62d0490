"""The proof of one event: from its canonical form, over the digests that follow, to the next signed head.

The events between are shown by their hashes alone: a proof tells of nothing but its own event.
"""

import json
from typing import Any

from hub.audit import chain, heads
from hub.audit.models import Event, Private
from hub.audit.verify import FIELDS, content_of


def proof(event: Event, head: heads.Head, opened: list[Private]) -> dict[str, Any]:
    """What `tools/verify_audit.py --proof` checks; `opened` are the private values that are shown with it."""
    between = Event.objects.filter(number__gt=event.number, number__lte=head.number).order_by("number")
    told = {
        "event": json.loads(event.content),
        "prev": event.prev,
        "digest": event.digest,
        "then": [chain.body(content_of(row)).hex() for row in between.values(*FIELDS).iterator()],
        "head": json.loads(head.line),
    }
    if opened:
        told["private"] = {one.name: {"salt": bytes(one.salt).hex(), "value": one.value} for one in opened}
    return told
