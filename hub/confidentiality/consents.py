"""A participant's consents to disclose: what one says, giving, recording and withdrawing one, and what it covers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from hub import words
from hub.audit.log import record as log
from hub.confidentiality import telling
from hub.confidentiality.information import named
from hub.confidentiality.models import ParticipantConsent
from rules.text import LANGUAGES, Text

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.documents.models import StoredFile
    from hub.register.models import Participant

VERSION: Final = "2026-11"
WORDING: Final = Text(
    "Қатысушы Технопаркке төменде аталған ақпаратты аталған алушыға аталған мақсат үшін көрсетілген күнге дейін беруге "
    "келісім береді. Басқа ақпарат, басқа алушы немесе басқа мақсат үшін жеке келісім керек. Келісімді кез келген "
    "уақытта кері қайтаруға болады; оған дейін берілген ақпарат берілген болып қалады. Қатысушы берілетін құжаттарда "
    "аталған адамдардың келісімін алғанын растайды.",
    "Участник разрешает Технопарку передать указанную ниже информацию указанному получателю для указанной цели до "
    "указанного дня. На другую информацию, другому получателю или для другой цели нужно отдельное согласие. Согласие "
    "можно отозвать в любое время; переданное до отзыва остаётся переданным. Участник подтверждает, что у него есть "
    "согласие людей, названных в передаваемых документах.",
    "The participant lets the Technopark give the information named below to the recipient named below, for the "
    "purpose named below, until the day named below. Other information, another recipient or another purpose need a "
    "consent of their own. The consent can be withdrawn at any time; what was given before stays given. The "
    "participant confirms that it has the consent of the people named in the documents.",
)
"""A changed text gets a new version; what was given stands by the version that was read."""

WITHDRAWN: Final = Text(
    "Қатысушы бұл келісімді кері қайтарған: ол бойынша ештеңе берілмейді (30-тармақ).",
    "Участник отозвал это согласие: по нему ничего не передаётся (пункт 30).",
    "The participant has withdrawn this consent: nothing leaves under it (clause 30).",
)
OUT_OF_ITS_DAYS: Final = Text(
    "Келісім бүгін күшінде емес: оның мерзімі басталмаған немесе біткен (30-тармақ).",
    "Согласие сегодня не действует: его срок не начался или истёк (пункт 30).",
    "The consent is not in force today: its term has not begun or is over (clause 30).",
)
UNCHECKED: Final = Text(
    "Қол қойылған келісімнің файлы әлі тексеріліп жатыр немесе ашылмайды (30-тармақ).",
    "Файл подписанного согласия ещё проверяется или не открывается (пункт 30).",
    "The file of the signed consent is still being checked or cannot be opened (clause 30).",
)
NOT_COVERED: Final = Text(
    "Келісім мынаны қамтымайды: «{kind}». Оны беру үшін қатысушының жеке жазбаша келісімі керек (30-тармақ).",
    "Согласие не охватывает: «{kind}». Чтобы это передать, нужно отдельное письменное согласие участника (пункт 30).",
    "The consent does not cover “{kind}”. To give it, another written consent of the participant is needed "
    "(clause 30).",
)


class Refused(Exception):
    """Nothing leaves; `reasons` say why, each with its clause."""

    def __init__(self, *reasons: Text) -> None:
        self.reasons = reasons
        super().__init__("; ".join(reason.en for reason in reasons))


class Withdrawn(Exception):
    """The consent is withdrawn already."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is consented to: kinds of information, to whom, for what, until when."""

    kinds: tuple[str, ...]
    recipient: str
    purpose: str
    until: date


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A consent signed by hand: by whom, when, and its scan."""

    signed_by: str
    signed_on: date
    scan: StoredFile


@transaction.atomic
def give(
    participant: Participant, terms: Terms, *, by: User, at: datetime, document: StoredFile | None = None
) -> ParticipantConsent:
    """The head consents in the portal; `document` is what they signed besides, if anything."""
    signed = {"signed_by": by.full_name, "signed_on": timezone.localdate(at), "on_paper": False}
    return _record(participant, terms, document=document, by=by, at=at, **signed)


@transaction.atomic
def record_paper(
    participant: Participant, terms: Terms, paper: OnPaper, *, by: User, at: datetime
) -> ParticipantConsent:
    """An officer puts a consent signed on paper on record; the participant's people are told of it."""
    signed = {"signed_by": paper.signed_by, "signed_on": paper.signed_on, "on_paper": True}
    made = _record(participant, terms, document=paper.scan, by=by, at=at, **signed)
    telling.tell_of_paper(made, at)
    return made


def _record(
    participant: Participant, terms: Terms, *, document: StoredFile | None, by: User, at: datetime, **signed: object
) -> ParticipantConsent:
    made = ParticipantConsent.objects.create(
        participant=participant,
        kinds=list(terms.kinds),
        recipient=terms.recipient,
        purpose=terms.purpose,
        until=terms.until,
        version=VERSION,
        language=words.language(),
        document=document,
        given_by=by,
        given_at=at,
        **signed,
    )
    log(
        "consent.give",
        about(made),
        by=by,
        at=at,
        private={"recipient": terms.recipient, "purpose": terms.purpose, "signed_by": made.signed_by},
        organisation=participant.organisation_id,
        kinds=made.kinds,
        until=made.until.isoformat(),
        version=VERSION,
        on_paper=made.on_paper,
        sha256=document.sha256 if document else "",
    )
    return made


@transaction.atomic
def withdraw(consent: ParticipantConsent, *, by: User, at: datetime, letter: str = "") -> None:
    """From now on nothing leaves under it; what left stays on record. Raises Withdrawn."""
    row = ParticipantConsent.objects.select_for_update(of=("self",)).select_related("participant").get(pk=consent.pk)
    if row.withdrawn_at is not None:
        raise Withdrawn(row.pk)
    row.withdrawn_by, row.withdrawn_at, row.letter = by, at, letter
    row.save(update_fields=["withdrawn_by", "withdrawn_at", "letter"])
    if letter:
        telling.tell_of_withdrawal(row, at)
    organisation = row.participant.organisation_id
    log("consent.withdraw", about(row), by=by, at=at, private={"letter": letter}, organisation=organisation)


def about(consent: ParticipantConsent) -> str:
    """How the log names it."""
    return f"participant_consent:{consent.pk}"


def missing(consent: ParticipantConsent, kinds: Iterable[str], at: datetime) -> list[Text]:
    """Why the consent does not let information of these kinds leave at a moment; empty where it does."""
    day = timezone.localdate(at)
    found = []
    if consent.withdrawn_at is not None:
        found.append(WITHDRAWN)
    if not consent.signed_on <= day <= consent.until:
        found.append(OUT_OF_ITS_DAYS)
    if consent.document is not None and not consent.document.ready:
        found.append(UNCHECKED)
    return found + [_uncovered(kind) for kind in dict.fromkeys(kinds) if kind not in consent.kinds]


def _uncovered(kind: str) -> Text:
    what = named(kind)
    return Text(*(NOT_COVERED.to(lang).format(kind=what.to(lang)) for lang in LANGUAGES))
