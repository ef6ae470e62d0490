"""Participations of the earlier register with all that belongs to them, written many at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from hub.accounts.models import Organisation
from hub.register import publish, standing
from hub.register.models import Agreement, Certificate, End, Fact, FeeLine, Participant

if TYPE_CHECKING:
    from hub.importing.lists import Lists
    from hub.importing.told import Told
    from rules.text import Text

Entered = list[tuple[Participant, list["Told"]]]


def enter(participations: Sequence[list[Told]], lists: Lists, at: datetime) -> None:
    """Each list holds the rows of one participation that does not stand yet; call it in the import's transaction."""
    organisations = _organisations([rows[0] for rows in participations], at)
    made = [(_participant(rows, organisations[rows[0].bin], lists, at), rows) for rows in participations]
    Participant.objects.bulk_create([participant for participant, _rows in made])
    Fact.objects.bulk_create([fact for participant, _rows in made for fact in _facts(participant, at)])
    _agreements(made)
    _certificates(made, lists)


def _organisations(rows: Iterable[Told], at: datetime) -> dict[str, Organisation]:
    """By BIN; those that the portal does not know yet are put on it, without a head."""
    told = {one.bin: one for one in rows}
    known = {one.bin: one for one in Organisation.objects.filter(bin__in=told)}
    missing = [
        Organisation(bin=one.bin, name_kk=one.name_kk, name_ru=one.name_ru, created_at=at)
        for one in told.values()
        if one.bin not in known
    ]
    return known | {one.bin: one for one in Organisation.objects.bulk_create(missing)}


def _participant(rows: list[Told], organisation: Organisation, lists: Lists, at: datetime) -> Participant:
    told, today = rows[0], timezone.localdate(at)
    participant = Participant(
        organisation=organisation,
        region=told.region,
        location_kk=told.location_kk,
        location_ru=told.location_ru,
        website=told.website,
        works=list(told.works),
        since=told.since,
        until=told.until,
        ended=End.PLANNED if told.until < today else "",
        entered_on=today,
    )
    titles = publish.titles_among(participant, lists.titles(told.since))
    numbers = dict.fromkeys(one.certificate_number for one in rows if one.certificate_number)
    participant.search = publish.words(participant, titles, numbers)
    return participant


def _facts(participant: Participant, at: datetime) -> list[Fact]:
    """With which it begins and, where its last day has passed, that it ended: nobody is told of that today."""
    facts = standing.first_facts(participant, entry=None, at=at)
    if participant.ended:
        says = {"ended": participant.ended, "until": participant.until.isoformat()}
        facts.append(Fact(participant=participant, kind=standing.END, since=participant.until, says=says, at=at))
    return facts


def _agreements(made: Entered) -> None:
    """The first one signed is the agreement, later ones amend it."""
    firsts, later, fees = [], [], []
    for participant, rows in made:
        told = sorted({one.agreement_number: one for one in rows}.values(), key=lambda one: one.signed_on)
        first, *others = [(_agreement(participant, one), one) for one in told]
        firsts.append(first[0])
        for agreement, _told in others:
            agreement.amends = first[0]
            later.append(agreement)
        fees += [_fee(agreement, one) for agreement, one in (first, *others) if one.fee]
    Agreement.objects.bulk_create(firsts)
    Agreement.objects.bulk_create(later)
    FeeLine.objects.bulk_create(fees)


def _agreement(participant: Participant, told: Told) -> Agreement:
    return Agreement(
        participant=participant,
        number=told.agreement_number,
        signed_on=told.signed_on,
        until=told.until,
        report_form=told.report_form,
    )


def _fee(agreement: Agreement, told: Told) -> FeeLine:
    assert told.fee is not None  # noqa: S101  the caller saw to it
    fee = told.fee
    return FeeLine(
        agreement=agreement,
        kind=fee.kind,
        amount=fee.amount,
        at_least=fee.at_least,
        at_most=fee.at_most,
        since=told.signed_on,
    )


def _certificates(made: Entered, lists: Lists) -> None:
    """In the order of their issue, so that the last one is the newest; without a paper of ours."""
    found = []
    for participant, rows in made:
        titles = publish.titles_among(participant, lists.titles(participant.since))
        issued = {one.certificate_number: one.certificate_issued_on for one in rows if one.certificate_issued_on}
        in_order = sorted(issued.items(), key=lambda one: one[1])
        found += [_certificate(participant, number, on, titles) for number, on in in_order]
    Certificate.objects.bulk_create(found)


def _certificate(participant: Participant, number: str, on: date, titles: Sequence[Text]) -> Certificate:
    says = publish.kept_words(participant, number, kind="registration", issued_on=on, titles=titles)
    return Certificate(participant=participant, number=number, issued_on=on, until=participant.until, says=says)
