"""File names as people write them, made safe to store, show and put into a header."""

import re
import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 180
_ENDING: Final = re.compile(r"\.([^\W_]{1,10})\Z")
_SPACE: Final = re.compile(r"\s+")
_FORBIDDEN: Final = re.compile(r'[<>:"|?*]')  # Windows cannot save a file under such a name


_LEADING: Final = " .-=+@＝＋－＠'`~%"  # hidden files, options of commands, formulas of spreadsheets
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\Z", re.IGNORECASE)  # Windows keeps these
_BLANKS: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters that nobody sees


def ending(name: str) -> str:
    """Take what follows the last dot, in small letters: "pdf"; "" when there is nothing."""
    found = _ENDING.search(name.strip())
    return found[1].lower() if found else ""


def safe_name(name: str) -> str:
    """Keep the last part of a path without invisible or dangerous characters, at most 180 characters, never empty.

    Letters of every alphabet stay. The ending is kept when the name is shortened.
    """
    # line breaks become spaces before control characters go, so that two words do not grow together
    spaced = _SPACE.sub(" ", re.split(r"[/\\]", name)[-1])
    visible = "".join(c for c in spaced if unicodedata.category(c)[0] != "C" and c not in _BLANKS)
    plain = _FORBIDDEN.sub("_", _SPACE.sub(" ", unicodedata.normalize("NFC", visible))).rstrip(" .")
    found = _ENDING.search(plain)
    tail = found[0] if found else ""
    stem = plain.removesuffix(tail).lstrip(_LEADING).rstrip(" .")[: MAX_CHARACTERS - len(tail)].rstrip(" .")
    first = stem.partition(".")[0]
    return (f"file {stem}" if _RESERVED.match(first.strip()) else stem or "file") + tail
