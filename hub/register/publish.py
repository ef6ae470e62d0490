"""What makes a participation public: the sealed certificate of Appendix 1, and the words by which it is found."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypedDict

from django.conf import settings
from django.utils import timezone

from hub.documents.keys import seal_key, sealed
from hub.documents.letterhead import HEAD
from hub.documents.paper import render
from hub.documents.paper.shapes import Certificate
from hub.documents.seal import SealKey
from hub.reference.data import activities
from hub.register.models import Participant
from hub.register.search import fold
from rules.calendar.words import dotted
from rules.reference import REGIONS
from rules.text import LANGUAGES, Text

Kind = Literal["registration", "extension"]
TITLES: dict[Kind, Text] = {
    "registration": Text("Тіркеу туралы куәлік", "Свидетельство о регистрации", "Certificate of registration"),
    "extension": Text(
        "Мерзімін ұзарту туралы куәлік", "Свидетельство о продлении срока", "Certificate of extension of the term"
    ),
}


class Said(TypedDict):
    """What a certificate says of its participant."""

    kind: Kind
    number: str
    bin: str
    name_kk: str
    name_ru: str
    location_kk: str
    location_ru: str
    activities_kk: list[str]
    activities_ru: list[str]


SHOWN_OF_FINGERPRINT = 16  # hexadecimal digits: enough to tell our seals apart


def certificate_pdf(
    participant: Participant, number: str, *, kind: Kind, issued_on: date, at: datetime
) -> tuple[dict[str, Any], bytes]:
    """What the certificate says, as JSON for the check page, and its sealed PDF in Kazakh and Russian (clause 18)."""
    data = certificate_data(participant, number, kind=kind, issued_on=issued_on, at=at, key=seal_key())
    pdf = render("certificate", data, language="kk", made_at=at)
    title = TITLES[kind]
    says = kept_words(participant, number, kind=kind, issued_on=issued_on, titles=activity_titles(participant))
    return says, sealed(pdf, reason=f"{title.kk} / {title.ru} № {number}", at=at)


def certificate_data(
    participant: Participant, number: str, *, kind: Kind, issued_on: date, at: datetime, key: SealKey
) -> Certificate:
    """The fields of Appendix 1 or 2; the wording around them is the paper's own."""
    note = sealed_note(key, at)
    return {
        **said(participant, number, kind=kind, titles=activity_titles(participant)),
        "issued_on_kk": dotted(issued_on),
        "issued_on_ru": dotted(issued_on),
        "term_kk": f"{dotted(participant.since)} – {dotted(participant.until)}",
        "term_ru": f"{dotted(participant.since)} – {dotted(participant.until)}",
        "signer_kk": HEAD.kk,
        "signer_ru": HEAD.ru,
        "sealed_note_kk": note.kk,
        "sealed_note_ru": note.ru,
        "check_url": check_url(number),
    }


def said(participant: Participant, number: str, *, kind: Kind, titles: Sequence[Text]) -> Said:
    organisation = participant.organisation
    return {
        "kind": kind,
        "number": number,
        "bin": organisation.bin,
        "name_kk": organisation.name_kk,
        "name_ru": organisation.name_ru,
        "location_kk": participant.location_kk,
        "location_ru": participant.location_ru,
        "activities_kk": [title.kk for title in titles],
        "activities_ru": [title.ru for title in titles],
    }


def kept_words(
    participant: Participant, number: str, *, kind: Kind, issued_on: date, titles: Sequence[Text]
) -> dict[str, Any]:
    """What a certificate says, as JSON for the check page."""
    days = {"issued_on": issued_on.isoformat(), "until": participant.until.isoformat()}
    return {**said(participant, number, kind=kind, titles=titles), **days}


def check_url(number: str) -> str:
    """Where anybody can check a certificate; it stands in the QR for good."""
    return f"{settings.PUBLIC_URL}/kk/certificates/{number}/"


def sealed_note(key: SealKey, at: datetime) -> Text:
    mark = key.certificate_sha256[:SHOWN_OF_FINGERPRINT].upper()
    moment = f"{timezone.localtime(at):%d.%m.%Y %H:%M}"
    return Text(
        f"Құжатқа технопарктің электрондық цифрлық қолтаңбасы қойылған: {moment}, сертификат {mark}.",
        f"Документ подписан электронной цифровой подписью технопарка: {moment}, сертификат {mark}.",
        f"Signed with the electronic digital signature of the Technopark: {moment}, certificate {mark}.",
    )


def activity_titles(participant: Participant) -> list[Text]:
    """The titles of the participant's activities in the List of the first day of participation.

    An activity that left the List between filing and that day keeps the title under which it was filed; one that
    came into the List later has the title of the day on which an earlier participant was entered.
    """
    filed = participant.case.filed_at if participant.case else None
    known = timezone.localdate(filed) if filed else participant.entered_on
    days = [day for day in (known, participant.since) if day]
    return titles_among(participant, {top.key: top.title for day in days for top in activities(day)})


def titles_among(participant: Participant, titles: Mapping[str, Text]) -> list[Text]:
    """The titles of the participant's activities in the order of the List."""
    return [titles[key] for key in participant.activities if key in titles]


def index(participant: Participant) -> None:
    """Write anew the folded words by which the register finds the participant, in all three languages."""
    numbers = participant.certificates.values_list("number", flat=True)
    participant.search = words(participant, activity_titles(participant), numbers)
    participant.save(update_fields=["search"])


def words(participant: Participant, activities: Iterable[Text], numbers: Iterable[str]) -> str:
    """The words by which a participant with these titles of activities and numbers of certificates is found."""
    organisation = participant.organisation
    region = [region.title for region in REGIONS if region.key == participant.region]
    titles = [title.to(lang) for title in (*region, *activities) for lang in LANGUAGES]
    told = [
        organisation.name_kk,
        organisation.name_ru,
        organisation.bin,
        participant.location_kk,
        participant.location_ru,
        *titles,
        *numbers,
    ]
    return fold(" ".join(told))
