"""Extension of the term (clauses 35, 36): asked for in time, decided by the Technopark, shown in the register."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hub import words
from hub.accounts.models import Organisation
from hub.cases import drafts, filing, letters
from hub.cases.chapter import Doing, Effect, NeedTest
from hub.cases.models import Case, Entry
from hub.cases.parts import Part
from hub.documents.models import StoredFile
from hub.documents.paper.shapes import Letter
from hub.participation import forms
from hub.participation.chapter import ParticipationChapter
from hub.reference.data import calendar
from hub.register import certificates, standing
from hub.register.agreements import draft
from hub.register.agreements.record import conclude
from hub.register.agreements.text import Terms
from hub.register.agreements.words import draft_link
from hub.register.models import Participant
from hub.register.participation import current, participant_of
from hub.register.term import last_day
from rules.calendar import MissingYear
from rules.editions import edition_on
from rules.extension import EXTENSION

ABOUT = Part(
    "about", _("Application"), _("Extension of the term"), "36", forms.ExtensionForm, optional_slots=("extra",)
)


def in_time(participant: Participant, on: date) -> bool:
    """Whether the last lawful day of the application, counted back from the end of the term, has not passed.

    The calendar of a year far ahead is not open yet: then there is time enough (clause 36).
    """
    try:
        return on <= edition_on(on).term("ask_extension").due(calendar(), participant.until)
    except MissingYear:
        return True


class ExtensionChapter(ParticipationChapter):
    procedure = EXTENSION
    number_prefix = "E"
    slots = {"extra": _("Business plan or other documents")}

    def parts(self, case: Case) -> Sequence[Part]:
        return (ABOUT,)

    def may_begin(self, organisation: Organisation, on: date) -> bool:
        participant = current(organisation, on)
        return participant is not None and in_time(participant, on)

    def facts(self, case: Case) -> Mapping[str, date]:
        return {"until": participant_of(case).until}

    def needs(self) -> Mapping[str, NeedTest]:
        return {**super().needs(), "term_set": _term_holds}

    def effects(self) -> Mapping[str, Effect]:
        return {"file": filing.file, "extend": _extend, "notify": _notify, "certify": _certify}

    def act_form(self, act: str) -> Any:
        return {"extend": forms.ExtendForm, "refuse": forms.ReasonsForm}.get(act)

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        """As drawn up for signing, else the years asked for."""
        if act != "extend":
            return {}
        if drawn_up := draft.terms(case, case.created_at.date()):
            return {"years": drawn_up["years"], "amendment": drawn_up["number"]}
        return {"years": drafts.context(case, case.created_at.date()).value("about", "years")}

    def act_facts(self, case: Case, act: str) -> Sequence[tuple[str, Any]]:
        return (draft_link(case),) if act == "extend" and draft.act_of(case) else ()

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        participant = participant_of(case)
        asked = answers["about"].cleaned().get("years", "")
        return (
            (_now("Organisation"), case.organisation.name(words.language())),
            (_now("Takes part until"), words.day(participant.until)),
            (_now("Years asked for"), asked),
        )


def _term_holds(doing: Doing) -> bool:
    years = doing.given.get("years", 0)
    return isinstance(years, int) and years >= doing.edition.threshold("participation_years_min")


def _extend(entry: Entry, doing: Doing) -> None:
    """The term and the agreement go on from the day after the old last day (clauses 35, 36)."""
    participant, given = participant_of(doing.case), doing.given
    until = last_day(participant.until + timedelta(days=1), given["years"])
    standing.add(participant, standing.TERM, {"until": until.isoformat()}, since=doing.on, entry=entry, at=doing.at)
    signed = date.fromisoformat(given["signed_on"])
    template, signer = draft.drawn_up(doing.case, given["amendment"], doing.on)
    longer = Terms(
        given["amendment"],
        years=given["years"],
        signed_on=signed,
        until=until,
        amends=standing.agreement_on(participant, doing.on),
    )
    scan = StoredFile.objects.get(pk=given["scan"]) if given.get("scan") else None
    conclude(participant, longer, template=template, signer=signer, scan=scan, at=doing.at)


def _certify(entry: Entry, doing: Doing) -> None:
    certificates.issue(participant_of(doing.case), entry, doing, kind="extension")


def _notify(entry: Entry, doing: Doing) -> None:
    letters.send(entry, doing, _refusal if doing.case.state_key == "refused" else _extended)


def _extended(case: Case, doing: Doing, number: str) -> Letter:
    participant = participant_of(case)
    told = {
        "name": case.organisation.name(words.language()),
        "until": words.day(participant.until),
        "number": case.number,
        "clause": letters.clause("36"),
    }
    text = _now(
        "On application %(number)s the Technopark extended the participation of %(name)s. Its last day is now "
        "%(until)s (%(clause)s of the Rules). The certificate of extension is in the portal."
    )
    return letters.letter(case, doing, number, _now("The term of participation is extended"), [text % told])


def _refusal(case: Case, doing: Doing, number: str) -> Letter:
    decided, participant = letters.last(case, "refuse"), participant_of(case)
    told = {
        "name": case.organisation.name(words.language()),
        "until": words.day(participant.until),
        "number": case.number,
        "clause": letters.clause("35"),
        "again": letters.clause("8"),
    }
    text = _now(
        "On application %(number)s the Technopark decided not to extend the participation of %(name)s (%(clause)s of "
        "the Rules). Its last day stays %(until)s. After it you may register anew under %(again)s."
    )
    letter = letters.letter(case, doing, number, _now("The term of participation is not extended"), [text % told])
    reasons = _now("Reasons: %(reasons)s") % {"reasons": decided.given["reasons"]}
    letter["closing"] = [reasons, letters.remedy()]
    return letter
