"""What the chapters of a participant's life share: they are about a participation, and ask for much the same."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

from hub.accounts.models import Organisation
from hub.cases import drafts
from hub.cases.chapter import Chapter, Doing, NeedTest
from hub.cases.models import Case
from hub.register import standing
from hub.register.participation import current, participant_of


class ParticipationChapter(Chapter):
    """A chapter whose cases are about a participation that lasts."""

    begun_from: Literal["cabinet", "participation", "office"] = "participation"

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        return current(organisation, on) is not None

    def address(self, case: Case, language: str) -> str:
        participant = participant_of(case)
        return participant.location_kk if language == "kk" else participant.location_ru

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            "complete": lambda doing: not drafts.problems(doing.case, doing.on),
            "declared": lambda doing: doing.given.get("declared") is True,
            "has_remarks": lambda doing: doing.case.remarks.filter(notice=None).exists(),
            "no_open_remarks": lambda doing: not doing.case.remarks.filter(notice=None).exists(),
            "answered": lambda doing: not doing.case.remarks.exclude(notice=None).filter(answered_at=None).exists(),
            "reasoned": reasoned,
            "lasts": lasts,
        }


def reasoned(doing: Doing) -> bool:
    return bool(str(doing.given.get("reasons", "")).strip())


def lasts(doing: Doing) -> bool:
    """Whether the participation goes on; it is held, so that a decision and the planned end come one by one."""
    participant = standing.held(participant_of(doing.case))
    return not participant.ended and participant.until >= doing.on
