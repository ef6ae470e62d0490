"""Writing an application before it is filed: parts kept as typed, documents in their slots."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from hub.audit.log import record as log
from hub.cases.models import Attachment, Case, Entry, Filing, PartData
from hub.cases.parts import Answers, Context, Problem, bind
from hub.cases.registry import chapter_of
from hub.documents import quotas
from hub.documents.models import StoredFile, file_reference

if TYPE_CHECKING:
    from hub.accounts.models import Organisation, User
    from hub.cases.typed import Raw


class Overtaken(Exception):
    """The part was saved elsewhere since this page was made; nothing was overwritten."""

    def __init__(self, kept: PartData) -> None:
        self.kept = kept
        super().__init__(kept.key)


class Closed(Exception):
    """The application is filed: its parts can be read, not written."""


def lock_writable(case: Case) -> None:
    """Hold the case as it is until the transaction ends, so that nothing is written into what is being filed."""
    if not case.held().writable:
        raise Closed(case)


def begin(
    procedure: str,
    organisation: Organisation,
    *,
    by: User | None,
    language: str,
    at: datetime,
    blank: bool = False,
    topic: str = "",
) -> Case:
    """The organisation's open case of this procedure and topic, begun if there is none: two tabs begin one.

    A new one begins with what its chapter knows already, unless it is to be `blank`.
    """
    mine = Case.objects.filter(procedure_key=procedure, topic=topic, organisation=organisation, open=True)
    if found := mine.first():
        return found
    try:
        with transaction.atomic():
            case = Case.objects.create(
                procedure_key=procedure,
                topic=topic,
                organisation=organisation,
                language=language,
                created_by=by,
                created_at=at,
                state_key=chapter_of(procedure).procedure.begins.key,
                turn=chapter_of(procedure).procedure.acts[0].actor.key,
            )
            for key, raw in ({} if blank else case.chapter.prefill(case)).items():
                PartData.objects.create(case=case, key=key, data=dict(raw), revision=1, saved_at=at, saved_by=by)
            log("case.begin", f"case:{case.pk}", by=by, at=at, procedure=procedure)
    except IntegrityError:
        return mine.get()
    return case


@transaction.atomic
def begin_again(refused: Case, *, by: User, at: datetime) -> Case:
    """A new draft that starts from what a finished one filed (clause 17); an open one is taken up instead."""
    case = begin(refused.procedure_key, refused.organisation, by=by, language=refused.language, at=at, blank=True)
    if case.filed or case.parts.exists():
        return case
    case.previous = refused
    case.save(update_fields=["previous"])
    for part in refused.parts.all():
        PartData.objects.create(case=case, key=part.key, data=part.data, revision=1, saved_at=at, saved_by=by)
    for old in refused.attachments.filter(removed_at=None):
        Attachment.objects.create(case=case, slot=old.slot, file=old.file, added_at=at)
    return case


def begin_after(case: Case, procedure: str, *, by: User, at: datetime) -> Case:
    """The case that follows from another one, such as the matter of an early end; an open one is taken up."""
    made = begin(procedure, case.organisation, by=by, language=case.language, at=at)
    if not made.filed and made.previous is None:
        made.previous = case
        made.save(update_fields=["previous"])
    return made


@transaction.atomic
def save_part(case: Case, key: str, typed: Raw, *, seen: int, by: User, at: datetime) -> PartData:
    """Keep what was typed; `seen` is the revision on the person's page.

    Raises Overtaken where that is an older one, Closed where the application can no longer be written.
    """
    lock_writable(case)
    return keep_part(case, key, typed, seen=seen, by=by, at=at)


def keep_part(case: Case, key: str, typed: Raw, *, seen: int, by: User, at: datetime) -> PartData:
    """The same for a case that the caller holds, whoever may write there."""
    PartData.objects.get_or_create(case=case, key=key)
    kept = PartData.objects.select_for_update().get(case=case, key=key)
    if kept.data == typed:
        return kept
    if kept.revision != seen:
        raise Overtaken(kept)
    kept.data, kept.revision, kept.saved_at, kept.saved_by = dict(typed), kept.revision + 1, at, by
    kept.save()
    return kept


@transaction.atomic
def attach(case: Case, slot: str, file: StoredFile, *, single: bool, by: User, at: datetime) -> Attachment:
    """Put a document in its slot; in a slot for one document the earlier one is set aside.

    Raises quotas.Full where the application has no room for it, Closed where it can no longer be written.
    """
    lock_writable(case)
    if single:
        case.attachments.filter(slot=slot, removed_at=None).update(removed_at=at)
    _require_room(case, file)
    made = Attachment.objects.create(case=case, slot=slot, file=file, added_at=at)
    log("document.attach", f"case:{case.pk}", by=by, at=at, slot=slot, sha256=file.sha256)
    return made


def counted(case: Case) -> QuerySet[StoredFile]:
    """The documents that take the application's place: those brought that stand in it, and those that were filed."""
    standing = Attachment.objects.filter(case=case, removed_at=None)
    files = StoredFile.objects.filter(Q(attachments__in=standing) | Q(pk__in=filed_files(case.filings.all())))
    return files.filter(stored_by__isnull=False).distinct()


def room_left(case: Case) -> int:
    """Bytes that still fit into the application."""
    return max(0, quotas.APPLICATION - quotas.taken(counted(case).only("sha256", "size")))


def _require_room(case: Case, file: StoredFile) -> None:
    """The case is held, so that two uploads at once cannot both take the last place."""
    files = counted(case)
    if not files.filter(sha256=file.sha256).exists():
        used = quotas.taken(files.only("sha256", "size"))
        quotas.require_room(file.size, used, limit=quotas.APPLICATION, message=quotas.APPLICATION_IS_FULL)


@transaction.atomic
def detach(attachment: Attachment, *, by: User, at: datetime) -> None:
    lock_writable(attachment.case)
    attachment.removed_at = at
    attachment.save(update_fields=["removed_at"])
    log("document.detach", f"case:{attachment.case_id}", by=by, at=at, slot=attachment.slot)


def context(case: Case, on: date, *, unmasked: bool = False) -> Context:
    """What the parts of a case may know; three queries, however many parts there are."""
    raw = {**case.chapter.carried(case), **{part.key: part.data for part in case.parts.all()}}
    files: dict[str, list[Attachment]] = {}
    for attachment in case.attachments.filter(removed_at=None).select_related("file__translation"):
        files.setdefault(attachment.slot, []).append(attachment)
    return Context(case, on, raw, files, unmasked)


def answers(case: Case, on: date, *, unmasked: bool = False) -> dict[str, Answers]:
    """Every part of the application with what was typed, in the order of the task list."""
    known = context(case, on, unmasked=unmasked)
    return {part.key: bind(part, known) for part in case.chapter.parts(case)}


def problems(case: Case, on: date) -> list[Problem]:
    """Everything that keeps the application from being filed."""
    return [problem for part in answers(case, on).values() for problem in part.problems()]


def content(case: Case, on: date) -> dict[str, Any]:
    """All that would be filed now: what is typed in each part, and the references of the documents."""
    known = context(case, on)
    return {
        "parts": {part.key: known.raw.get(part.key, {}) for part in case.chapter.parts(case)},
        "files": {
            slot: [file_reference(attachment.file) for attachment in attachments]
            for slot, attachments in known.files.items()
        },
    }


def freeze(case: Case, entry: Entry) -> Filing:
    """Keep what is filed with `entry`, with the SHA-256 of its canonical JSON."""
    filed, number = content(case, entry.on), case.filings.count() + 1
    return Filing.objects.create(case=case, entry=entry, number=number, content=filed, sha256=digest(filed))


def digest(content: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical form: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def filed_files(filings: Iterable[Filing]) -> list[UUID]:
    """The ids of the documents that were filed."""
    return [UUID(file["id"]) for filing in filings for files in filing.content["files"].values() for file in files]


def as_filed(filing: Filing, on: date, *, unmasked: bool = False) -> dict[str, Answers]:
    """Every part as it stood in a filing, for reading and comparing."""
    case = filing.case
    by_file = {
        str(row.file_id): row for row in case.attachments.filter(file__in=filed_files([filing])).select_related("file")
    }
    files = {
        slot: [by_file[file["id"]] for file in listed if file["id"] in by_file]
        for slot, listed in filing.content["files"].items()
    }
    known = Context(case, on, filing.content["parts"], files, unmasked)
    return {part.key: bind(part, known) for part in case.chapter.parts(case)}
