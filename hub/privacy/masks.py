"""How a personal value is shown to one who may not read it: enough to recognise it, not enough to learn it."""

from collections.abc import Callable

Mask = Callable[[str], str]
DOT = "•"
HIDDEN = DOT * 4
COUNTRY, OPERATOR, LAST = 2, 3, 2
"""Of a phone number the country, the operator and the last two digits stay."""
SHORTEST_PHONE = 10


def phone(value: str) -> str:
    """`+7 701 ••• •• 22`; a number too short to hide anything in is hidden whole."""
    digits = [sign for sign in value if sign.isdigit()]
    if len(digits) < SHORTEST_PHONE:
        return HIDDEN if value else ""
    head = len(digits) - SHORTEST_PHONE
    code, operator, last = "".join(digits[:head]), "".join(digits[head : head + OPERATOR]), "".join(digits[-LAST:])
    plus = "+" if value.strip().startswith("+") else ""
    return f"{plus}{code} {operator} {DOT * 3} {DOT * 2} {last}".strip()


def email(value: str) -> str:
    """`a••••@example.kz`."""
    name, at, domain = value.rpartition("@")
    return f"{name[:1]}{HIDDEN}@{domain}" if at else HIDDEN if value else ""


def name(value: str) -> str:
    """The first letter of each word: `А•••• Ү••••`."""
    return " ".join(f"{word[:1]}{HIDDEN}" for word in value.split())


def iin(value: str) -> str:
    """The last two digits: `••••••••••17`. The beginning is a date of birth."""
    return _end(value, 2)


def passport(value: str) -> str:
    """The last two signs: `•••••••08`."""
    return _end(value, 2)


def _end(value: str, kept: int) -> str:
    typed = value.strip()
    if len(typed) <= 2 * kept:
        return HIDDEN if typed else ""
    return DOT * (len(typed) - kept) + typed[-kept:]
