"""Papers: data in, an archival PDF (PDF/A-2b) out. The look lives in `templates/`, the shapes of the data in `shapes`.

Whatever a person wrote travels as JSON and is set as plain text: it is never read as markup.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal

import segno
import typst

Language = Literal["kk", "ru", "en"]

HERE: Final = Path(__file__).parent
TEMPLATES: Final = HERE / "templates"
STANDARD: Final = "a-2b"
UNKNOWN: Final = "\N{REPLACEMENT CHARACTER}"
MOST_PROBES: Final = 200
# Control characters have no shape, half a surrogate pair is no character, and marks that turn
# the direction of writing let a text look like another one.
UNPRINTABLE: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff\ufff0-\ufff8]"
)


class PaperError(RuntimeError):
    """The paper cannot be made from this data; the message names the template and what is wrong."""


def render(template: str, data: Mapping[str, Any], *, language: Language, made_at: datetime) -> bytes:
    """Set `data` in `templates/<template>.typ` and return the PDF: the same input gives the same bytes.

    `made_at` (aware) is the date in the metadata. A `check_url` in the data becomes a QR.
    A character that no font has is shown as U+FFFD. Raises PaperError when the template is unknown
    or a field that it needs is missing.
    """
    if template not in templates():
        raise PaperError(f"there is no paper {template!r}; there are: {', '.join(sorted(templates()))}")
    if made_at.tzinfo is None:
        raise PaperError(f"paper {template!r}: made_at needs a time zone")
    payload = clean({**data, "qr": qr_svg(data["check_url"]) if data.get("check_url") else ""})
    moment = int(made_at.timestamp())
    try:
        return _compile(template, payload, language, moment)
    except typst.TypstError as error:
        if not _is_about_glyphs(error):
            raise PaperError(f"paper {template!r}: {error.message}") from error
    return _compile(template, _drawable(payload), language, moment)


def qr_svg(text: str) -> str:
    """Return a QR of `text` as an SVG drawing without a quiet zone (the paper around it is white)."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, dark="#16233a", svgns=True, xmldecl=False)
    return out.getvalue().decode()


@cache
def templates() -> frozenset[str]:
    """Names of the papers that can be made; files that begin with `_` are shared parts."""
    return frozenset(path.stem for path in TEMPLATES.glob("[!_]*.typ"))


def clean(value: Any) -> Any:
    """Return JSON-like `value` with every string composed (NFC) and freed of unprintable characters."""
    if isinstance(value, str):
        return UNPRINTABLE.sub("", unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n")))
    if isinstance(value, Mapping):
        return {key: clean(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value


@cache
def _fonts() -> typst.Fonts:
    """Our fonts, and for rare signs those built into typst. Never the system's: the bytes are the same everywhere."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[HERE / "fonts"])


def _compile(template: str, payload: Mapping[str, Any], language: Language, moment: int) -> bytes:
    inputs = {"data": json.dumps(payload, ensure_ascii=False), "language": language}
    return typst.compile(
        TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        sys_inputs=inputs,
        format="pdf",
        pdf_standards=[STANDARD],
        timestamp=moment,
    )


def _is_about_glyphs(error: typst.TypstError) -> bool:
    return "could not be displayed with font" in error.message


def _drawable(payload: Any) -> Any:
    """Return the payload with the characters that no font can draw replaced by U+FFFD."""
    missing = {ord(char): UNKNOWN for char in _missing("".join(sorted(_rare(payload))))}
    return _translated(payload, missing)


def _translated(value: Any, table: Mapping[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {key: _translated(inner, table) for key, inner in value.items()}
    return [_translated(inner, table) for inner in value] if isinstance(value, list) else value


def _rare(value: Any) -> set[str]:
    """Return the characters beyond Latin and Cyrillic letters and common marks, which every font of ours has."""
    if isinstance(value, str):
        return {char for char in value if char > "\u04ff"} | {char for char in value if "\u0250" <= char < "\u0400"}
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return set().union(*map(_rare, inner))


def _missing(chars: str) -> str:
    """Halve the text until the characters without a glyph stand alone; a flood of rare signs is not probed."""
    if len(chars) > MOST_PROBES:
        return chars
    if not chars or _draws(chars):
        return ""
    half = len(chars) // 2
    return chars if half == 0 else _missing(chars[:half]) + _missing(chars[half:])


@lru_cache(maxsize=4096)
def _draws(chars: str) -> bool:
    try:
        typst.compile(
            b'#set text(font: "Golos Text")\n#sys.inputs.chars',
            font_paths=_fonts(),
            sys_inputs={"chars": "\n".join(chars)},
            format="pdf",
            pdf_standards=[STANDARD],
        )
    except typst.TypstError:
        return False
    return True
