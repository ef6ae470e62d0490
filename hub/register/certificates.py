"""Certificates are issued here: of registration (Appendix 1), of extension (Appendix 2), and anew when data change."""

from hub.cases.chapter import Doing
from hub.cases.models import Entry
from hub.documents.models import Paper, Series
from hub.documents.store import issue as keep
from hub.register.models import Certificate, Participant
from hub.register.publish import Kind, certificate_pdf, index

SERIES = "certificate"


def issue(participant: Participant, entry: Entry, doing: Doing, *, kind: Kind) -> None:
    """A sealed certificate, numbered without gaps, of what holds today; it takes the place of the earlier ones."""
    number = f"AH-{doing.on.year}-{Series.take(SERIES):05d}"
    says, pdf = certificate_pdf(participant, number, kind=kind, issued_on=doing.on, at=doing.at)
    organisation = participant.organisation
    paper = keep(
        Paper.Kind.CERTIFICATE, number, pdf, name=f"{number}.pdf", language="kk", organisation=organisation, at=doing.at
    )
    Certificate.objects.create(
        participant=participant,
        number=number,
        kind=kind,
        issued_on=doing.on,
        until=participant.until,
        says=says,
        paper=paper,
    )
    entry.papers.add(paper)
    index(participant)


def kind_held(participant: Participant) -> Kind:
    """The kind of the certificate that the participant holds now; a changed one is issued of the same kind."""
    held = participant.certificates.first()
    return "extension" if held is not None and held.kind == "extension" else "registration"
