"""How much may be uploaded: the only place where the limits stand, and what to say when one is reached.

A limit counts different contents: the same bytes twice take one place, as they do on the disk.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet

from hub.documents.checks import MAX_BYTES
from hub.documents.models import State, StoredFile
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.models import Organisation

MIB: Final = 1024 * 1024
FILE: Final = MAX_BYTES
APPLICATION: Final = 200 * MIB
ORGANISATION: Final = 1024 * MIB

APPLICATION_IS_FULL: Final = Text(
    "Бұл файл сыймайды: оның көлемі – {size} МБ, ал өтінімде {left} МБ орын қалды (барлығы – {limit} МБ). Қажет емес "
    "құжаттарды алып тастаңыз немесе көшірмелерді төмен сапамен сканерлеңіз.",
    "Этот файл не поместится: его размер – {size} МБ, а в заявлении осталось {left} МБ (всего – {limit} МБ). Удалите "
    "ненужные документы или отсканируйте копии с меньшим качеством.",
    "This file does not fit: it is {size} MB, and {left} MB are left in the application (of {limit} MB). Remove "
    "documents that are not needed, or scan copies at a lower quality.",
)
ORGANISATION_IS_FULL: Final = Text(
    "Бұл файл сыймайды: оның көлемі – {size} МБ, ал ұйымыңызда {left} МБ орын қалды (барлығы – {limit} МБ). Берілмеген "
    "өтінімдердегі қажет емес құжаттарды алып тастаңыз: олардың орны бір тәулікте босайды. Берілген құжаттар "
    "сақталады.",
    "Этот файл не поместится: его размер – {size} МБ, а у вашей организации осталось {left} МБ (всего – {limit} МБ). "
    "Удалите ненужные документы из неподанных заявлений: место освободится в течение суток. Поданные документы "
    "хранятся.",
    "This file does not fit: it is {size} MB, and {left} MB are left for your organisation (of {limit} MB). Remove "
    "documents that are not needed from applications not filed yet: their place is free within a day. Filed documents "
    "are kept.",
)


class Full(Exception):
    """No place for one more file; `message` says how much is left and what to do."""

    def __init__(self, message: Text) -> None:
        self.message = message
        super().__init__(message.en)


def of_organisation(organisation: Organisation) -> QuerySet[StoredFile]:
    """What people brought for the organisation and the portal keeps, removed documents too.

    Papers are the portal's own; translations are the translator's work: neither takes the organisation's place.
    """
    brought = StoredFile.objects.filter(organisation=organisation, stored_by__isnull=False, translated_from=None)
    return brought.exclude(state=State.ERASED)


def taken(files: Iterable[StoredFile]) -> int:
    """Bytes of the different contents among `files`."""
    return sum({file.sha256: file.size for file in files}.values())


def require_room(size: int, used: int, *, limit: int, message: Text) -> None:
    """Raise Full where `size` more bytes do not fit; both in bytes."""
    if used + size > limit:
        raise Full(_told(message, size, max(0, limit - used), limit))


def _told(message: Text, size: int, left: int, limit: int) -> Text:
    """Sizes in MB with one digit: what is needed rounded up, what is left rounded down."""
    needed, free = -(-size * 10 // MIB) / 10, left * 10 // MIB / 10
    return Text(
        *(
            message.to(language).format(
                size=_number(needed, language), left=_number(free, language), limit=_number(limit // MIB, language)
            )
            for language in ("kk", "ru", "en")
        )
    )


def _number(value: float, language: str) -> str:
    text = f"{value:,.1f}".removesuffix(".0") if isinstance(value, float) else f"{value:,}"
    return text if language == "en" else text.replace(",", "\u00a0").replace(".", ",")
