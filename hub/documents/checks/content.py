"""The order of the check: size, true kind, agreement with the name, then what only this kind can hide."""

from pathlib import Path
from typing import Final

from hub.documents.checks import kinds
from hub.documents.checks.names import ending, safe_name
from hub.documents.checks.problems import problem, refusal
from hub.documents.checks.verdict import FileRefusedError, Kind, Verdict
from rules.text import Text

MAX_BYTES: Final = 20 * 1024 * 1024
_MIB: Final = 1024 * 1024
_OFFICE: Final = frozenset({"docx", "xlsx", "docm", "xlsm"})


def check(path: Path, name: str) -> Verdict:
    """Judge whether the file at `path`, sent under `name`, may enter; raises OSError when it cannot be opened."""
    try:
        kind = _examined(path, safe_name(name))
    except FileRefusedError as refused:
        return Verdict.refused(refused.problem)
    except (MemoryError, RecursionError):
        return Verdict.refused(problem("unreadable"))
    return Verdict.accepted(kind, kinds.MIMES[kind])


def _examined(path: Path, name: str) -> Kind:
    data = _read(path)
    sort = kinds.sort_of(data)
    if sort == "zip":
        return _office(data, name)
    kind = kinds.agreed(sort, name)
    if kind == "pdf":
        from hub.documents.checks import pdf

        pdf.examine(data)
    else:
        from hub.documents.checks import images

        images.examine(data, kind)
    return kind


def _read(path: Path) -> bytes:
    size = path.stat().st_size
    if size == 0:
        raise refusal("empty")
    if size > MAX_BYTES:
        shown = f"{-(-size * 10 // _MIB) / 10:.1f}"  # rounded up, so that it never equals the limit
        comma = shown.replace(".", ",")
        raise refusal("too_large", size=Text(comma, comma, shown), limit=MAX_BYTES // _MIB)
    return path.read_bytes()


def _office(data: bytes, name: str) -> Kind:
    from hub.documents.checks import archive, ooxml

    try:
        parts = archive.opened(data)
        sort = ooxml.sort_of(parts)
    except FileRefusedError:
        if ending(name) in _OFFICE:
            raise
        return kinds.agreed("zip", name)  # for a .zip or a .pdf the kind matters, not the damage
    kind = kinds.agreed(sort, name)
    ooxml.examine(parts)
    return kind
