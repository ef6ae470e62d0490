"""Change or addition of activity (clause 9-1): the application with a business plan, and what an approval changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _

from hub import words
from hub.accounts.models import Organisation
from hub.cases import drafts, letters
from hub.cases.chapter import Doing, Effect
from hub.cases.models import Case, Entry
from hub.cases.parts import Part
from hub.documents.paper.shapes import Letter
from hub.register import certificates, standing
from hub.register.participation import current, participant_of
from hub.registration.chapter import ABOUT, ACTIVITIES, PLAN_PARTS, RegistrationChapter
from rules.changes import ACTIVITY

PARTS = (ABOUT, ACTIVITIES, *PLAN_PARTS)


class ActivityChapter(RegistrationChapter):
    """Its form is that of registration without the proofs; a draft begins with what the participant filed last."""

    procedure = ACTIVITY
    number_prefix = "A"
    checklist = ("7/7", "9(1)", "11")
    begun_from: Literal["cabinet", "participation", "office"] = "participation"

    def parts(self, case: Case) -> Sequence[Part]:
        return PARTS

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        return current(organisation, on) is not None

    def prefill(self, case: Case) -> Mapping[str, Mapping[str, list[str]]]:
        participant = participant_of(case)
        filed = participant.case.filings.last() if participant.case else None
        typed: dict[str, Any] = dict(filed.content["parts"]) if filed else {}
        typed["activities"] = {"works": list(participant.works)}
        return {part.key: typed[part.key] for part in PARTS if part.key in typed}

    def effects(self) -> Mapping[str, Effect]:
        kept = super().effects()
        return {
            **{act: kept[act] for act in ("file", "answer", "remark")},
            "approve": _change,
            "notify": _notify,
            "certify": _certify,
        }

    def act_form(self, act: str) -> Any:
        return None


def _change(entry: Entry, doing: Doing) -> None:
    """From the day of the approval the register shows the new activities (clause 9-1)."""
    works = drafts.answers(doing.case, doing.on)["activities"].cleaned()["works"]
    participant = participant_of(doing.case)
    standing.add(participant, standing.WORKS, {"works": works}, since=doing.on, entry=entry, at=doing.at)


def _certify(entry: Entry, doing: Doing) -> None:
    participant = participant_of(doing.case)
    certificates.issue(participant, entry, doing, kind=certificates.kind_held(participant))


def _notify(entry: Entry, doing: Doing) -> None:
    letters.send(entry, doing, decision_data)


def decision_data(case: Case, doing: Doing, number: str) -> Letter:
    """The Commission's decision on the change, with its reasons; a refusal tells how to object."""
    refused = case.state_key == "refused"
    decision = letters.last(case, "refuse" if refused else "approve")
    told = {
        "day": words.day(decision.on),
        "number": case.number,
        "name": case.organisation.name(words.language()),
        "clause": letters.clause("9-1"),
    }
    text = (
        _(
            "On %(day)s the Participant Selection Commission considered application %(number)s of %(name)s and "
            "refused the change of activity (%(clause)s of the Rules)."
        )
        if refused
        else _(
            "On %(day)s the Participant Selection Commission considered application %(number)s of %(name)s and "
            "approved the change of activity (%(clause)s of the Rules). The register shows it from this day."
        )
    )
    letter = letters.letter(case, doing, number, _("Decision on the change of activity"), [text % told])
    reasons = [f"— {reason}" for reason in decision.given.get("reasons", [])]
    letter["closing"] = [_("Reasons of the Commission:"), *reasons] if reasons else []
    if refused:
        letter["closing"].append(letters.remedy())
    return letter
