"""Putting a signed agreement or amendment on record, with its text, its scan and its fee lines (clauses 34, 35, 65)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.translation import override

from hub.documents.models import Paper
from hub.documents.store import issue
from hub.register.agreements import files
from hub.register.agreements.text import Party, Terms, text
from hub.register.models import Agreement, FeeLine, Participant
from hub.register.standing import standing
from rules.text import Text

if TYPE_CHECKING:
    from hub.documents.models import StoredFile


def party_of(participant: Participant, on: date, signer: str) -> Party:
    """A participant as it stands on a day."""
    now = standing(participant, on)
    name, address = Text(now.name_kk, now.name_ru, now.name_ru), Text(now.location_kk, now.location_ru, now.location_ru)
    return Party(now.bin, name, address, now.works, signer)


def conclude(
    participant: Participant,
    terms: Terms,
    *,
    template: str,
    signer: str,
    scan: StoredFile | None,
    at: datetime,
) -> Agreement:
    """Record what was signed, in the transaction of its act; with a template its text is made and kept for ever.

    `terms` carry the days of signing and of the end. A fee line without a first day begins with the signing; the
    report form that an amendment does not name stays.
    """
    assert terms.signed_on is not None  # noqa: S101  it is signed
    assert terms.until is not None  # noqa: S101
    made = Agreement.objects.create(
        participant=participant,
        amends=terms.amends,
        number=terms.number,
        signed_on=terms.signed_on,
        until=terms.until,
        report_form=terms.report_form or (terms.amends.report_form if terms.amends else ""),
        template=template,
        paper=_paper(participant, terms, template, signer, at) if template else None,
        scan=scan,
    )
    for line in terms.fees:
        line.agreement, line.since = made, line.since or terms.signed_on
    FeeLine.objects.bulk_create(terms.fees)
    return made


def _paper(participant: Participant, terms: Terms, template: str, signer: str, at: datetime) -> Paper:
    """The text of what was signed, in Kazakh and Russian."""
    assert terms.signed_on is not None  # noqa: S101
    data = text(template, party_of(participant, terms.signed_on, signer), terms, on=terms.signed_on)
    with override("kk"):
        name = files.name("pdf", data)
    pdf = files.pdf(data, made_at=at)
    return issue(
        Paper.Kind.AGREEMENT,
        terms.number,
        pdf,
        name=name,
        language="kk",
        organisation=participant.organisation,
        at=at,
    )
