"""What is kept of consents to disclose and of disclosures: the record of a participant, kept as long as its cases."""

from typing import Any

from hub.accounts.models import User
from hub.confidentiality.models import ParticipantConsent
from hub.privacy.declared import kept

FIELDS = (
    kept("confidentiality.ParticipantConsent", "record", public="id signed_on until version language on_paper"),
    kept("confidentiality.ParticipantConsent", "record", public="given_at withdrawn_at"),
    kept("confidentiality.ParticipantConsent", "record", participant="participant kinds recipient purpose document"),
    kept("confidentiality.ParticipantConsent", "record", participant="letter"),
    kept("confidentiality.ParticipantConsent", "record", personal="signed_by given_by withdrawn_by"),
    kept("confidentiality.Disclosure", "record", public="id size made_at tell_on told_at taken_at"),
    kept("confidentiality.Disclosure", "record", participant="participant consent basis recipient purpose kinds"),
    kept("confidentiality.Disclosure", "record", participant="manifest sha256", personal="data made_by taken_by"),
)


def export(person: User) -> dict[str, Any]:
    """The consents that the person gave or recorded for an organisation."""
    mine = ParticipantConsent.objects.filter(given_by=person)
    names = ("recipient", "purpose", "until", "given_at", "withdrawn_at")
    return {"consents_for_organisations": list(mine.values(*names))}
