"""What a reader of a case sees: its own people what they have typed, all others what was filed last."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from hub.cases import drafts
from hub.cases.models import Attachment, Case, Filing, Remark
from hub.documents.models import Paper, StoredFile

if TYPE_CHECKING:
    from hub.accounts.access import Access
    from hub.cases.parts import Answers


def sees_drafts(case: Case, access: Access) -> bool:
    """Whether the person sees what is typed and not filed yet."""
    return access.belongs_to(case.organisation_id)


def sees_personal(case: Case, access: Access) -> bool:
    """Whether phones, e-mails and names stand open on the page: to the organisation's own people alone.

    Officers unmask them one case at a time, each time with a reason (`unmask_views`).
    """
    return access.belongs_to(case.organisation_id)


def answers(case: Case, access: Access, on: date) -> dict[str, Answers]:
    """The parts of the application as this person may read them; nothing of what was never filed."""
    mine = sees_personal(case, access)
    if sees_drafts(case, access):
        return drafts.answers(case, on, unmasked=mine)
    last = _last(case)
    if last is None and case.chapter.writing:
        return {}
    return (
        drafts.as_filed(last, on, unmasked=mine) if last and case.writable else drafts.answers(case, on, unmasked=mine)
    )


def attachments(case: Case, access: Access) -> list[Attachment]:
    """The documents that stand in the case for this person."""
    rows = case.attachments.select_related("file__translation__result")
    last = _last(case)
    if sees_drafts(case, access) or _settled(case, last):
        return list(rows.filter(removed_at=None))
    return list(rows.filter(file__in=drafts.filed_files([last]))) if last else []


def _settled(case: Case, last: Filing | None) -> bool:
    """Whether what stands in the case is what was filed, or what officers put there where nothing is filed at all."""
    return not case.writable and (last is not None or not case.chapter.writing)


def _last(case: Case) -> Filing | None:
    return case.filings.select_related("case", "entry").last()


def remarks(case: Case, access: Access, *, officer: bool) -> list[Remark]:
    """The remarks with the answers that were sent; those not sent yet are for who writes them."""
    rows = list(case.remarks.select_related("notice", "written_by", "answered_by"))
    last = case.filings.select_related("entry").last()
    for row in rows:
        sent = row.notice is not None and last is not None and last.entry.number > row.notice.number
        if not sent and not sees_drafts(case, access):
            row.answer = ""
    return rows if officer else [row for row in rows if row.notice is not None]


def file(case: Case, access: Access, file_id: UUID) -> StoredFile | None:
    """A document of the case that this person may read: filed ones, papers, translations; drafts for its own people."""
    filed = drafts.filed_files(case.filings.all())
    if sees_drafts(case, access) or _settled(case, _last(case)):
        filed = [*filed, *case.attachments.values_list("file_id", flat=True)]
    papers = Paper.objects.filter(entries__case=case).values("file")
    found = (
        StoredFile.objects.filter(pk__in=filed)
        | StoredFile.objects.filter(pk__in=papers)
        | StoredFile.objects.filter(translated_from__source_id__in=filed)
    )
    return found.filter(pk=file_id).distinct().first()
