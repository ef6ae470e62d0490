"""Which kind a file truly is, told by its content, and whether its name says the same."""

import io
import re
import struct
import zipfile
from typing import Final

from hub.documents.checks.names import ending
from hub.documents.checks.problems import refusal
from hub.documents.checks.verdict import Kind
from rules.text import Text

MIMES: Final[dict[Kind, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
}
ENDINGS: Final[dict[str, Kind]] = {
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "png": "png",
    "jpg": "jpeg",
    "jpeg": "jpeg",
}
LABELS: Final[dict[str, Text]] = {
    "pdf": Text("PDF құжаты", "документ PDF", "a PDF document"),
    "docx": Text("Word құжаты (DOCX)", "документ Word (DOCX)", "a Word document (DOCX)"),
    "xlsx": Text("Excel кітабы (XLSX)", "книга Excel (XLSX)", "an Excel workbook (XLSX)"),
    "png": Text("PNG суреті", "изображение PNG", "a PNG picture"),
    "jpeg": Text("JPEG суреті", "изображение JPEG", "a JPEG picture"),
    "pptx": Text("PowerPoint көрсетілімі", "презентация PowerPoint", "a PowerPoint presentation"),
    "template": Text("Word немесе Excel үлгісі", "шаблон Word или Excel", "a Word or Excel template"),
    "zip": Text("ZIP мұрағаты", "архив ZIP", "a ZIP archive"),
    "archive": Text("мұрағат", "архив", "an archive"),
    "program": Text("орындалатын бағдарлама", "исполняемая программа", "an executable program"),
    "script": Text("бағдарлама сценарийі", "сценарий (скрипт)", "a script"),
    "shortcut": Text("Windows жарлығы", "ярлык Windows", "a Windows shortcut"),
    "gif": Text("GIF суреті", "изображение GIF", "a GIF picture"),
    "bmp": Text("BMP суреті", "изображение BMP", "a BMP picture"),
    "tiff": Text("TIFF суреті", "изображение TIFF", "a TIFF picture"),
    "webp": Text("WebP суреті", "изображение WebP", "a WebP picture"),
    "heic": Text("HEIC немесе AVIF суреті", "изображение HEIC или AVIF", "a HEIC or AVIF picture"),
    "media": Text("аудио немесе бейне", "аудио или видео", "sound or video"),
    "rtf": Text("RTF құжаты", "документ RTF", "an RTF document"),
    "postscript": Text("PostScript құжаты", "документ PostScript", "a PostScript document"),
    "html": Text("веб-бет (HTML)", "веб-страница (HTML)", "a web page (HTML)"),
    "xml": Text("XML немесе SVG", "XML или SVG", "XML or SVG"),
    "text": Text("қарапайым мәтін", "простой текст", "plain text"),
    "doc": Text("ескі Word құжаты (DOC)", "старый документ Word (DOC)", "an old Word document (DOC)"),
    "xls": Text("ескі Excel кітабы (XLS)", "старая книга Excel (XLS)", "an old Excel workbook (XLS)"),
    "ppt": Text(
        "ескі PowerPoint көрсетілімі (PPT)",
        "старая презентация PowerPoint (PPT)",
        "an old PowerPoint presentation (PPT)",
    ),
    "compound": Text(
        "Microsoft құрама файлы (мысалы, MSI немесе MSG)",
        "составной файл Microsoft (например, MSI или MSG)",
        "a Microsoft compound file (for example MSI or MSG)",
    ),
    "unknown": Text("белгісіз түр", "неизвестный вид", "an unknown kind"),
}

# A sort of content is a key of LABELS, or one of these: "macro" and "locked" are refused whatever the name says.
Sort = str
LEGACY: Final = frozenset({"doc", "xls", "ppt"})

_HEADS: Final[tuple[tuple[bytes, Sort], ...]] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound"),
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "shortcut"),
    (b"#!", "script"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"BZh", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x1a\x45\xdf\xa3", "media"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
)
_COMPOUND_STREAMS: Final[tuple[tuple[str, Sort], ...]] = (
    ("EncryptedPackage", "locked"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("PowerPoint Document", "ppt"),
)
_HTML: Final = re.compile(rb"(<!--.*?-->\s*)*<(!doctype html|html|head|body|script|\?php)", re.IGNORECASE | re.DOTALL)
MARKUP: Final = re.compile(rb"<\s*(!doctype|html|head|body|script|iframe|svg|\?php|%)", re.IGNORECASE)
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_READERS_LOOK: Final = 1024  # PDF readers seek "%PDF-" this far, so it must not stand there in any other file
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_TAIL: Final = 22 + 65_535  # the end record and its longest comment


def sort_of(data: bytes) -> Sort:
    """Tell the sort by the first bytes; refused as "polyglot" when the bytes are two kinds at once."""
    sort = next((sort for head, sort in _HEADS if data.startswith(head)), "")
    if sort != "pdf" and b"%PDF-" in data[:_READERS_LOOK] and sort in {"", "zip", "png", "jpeg"}:
        raise refusal("polyglot")
    if sort in {"", "pdf", "png", "jpeg"} and _holds_zip(data):
        raise refusal("polyglot")
    if sort == "compound":
        return _sort_of_compound(data)
    if sort == "media" and data[8:12] == b"WEBP":
        return "webp"
    return sort or _sort_of_other(data)


def _holds_zip(data: bytes) -> bool:
    """Tell whether a ZIP reader, which starts from the end and is patient, would find an archive."""
    if data.rfind(_ZIP_END, max(0, len(data) - _ZIP_TAIL)) < 0:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)):
            return True
    except (zipfile.BadZipFile, ValueError, struct.error, OverflowError, NotImplementedError):
        return False


def hidden_sort(head: bytes) -> Sort:
    """Tell what stands inside a document by its first bytes; "" for what is no kind of its own."""
    found = next((sort for mark, sort in _HEADS if head.startswith(mark)), "")
    return found or ("html" if _HTML.match(head.lstrip()) else "")


def _sort_of_compound(data: bytes) -> Sort:
    return next((sort for stream, sort in _COMPOUND_STREAMS if stream.encode("utf-16-le") in data), "compound")


def _sort_of_other(data: bytes) -> Sort:
    head = data[:4096]
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"avif"} else "media"
    words = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(words):
        return "html"
    if words.startswith((b"<?xml", b"<svg")):
        return "xml"
    return "unknown" if _CONTROL.search(head) else "text"


def agreed(sort: Sort, name: str) -> Kind:
    """Give the allowed kind that content and name agree on; else refused with what the file truly is."""
    if sort == "locked":
        raise refusal("encrypted")
    if sort == "macro":
        raise refusal("macros")
    if sort in LEGACY:
        raise refusal("legacy", true=LABELS[sort])
    said = ending(name)
    kind = next((kind for kind in MIMES if kind == sort), None)
    if kind is not None and ENDINGS.get(said) == kind:
        return kind
    if kind is not None:
        variant = "renamed/ending" if said else "renamed/bare"
        raise refusal(variant, ending=said, true=LABELS[sort], proper="jpg" if kind == "jpeg" else kind)
    raise refusal("renamed" if said in ENDINGS else "not_allowed", ending=said, true=LABELS[sort])
