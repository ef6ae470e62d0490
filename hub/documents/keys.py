"""The technopark's seal in use: where its key lies, and whose seals the portal trusts."""

import os
import shutil
import tempfile
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.conf import settings

from hub.documents.letterhead import NAME
from hub.documents.seal import CHAIN_FILE, KEY_FILE, SealError, SealKey, seal
from hub.documents.seal_maker import make_seal_key

PAST: Final = "past"
"""A folder beside the key for the certificates (PEM) of earlier seals: their papers stay valid."""
# A fixed term, so that the demonstration can seal what its past and its future days bring.
DEMO_SINCE: Final = datetime(2020, 1, 1, tzinfo=UTC)
DEMO_YEARS: Final = 30


def seal_key() -> SealKey:
    """The technopark's key; read once. The demonstration makes its own; in production a missing one is a SealError."""
    return _load(Path(settings.SEAL_FOLDER), settings.SEAL_PASSWORD, demo=settings.DEMO)


def trusted() -> list[bytes | Path]:
    """The certificates of the technopark's seals, present and past."""
    return [seal_key().certificate_pem, *sorted((Path(settings.SEAL_FOLDER) / PAST).glob("*.pem"))]


def sealed(pdf: bytes, *, reason: str, at: datetime) -> bytes:
    """The PDF with the technopark's seal."""
    return seal(pdf, seal_key(), reason=reason, at=at)


@lru_cache(maxsize=4)
def _load(folder: Path, password: str, *, demo: bool) -> SealKey:
    secret = password.encode() or None
    if not (folder / KEY_FILE).exists():
        if not demo:
            raise SealError(
                f"There is no seal in {folder}: put the key ({KEY_FILE}) and its certificates ({CHAIN_FILE}) there, "
                "or let SEAL_FOLDER name the folder that has them."
            )
        _make(folder, secret)
    return SealKey.load(folder, secret)


def _make(folder: Path, password: bytes | None) -> None:
    """Make a key beside the folder and move it there whole: of several processes one wins, the rest use its key."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        make_seal_key(fresh, organisation=NAME.ru, on=DEMO_SINCE, years=DEMO_YEARS, password=password)
        os.rename(fresh, folder)  # noqa: PTH104  replaces an empty folder only, unlike a move
    except OSError as error:
        if not (folder / KEY_FILE).exists():
            raise SealError(
                f"The demonstration's seal cannot be made in {folder}; empty the folder. {error}"
            ) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
