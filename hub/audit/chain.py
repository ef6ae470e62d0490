"""The chain: each event's digest covers the event and, through the digest before it, everything that came earlier.

`content` is the canonical form: JSON with sorted keys, without spaces, in UTF-8, of the fields about, action, actor
(`user:<id>` or null), at (ISO, UTC, microseconds), data and number (1, 2, 3 … without gaps).
`digest` is SHA-256(digest before, 32 bytes ‖ SHA-256(content)). docs/audit.md tells it in full.
"""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any, Never

GENESIS = "0" * 64
"""What stands before the first event."""
SALT_BYTES = 16
PRIVATE = "private"
"""The part of an event's data that holds commitments: name → hex."""


_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


class NotCanonical(ValueError):
    """A value that two programs could write differently, so that its digest would say nothing."""


_text = json.encoder.encode_basestring


def canonical(value: Any) -> str:
    """JSON in the one way of writing that is hashed."""
    return _ENCODER.encode(value)


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """The same data as it is read back from any database. Raises NotCanonical for fractions, NUL and half letters."""
    text = canonical(data)
    if "\\u0000" in text:
        raise NotCanonical("NUL")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("half of a letter") from None
    kept: dict[str, Any] = json.loads(text, parse_float=_fraction)
    return kept


def _fraction(text: str) -> Never:
    raise NotCanonical(f"the fraction {text}: write it as text")


def content(number: int, at: datetime, actor_id: int | None, action: str, about: str, data: dict[str, Any]) -> str:
    """The canonical form of an event."""
    actor = "null" if actor_id is None else f'"user:{actor_id}"'
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    # What `canonical` writes of these six fields, put together by hand: a million events are verified so.
    return (
        f'{{"about":{_text(about)},"action":{_text(action)},"actor":{actor},'
        f'"at":"{moment}","data":{canonical(data)},"number":{number}}}'
    )


def body(text: str) -> bytes:
    """SHA-256 of the canonical form; a proof shows it in the place of events that are nobody else's business."""
    return hashlib.sha256(text.encode()).digest()


def link(before: str, body_hash: bytes) -> str:
    """The digest (hex) of the event with this body that comes after the digest `before` (hex)."""
    return hashlib.sha256(bytes.fromhex(before) + body_hash).hexdigest()


def commitment(salt: bytes, value: str) -> str:
    """What the chain holds in the place of a private value: SHA-256(salt ‖ value), hex."""
    return hashlib.sha256(salt + value.encode()).hexdigest()
