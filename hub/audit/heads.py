"""Signed heads: every hour the end of the chain is signed and written to a place outside the database.

The file `heads.jsonl` only grows. A line is canonical JSON: `head` (at, digest, key, number, prev), its `signature`
(Ed25519 over the canonical form of `head`, hex) and, where a time stamp authority is named, `timestamp` (RFC 3161 over
the SHA-256 of `head`, base64). `prev` is the SHA-256 of the line before, so no head can be taken out or replaced.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from hub.audit import chain, keys
from hub.audit.models import Event
from hub.audit.timestamps import stamp

FILE = "heads.jsonl"
EVERY = timedelta(hours=1)


class BrokenHeads(RuntimeError):
    """The last line of the file is not a head that this portal signed: nothing is added to it."""


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the file; `digest` is that of event `number` (the genesis for 0)."""

    line: bytes
    at: datetime
    number: int
    digest: str
    key: str
    prev: str
    signature: bytes
    signed: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.line).hexdigest()

    def authentic(self) -> bool:
        """Whether a key of this portal signed it."""
        public = keys.public_key(self.key)
        if public is None:
            return False
        try:
            public.verify(self.signature, self.signed)
        except InvalidSignature:
            return False
        return True


def file() -> Path:
    return Path(settings.AUDIT_HEADS_FOLDER) / FILE


def parse(line: bytes) -> Head:
    """Read one line (without its end). ValueError for what is not a head."""
    try:
        told: dict[str, Any] = json.loads(line)
        head = told["head"]
        if chain.canonical(told).encode() != line or len(head) != 5:  # noqa: PLR2004  the five fields above
            raise ValueError("not in its canonical form")
        return Head(
            line=line,
            at=datetime.fromisoformat(head["at"]),
            number=int(head["number"]),
            digest=str(head["digest"]),
            key=str(head["key"]),
            prev=str(head["prev"]),
            signature=bytes.fromhex(told["signature"]),
            signed=chain.canonical(head).encode(),
        )
    except (KeyError, TypeError, AttributeError) as problem:
        raise ValueError(str(problem)) from None


def read() -> Iterator[Head]:
    """Every head in its order. ValueError at the first line that is none."""
    if not file().exists():
        return
    with file().open("rb") as lines:
        for line in lines:
            yield parse(line.rstrip(b"\n"))


def after(number: int) -> Head | None:
    """The first head that covers event `number`."""
    return next((head for head in read() if head.number >= number), None)


def last() -> Head | None:
    """The last head of the file."""
    if not file().exists():
        return None
    with file().open("rb") as lines:
        return _last(lines)


def write_due(at: datetime) -> Head | None:
    """Sign the end of the chain, once an hour; None where this hour has its head. Hours that were missed stay missed.

    Raises KeyProblem and BrokenHeads. Two workers at once write one head.
    """
    with _held() as lines:
        before = _last(lines)
        if before is not None and _hour(before.at) >= _hour(at):
            return None
        if before is not None and not before.authentic():
            raise BrokenHeads(f"{file()}: the last line is not signed by a key of this portal.")
        head = _signed(before, at)
        lines.seek(0, os.SEEK_END)
        lines.write(head.line + b"\n")
        lines.flush()
        os.fsync(lines.fileno())
        return head


def _signed(before: Head | None, at: datetime) -> Head:
    key = keys.signing_key()
    end = Event.objects.order_by("-number").values_list("number", "digest").first()
    number, digest = end or (0, chain.GENESIS)
    head = {
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "digest": digest,
        "key": keys.key_id(keys.public_of(key)),
        "number": number,
        "prev": before.sha256 if before else chain.GENESIS,
    }
    signed = chain.canonical(head).encode()
    told = {"head": head, "signature": key.sign(signed).hex()}
    if settings.TSA_URL and (token := stamp(hashlib.sha256(signed).digest(), settings.TSA_URL)):
        told["timestamp"] = token
    return parse(chain.canonical(told).encode())


def _hour(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


@contextmanager
def _held() -> Iterator[BinaryIO]:
    """The file, kept from other processes meanwhile."""
    file().parent.mkdir(parents=True, exist_ok=True)
    with file().open("a+b") as lines:
        fcntl.flock(lines, fcntl.LOCK_EX)
        yield lines


def _last(lines: BinaryIO) -> Head | None:
    """The last head, read from the end. Raises BrokenHeads for a line that is none, or that was not written whole."""
    size = lines.seek(0, os.SEEK_END)
    if size == 0:
        return None
    lines.seek(max(0, size - 65536))
    tail = lines.read()
    if not tail.endswith(b"\n"):
        raise BrokenHeads(f"{file()}: the last line was not written whole.")
    try:
        return parse(tail[:-1].rpartition(b"\n")[2])
    except ValueError as problem:
        raise BrokenHeads(f"{file()}: {problem}") from None
