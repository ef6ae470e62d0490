"""Letters of monitoring: remarks on an answer or a project, and the results of a round (clause 69)."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from hub import words
from hub.cases import letters, remarking
from hub.cases.chapter import Doing
from hub.cases.models import Case
from hub.documents.paper.shapes import Letter
from hub.register.participation import participant_of
from rules.calendar import Quarter

Opening = Callable[[Case, Doing], tuple[str, str]]
"""Subject and first paragraph of a letter."""


def addressed(case: Case, language: str) -> str:
    """The location to which letters about the participation go."""
    participant = participant_of(case)
    return participant.location_kk if language == "kk" else participant.location_ru


def told_by(letter: Letter) -> Letter:
    """The same letter, signed by who monitors."""
    letter["signer"]["position"] = _("Monitoring officer of the Technopark")
    return letter


def remarks_letter(case: Case, doing: Doing, number: str, *, make: Opening) -> Letter:
    """The remarks of the newest notice, each with its place and clause."""
    subject, text = make(case, doing)
    letter = letters.letter(case, doing, number, subject, [text])
    letter["items"] = remarking.items(case, doing)
    letter["labels"]["items"] = _("Remarks")
    return told_by(letter)


def quarter_words(case: Case) -> str:
    return words.words(Quarter.parse(case.topic).title)


def results_with_remarks(case: Case, doing: Doing) -> tuple[str, str]:
    """The notice of results where something is to be mended first (clause 69/2)."""
    term = doing.edition.term("mend_monitoring_remarks")
    said = {
        "name": case.organisation.name(words.language()),
        "quarter": quarter_words(case),
        "days": term.n,
        "clause": letters.clause("69/2"),
    }
    text = _(
        "The Technopark looked at the project of %(name)s for %(quarter)s. The remarks are below. Please mend what "
        "each of them names and tell of it in the portal within %(days)s calendar days of receiving this notice "
        "(%(clause)s of the Rules). The conclusion of clause 69 takes into account what was mended."
    )
    return _("Results of monitoring: remarks"), text % said


def conclusion(case: Case, doing: Doing, number: str) -> Letter:
    """What the Technopark concluded and why; what follows where it is not expedient to go on (clauses 69, 39(1))."""
    drafted = drafted_conclusion(case)
    good = drafted["verdict"] == "expedient"
    said = {
        "name": case.organisation.name(words.language()),
        "quarter": quarter_words(case),
        "clause": letters.clause("69"),
        "end": letters.clause("39(1)"),
    }
    text = (
        _(
            "By the results of monitoring for %(quarter)s the Technopark concludes that it is expedient for %(name)s "
            "to go on with the project (%(clause)s of the Rules)."
        )
        if good
        else _(
            "By the results of monitoring for %(quarter)s the Technopark concludes that it is not expedient for "
            "%(name)s to go on with the project (%(clause)s of the Rules)."
        )
    )
    letter = letters.letter(case, doing, number, _("Results of monitoring"), [text % said])
    letter["closing"] = [_("Reasons: %(reasons)s") % {"reasons": drafted["conclusion"]}]
    if not good:
        follows = _(
            "The Technopark takes up the matter of an early end of participation (%(end)s). Before anything is decided "
            "you are told of it apart and can explain; the Participant Selection Commission decides."
        )
        letter["closing"] += [follows % said, letters.remedy()]
    return told_by(letter)


def drafted_conclusion(case: Case) -> dict[str, str]:
    """The verdict and reasons of the newest draft; DoesNotExist where there is none."""
    found = case.entries.filter(act__in=("conclude", "conclude_mended")).latest("number")
    return {name: found.given[name] for name in ("verdict", "conclusion")}
