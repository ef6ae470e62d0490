"""Search that forgives: letters of Kazakh and Russian folded together, Russian and English words cut to their stem."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

# "казакстан" finds "Қазақстан": a Kazakh letter and the Russian one typed in its place become the same.
KAZAKH = str.maketrans("әғқңөұүһіё", "агкноуухие")
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")
_WORD = re.compile(r"[\w-]+")


def fold(text: str) -> str:
    """The words of a text, each folded and cut to its stem, with single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(KAZAKH)
    return " ".join(_stem(word) for word in _WORD.findall(plain))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    stemmer = _ENGLISH if word.isascii() else _RUSSIAN
    return str(stemmer.stemWord(word))
