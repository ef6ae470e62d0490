"""What the worker does with documents: those refused late leave their places, those removed early are erased."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from hub.audit.log import record as log
from hub.cases.drafts import filed_files
from hub.cases.models import Attachment, Case, Filing
from hub.documents import store, translation
from hub.documents.models import State, StoredFile
from hub.documents.scanning import rescan_next
from hub.notices.outbox import tell

KEPT_AFTER_REMOVAL: Final = timedelta(days=1)


def rescan(now: datetime) -> bool:
    """Ask the virus scanner about one waiting document; False where none is due."""
    return rescan_next(now, settled=_refused)


def _refused(file: StoredFile, now: datetime) -> None:
    """Take a refused document out of its slots and tell who brought it; in the transaction of the refusal."""
    standing = Attachment.objects.filter(file=file, removed_at=None).select_related("case")
    for attachment in standing:
        attachment.removed_at = now
        attachment.save(update_fields=["removed_at"])
        log("document.detach", f"case:{attachment.case_id}", by=None, at=now, slot=attachment.slot)
        _tell(file, reverse("case", args=[attachment.case_id]), f"refused:{attachment.pk}", now)
    if row := translation.undo(file, at=now):
        _tell(file, reverse("translation", args=[row.pk]), f"refused:translation:{row.pk}:{file.pk}", now)


def _tell(file: StoredFile, path: str, key: str, now: datetime) -> None:
    if file.stored_by is None:
        return
    with override(file.stored_by.language):
        tell(
            file.stored_by,
            _("A document was refused: the virus scanner found dangerous code"),
            _("Document: %(name)s. Nobody can open it. Check your computer and attach a clean copy.")
            % {"name": file.name},
            path=path,
            key=key,
            at=now,
        )


def erase_removed(now: datetime) -> int:
    """Erase what was removed a day ago or refused, stands nowhere and was never filed; returns how many documents."""
    recently = Attachment.objects.filter(Q(removed_at=None) | Q(removed_at__gt=now - KEPT_AFTER_REMOVAL))
    loose = StoredFile.objects.filter(Q(attachments__isnull=False) | Q(state=State.REFUSED))
    found = loose.exclude(state=State.ERASED).exclude(attachments__in=recently).distinct()
    return sum(_erased(file, now) for file in found)


@transaction.atomic
def _erased(file: StoredFile, now: datetime) -> bool:
    """Whether the document could go: its cases are held, so that none of them is filed with it meanwhile."""
    cases = Case.objects.select_for_update().filter(attachments__file=file).order_by("pk")
    if file.pk in filed_files(Filing.objects.filter(case__in=[case.pk for case in cases])):
        return False
    store.erase([file], by=None, at=now)
    return True
