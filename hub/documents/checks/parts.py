"""What the words inside an office document can do: fields and formulas that fetch from elsewhere, scripted drawings."""

import re
from collections.abc import Iterable
from typing import Final
from xml.parsers import expat

from hub.documents.checks.problems import refusal

_FETCHING_FIELD: Final = re.compile(
    r"\s*(DDEAUTO|DDE|LINK|IMPORT|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|DATABASE|RD|HTMLACTIVEX)\b", re.IGNORECASE
)
_FETCHING_FORMULA: Final = re.compile(r"\b(WEBSERVICE|IMAGE|RTD|CALL|REGISTER\.ID|EXEC)\s*\(", re.IGNORECASE)
_QUOTED: Final = re.compile(r"\"[^\"]*\"|'[^']*'")
_FORMULAS: Final = frozenset({"f", "formula", "formula1", "formula2", "definedName"})
_SPEAKING: Final = re.compile(
    rb"<([^\s<>/]{1,99}:)?(f|formula[12]?|definedName|fldSimple|fldChar|instrText|script|svg)[\s/>]"
)
_LONGEST_NAME: Final = 120
_SVG: Final = "http://www.w3.org/2000/svg "
_LONGEST_FIELD: Final = 200  # the first word decides


def speaks(chunks: Iterable[bytes]) -> bool:
    """Tell whether an XML part has a field, a formula or a drawing at all: a sheet without them is read much faster."""
    tail = b""
    for chunk in chunks:
        tail = tail[-_LONGEST_NAME:] + chunk.replace(b"\x00", b"")  # UTF-16 too
        if _SPEAKING.search(tail):
            return True
    return False


class Words:
    """Follows one XML part as it is read; refuses at the first field, formula or script that acts.

    Text is listened to only where it can act, and judged at the next element: a sheet has millions of cells.
    """

    def __init__(self, part: str, parser: expat.XMLParserType) -> None:
        self._part, self._parser = part, parser
        self._formula = ""
        self._fields: list[str] = []
        parser.StartElementHandler = self._start

    def _start(self, element: str, given: dict[str, str]) -> None:
        if self._formula:
            self._judge_formula()
        name = element[element.rfind(" ") + 1 :]
        if name in _FORMULAS:
            self._parser.CharacterDataHandler = self._hear_formula
        elif name == "instrText":
            self._parser.CharacterDataHandler = self._hear_field
        elif self._parser.CharacterDataHandler is not None:
            self._parser.CharacterDataHandler = None
        if name == "fldSimple":
            self._field(_value(given, "instr"))
        elif name == "fldChar":
            self._mark(_value(given, "fldCharType"))
        elif name == "script" or (element.startswith(_SVG) and any(_on_event(key) for key in given)):
            raise refusal("embedded", part=self._part)

    def _hear_formula(self, told: str) -> None:
        self._formula += told

    def _hear_field(self, told: str) -> None:
        if self._fields:
            self._fields[-1] = (self._fields[-1] + told)[:_LONGEST_FIELD]

    def finish(self) -> None:
        """A last formula, and a field that is never closed, still count."""
        self._judge_formula()
        for field in self._fields:
            self._field(field)

    def _mark(self, kind: str) -> None:
        """A field's instruction may stand in pieces, between its beginning and its end or result."""
        if kind == "begin":
            self._fields.append("")
        elif self._fields:
            self._field(self._fields[-1])
            if kind == "end":
                self._fields.pop()

    def _field(self, instruction: str) -> None:
        if found := _FETCHING_FIELD.match(instruction):
            raise refusal("external", part=found[1].upper())

    def _judge_formula(self) -> None:
        """Outside of quoted names and texts a bar calls another program (DDE)."""
        formula = _QUOTED.sub("", self._formula)
        if "|" in formula or _FETCHING_FORMULA.search(formula):
            raise refusal("external", part=self._part)
        self._formula = ""


def _value(given: dict[str, str], name: str) -> str:
    return next((value for key, value in given.items() if key.rpartition(" ")[2] == name), "")


def _on_event(attribute: str) -> bool:
    return attribute.rpartition(" ")[2].lower().startswith("on")
