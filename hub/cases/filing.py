"""Filing: what was typed and attached is frozen with its hash, and a sealed receipt is given (clauses 8, 11)."""

from django.utils.translation import override

from hub.cases import drafts, receipts
from hub.cases.chapter import Doing
from hub.cases.models import Entry
from hub.documents.models import Paper
from hub.documents.store import issue


def file(entry: Entry, doing: Doing) -> None:
    """Freeze the application as it stands and give the receipt, in the language of the case."""
    case = doing.case
    with override(case.language):
        filing = drafts.freeze(case, entry)
        receipt = issue(
            Paper.Kind.RECEIPT,
            f"{case.number}-{entry.number}",
            receipts.receipt(filing, doing),
            name=receipts.receipt_name(case),
            language=case.language,
            organisation=case.organisation,
            at=doing.at,
        )
    entry.papers.add(receipt)
