"""A text in the three languages of the portal, so that no law word can be left untranslated."""

from typing import Literal, NamedTuple

Language = Literal["kk", "ru", "en"]
LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")


class Text(NamedTuple):
    """The same words in Kazakh, Russian and English; all three are required."""

    kk: str
    ru: str
    en: str

    def to(self, language: str) -> str:
        """The words in `language`; Russian for a language the portal does not have."""
        return str(getattr(self, language)) if language in LANGUAGES else self.ru
