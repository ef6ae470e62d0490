"""Early end (clauses 39–41): raised with its ground and facts, told to the participant, heard, decided by a person."""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hub import words
from hub.cases import drafts, letters
from hub.cases.chapter import Doing, Effect, NeedTest
from hub.cases.models import Case, Entry
from hub.cases.parts import Part
from hub.commissions.decisions import decided
from hub.documents.paper.shapes import Letter
from hub.participation import forms, proposals
from hub.participation.chapter import ParticipationChapter
from hub.reference.data import calendar
from hub.register import standing
from hub.register.models import End
from hub.register.participation import participant_of
from rules.early_end import EARLY_END
from rules.procedure import Act, Ground
from rules.record import duties_of


def open_matter(doing: Doing) -> Case:
    """Open the matter of an early end after a participant's own notice: an officer goes on with it."""
    assert doing.by is not None  # noqa: S101  an officer recorded the notice
    return drafts.begin_after(doing.case, EARLY_END.key, by=doing.by, at=doing.at)


OWN_NOTICES = {"liquidation": "liquidation", "giving_up": "gives_up"}
"""The participant's own notices, and the ground that each of them tells."""
FOLLOWS = {**OWN_NOTICES, "monitoring": "inexpedient"}
"""Procedures after which the matter is taken up, and on which ground."""


class EarlyEndChapter(ParticipationChapter):
    procedure = EARLY_END
    slots = {"conclusion": gettext_lazy("Conclusion of monitoring")}
    number_prefix = "T"
    begun_from: Literal["cabinet", "participation", "office"] = "office"
    writing = ()

    def parts(self, case: Case) -> Sequence[Part]:
        return ()

    def needs(self) -> Mapping[str, NeedTest]:
        return {
            **super().needs(),
            "missed_terms": lambda doing: bool(doing.given.get("missed")),
            "facts": lambda doing: bool(str(doing.given.get("facts", "")).strip()),
            "heard": _heard,
            "same_ground": _same_ground,
            "decided": lambda doing: decided(doing.case, doing.act, doing.given),
        }

    def grounds(self, case: Case, act: Act) -> Sequence[Ground]:
        """Once the participant was told, only the grounds of which it was told."""
        raised = case.entries.filter(act="raise").first()
        return [ground for ground in act.grounds if raised is None or ground.key in raised.grounds]

    def effects(self) -> Mapping[str, Effect]:
        return {"tell": _tell, "end": _end, "terminate": _end, "notify": _notify}

    def act_form(self, act: str) -> Any:
        return {
            "raise": forms.RaiseForm,
            "explain": forms.ExplainForm,
            "end": forms.ReasonsForm,
            "dismiss": forms.ReasonsForm,
            "drop": forms.InnerReasonsForm,
        }.get(act)

    def summary(self, case: Case, answers: Mapping[str, Any]) -> Sequence[tuple[str, Any]]:
        """Whose participation, until when, on which ground and facts."""
        participant = participant_of(case)
        found = [
            (_("Organisation"), case.organisation.name(words.language())),
            (_("Takes part until"), words.day(participant.until)),
        ]
        if missed := proposals.laid_out(case):
            found.append((_("Missed terms"), "\n".join(missed)))
        raised = case.entries.filter(act="raise").first()
        if raised is not None:
            titles = "; ".join(words.words(case.procedure.ground(key).title) for key in raised.grounds)
            found += [(_("Grounds"), titles), (_("Facts"), raised.given["facts"])]
        return found

    def act_initial(self, case: Case, act: str) -> dict[str, Any]:
        raised = case.entries.filter(act="raise").first()
        if raised is not None:
            return {"grounds": raised.grounds}
        if proposed := case.entries.filter(act="propose").first():
            return {"grounds": proposed.grounds, "facts": "\n".join(proposals.laid_out(case))}
        if case.previous is None:
            return {}
        told = case.previous.chapter.told(case.previous)
        return {"grounds": [FOLLOWS[case.previous.procedure_key]]} | ({"facts": told} if told else {})


def _same_ground(doing: Doing) -> bool:
    """Whether the act rests on the very grounds of which the participant was told."""
    return set(doing.grounds) <= set(letters.last(doing.case, "raise").grounds)


def _heard(doing: Doing) -> bool:
    """The participant explained, or asked for the end by a notice of its own, or its time to explain is over."""
    case = doing.case
    asked = case.previous is not None and case.previous.procedure_key in OWN_NOTICES
    if asked or case.entries.filter(act="explain").exists():
        return True
    owed = duties_of(case.procedure, case.record(), doing.edition, calendar())
    return any(one.duty.key == "explain" and one.due is not None and doing.on > one.due for one in owed)


def _end(entry: Entry, doing: Doing) -> None:
    """The day of the decision is the last day of participation; the register shows it."""
    standing.end(participant_of(doing.case), End.EARLY, on=doing.on, entry=entry, at=doing.at)


def _tell(entry: Entry, doing: Doing) -> None:
    letters.send(entry, doing, told_data)


def told_data(case: Case, doing: Doing, number: str) -> Letter:
    """What the matter is, on which ground and facts, and how the participant can explain (clause 39)."""
    raised = letters.last(case, "raise")
    said = {
        "name": case.organisation.name(words.language()),
        "clause": letters.clause("39"),
        "due": words.day(doing.edition.term("hear_participant").due(calendar(), doing.on)),
    }
    letter = letters.letter(
        case,
        doing,
        number,
        _("An early end of participation is being considered"),
        [
            _("The Technopark considers whether to end the participation of %(name)s early (%(clause)s of the Rules).")
            % said,
            _("Nothing is decided yet. You may explain in the portal by %(due)s; your explanation is on the record.")
            % said,
        ],
    )
    letter["items"] = [letters.ground(case, key) for key in raised.grounds]
    letter["labels"]["items"] = _("Grounds")
    letter["closing"] = [_("Facts: %(facts)s") % {"facts": raised.given["facts"]}]
    return letter


def _notify(entry: Entry, doing: Doing) -> None:
    letters.send(entry, doing, ended_data if doing.case.state_key == "ended" else goes_on_data)


def ended_data(case: Case, doing: Doing, number: str) -> Letter:
    """The decision with its ground, clause, facts, and how to object (clauses 39, 41)."""
    decision = case.entries.filter(act__in=("end", "terminate")).latest("number")
    raised, by_commission = letters.last(case, "raise"), decision.act == "terminate"
    said = {
        "name": case.organisation.name(words.language()),
        "day": words.day(decision.on),
        "clause": letters.clause("41" if by_commission else "39"),
    }
    text = (
        _("On %(day)s the Participant Selection Commission ended the participation of %(name)s early (%(clause)s).")
        if by_commission
        else _("On %(day)s the Technopark ended the participation of %(name)s early (%(clause)s of the Rules).")
    )
    letter = letters.letter(case, doing, number, _("Participation is ended early"), [text % said])
    letter["items"] = [letters.ground(case, key) for key in decision.grounds]
    letter["labels"]["items"] = _("Grounds")
    facts = _("Facts: %(facts)s") % {"facts": raised.given["facts"]}
    letter["closing"] = [facts, *_reasons(decision), letters.remedy()]
    return letter


def _reasons(decision: Entry) -> list[str]:
    """The reasons of the officer, or those of each vote that carried the decision."""
    given = decision.given.get("reasons", [])
    listed = [given] if isinstance(given, str) else given
    return [_("Reasons: %(reasons)s") % {"reasons": "; ".join(listed)}] if listed else []


def goes_on_data(case: Case, doing: Doing, number: str) -> Letter:
    """That the Commission let the participation go on (clause 41)."""
    decision = letters.last(case, "keep")
    said = {"name": case.organisation.name(words.language()), "day": words.day(decision.on)}
    text = _("On %(day)s the Participant Selection Commission decided that the participation of %(name)s goes on.")
    letter = letters.letter(case, doing, number, _("Participation goes on"), [text % said])
    letter["closing"] = _reasons(decision)
    return letter
