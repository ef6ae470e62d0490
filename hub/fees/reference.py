"""The reference that a payer copies into the purpose of a payment: ISO 11649, so that a slip of the hand is seen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iso11649
from stdnum.iso7064 import mod_97_10

_NUMBER = re.compile(r"F-(\d{4})-(\d{5,})")
_BODY = re.compile(r"F(\d{4})(\d{5,})")
# In a purpose it may stand in groups and in Cyrillic letters that look the same.
_IN_TEXT = re.compile(r"RF[ \-]?\d{2}[ \-]?(?:F[ \-]?\d(?:[ \-]?\d){8,15})", re.IGNORECASE)
_ALIKE = str.maketrans({"Р": "P", "р": "p"})


def of_number(number: str) -> str:
    """`RF30F202600012` for the fee F-2026-00012."""
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise ValueError(number)
    body = f"F{found[1]}{found[2]}"
    return f"RF{mod_97_10.calc_check_digits(body + 'RF')}{body}"


def written(reference: str) -> str:
    """In groups of four, as people copy it."""
    return " ".join(reference[first : first + 4] for first in range(0, len(reference), 4))


def numbers_in(text: str) -> Iterator[str]:
    """The numbers of fees whose references stand in a text unharmed."""
    for found in _IN_TEXT.finditer(text.translate(_ALIKE)):
        # A reference may be followed by other digits: the longest valid beginning counts.
        whole = re.sub(r"[ \-]", "", found[0]).upper()
        for end in range(len(whole), len("RF00F202600001") - 1, -1):
            if iso11649.is_valid(whole[:end]) and (body := _BODY.fullmatch(whole[4:end])):
                yield f"F-{body[1]}-{body[2]}"
                break
