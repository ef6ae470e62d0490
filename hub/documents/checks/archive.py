"""A ZIP that every reader understands alike: nothing before, between, after or upon its parts, and no bomb."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from hub.documents.checks.problems import refusal

MIB: Final = 1024 * 1024
MAX_PARTS: Final = 2_000
MAX_TOTAL: Final = 200 * MIB
WATCHED_TOTAL: Final = 50 * MIB  # from here on the ratio counts
MAX_RATIO: Final = 100
_MAX_DIRECTORY: Final = 2 * MIB
_END: Final = struct.Struct("<4s4H2LH")
_DESCRIPTOR: Final = 24  # the longest record a writer may put after a part
_BLOCK: Final = 4096  # inflates to 4 MiB at most
_ENCRYPTED, _LATER, _UTF8 = 0x1, 0x8, 0x800
_UNKNOWN: Final = 0xFFFFFFFF  # the size stands in an extra field


@dataclass(frozen=True, slots=True)
class Part:
    """One entry: its lawful name, its packed bytes and what the directory promises about them."""

    name: str
    packed: memoryview
    deflated: bool
    size: int
    crc: int

    def chunks(self) -> Iterator[bytes]:
        """Give the content piece by piece; refused when it is not what the directory promised."""
        size = crc = 0
        for piece in self._inflated() if self.deflated else iter([bytes(self.packed)]):
            size, crc = size + len(piece), zlib.crc32(piece, crc)
            if size > self.size:
                raise refusal("zip_bomb")
            yield piece
        if (size, crc) != (self.size, self.crc):
            raise refusal("truncated")

    def _inflated(self) -> Iterator[bytes]:
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for at in range(0, len(self.packed), _BLOCK):
                yield engine.decompress(self.packed[at : at + _BLOCK])
            yield engine.flush()
        except zlib.error:
            raise refusal("truncated") from None
        if not engine.eof or engine.unused_data:
            raise refusal("truncated")


def opened(data: bytes) -> dict[str, Part]:
    """Read the parts by name; refused when the archive is cut, doubled, locked or a bomb."""
    count, directory_at = _end_record(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError):
        raise refusal("truncated") from None
    if len(entries) != count:
        raise refusal("malformed", part="ZIP")
    _bearable(entries, len(data))
    _distinct(entries)
    return {part.name: part for part in _laid_out(entries, data, directory_at)}


def _end_record(data: bytes) -> tuple[int, int]:
    """Read (number of entries, where the directory begins) from the last 22 bytes."""
    at = len(data) - _END.size
    if at < 0 or not data.startswith(b"PK\x05\x06", at):
        raise refusal("polyglot" if b"PK\x05\x06" in data[-65_557:] else "truncated")
    _, disk, first_disk, here, count, length, offset, comment = _END.unpack_from(data, at)
    if count > MAX_PARTS or length > _MAX_DIRECTORY:
        raise refusal("zip_bomb")
    if disk or first_disk or here != count or comment:
        raise refusal("malformed", part="ZIP")
    if offset + length != at:
        raise refusal("polyglot")
    return count, offset


def _bearable(entries: list[zipfile.ZipInfo], length: int) -> None:
    total = sum(entry.file_size for entry in entries)
    if total > MAX_TOTAL or (total > WATCHED_TOTAL and total > MAX_RATIO * length):
        raise refusal("zip_bomb")


def _distinct(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse names that two readers could take for different parts."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if entry.flag_bits & _ENCRYPTED:
            raise refusal("encrypted")
        strange = name.startswith("/") or ".." in name.split("/") or not name.isprintable() or set(name) & set("\\:")
        if strange or name.casefold() in seen or entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise refusal("malformed", part="ZIP")
        seen.add(name.casefold())


def _laid_out(entries: list[zipfile.ZipInfo], data: bytes, directory_at: int) -> Iterator[Part]:
    """Give the parts in the order of their bytes; refused when they overlap or leave room for something else."""
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        _adjoining(end, entry.header_offset)
        end = _content_at(entry, data) + entry.compress_size
        packed = memoryview(data)[end - entry.compress_size : end]
        deflated = entry.compress_type == zipfile.ZIP_DEFLATED
        yield Part(entry.filename, packed, deflated, entry.file_size, entry.CRC)
    _adjoining(end, directory_at)


def _adjoining(end: int, start: int) -> None:
    if start < end:
        raise refusal("zip_bomb")
    if start - end > _DESCRIPTOR or (end == 0 and start > 0):
        raise refusal("polyglot")


def _content_at(entry: zipfile.ZipInfo, data: bytes) -> int:
    """Find where the packed bytes begin; the header before them must bear the same name as the directory."""
    at = entry.header_offset
    if not data.startswith(b"PK\x03\x04", at) or at + 30 > len(data):
        raise refusal("truncated")
    name_length = int.from_bytes(data[at + 26 : at + 28], "little")
    extra_length = int.from_bytes(data[at + 28 : at + 30], "little")
    name = entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437")
    if data[at + 30 : at + 30 + name_length] != name or not _agrees(entry, data[at : at + 30]):
        raise refusal("malformed", part="ZIP")
    return at + 30 + name_length + extra_length


def _agrees(entry: zipfile.ZipInfo, header: bytes) -> bool:
    """Tell whether the header before a part promises what the directory does; sizes may be left to a later record."""
    flags, method = struct.unpack_from("<2H", header, 6)
    told = struct.unpack_from("<3L", header, 14)
    promised = (entry.CRC, entry.compress_size, entry.file_size)
    later = bool(flags & _LATER) and set(told) <= {0, _UNKNOWN}
    same = told == promised or (told[0] == entry.CRC and set(told[1:]) == {_UNKNOWN})
    return not flags & _ENCRYPTED and method == entry.compress_type and (same or later)
