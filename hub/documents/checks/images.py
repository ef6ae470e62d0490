"""PNG and JPEG: the frame is read first, and only a picture of bearable size is decoded."""

import re
import struct
from typing import Final

from hub.documents.checks.problems import refusal
from hub.documents.checks.verdict import Kind

MAX_MEGAPIXELS: Final = 50
MAX_SCANS: Final = 200  # honest progressive pictures have about ten
SLACK: Final = 16  # bytes after the end of a picture
_PADDING: Final = b"\x00\r\n "
_MARKER: Final = re.compile(rb"\xff+([\x01-\xcf\xd8-\xfe])")  # not a stuffed zero, not a restart
_START, _END, _SCAN, _TEMPORARY = 0xD8, 0xD9, 0xDA, 0x01
_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def examine(data: bytes, kind: Kind) -> None:
    """Refuse a PNG or JPEG that is incomplete, too large, does not decode or carries something else."""
    end = _png_end(data) if kind == "png" else _jpegs_end(data)
    if len(data[end:].strip(_PADDING)) > SLACK:
        raise refusal("polyglot")
    _decode(data, kind)


def _bearable(width: int, height: int) -> None:
    if not width * height:
        raise refusal("truncated")
    if width * height > MAX_MEGAPIXELS * 1_000_000:
        raise refusal("pixel_flood", width=width, height=height, limit=MAX_MEGAPIXELS)


def _png_end(data: bytes) -> int:
    """Find the position after IEND, chunk by chunk."""
    if data[12:16] != b"IHDR" or len(data) < 33:  # noqa: PLR2004 - signature 8 + IHDR 25
        raise refusal("truncated")
    _bearable(*struct.unpack_from(">2L", data, 16))
    at = 8
    while at + 12 <= len(data):
        tag = data[at + 4 : at + 8]
        if tag == b"IHDR" and at > 8:  # noqa: PLR2004 - a second frame would not be the one that was judged
            raise refusal("truncated")
        at += 12 + int.from_bytes(data[at : at + 4], "big")
        if tag == b"IEND" and at <= len(data):
            return at
    raise refusal("truncated")


def _jpegs_end(data: bytes) -> int:
    """Find the position after the last picture: phones add a second one (MPF: a preview, a brightness map)."""
    end = _jpeg_end(data, 0)
    while b"MPF\x00" in data[:65_536] and (start := data.find(b"\xff\xd8\xff", end)) >= 0:
        if data[end:start].strip(_PADDING):
            break
        end = _jpeg_end(data, start)
    return end


def _jpeg_end(data: bytes, start: int) -> int:
    """Find the position after the end marker of the picture that begins at `start`."""
    at, scans = start + 2, 0
    while found := _MARKER.search(data, at):
        marker, at = found[1][0], found.end()
        length = int.from_bytes(data[at : at + 2], "big")
        if marker == _END:
            return at
        if marker == _TEMPORARY:
            continue
        if marker == _START or length < 2:  # noqa: PLR2004 - a length counts its own two bytes
            break
        if marker in _FRAMES:
            height, width = struct.unpack(">2H", data[at + 3 : at + 7].ljust(4, b"\x00"))
            _bearable(width, height)
        scans += marker == _SCAN
        if scans > MAX_SCANS:
            raise refusal("unreadable")
        at += length
    raise refusal("truncated")


def _decode(data: bytes, kind: Kind) -> None:
    import io
    import zlib

    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    try:
        with (PngImageFile if kind == "png" else JpegImageFile)(io.BytesIO(data)) as picture:
            # every bit of a JPEG is still read, but an eighth of the size needs a fraction of the memory
            picture.draft(None, (max(1, picture.width // 8), max(1, picture.height // 8)))
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error, zlib.error):
        raise refusal("truncated") from None
