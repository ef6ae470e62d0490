"""PDF: complete without repair, open to all readers, and nothing in it that acts or carries files."""

import io
import re
from typing import TYPE_CHECKING, Final

from hub.documents.checks import streams
from hub.documents.checks.kinds import MARKUP
from hub.documents.checks.problems import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf, Stream

    from hub.documents.checks.verdict import FileRefusedError

SLACK: Final = 1024  # bytes after the last %%EOF in which readers still look for it
_MORE_OBJECTS: Final = re.compile(rb"\s*(\d+ \d+ obj|xref)")
_SCRIPTS: Final = frozenset({"/JavaScript", "/Rendition"})
_LAUNCHES: Final = frozenset({"/Launch", "/GoToE", "/GoToR", "/ImportData", "/SubmitForm"})
_ATTACHMENTS: Final = frozenset({"/EmbeddedFile", "/FileAttachment", "/RichMedia", "/3D", "/Movie", "/Sound"})
_KEYS: Final = ("/JS", "/XFA", "/EF", "/Ref", "/OpenAction", "/AA")
_SUSPECT: Final = re.compile(
    b"(%s)\\b" % b"|".join(sorted(name.encode() for name in (*_SCRIPTS, *_LAUNCHES, *_ATTACHMENTS, *_KEYS)))
)
_FIRST_OBJECT: Final = re.compile(rb"\d+\s+\d+\s+obj\b")
_HEAD: Final = 1024  # bytes before the first object: a version, a comment
MAX_CHAIN: Final = 100


def examine(data: bytes) -> None:
    """Refuse a PDF that is cut, damaged, locked, or one that holds scripts, launch actions or files."""
    _complete(data)
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as document:
            if not len(document.pages):
                raise refusal("truncated")
            for mapping in _mappings(document):
                _harmless(mapping)
            streams.examine(_streams(document))
            _understood(document)
    except pikepdf.PasswordError:
        raise refusal("encrypted") from None
    except (pikepdf.PdfError, ValueError, TypeError) as error:
        raise _damage([str(error)]) from None
    except RuntimeError:  # how a lack of memory inside a conversion shows
        raise refusal("unreadable") from None


def _complete(data: bytes) -> None:
    """Check that the end mark stands at the end: a cut file goes on with objects, a doubled one with foreign data."""
    head, mark, tail = data.rpartition(b"%%EOF")
    if not mark or b"startxref" not in head:
        raise refusal("truncated")
    first = _FIRST_OBJECT.search(data)
    before = data[: first.start()] if first else data
    if len(before) > _HEAD or MARKUP.search(before):
        raise refusal("polyglot")
    rest = tail.strip(b"\x00\r\n\t ")
    if len(rest) > SLACK:
        raise refusal("truncated" if _MORE_OBJECTS.match(tail) else "polyglot")


def _understood(document: "Pdf") -> None:
    """Refuse when an object was unreadable: the parser takes such a one for nothing, another reader may not."""
    warnings = [str(warning) for warning in document.get_warnings()]
    if warnings:
        raise _damage(warnings)


def _damage(told: list[str]) -> "FileRefusedError":
    """Tell a file that wants more memory than it may have from a damaged one."""
    return refusal("unreadable" if any("bad_alloc" in line for line in told) else "truncated")


def _streams(document: "Pdf") -> "Iterator[Stream]":
    """Find every stream; one whose content is another file is refused."""
    import pikepdf

    for held in document.objects:
        if isinstance(held, pikepdf.Stream):
            if "/F" in held.stream_dict:
                raise refusal("pdf_launch")
            yield held


def _calls_out(mapping: "Object") -> bool:
    """Tell whether an address is opened without a click: on opening the document, a page, a field."""
    import pikepdf

    waiting = [mapping.get("/OpenAction", None)]
    automatic = mapping.get("/AA", None)
    if isinstance(automatic, pikepdf.Dictionary):
        waiting += [automatic[key] for key in automatic.keys()]  # noqa: SIM118 - not a dict
    for _ in range(MAX_CHAIN):
        if not waiting:
            return False
        action = waiting.pop()
        if isinstance(action, pikepdf.Array):
            waiting += [one for one in action if isinstance(one, pikepdf.Dictionary) and "/S" in one]
        elif isinstance(action, pikepdf.Dictionary):
            if action.get("/S", None) == pikepdf.Name.URI:
                return True
            waiting.append(action.get("/Next", None))
    return True


def _mappings(document: "Pdf") -> "Iterator[Object]":
    """Find every dictionary of the file that names something suspect, at any depth."""
    import pikepdf

    for held in document.objects:
        whole = held.stream_dict if isinstance(held, pikepdf.Stream) else held
        if not isinstance(whole, (pikepdf.Dictionary, pikepdf.Array)):
            continue
        # names come out in their plain spelling here, so "/J#61vaScript" is found too
        if not _SUSPECT.search(whole.unparse(resolved=True)):
            continue
        waiting = [whole]
        while waiting:
            value = waiting.pop()
            if isinstance(value, pikepdf.Dictionary):
                yield value
                inner = [value[key] for key in value.keys()]  # noqa: SIM118 - not a dict
            else:
                inner = list(value) if isinstance(value, pikepdf.Array) else []
            waiting += [v for v in inner if isinstance(v, (pikepdf.Dictionary, pikepdf.Array)) and not v.is_indirect]


def _harmless(mapping: "Object") -> None:
    import pikepdf

    values = [mapping.get(key) for key in ("/S", "/Type", "/Subtype")]
    told = {str(value) for value in values if isinstance(value, pikepdf.Name)}
    if told & _SCRIPTS or "/JS" in mapping or "/XFA" in mapping:
        raise refusal("pdf_script")
    if told & _LAUNCHES or "/Ref" in mapping or _calls_out(mapping):
        raise refusal("pdf_launch")
    if told & _ATTACHMENTS or "/EF" in mapping:
        raise refusal("pdf_attachment")
