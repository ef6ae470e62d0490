"""Word and Excel documents: plain XML parts, no programs, no carried files, nothing fetched from elsewhere."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.parsers import expat

from hub.documents.checks.archive import Part, opened
from hub.documents.checks.kinds import hidden_sort
from hub.documents.checks.parts import Words, speaks
from hub.documents.checks.problems import refusal

Parts = Mapping[str, Part]
StartOf = Callable[[str, dict[str, str]], None]

_TYPES_PART: Final = "[Content_Types].xml"
_MAIN: Final[dict[str, str]] = {
    "wordprocessingml.document.main+xml": "docx",
    "spreadsheetml.sheet.main+xml": "xlsx",
    "presentationml.presentation.main+xml": "pptx",
    "presentationml.slideshow.main+xml": "pptx",
    "wordprocessingml.template.main+xml": "template",
    "spreadsheetml.template.main+xml": "template",
}
# Marks in a part's name, content type or relationship type, all in small letters.
_MACROS: Final = ("macroenabled", "vbaproject", "vbadata", "macrosheet", "dialogsheet", "attachedtoolbars")
_OBJECTS: Final = ("oleobject", "activex", "afchunk", "/control")
_OUTSIDE: Final = ("externallink", "spreadsheetml.connections", "/connections", "querytable", "webextension")
_OPENED_BY_CLICK: Final = frozenset({"", "http", "https", "mailto", "tel", "ftp", "file"})
_SCHEME: Final = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SERVER: Final = re.compile(r"\s*(file:)?[/\\]{2,}(?![/\\]|[a-z]:)", re.IGNORECASE)  # \\server\share
_DTD: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
# Kinds that nobody shows inside a document; pictures, sound and what Office writes for itself may stay.
_CARGO: Final = frozenset({"program", "script", "shortcut", "archive", "pdf", "rtf", "html", "postscript"})
_HEAD: Final = 512
_COMPOUND: Final = b"\xd0\xcf\x11\xe0"
_ARCHIVE: Final = b"PK\x03\x04"
MAX_EMBEDDED: Final = 20 * 1024 * 1024  # bytes of a workbook behind a chart


def sort_of(parts: Parts) -> str:
    """Tell "docx", "xlsx", "pptx", "template" or "macro"; "zip" for an archive that is no office document."""
    if _TYPES_PART not in parts:
        return "zip"
    types = content_types(parts).values()
    if any(mark in kind for kind in types for mark in _MACROS):
        return "macro"
    found = {sort for kind in types for ending, sort in _MAIN.items() if kind.endswith(ending)}
    if len(found) > 1:
        raise refusal("malformed", part=_TYPES_PART)
    return found.pop() if found else "zip"


def content_types(parts: Parts) -> dict[str, str]:
    """Find each part's content type in small letters; "" for a part that has none."""
    by_ending: dict[str, str] = {}
    by_part: dict[str, str] = {}

    def start(element: str, given: dict[str, str]) -> None:
        kind = given.get("ContentType", "").lower()
        if element.endswith(" Default"):
            by_ending[given.get("Extension", "").lower()] = kind
        elif element.endswith(" Override"):
            by_part[given.get("PartName", "").lstrip("/").casefold()] = kind

    _read(_TYPES_PART, parts[_TYPES_PART], start)
    return {
        name: by_part.get(name.casefold()) or by_ending.get(name.rpartition(".")[2].lower(), "")
        for name in parts
        if name != _TYPES_PART
    }


def examine(parts: Parts, depth: int = 0) -> None:
    """Refuse a document with macros, objects, outside sources or unsafe XML; read every part to its end."""
    types = content_types(parts)
    if "_rels/.rels" not in parts:
        raise refusal("malformed", part="_rels/.rels")
    for name, part in parts.items():
        kind = types.get(name, "")
        _permitted(f"{name} {kind}".lower(), name)
        if name.lower().endswith(".rels"):
            _read(name, part, _relationship)
        elif name.lower().endswith((".xml", ".vml")) or kind.endswith("xml"):
            # Excel's old drawings (VML) need not be well formed
            _read(name, part, strict=not name.lower().endswith(".vml"))
        else:
            _carried(part, depth)


def _permitted(marks: str, part: str) -> None:
    if any(mark in marks for mark in _MACROS):
        raise refusal("macros")
    if any(mark in marks for mark in _OBJECTS):
        raise refusal("embedded", part=part)
    if any(mark in marks for mark in _OUTSIDE):
        raise refusal("external", part=part)


def _relationship(element: str, given: dict[str, str]) -> None:
    if not element.endswith(" Relationship"):
        return
    kind, target = given.get("Type", "").lower(), _shown(given.get("Target", ""))
    outside = given.get("TargetMode", "").strip().lower() == "external"
    if outside and not (kind.endswith("/hyperlink") and _clickable(given.get("Target", ""))):
        raise refusal("external", part=target)
    if not outside and "://" in target:
        raise refusal("external", part=target)
    _permitted(kind, target)


def _clickable(target: str) -> bool:
    """Tell whether a link leads where an honest one may: not to a script, not to a server's share."""
    scheme = _SCHEME.match(target)
    return (scheme[1].lower() if scheme else "") in _OPENED_BY_CLICK and not _SERVER.match(target)


def _shown(target: str) -> str:
    return "".join(c for c in target if c.isprintable())[:80]


def _read(name: str, part: Part, start: StartOf | None = None, *, strict: bool = True) -> None:
    """Read XML to its end, without a DTD and so without entities."""

    def doctype(*_: object) -> None:
        raise refusal("xml_entities", part=name)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    words = Words(name, parser) if start is None and speaks(part.chunks()) else None
    readable, tail = True, b""
    for chunk in part.chunks():
        readable = readable and _fed(parser, chunk, final=False)
        tail = tail[-_HEAD:] + chunk
        if not strict and _DTD.search(tail.replace(b"\x00", b"")):  # the parser may have given up before it
            raise refusal("xml_entities", part=name)
    readable = readable and _fed(parser, b"", final=True)
    if words:
        words.finish()
    if strict and not readable:
        raise refusal("malformed", part=name)


def _fed(parser: expat.XMLParserType, chunk: bytes, *, final: bool) -> bool:
    try:
        parser.Parse(chunk, final)
    except (expat.ExpatError, ValueError, LookupError):
        return False
    return True


def _carried(part: Part, depth: int) -> None:
    """Read a picture or the like. A workbook behind a chart is a document of its own, allowed one level deep."""
    head = b""
    for chunk in part.chunks():
        head = (head + chunk)[:_HEAD] if len(head) < _HEAD else head
        if head.startswith(_COMPOUND):
            raise refusal("embedded", part=part.name)
    if head.startswith(_ARCHIVE):
        _workbook(part, depth)
    elif hidden_sort(head) in _CARGO or ("embeddings/" in part.name.lower() and part.size):
        raise refusal("embedded", part=part.name)


def _workbook(part: Part, depth: int) -> None:
    if depth or part.size > MAX_EMBEDDED:
        raise refusal("embedded", part=part.name)
    inner = opened(b"".join(part.chunks()))
    if sort_of(inner) != "xlsx":
        raise refusal("embedded", part=part.name)
    examine(inner, depth + 1)
