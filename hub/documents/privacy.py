"""What is kept of documents; the files that a person stored for no organisation are theirs to take away."""

from collections.abc import Iterator
from typing import Any

from hub.accounts.models import User
from hub.documents.models import StoredFile, Translation
from hub.privacy.declared import kept

FIELDS = (
    kept("documents.StoredFile", "record", public="id size mime language stored_at state next_scan_at scans"),
    kept("documents.StoredFile", "record", participant="content sha256 name organisation", personal="stored_by"),
    kept("documents.Translation", "record", public="id into asked_at done_at", participant="source result"),
    kept("documents.Translation", "record", personal="asked_by assignee"),
    kept("documents.Paper", "record", public="id kind number", participant="file"),
    kept("documents.Series", "record", public="name last"),
)


def export(person: User) -> dict[str, Any]:
    mine = StoredFile.objects.filter(stored_by=person)
    return {
        "documents": list(mine.values("name", "mime", "size", "sha256", "stored_at")),
        "translations": list(Translation.objects.filter(assignee=person).values("into", "asked_at", "done_at")),
    }


def files(person: User) -> Iterator[StoredFile]:
    """What the person stored for themself; an organisation's documents are taken away from its cases.

    The files of an import hold what is kept of other companies.
    """
    yield from StoredFile.objects.filter(stored_by=person, organisation=None, imports=None)
