"""What the filing and the correction of a report bring about, in the transaction of the act (clauses 64–66)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import override

from hub import words
from hub.cases import filing
from hub.documents.models import Paper
from hub.documents.store import issue
from hub.register.figures import report
from hub.reports import paper, stays, sums
from hub.reports.models import Sheet
from hub.reports.subject import form_of, participant_of, quarter_of

if TYPE_CHECKING:
    from hub.cases.chapter import Doing
    from hub.cases.models import Case, Entry


def file(entry: Entry, doing: Doing) -> None:
    """Freeze the report, give the receipt and the PDF in the language of the filing, tell others its figures."""
    case = doing.case
    case.language = words.language()
    whole, participant = form_of(case), participant_of(case)
    filing.file(entry, doing)
    parts = entry.filing.content["parts"]
    _keep_carried(case, parts, doing)
    report(
        participant,
        quarter_of(case).last,
        sums.figures(whole, parts),
        form=whole.version,
        entry=entry,
        at=doing.at,
    )
    stays.keep(case, participant, parts)
    Sheet.objects.filter(case=case).delete()
    _print(entry, doing)


def _keep_carried(case: Case, parts: dict[str, dict[str, list[str]]], doing: Doing) -> None:
    """What was filed as it had been carried over is the report's own from now on."""
    had = set(case.parts.values_list("key", flat=True))
    for key, raw in parts.items():
        if key not in had and raw:
            case.parts.create(key=key, data=raw, revision=1, saved_at=doing.at, saved_by=doing.by)


def _print(entry: Entry, doing: Doing) -> None:
    case = doing.case
    with override(case.language):
        made = issue(
            Paper.Kind.REPORT,
            f"{case.number}-{entry.number}",
            paper.report(case, doing.on, at=doing.at),
            name=paper.report_name(case),
            language=case.language,
            organisation=case.organisation,
            at=doing.at,
        )
    entry.papers.add(made)
