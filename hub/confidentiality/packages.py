"""A package as bytes: a ZIP of documents and data with a manifest of hashes. The same record gives the same bytes."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from hub.documents import quotas
from hub.documents.content import content_of
from hub.documents.letterhead import NAME
from hub.documents.models import StoredFile
from rules.text import Text

if TYPE_CHECKING:
    from hub.confidentiality.information import Piece
    from hub.confidentiality.models import Disclosure

MOST: Final = 100 * quotas.MIB
"""Bytes of documents in one package: it is held in memory while it is sent."""
DATA, MANIFEST = "data.json", "manifest.json"
MARK: Final = Text(
    "Құпия. Қағидалардың 30-тармағы: қатысушының жазбаша келісімінсіз басқа тұлғаларға берілмейді.",
    "Конфиденциально. Пункт 30 Правил: не передаётся другим лицам без письменного согласия участника.",
    "Confidential. Clause 30 of the Rules: not to be passed on without the participant's written consent.",
)


def plain(content: Any) -> Any:
    """The same as bare JSON values: days and moments as ISO 8601, decimals as text."""
    return json.loads(json.dumps(content, cls=DjangoJSONEncoder))


def listed(chosen: Iterable[Piece]) -> list[dict[str, Any]]:
    """The documents among the pieces as the record names them, each with its place in the package."""
    found: list[dict[str, Any]] = []
    for piece in chosen:
        if piece.file is not None:
            path = f"documents/{len(found) + 1:03}-{piece.file.name.replace('/', '_')}"
            found.append(
                {
                    "path": path,
                    "title": piece.title,
                    "kind": piece.kind,
                    "file": str(piece.file.pk),
                    "sha256": piece.file.sha256,
                    "size": piece.file.size,
                }
            )
    return found


def build(disclosure: Disclosure) -> bytes:
    """The ZIP: manifest, data, documents. Raises content.Unavailable where a document cannot be opened."""
    files = StoredFile.objects.in_bulk([UUID(one["file"]) for one in disclosure.manifest])
    data = _json(disclosure.data)
    entries = [(MANIFEST, _json(_manifest(disclosure, data))), (DATA, data)]
    entries += [(one["path"], content_of(files[UUID(one["file"])])) for one in disclosure.manifest]
    made = timezone.localtime(disclosure.made_at).timetuple()[:6]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:  # stored: the same bytes on every machine
        for path, content in entries:
            archive.writestr(zipfile.ZipInfo(path, made), content)
    return out.getvalue()


def _manifest(disclosure: Disclosure, data: bytes) -> dict[str, Any]:
    files = [{"path": DATA, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}]
    files += [{name: one[name] for name in ("path", "title", "sha256", "size")} for one in disclosure.manifest]
    return {
        "mark": MARK._asdict(),
        "disclosure": str(disclosure.pk),
        "from": NAME._asdict(),
        "to": disclosure.recipient,
        "purpose": disclosure.purpose,
        "ground": _ground(disclosure),
        "made_at": timezone.localtime(disclosure.made_at).isoformat(timespec="seconds"),
        "files": files,
    }


def _ground(disclosure: Disclosure) -> dict[str, Any]:
    consent = disclosure.consent
    if consent is None:
        return {"law": disclosure.basis}
    days = {"signed_on": consent.signed_on.isoformat(), "until": consent.until.isoformat()}
    return {"consent": consent.pk, **days, "on_paper": consent.on_paper}


def _json(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
