"""What the acts of registration bring about, each in the transaction of its act."""

from datetime import date

from django.utils import timezone
from django.utils.translation import override

from hub.cases import drafts, filing, letters
from hub.cases.chapter import Doing
from hub.cases.models import Attachment, Entry
from hub.documents.models import Paper, StoredFile
from hub.documents.store import issue
from hub.register import certificates, standing
from hub.register.agreements import draft
from hub.register.agreements.lines import line_of
from hub.register.agreements.record import conclude
from hub.register.agreements.text import Terms
from hub.register.models import Participant
from hub.register.publish import index
from hub.register.term import last_day
from hub.registration import papers


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
    filing.file(entry, doing)


def notify(entry: Entry, doing: Doing) -> None:
    """The letter of registration or the reasoned refusal (clause 17)."""
    refused = doing.case.state_key == "refused"
    letters.send(entry, doing, papers.refusal_data if refused else papers.registration_data)


def agree(entry: Entry, doing: Doing) -> None:
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
    standing.first(participant, entry=entry, at=doing.at)
    fees = [line_of(one) for one in given["fees"]]
    template, signer = draft.drawn_up(case, given["number"], doing.on)
    conclude(
        participant,
        Terms(given["number"], fees, given["report_form"], given["years"], signed, until),
        template=template,
        signer=signer,
        scan=StoredFile.objects.get(pk=given["scan"]) if given.get("scan") else None,
        at=doing.at,
    )


def certify(entry: Entry, doing: Doing) -> None:
    """The certificate of Appendix 1 (clause 18)."""
    certificates.issue(doing.case.participant, entry, doing, kind="registration")


def enter(_entry: Entry, doing: Doing) -> None:
    """Into the public register (clause 20)."""
    participant = doing.case.participant
    participant.entered_on = timezone.localdate(doing.at)
    participant.save(update_fields=["entered_on"])
    index(participant)
