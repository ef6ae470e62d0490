"""Which chapters there are. A chapter registers itself when its app is ready; a name is taken once."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hub.cases.chapter import Chapter

_CHAPTERS: dict[str, "Chapter"] = {}


class UnknownChapter(KeyError):
    """No app has registered a chapter for this procedure."""


def register(chapter: "Chapter") -> None:
    key = chapter.procedure.key
    if key in _CHAPTERS:
        raise ValueError(f"the procedure {key!r} has a chapter already: {_CHAPTERS[key]!r}")
    _CHAPTERS[key] = chapter


def chapter_of(key: str) -> "Chapter":
    try:
        return _CHAPTERS[key]
    except KeyError:
        raise UnknownChapter(key) from None


def chapters() -> tuple["Chapter", ...]:
    return tuple(_CHAPTERS.values())
