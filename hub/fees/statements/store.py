"""Taking a statement in: the file is checked and kept, the worker reads it, each line is kept and booked once."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from hub.audit.log import record as log
from hub.documents import store
from hub.documents.checks import MAX_BYTES, safe_name
from hub.documents.content import Unavailable, content_of
from hub.documents.models import State, StoredFile
from hub.fees import ledger
from hub.fees.bank import bank
from hub.fees.models import Account, Statement, StatementLine
from hub.fees.statements import camt053, csv_file, mt940_file
from hub.fees.statements.parsed import ENCODING, Line, Parsed, Unreadable, checked, fingerprints
from hub.fees.statements.propose import Known
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.fees.models import Mapping

LOG = logging.getLogger(__name__)
BATCH = 1000
"""Lines in one transaction: what is written when a worker is killed stays, the next round goes on."""
MIMES = {"csv": "text/csv", "mt940": "text/plain", "camt053": "application/xml"}
TOO_LARGE = Text(
    "Файл 20 МБ-тан үлкен. Үзінді көшірмені қысқа кезеңге алыңыз.",
    "Файл больше 20 МБ. Возьмите выписку за более короткий период.",
    "The file is above 20 MB. Take the statement of a shorter period.",
)
HELD = Text(
    "Файлды вирусқа қарсы бағдарлама өткізбеді.",
    "Файл не пропустил антивирус.",
    "The virus scanner did not let the file through.",
)


def upload(
    sent: UploadedFile[Any], kind: Statement.Format, how: Mapping | None, *, by: User, at: datetime
) -> Statement:
    """Keep the file for the worker; raises store.Refused. Call it outside a transaction: the scanner takes its time."""
    content = sent.read(MAX_BYTES + 1)
    judged = _judge(content, sent.name or "", kind)
    with transaction.atomic():
        file = store.keep(judged, language="ru", organisation=None, by=by, at=at)
        # The statement names who uploaded it. The file is no document of that person, to be taken away as their own.
        StoredFile.objects.filter(pk=file.pk).update(stored_by=None)
        made = Statement.objects.create(file=file, format=kind, mapping=how, uploaded_by=by, uploaded_at=at)
        log("statement.upload", f"statement:{made.pk}", by=by, at=at, sha256=file.sha256, format=kind)
    return made


def _judge(content: bytes, name: str, kind: Statement.Format) -> store.Judged:
    """A statement is text of a known kind, whatever its name says; what it says is judged when it is read."""
    if len(content) > MAX_BYTES:
        raise store.Refused(TOO_LARGE)
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf") or (b"\x00" in content and kind != Statement.Format.CSV):
        raise store.Refused(ENCODING)
    state = store.scanned(content, seconds=store.AT_UPLOAD)
    if state == State.REFUSED:
        raise store.Refused(store.INFECTED)
    return store.Judged(content, safe_name(name), MIMES[kind], state)


def read_due(at: datetime) -> int:
    """Read every statement that waits; how many lines were new."""
    waiting = Statement.objects.filter(state__in=(Statement.State.WAITING, Statement.State.READING))
    return sum(_read(statement, at) for statement in waiting.select_related("file", "mapping").order_by("pk"))


def _read(statement: Statement, at: datetime) -> int:
    if statement.file.being_checked:
        return 0
    try:
        parsed = checked(_parsed(statement), bank().iban)
    except Unreadable as refused:
        return _refuse(statement, refused.message, at)
    except Unavailable:
        return _refuse(statement, HELD, at)
    lines, prints = parsed.lines, list(fingerprints(parsed.lines))
    Statement.objects.filter(pk=statement.pk).update(state=Statement.State.READING, total=len(lines))
    for first in range(0, len(lines), BATCH):
        _take(statement, first, lines[first : first + BATCH], prints[first : first + BATCH], at)
    return _finish(statement, at)


def _parsed(statement: Statement) -> Parsed:
    content = content_of(statement.file)
    if statement.format == Statement.Format.MT940:
        return mt940_file.read(content)
    if statement.format == Statement.Format.CAMT053:
        return camt053.read(content)
    how = statement.mapping
    assert how is not None  # noqa: S101  asked for with a CSV
    return csv_file.read(content, csv_file.Reading(how.encoding, how.delimiter, how.comma, how.day_format, how.columns))


@transaction.atomic
def _take(statement: Statement, first: int, lines: Sequence[Line], prints: Sequence[str], at: datetime) -> None:
    """Keep and book the lines of a batch that are new; of two workers the second finds them kept already."""
    held = ledger.account(Account.Kind.BANK)
    Account.objects.select_for_update().get(pk=held.pk)
    now = Statement.objects.get(pk=statement.pk)
    if now.done > first:
        return
    had = set(StatementLine.objects.filter(fingerprint__in=prints).values_list("fingerprint", flat=True))
    known = Known.read(lines)
    fresh: dict[str, StatementLine] = {}
    for offset, (line, print_) in enumerate(zip(lines, prints, strict=True)):
        if print_ not in had and print_ not in fresh:
            fresh[print_] = _row(statement, first + offset + 1, line, print_, known)
    made = StatementLine.objects.bulk_create(fresh.values())
    ledger.post_lines(made, at=at)
    Statement.objects.filter(pk=statement.pk).update(done=first + len(lines), fresh=now.fresh + len(made))


def _row(statement: Statement, position: int, line: Line, fingerprint: str, known: Known) -> StatementLine:
    proposal = known.propose(line)
    return StatementLine(
        statement=statement,
        position=position,
        on=line.on,
        amount=line.amount,
        reference=line.reference,
        payer=line.payer,
        payer_bin=line.payer_bin,
        payer_iban=line.payer_iban,
        purpose=line.purpose,
        fingerprint=fingerprint,
        proposed_id=proposal.participant,
        proposed_case_id=proposal.case,
        certainty=proposal.certainty,
    )


@transaction.atomic
def _finish(statement: Statement, at: datetime) -> int:
    now: Statement = Statement.objects.select_for_update().get(pk=statement.pk)
    if now.state != Statement.State.READ:
        now.state = Statement.State.READ
        now.save(update_fields=["state"])
        log("statement.read", f"statement:{now.pk}", by=None, at=at, lines=now.total, fresh=now.fresh)
    return now.fresh


@transaction.atomic
def _refuse(statement: Statement, why: Text, at: datetime) -> int:
    now = Statement.objects.select_for_update().get(pk=statement.pk)
    if now.state != Statement.State.REFUSED:
        now.state, now.problem = Statement.State.REFUSED, why._asdict()
        now.save(update_fields=["state", "problem"])
        log("statement.refuse", f"statement:{now.pk}", by=None, at=at)
    return 0
