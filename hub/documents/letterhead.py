"""How the technopark names itself on its papers. The one place to change when its details change."""

from typing import Final, cast

from hub import words
from hub.documents.paper import Language
from hub.documents.paper.shapes import Letterhead
from rules.text import Text

NAME: Final = Text(
    "«Астана Хаб» халықаралық технологиялық паркі",
    "Международный технологический парк «Астана Хаб»",
    "Astana Hub International Technology Park",
)
CONTACTS: Final = "example.kz · info@example.kz · +7 700 000 00 00"
HEAD: Final = Text("Бас директор Ә. Үлгілі", "Генеральный директор А. Ульгили", "Chief Executive Officer A. Ulgili")
"""Who signs certificates."""


def letterhead() -> Letterhead:
    return {"kk": NAME.kk, "ru": NAME.ru, "contacts": CONTACTS}


def language() -> Language:
    """The active language, as papers want it."""
    return cast("Language", words.language())
