"""What the program's log may hold: the number of the request, and nothing that tells of a person or opens a door."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NONE = "-"
_number: ContextVar[str] = ContextVar("number", default=NONE)

HIDDEN = "[hidden]"
UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    # A secret beside its name: password=…, "csrfmiddlewaretoken": "…", Cookie: …, postgres://user:password@host
    (
        re.compile(
            r"(?i)((?:pass(?:word|wd)?\d?|token|secret|session(?:id)?|csrf\w*|authorization|cookie|otp|code)"
            r"[\"']?\s*[=:]\s*)(?:\"[^\"]*\"|'[^']*'|[^\s,;&}\"']+)"
        ),
        rf"\1{HIDDEN}",
    ),
    (re.compile(r"(\w+://[^\s:/@]+:)[^\s@]+(?=@)"), rf"\1{HIDDEN}"),
    # What was asked for: an address keeps its path only.
    (re.compile(r"\?[\w%.~+-]+=[^\s\"'<>]*"), f"?{HIDDEN}"),
    (re.compile(r"[^\s\"'<>()=,;:@]+@[\w-]+(?:\.[\w-]+)+"), HIDDEN),
    # Phones: + or 8, then ten digits and more with what people put between them.
    (re.compile(r"(?<!\w)(?:\+\d|8)(?:[\s().-]*\d){9,13}(?!\w)"), HIDDEN),
    # Twelve digits are an IIN or a BIN; nobody can tell them apart by sight.
    (re.compile(r"(?<!\d)\d{12}(?!\d)"), HIDDEN),
    # A key of a letter's link, of a session, of a form; the numbers of cases and files (UUID) stay.
    (re.compile(rf"(?<![\w-])(?!{UUID}(?![\w-]))(?=[\w:-]*\d)[A-Za-z0-9][\w:-]{{23,}}(?![\w-])"), HIDDEN),
)


def clean(text: str) -> str:
    """The text without what must not stand in a log."""
    for pattern, instead in RULES:
        text = pattern.sub(instead, text)
    return text


@contextmanager
def number_of_request(number: str) -> Iterator[None]:
    """While it lasts, every line of the log carries the number that the person sees on a page of error."""
    token = _number.set(number)
    try:
        yield
    finally:
        _number.reset(token)


class Line(logging.Formatter):
    """A line of the log, its traceback included, cleaned when it is whole: nothing comes past."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(request_number)s %(name)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.request_number = _number.get()
        return clean(super().format(record))
