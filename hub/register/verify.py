"""Checking a certificate: by its PDF (the seal, then the register) or by its number alone."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.db.models import QuerySet

from hub import words
from hub.documents.keys import trusted
from hub.documents.seal import check_seal
from hub.register.models import Certificate
from rules.text import LANGUAGES, Text

State = Literal["valid", "untrusted", "changed", "unsigned", "unreadable", "unknown", "ended", "replaced"]
# People type the number from paper, some with Cyrillic letters.
LOOKALIKES = str.maketrans("АНан", "AHAH", " №#")


@dataclass(frozen=True, slots=True)
class Check:
    """The verdict. `certificate` is given for `valid`, `replaced` and `ended`; `text` tells a person what it means."""

    state: State
    text: Text
    certificate: Certificate | None = None

    @property
    def valid(self) -> bool:
        return self.state == "valid"


def verify(pdf: bytes, on: date) -> Check:
    """Judge a file: our seal over every byte, the very file that was issued, and participation in force on the day."""
    seal = check_seal(pdf, trusted())
    if seal.state != "valid":
        return Check(seal.state, SEAL[seal.state])
    issued = _issued().filter(paper__file__sha256=hashlib.sha256(pdf).hexdigest()).first()
    return _standing(issued, on) if issued else Check("unknown", NOT_A_CERTIFICATE)


def by_number(number: str, on: date) -> Check:
    """What the register says of a number: nothing about any file that bears it."""
    issued = _issued().filter(number=plain_number(number)).first()
    return _standing(issued, on) if issued else Check("unknown", NO_SUCH_NUMBER)


def plain_number(typed: str) -> str:
    """A number as it is kept: capitals, letters that look alike as one, without spaces and signs of a number."""
    return typed.upper().translate(LOOKALIKES).strip()


def _issued() -> QuerySet[Certificate]:
    return Certificate.objects.select_related("participant__organisation", "paper__file")


def _standing(certificate: Certificate, on: date) -> Check:
    """Participation holds until its own last day, which may come before the one printed (clauses 37, 38)."""
    until = min(certificate.until, certificate.participant.until)
    if on > until:
        return Check("ended", _dated(ENDED, until), certificate)
    newer = certificate.participant.certificates.exclude(pk=certificate.pk).filter(pk__gt=certificate.pk).last()
    if newer is not None:
        return Check("replaced", _dated(REPLACED, until, number=newer.number), certificate)
    return Check("valid", _dated(VALID, until), certificate)


def _dated(text: Text, until: date, **more: str) -> Text:
    return Text(*(text.to(lang).format(until=words.day(until, lang), **more) for lang in LANGUAGES))


VALID = Text(
    "Куәлік жарамды. Қатысудың соңғы күні: {until}.",
    "Свидетельство действительно. Участие продолжается по {until} включительно.",
    "The certificate is valid. Participation lasts up to and including {until}.",
)
ENDED = Text(
    "Куәлікті технопарк берген, бірақ қатысудың соңғы күні ({until}) өтіп кетті.",
    "Свидетельство выдано технопарком, но последний день участия ({until}) уже прошёл.",
    "The Technopark issued this certificate, but the last day of participation ({until}) has passed.",
)
REPLACED = Text(
    "Қатысу жалғасады ({until} дейін), бірақ мәліметтері жаңартылған куәлік берілген: № {number}. Соны қараңыз.",
    "Участие продолжается по {until} включительно, но выдано новое свидетельство с обновлёнными данными:"
    " № {number}. Смотрите его.",
    "Participation lasts up to and including {until}, but a certificate with newer data took the place of this one:"
    " No {number}. Look at that one.",
)
NOT_A_CERTIFICATE = Text(
    "Файлда технопарктің мөрі бар, бірақ ол тізілімдегі куәлік емес.",
    "Файл заверен технопарком, но это не свидетельство из реестра.",
    "The file bears the Technopark's seal, but it is not a certificate from the register.",
)
NO_SUCH_NUMBER = Text(
    "Мұндай нөмірлі куәлік жоқ. Нөмірді тексеріңіз: ол, мысалы, AH-2026-00001 түрінде жазылады.",
    "Свидетельства с таким номером нет. Проверьте номер: он пишется, например, так: AH-2026-00001.",
    "There is no certificate with this number. Check it: it is written like AH-2026-00001.",
)
SEAL: dict[str, Text] = {
    "untrusted": Text(
        "Файл өзгертілмеген, бірақ оған технопарктің мөрі қойылмаған. Оны технопарк берген жоқ.",
        "Файл не изменён, но заверен не технопарком. Технопарк его не выдавал.",
        "The file is whole, but the seal is not the Technopark's. The Technopark did not issue it.",
    ),
    "changed": Text(
        "Файл мөр қойылғаннан кейін өзгертілген. Оған сенуге болмайды: иесінен түпнұсқа файлды сұраңыз.",
        "Файл изменён после заверения. Ему нельзя доверять: попросите у владельца исходный файл.",
        "The file was changed after it was sealed. Do not trust it: ask its owner for the original file.",
    ),
    "unsigned": Text(
        "Файлда мөр жоқ. Скан немесе қайта сақталған көшірме болуы мүмкін: нөмірі бойынша тексеріңіз.",
        "В файле нет печати. Возможно, это скан или пересохранённая копия: проверьте свидетельство по номеру.",
        "The file has no seal. It may be a scan or a copy saved anew: check the certificate by its number.",
    ),
    "unreadable": Text(
        "Бұл PDF файлы емес немесе ол бүлінген. Куәліктің PDF файлын таңдаңыз.",
        "Это не PDF или файл повреждён. Выберите PDF-файл свидетельства.",
        "This is not a PDF, or it is damaged. Choose the PDF file of the certificate.",
    ),
}
