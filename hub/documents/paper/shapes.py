"""What each paper needs. Every value is text as it will be read: dates, sums and sizes come formatted.

A `str` may hold paragraphs parted by an empty line. Fields marked NotRequired may be left out or empty.
"""

from typing import Literal, NotRequired, TypedDict


class Letterhead(TypedDict):
    """Names of the technopark; `contacts` is one line below them."""

    kk: str
    ru: str
    contacts: NotRequired[str]


class Row(TypedDict):
    label: str
    value: str


class Signer(TypedDict):
    """`line`: draw a line to sign on (default true)."""

    position: str
    name: str
    line: NotRequired[bool]


class Paper(TypedDict):
    """Common to all but the certificate. `author` (metadata) is the letterhead unless given; `check_url` draws a QR."""

    letterhead: Letterhead
    author: NotRequired[str]
    check_url: NotRequired[str]


class Certificate(TypedDict):
    """Appendices 1 and 2 of the Rules. The wording is the template's own, in Kazakh and Russian."""

    kind: Literal["registration", "extension"]
    number: str
    bin: str
    name_kk: str
    name_ru: str
    location_kk: str
    location_ru: str
    activities_kk: list[str]
    activities_ru: list[str]
    issued_on_kk: str
    issued_on_ru: str
    term_kk: str
    term_ru: str
    signer_kk: str
    signer_ru: str
    sealed_note_kk: str
    sealed_note_ru: str
    check_url: str


class LetterItem(TypedDict):
    """A remark or ground, and the clause or document that it stands on."""

    text: str
    reference: NotRequired[str]


class LetterLabels(TypedDict):
    number: str
    date: str
    items: NotRequired[str]
    check: NotRequired[str]


class Letter(Paper):
    """Notice of remarks, notice of registration, reasoned refusal, acceptance."""

    number: str
    date: str
    addressee: list[str]
    subject: str
    salutation: NotRequired[str]
    paragraphs: list[str]
    items: NotRequired[list[LetterItem]]
    closing: NotRequired[list[str]]
    signer: Signer
    footer: NotRequired[str]
    labels: LetterLabels


class ReceiptDocument(TypedDict):
    """`name` is the file's name, `sha256` its digest in hexadecimal."""

    title: str
    name: str
    language: str
    size: str
    sha256: str


class ReceiptLabels(TypedDict):
    number: str
    filed_at: str
    documents: str
    name: str
    language: str
    size: str
    sha256: str
    declaration: str
    next_steps: str
    digest: str
    check: NotRequired[str]


class Receipt(Paper):
    title: str
    number: str
    filed_at: str
    rows: list[Row]
    documents: NotRequired[list[ReceiptDocument]]
    declaration: NotRequired[str]
    next_steps: NotRequired[list[str]]
    digest: NotRequired[str]
    labels: ReceiptLabels


class SittingMember(TypedDict):
    name: str
    role: str
    kind: str
    attendance: str


class Vote(TypedDict):
    member: str
    vote: str
    reasons: str


class Dissent(TypedDict):
    member: str
    text: str


class MinutesItem(TypedDict):
    number: str
    title: str
    rows: NotRequired[list[Row]]
    recused: NotRequired[list[str]]
    votes: NotRequired[list[Vote]]
    tally: NotRequired[str]
    decision: NotRequired[str]
    reasons: NotRequired[str]
    grounds: NotRequired[list[str]]
    dissent: NotRequired[list[Dissent]]


class MinutesLabels(TypedDict):
    members: str
    name: str
    role: str
    kind: str
    attendance: str
    recused: str
    votes: str
    member: str
    vote: str
    reasons: str
    tally: str
    decision: str
    grounds: str
    dissent: str
    signatures: NotRequired[str]
    check: NotRequired[str]


class Minutes(Paper):
    title: str
    rows: list[Row]
    members: list[SittingMember]
    items: list[MinutesItem]
    signatures: NotRequired[list[Signer]]
    labels: MinutesLabels


class Column(TypedDict):
    label: str
    align: NotRequired[Literal["left", "right", "center"]]


class TextBlock(TypedDict):
    kind: Literal["text"]
    title: NotRequired[str]
    text: str


class TableBlock(TypedDict):
    """Each row has a cell for each column; so has `total`, the last row."""

    kind: Literal["table"]
    title: NotRequired[str]
    columns: list[Column]
    rows: list[list[str]]
    total: NotRequired[list[str]]


class ListBlock(TypedDict):
    kind: Literal["list"]
    title: NotRequired[str]
    items: list[str]


class Bar(TypedDict):
    """`share` is the length of the bar, 0–1; `text` the value as people read it."""

    label: str
    share: float
    text: str


class BarsBlock(TypedDict):
    """A plot; the same figures stand in a table beside it."""

    kind: Literal["bars"]
    title: NotRequired[str]
    items: list[Bar]


class PlanSection(TypedDict):
    number: str
    title: str
    blocks: list[TextBlock | TableBlock | ListBlock | BarsBlock]


class PlanLabels(TypedDict):
    """`contents`: the heading of a table of contents, which is left out without it."""

    contents: NotRequired[str]


class Plan(Paper):
    """The business plan (Appendix 3)."""

    title: str
    subtitle: NotRequired[str]
    rows: NotRequired[list[Row]]
    sections: list[PlanSection]
    labels: NotRequired[PlanLabels]


class InTwo(TypedDict):
    kk: str
    ru: str


class AgreementColumn(InTwo):
    align: NotRequired[Literal["left", "right", "center"]]


class AgreementTable(TypedDict):
    """A cell is one text for both languages (a sum) or a pair."""

    columns: list[AgreementColumn]
    rows: list[list[str | InTwo]]


class Clause(InTwo):
    number: NotRequired[str]


class AgreementSection(InTwo):
    """`kk` and `ru` are the section's titles."""

    number: str
    clauses: NotRequired[list[Clause]]
    table: NotRequired[AgreementTable]


class Party(TypedDict):
    """Lines of a party's details in each language; the first two (role and name) stand out."""

    kk: list[str]
    ru: list[str]


class AgreementLabels(TypedDict):
    check: NotRequired[str]


class Agreement(Paper):
    """The agreement on conditions of activity, Kazakh and Russian side by side."""

    title_kk: str
    title_ru: str
    number: str
    date_kk: str
    date_ru: str
    place_kk: str
    place_ru: str
    sections: list[AgreementSection]
    parties: NotRequired[list[Party]]
    labels: NotRequired[AgreementLabels]


class SheetColumn(TypedDict):
    label: str
    align: NotRequired[Literal["left", "right", "center"]]


class SheetTable(TypedDict):
    """A row has a cell for each column; `total` is one more row, set apart."""

    title: NotRequired[str]
    columns: list[SheetColumn]
    rows: list[list[str]]
    total: NotRequired[list[str]]


class SheetLabels(TypedDict):
    check: NotRequired[str]


class Sheet(Paper):
    """A sheet of figures: an invoice, a statement of account. `boxes` stand out above the rows."""

    title: str
    number: str
    lead: NotRequired[str]
    boxes: NotRequired[list[Row]]
    rows: list[Row]
    tables: NotRequired[list[SheetTable]]
    notes: NotRequired[list[str]]
    footer: NotRequired[str]
    labels: NotRequired[SheetLabels]
