"""Giving information of a participant to a third party: preparing a package, and handing it over once (clause 30)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction
from django.utils import timezone

from hub.audit.log import record as log
from hub.confidentiality import packages, telling
from hub.confidentiality.consents import Refused, missing
from hub.confidentiality.models import Disclosure, ParticipantConsent
from hub.documents import quotas
from hub.register.standing import standing
from rules.text import Text

if TYPE_CHECKING:
    from hub.accounts.models import User
    from hub.confidentiality.information import Piece
    from hub.register.models import Participant

TOO_LARGE: Final = Text(
    f"Құжаттар тым көп: бір пакетке ең көбі {packages.MOST // quotas.MIB} МБ сыяды. Бірнеше пакет жасаңыз.",
    f"Документов слишком много: в один пакет входит не более {packages.MOST // quotas.MIB} МБ. Соберите несколько.",
    f"Too many documents: one package holds at most {packages.MOST // quotas.MIB} MB. Prepare several.",
)
TAKEN: Final = Text(
    "Бұл пакет алынған: ол бір рет беріледі. Қайта беру керек болса, жаңасын жасаңыз.",
    "Этот пакет уже взят: он выдаётся один раз. Если его нужно передать снова, соберите новый.",
    "This package was taken already: it is handed over once. To give it again, prepare a new one.",
)
CHANGED: Final = Text(
    "Пакет дайындалған кездегідей емес: ол берілмейді. Жаңасын жасаңыз.",
    "Пакет не тот, что был собран: он не выдаётся. Соберите новый.",
    "The package is not what was prepared: it is not handed over. Prepare a new one.",
)
UNREADABLE: Final = Text(
    "Құжаттардың бірі ашылмайды, сондықтан пакет жоқ. Оны таңдамаңыз немесе әкімшіге айтыңыз.",
    "Один из документов не открывается, поэтому пакета нет. Не выбирайте его или сообщите администратору.",
    "One of the documents cannot be opened, so there is no package. Leave it out or tell the administrator.",
)


@dataclass(frozen=True, slots=True)
class Law:
    """A disclosure that the law obliges to: to whom, for what, by which law and paper, told from which day on."""

    recipient: str
    purpose: str
    basis: str
    tell_on: date | None = None


def under_consent(consent: ParticipantConsent, chosen: Sequence[Piece], *, by: User, at: datetime) -> Disclosure:
    """Prepare a package for the recipient and the purpose of a consent. Raises Refused, content.Unavailable."""
    made = _drafted(consent.participant, chosen, by=by, at=at)
    made.consent, made.recipient, made.purpose = consent, consent.recipient, consent.purpose
    return _keep(made)


def by_law(participant: Participant, chosen: Sequence[Piece], law: Law, *, by: User, at: datetime) -> Disclosure:
    """Prepare a package without a consent, for whom the law obliges to give it. Raises Refused, content.Unavailable."""
    made = _drafted(participant, chosen, by=by, at=at)
    made.recipient, made.purpose, made.basis, made.tell_on = law.recipient, law.purpose, law.basis, law.tell_on
    return _keep(made)


def _drafted(participant: Participant, chosen: Sequence[Piece], *, by: User, at: datetime) -> Disclosure:
    """The record with what it is of, its documents and its data; without its ground, and not kept yet."""
    if sum(piece.file.size for piece in chosen if piece.file) > packages.MOST:
        raise Refused(TOO_LARGE)
    return Disclosure(
        participant=participant,
        kinds=list(dict.fromkeys(piece.kind for piece in chosen)),
        manifest=packages.listed(chosen),
        data=packages.plain(_data(participant, chosen, timezone.localdate(at))),
        made_by=by,
        made_at=at,
    )


def _data(participant: Participant, chosen: Iterable[Piece], on: date) -> dict[str, Any]:
    """Who the participant is (public) and what the chosen rows say (public and the participant's)."""
    rows = [piece for piece in chosen if piece.row is not None]
    items = [{"kind": piece.kind, "title": piece.title, "says": piece.data()} for piece in rows]
    return {"participant": asdict(standing(participant, on)), "items": items}


def _keep(made: Disclosure) -> Disclosure:
    """Settle the bytes, then ask the consent under its lock and put it on record."""
    content = packages.build(made)
    made.sha256, made.size = hashlib.sha256(content).hexdigest(), len(content)
    with transaction.atomic():
        _require_consent(made, made.made_at)
        if made.tell_on is None or made.tell_on <= timezone.localdate(made.made_at):
            telling.tell_of_disclosure(made, made.made_at)
        made.save(force_insert=True)
        log(
            "disclosure.make",
            about(made),
            by=made.made_by,
            at=made.made_at,
            private={"recipient": made.recipient, "purpose": made.purpose, "basis": made.basis},
            consent=made.consent_id,
            organisation=made.participant.organisation_id,
            kinds=made.kinds,
            files=[one["file"] for one in made.manifest],
            sha256=made.sha256,
        )
    return made


def about(disclosure: Disclosure) -> str:
    """How the log names it."""
    return f"disclosure:{disclosure.pk}"


def _require_consent(disclosure: Disclosure, at: datetime) -> None:
    """Hold the consent, so that none is withdrawn while something leaves under it; raises Refused."""
    if disclosure.consent_id is None:
        return
    held = ParticipantConsent.objects.select_for_update(of=("self",)).select_related("document")
    if reasons := missing(held.get(pk=disclosure.consent_id), disclosure.kinds, at):
        raise Refused(*reasons)


@transaction.atomic
def take(disclosure: Disclosure, content: bytes, *, by: User, at: datetime) -> None:
    """The package leaves now, once, if its consent still holds; `content` is what `packages.build` made of it.

    Raises Refused. The door that sends it writes the event, in the same transaction.
    """
    row = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    if row.taken_at is not None:
        raise Refused(TAKEN)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Refused(CHANGED)
    _require_consent(row, at)
    row.taken_by, row.taken_at = by, at
    row.save(update_fields=["taken_by", "taken_at"])
