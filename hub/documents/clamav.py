"""Ask the virus scanner ClamAV, over its socket, about bytes that we hold (INSTREAM).

The packaged clients are under the GPL or no longer kept, and bound each step instead of the whole conversation.
"""

import socket
import struct
import time
from dataclasses import dataclass
from enum import Enum
from typing import Final

_PIECE: Final = 64 * 1024
_LONGEST_ANSWER: Final = 4096


@dataclass(frozen=True, slots=True)
class Unix:
    """A socket in the file system."""

    path: str


@dataclass(frozen=True, slots=True)
class Tcp:
    """A socket on the network: the bytes go there in the clear, so it belongs on a network of one's own."""

    host: str
    port: int


Address = Unix | Tcp


class Answer(Enum):
    """`NOT_SCANNED` is whatever is neither a clear yes nor a clear no: silence, a full buffer, an error."""

    CLEAN = "clean"
    FOUND = "found"
    NOT_SCANNED = "not scanned"


def address(text: str) -> Address | None:
    """Read "unix:/run/clamav/clamd.ctl" or "tcp:host:port"; None for "". ValueError for anything else."""
    scheme, _, rest = text.partition(":")
    if scheme == "unix" and rest.startswith("/"):
        return Unix(rest)
    host, _, port = rest.rpartition(":")
    if scheme == "tcp" and host and port.isascii() and port.isdigit():
        return Tcp(host.strip("[]"), int(port))
    if text:
        raise ValueError(f"{text!r} is neither unix:/path nor tcp:host:port")
    return None


def scan(content: bytes, at: Address, *, seconds: float) -> Answer:
    """Send `content` and hear the answer, all within `seconds`; never raises for a failed scan."""
    ends = time.monotonic() + seconds
    try:
        with _connected(at, ends) as line:
            _send(line, content, ends)
            return _understood(_heard(line, ends))
    except OSError:  # time-outs and resets among them: clamd ends a stream that is too long
        return Answer.NOT_SCANNED


def _connected(at: Address, ends: float) -> socket.socket:
    if isinstance(at, Tcp):
        return socket.create_connection((at.host, at.port), timeout=_left(ends))
    line = socket.socket(socket.AF_UNIX)
    try:
        line.settimeout(_left(ends))
        line.connect(at.path)
    except OSError:
        line.close()
        raise
    return line


def _send(line: socket.socket, content: bytes, ends: float) -> None:
    """The command, then pieces that each say their length, then a piece of none."""
    line.sendall(b"zINSTREAM\0")
    for start in range(0, len(content), _PIECE):
        piece = content[start : start + _PIECE]
        line.settimeout(_left(ends))
        line.sendall(struct.pack(">L", len(piece)) + piece)
    line.sendall(struct.pack(">L", 0))


def _heard(line: socket.socket, ends: float) -> bytes:
    said = b""
    while b"\0" not in said and len(said) < _LONGEST_ANSWER:
        line.settimeout(_left(ends))
        piece = line.recv(_LONGEST_ANSWER)
        if not piece:
            break
        said += piece
    return said


def _understood(said: bytes) -> Answer:
    """Only a whole answer counts: it ends with a NUL."""
    if said == b"stream: OK\0":
        return Answer.CLEAN
    if said.startswith(b"stream: ") and said.endswith(b" FOUND\0"):
        return Answer.FOUND
    return Answer.NOT_SCANNED


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
