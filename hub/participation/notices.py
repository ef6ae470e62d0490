"""Notices of a participant: a new location (clause 9(3)), re-registration and liquidation (28), giving up (40)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub.accounts.models import Organisation
from hub.cases import drafts, filing, remarking
from hub.cases.chapter import Doing, Effect
from hub.cases.models import Case, Entry
from hub.cases.parts import Part
from hub.participation import early_end, forms
from hub.participation.chapter import ParticipationChapter
from hub.register import certificates, standing
from hub.register.participation import participant_of
from hub.register.place import AddressForm, LocationForm
from rules.changes import GIVING_UP, LIQUIDATION, LOCATION, REREGISTRATION

NOTICE = _("Notice")
PROOF = _("Proof")


class NoticeChapter(ParticipationChapter):
    """A notice is filed, checked, and entered in the register by an officer."""

    about: Part

    def parts(self, case: Case) -> Sequence[Part]:
        return (self.about,)

    def facts(self, case: Case) -> Mapping[str, date]:
        """The day that a limit counts from, as it was told in the notice."""
        limit = self.procedure.act("file").limit
        told = drafts.answers(case, case.created_at.date())["about"].cleaned() if limit else {}
        return {limit.fact: told[limit.fact]} if limit and limit.fact in told else {}

    def effects(self) -> Mapping[str, Effect]:
        return {
            "file": filing.file,
            "answer": filing.file,
            "remark": remarking.send,
            "record": self.record,
            "certify": _certify,
        }

    def record(self, entry: Entry, doing: Doing) -> None:
        """What the entry in the register brings about."""
        raise NotImplementedError

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        return [(answer.label, answer.value) for part in answers.values() for answer in part.words()][:4]


def _certify(entry: Entry, doing: Doing) -> None:
    """A certificate with the new data (clause 18)."""
    participant = participant_of(doing.case)
    certificates.issue(participant, entry, doing, kind=certificates.kind_held(participant))


def _told(doing: Doing, part: str = "about") -> dict[str, Any]:
    return drafts.answers(doing.case, doing.on)[part].cleaned()


class LocationChapter(NoticeChapter):
    procedure = LOCATION
    number_prefix = "L"
    slots = {"location_proof": _("Proof of location")}
    about = Part("about", NOTICE, _("New location"), "9(3)", AddressForm)
    proof = Part("location", PROOF, _("Proof of location"), "9(3)", LocationForm, slots=("location_proof",))

    def parts(self, case: Case) -> Sequence[Part]:
        return (self.about, self.proof)

    def record(self, entry: Entry, doing: Doing) -> None:
        told, participant = _told(doing), participant_of(doing.case)
        says = {"region": told["region"], "location_kk": told["address_kk"], "location_ru": told["address_ru"]}
        since = max(told["moved_on"], participant.since)
        standing.add(participant, standing.PLACE, says, since=since, entry=entry, at=doing.at)


class ReregistrationChapter(NoticeChapter):
    procedure = REREGISTRATION
    number_prefix = "N"
    slots = {"registration_proof": _("Statement of state registration")}
    about = Part(
        "about", NOTICE, _("The legal entity now"), "28", forms.ReregistrationForm, slots=("registration_proof",)
    )

    def prefill(self, case: Case) -> Mapping[str, Mapping[str, list[str]]]:
        now = case.organisation
        return {"about": {"bin": [now.bin], "name_kk": [now.name_kk], "name_ru": [now.name_ru]}}

    def record(self, entry: Entry, doing: Doing) -> None:
        """The organisation goes by its new name or BIN from the day of the event; its past stays in the facts."""
        told, participant = _told(doing), participant_of(doing.case)
        says = {name: told[name] for name in ("bin", "name_kk", "name_ru")}
        Organisation.objects.filter(pk=participant.organisation_id).update(**says)
        participant.organisation.refresh_from_db()
        since = max(told["happened_on"], participant.since)
        standing.add(participant, standing.NAMES, says, since=since, entry=entry, at=doing.at)


class LiquidationChapter(NoticeChapter):
    procedure = LIQUIDATION
    number_prefix = "Q"
    slots = {"liquidation_proof": _("Decision on liquidation, or statement of its registration")}
    about = Part("about", NOTICE, _("Liquidation"), "28", forms.LiquidationForm, slots=("liquidation_proof",))

    def record(self, entry: Entry, doing: Doing) -> None:
        early_end.open_matter(doing)


class GivingUpChapter(NoticeChapter):
    procedure = GIVING_UP
    number_prefix = "G"
    about = Part("about", NOTICE, _("Giving up the project"), "40", forms.GivingUpForm)

    def record(self, entry: Entry, doing: Doing) -> None:
        early_end.open_matter(doing)


CHAPTERS = (LocationChapter(), ReregistrationChapter(), LiquidationChapter(), GivingUpChapter())
