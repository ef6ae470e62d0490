"""What the acts of registration bring about, each in the transaction of its act."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from hub.cases import drafts
from hub.cases.chapter import Doing
from hub.cases.models import Attachment, Entry
from hub.documents.models import Paper, Series
from hub.documents.store import issue
from hub.register.models import Agreement, Certificate, FeeLine, Participant
from hub.register.publish import certificate_pdf, index
from hub.registration import papers

CERTIFICATE_SERIES = "certificate"


def file(entry: Entry, doing: Doing) -> None:
    """Freeze what is filed, render the plan, give the receipt (clauses 8, 9, 11)."""
    case = doing.case
    about = drafts.answers(case, doing.on)["about"].cleaned()
    case.language = about["language"]
    with override(case.language):
        number = f"{case.number}-{entry.number}"
        plan = issue(
            Paper.Kind.PLAN,
            number,
            papers.plan(case, doing),
            name=papers.plan_name(case),
            language=case.language,
            organisation=case.organisation,
            at=doing.at,
        )
        case.attachments.filter(slot="business_plan", removed_at=None).update(removed_at=doing.at)
        Attachment.objects.create(case=case, slot="business_plan", file=plan.file, added_at=doing.at)
        filing = drafts.freeze(case, entry)
        receipt = issue(
            Paper.Kind.RECEIPT,
            number,
            papers.receipt(filing, doing),
            name=papers.receipt_name(case),
            language=case.language,
            organisation=case.organisation,
            at=doing.at,
        )
    entry.papers.add(receipt)


def remark(entry: Entry, doing: Doing) -> None:
    """Send all remarks written so far as one notice (clause 14)."""
    doing.case.remarks.filter(notice=None).update(notice=entry)
    _letter(entry, doing, papers.remarks_letter)


def notify(entry: Entry, doing: Doing) -> None:
    """The letter of registration or the reasoned refusal (clause 17)."""
    refused = doing.case.state_key == "refused"
    _letter(entry, doing, papers.refusal_letter if refused else papers.registration_letter)


def _letter(entry: Entry, doing: Doing, make: Any) -> None:
    case = doing.case
    series = f"letter-{doing.on.year}"
    number = f"{doing.on.year}/{Series.take(series):05d}"
    with override(case.language):
        pdf = make(case, doing, number)
        name = papers.letter_name(case, number)
    paper = issue(
        Paper.Kind.LETTER, number, pdf, name=name, language=case.language, organisation=case.organisation, at=doing.at
    )
    entry.papers.add(paper)


def agree(_entry: Entry, doing: Doing) -> None:
    """The organisation becomes a participant from the day of signing (clauses 18, 34, 35)."""
    case, given = doing.case, doing.given
    answers = drafts.answers(case, doing.on)
    about = answers["about"].cleaned()
    signed = date.fromisoformat(given["signed_on"])
    until = last_day(signed, given["years"])
    participant = Participant.objects.create(
        organisation=case.organisation,
        case=case,
        region=about["region"],
        location_kk=about["address_kk"],
        location_ru=about["address_ru"],
        website=about["website"],
        works=answers["activities"].cleaned()["works"],
        since=signed,
        until=until,
    )
    agreement = Agreement.objects.create(
        participant=participant,
        number=given["number"],
        signed_on=signed,
        until=until,
        report_form=given["report_form"],
    )
    FeeLine.objects.create(
        agreement=agreement,
        kind=given["fee_kind"],
        amount=Decimal(given["fee_amount"]),
        at_least=_decimal(given.get("fee_at_least")),
        at_most=_decimal(given.get("fee_at_most")),
        since=signed,
    )


def last_day(signed: date, years: int) -> date:
    """The last day of a term of `years` that begins on the day of signing (29 February ends on 28 February)."""
    try:
        return signed.replace(year=signed.year + years) - timedelta(days=1)
    except ValueError:
        return date(signed.year + years, 2, 28)


def _decimal(given: Any) -> Decimal | None:
    return Decimal(given) if given not in (None, "") else None


def certify(entry: Entry, doing: Doing) -> None:
    """The certificate of Appendix 1: numbered without gaps, on one sheet, sealed (clause 18)."""
    participant = doing.case.participant
    number = f"AH-{doing.on.year}-{Series.take(CERTIFICATE_SERIES):05d}"
    says, pdf = certificate_pdf(participant, number, issued_on=doing.on, at=doing.at)
    paper = issue(
        Paper.Kind.CERTIFICATE,
        number,
        pdf,
        name=f"{number}.pdf",
        language="kk",
        organisation=doing.case.organisation,
        at=doing.at,
    )
    Certificate.objects.create(
        participant=participant,
        number=number,
        issued_on=doing.on,
        until=participant.until,
        says=says,
        paper=paper,
    )
    entry.papers.add(paper)
    index(participant)


def enter(_entry: Entry, doing: Doing) -> None:
    """Into the public register (clause 20)."""
    participant = doing.case.participant
    participant.entered_on = timezone.localdate(doing.at)
    participant.save(update_fields=["entered_on"])
    index(participant)
