"""Remarks written so far go out as one notice with a letter (clause 14)."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import words
from hub.cases import drafts, letters
from hub.cases.chapter import Doing
from hub.cases.models import Case, Entry, Remark
from hub.cases.places import Places
from hub.documents.paper.shapes import Letter, LetterItem
from rules.editions import Term


def send(entry: Entry, doing: Doing) -> None:
    """The effect of the act that sends the remarks."""
    doing.case.remarks.filter(notice=None).update(notice=entry)
    letters.send(entry, doing, remarks_data)


def remarks_data(case: Case, doing: Doing, number: str) -> Letter:
    """The remarks of the newest notice, each with its place in words and its clause."""
    letter = letters.letter(
        case,
        doing,
        number,
        _("Remarks on case %(number)s") % {"number": case.number},
        [
            _(
                "The Technopark checked what was filed in case %(number)s on %(day)s, for completeness, truth and "
                "conformity to the Rules (%(clause)s). It cannot go further yet: the remarks are below."
            )
            % {"number": case.number, "day": words.day(case.filed_at), "clause": letters.clause("12")},
            _("Please mend what each remark names and answer each of them in the portal (%(clause)s).")
            % {"clause": letters.clause("14")},
        ],
    )
    letter["items"] = items(case, doing)
    letter["labels"]["items"] = _("Remarks")
    letter["closing"] = [_recheck(term) for term in _terms_of_recheck(doing)]
    return letter


def items(case: Case, doing: Doing) -> list[LetterItem]:
    """The remarks of the newest notice as a letter lists them."""
    places = Places(drafts.answers(case, doing.on))
    return [_remark(remark, places) for remark in letters.last(case, doing.act).remarks.all()]


def _remark(remark: Remark, places: Places) -> LetterItem:
    reference = _("%(place)s. Ground: %(clause)s of the Rules.") % {
        "place": places.of(remark.part, remark.field),
        "clause": letters.clause(remark.clause),
    }
    return {"text": remark.text, "reference": reference}


def _terms_of_recheck(doing: Doing) -> list[Term]:
    """The terms that the answer to the remarks will open."""
    answer = doing.case.procedure.act("answer")
    return [doing.edition.term(duty.term) for duty in answer.opens if duty.term]


def _recheck(term: Term) -> str:
    return ngettext(
        "The Rules set no term for your answer. Once it comes, the Technopark checks it within %(days)s working day.",
        "The Rules set no term for your answer. Once it comes, the Technopark checks it within %(days)s working days.",
        term.n,
    ) % {"days": term.n}
