"""What of a participant can be given to a third party: kinds of information, and the pieces of each kind.

What is public stands in the register for everybody. Of the rest only fields of the participant's class go into data;
fields of persons stay inside, or are masked where they stand in a filed form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from django.utils import timezone
from django.utils.translation import override

from hub.cases import drafts
from hub.cases.models import Case, Filing
from hub.cases.parts import Rows
from hub.cases.registry import chapters
from hub.documents.models import Paper, StoredFile
from hub.privacy.declared import Kind, values
from hub.register.models import Agreement, Participant, QuarterFigures
from rules.calendar.words import dotted
from rules.procedure import APPLICANT, PARTICIPANT
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.access import Access

AGREEMENTS, FIGURES = "agreements", "figures"
OWN: Final = (Kind.PUBLIC, Kind.PARTICIPANT)
"""The classes of fields that a package may hold."""
THEY_ACT: Final = (APPLICANT, PARTICIPANT)
NOT_GIVEN: Final = (Paper.Kind.MINUTES,)
"""Papers that tell of others, too."""


def kinds() -> dict[str, Text]:
    """Key → what it is called: agreements, figures, and for each of its procedures what was filed and issued in it."""
    theirs = [one.procedure for one in chapters() if any(act.actor in THEY_ACT for act in one.procedure.acts)]
    return {
        AGREEMENTS: Text("Келісімшарттар мен алымдар", "Договоры и сборы", "Agreements and fees"),
        FIGURES: Text("Тоқсандар бойынша көрсеткіштер", "Показатели по кварталам", "Figures by quarter"),
        **{f"case:{one.key}": one.title for one in theirs},
    }


def named(kind: str) -> Text:
    """A kind in words; one that is no more keeps its key."""
    return kinds().get(kind) or Text(kind, kind, kind)


@dataclass(frozen=True)
class Piece:
    """One thing to pick. `key` names it in forms; it is a document (`file`) or data (`row`)."""

    key: str
    kind: str
    title: str
    file: StoredFile | None = None
    row: Agreement | QuarterFigures | Filing | None = None

    def data(self) -> dict[str, Any]:
        """What it says, as JSON; nothing of persons."""
        if isinstance(self.row, Filing):
            return _filed(self.row)
        assert self.row is not None  # noqa: S101  a piece without a row is a document
        said = values(self.row, *OWN)
        if isinstance(self.row, Agreement):
            said["fees"] = [values(fee, *OWN) for fee in self.row.fees.all()]
        return said


def pieces(participant: Participant, access: Access) -> dict[str, Piece]:
    """Everything that this person may pick, by key, in the order of the page."""
    found = [*_agreements(participant), *_figures(participant), *_cases(participant, access)]
    by_key: dict[str, Piece] = {}
    for one in found:
        by_key.setdefault(one.key, one)
    return by_key


def _agreements(participant: Participant) -> Iterator[Piece]:
    for one in participant.agreements.select_related("paper__file", "scan").order_by("signed_on", "pk"):
        titled = f"№ {one.number} · {dotted(one.signed_on)}"
        yield Piece(f"agreement:{one.pk}", AGREEMENTS, titled, row=one)
        for file in (one.paper.file if one.paper else None, one.scan):
            if file is not None:
                yield from _document(file, AGREEMENTS, f"№ {one.number}")


def _figures(participant: Participant) -> Iterator[Piece]:
    for one in participant.figures.all():
        titled = f"{dotted(one.quarter_end)} · {_moment(one.at)}"
        yield Piece(f"figures:{one.pk}", FIGURES, titled, row=one)


def _cases(participant: Participant, access: Access) -> Iterator[Piece]:
    """What was filed and issued in the organisation's cases; a case that it does not know of yet stays inside."""
    cases = Case.objects.visible_to(access).filter(organisation=participant.organisation_id, version__gt=0)
    known = kinds()
    for case in cases.order_by("created_at", "pk"):
        kind = f"case:{case.procedure_key}"
        if kind in known and not case.state.inner:
            yield from _case(case, kind)


def _case(case: Case, kind: str) -> Iterator[Piece]:
    filings = list(case.filings.select_related("case", "entry"))
    for filing in filings:
        titled = f"{case.number} · {_moment(filing.entry.at)}"
        yield Piece(f"filing:{filing.pk}", kind, titled, row=filing)
    filed = StoredFile.objects.filter(pk__in=drafts.filed_files(filings))
    issued = StoredFile.objects.filter(paper__entries__case=case).exclude(paper__kind__in=NOT_GIVEN)
    for file in (*filed.order_by("stored_at", "pk"), *issued.distinct().order_by("stored_at", "pk")):
        yield from _document(file, kind, str(case.number))


def _moment(at: datetime) -> str:
    """The same in every language: titles are kept as they were."""
    local = timezone.localtime(at)
    return f"{dotted(local.date())} {local:%H:%M}"


def _document(file: StoredFile, kind: str, where: str) -> Iterator[Piece]:
    """A document that may be opened; what is being checked or was erased is not offered."""
    if file.ready:
        yield Piece(f"file:{file.pk}", kind, f"{where} · {file.name}", file=file)


def _filed(filing: Filing) -> dict[str, Any]:
    """A filed form in words, in the language of its case; personal values are masked."""
    with override(filing.case.language):
        parts = drafts.as_filed(filing, timezone.localdate(filing.entry.at)).values()
        answers = {str(one.part.title): [_said(row) for row in one.words()] for one in parts}
    return {"case": filing.case.number, "filed_at": filing.entry.at, "sha256": filing.sha256, "answers": answers}


def _said(row: Any) -> Mapping[str, Any]:
    if isinstance(row, Rows):
        return {"table": row.title, "columns": row.columns, "rows": row.rows}
    return {"label": row.label, "value": row.value}
