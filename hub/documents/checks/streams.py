"""Streams of a PDF: how large they grow when a reader unpacks them, counted without keeping what comes out."""

import base64
import zlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from hub.documents.checks.problems import refusal

if TYPE_CHECKING:
    from pikepdf import Stream

MIB: Final = 1024 * 1024
MAX_STREAM: Final = 512 * MIB
MAX_TOTAL: Final = 2048 * MIB
MAX_MEGAPIXELS: Final = 150
MAX_MEGAPIXELS_OF_ONE_BIT: Final = 600  # a plan of size A0, scanned in black and white
_PIECE: Final = 4 * MIB
_TEXT: Final = frozenset({"/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"})
_FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
_LZW: Final = frozenset({"/LZWDecode", "/LZW"})
_RUNS: Final = frozenset({"/RunLengthDecode", "/RL"})
_GROWING: Final = _FLATE | _LZW | _RUNS
_ONE_BIT: Final = frozenset({"/CCITTFaxDecode", "/CCF", "/JBIG2Decode"})
_CLEAR, _END, _FIRST, _FULL = 256, 257, 258, 4096  # codes of LZW


def examine(streams: Iterable["Stream"]) -> None:
    """Refuse streams that unpack to too much, alone or together, and pictures of too many pixels."""
    total = 0
    for stream in streams:
        names = _filters(stream)
        _bearable_picture(stream, names)
        for size in _unpacked(stream, names):
            total += size
            if total > MAX_TOTAL:
                raise refusal("zip_bomb/pdf")


def _filters(stream: "Stream") -> list[str]:
    import pikepdf

    told = stream.stream_dict.get("/Filter", None)
    return [str(name) for name in (told if isinstance(told, pikepdf.Array) else [told] if told is not None else [])]


def _bearable_picture(stream: "Stream", filters: list[str]) -> None:
    told = stream.stream_dict
    if str(told.get("/Subtype", "")) != "/Image":
        return
    width, height = (int(told.get(key, 0)) for key in ("/Width", "/Height"))
    one_bit = bool(_ONE_BIT & set(filters)) or int(told.get("/BitsPerComponent", 8)) == 1
    limit = MAX_MEGAPIXELS_OF_ONE_BIT if one_bit else MAX_MEGAPIXELS
    if width * height > limit * 1_000_000:
        raise refusal("pixel_flood", width=width, height=height, limit=limit)


def _unpacked(stream: "Stream", filters: list[str]) -> Iterator[int]:
    """Sizes of what comes out of the one packing of the stream, piece by piece."""
    growing = [name for name in filters if name in _GROWING]
    if not growing:
        return
    before = filters[: filters.index(growing[0])]
    if len(growing) > 1 or set(before) - _TEXT:  # packed twice: no honest program does so
        raise refusal("zip_bomb/pdf")
    packed = stream.read_raw_bytes()
    for name in before:
        packed = _plain(packed, name)
    size = 0
    for grown in _grown(packed, growing[0]):
        size += grown
        if size > MAX_STREAM:
            raise refusal("zip_bomb/pdf")
        yield grown


def _plain(text: bytes, name: str) -> bytes:
    """Bytes written as text, as far as they can be read."""
    try:
        if name in {"/ASCIIHexDecode", "/AHx"}:
            digits = b"".join(text.partition(b">")[0].split())
            return bytes.fromhex(digits.decode("ascii") + "0" * (len(digits) % 2))
        return base64.a85decode(text.partition(b"~>")[0].removeprefix(b"<~"), ignorechars=b" \t\n\r\v\f\0")
    except ValueError:
        raise refusal("truncated") from None


def _grown(packed: bytes, name: str) -> Iterator[int]:
    if name in _FLATE:
        return _inflated(packed)
    return _of_codes(packed) if name in _LZW else _of_runs(packed)


def _inflated(packed: bytes) -> Iterator[int]:
    """What stands after a fault does not count: readers stop there too."""
    engine = zlib.decompressobj()
    rest = packed
    try:
        while rest and not engine.eof:
            yield len(engine.decompress(rest, _PIECE))
            rest = engine.unconsumed_tail
    except zlib.error:
        return


def _of_runs(packed: bytes) -> Iterator[int]:
    at = 0
    while at < len(packed) and (length := packed[at]) != 128:  # noqa: PLR2004  the end mark
        yield length + 1 if length < 128 else 257 - length  # noqa: PLR2004  copies below, repeats above
        at += length + 2 if length < 128 else 2  # noqa: PLR2004


def _of_codes(packed: bytes) -> Iterator[int]:
    """Sizes of the strings that LZW codes stand for; the strings themselves are not made."""
    sizes: list[int] = []
    before = 0
    for code in _codes(packed, sizes):
        if code == _CLEAR:
            sizes.clear()
            before = 0
            continue
        size = 1 if code < _CLEAR else sizes[code - _FIRST] if code - _FIRST < len(sizes) else before + 1
        if before and len(sizes) < _FULL - _FIRST:
            sizes.append(before + 1)
        before = size
        yield size


def _codes(packed: bytes, known: list[int]) -> Iterator[int]:
    """The codes of 9 to 12 bits: longer ones as more strings are known."""
    held = bits = 0
    for byte in packed:
        held, bits = held << 8 | byte, bits + 8
        # a code grows one string early, as PDF has it unless told otherwise
        width = min(12, max(9, (len(known) + _FIRST + 1).bit_length()))
        if bits >= width:
            bits -= width
            code, held = held >> bits, held & ((1 << bits) - 1)
            if code == _END:
                return
            yield code
