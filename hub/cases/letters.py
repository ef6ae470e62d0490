"""Letters about a case: numbered without gaps, sealed, in the language of the filing, kept with their act."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from hub import words
from hub.cases.chapter import Doing
from hub.cases.models import Case, Entry
from hub.documents.keys import sealed
from hub.documents.letterhead import language, letterhead
from hub.documents.models import Paper, Series
from hub.documents.paper import render
from hub.documents.paper.shapes import Letter, LetterItem
from hub.documents.store import issue
from rules.clauses import label

Make = Callable[[Case, Doing, str], Letter]
"""What a letter says, from the case, the act and the letter's number."""


def send(entry: Entry, doing: Doing, make: Make) -> Paper:
    """Make the letter, keep it and put it beside its act."""
    case = doing.case
    number = f"{doing.on.year}/{Series.take(f'letter-{doing.on.year}'):05d}"
    with override(case.language):
        data = make(case, doing, number)
        pdf = sealed(render("letter", data, language=language(), made_at=doing.at), reason=data["subject"], at=doing.at)
        name = _name(case, number)
    paper = issue(
        Paper.Kind.LETTER, number, pdf, name=name, language=case.language, organisation=case.organisation, at=doing.at
    )
    entry.papers.add(paper)
    return paper


def _name(case: Case, number: str) -> str:
    told = {"letter": number.replace("/", "-"), "number": case.number}
    return _("Letter %(letter)s, case %(number)s") % told + ".pdf"


def letter(case: Case, doing: Doing, number: str, subject: str, paragraphs: Sequence[str]) -> Letter:
    """A letter of the Technopark to the organisation of the case; items and closing are added by who writes it."""
    return {
        "letterhead": letterhead(),
        "number": number,
        "date": words.day(doing.on),
        "addressee": _addressee(case),
        "subject": subject,
        "paragraphs": list(paragraphs),
        "signer": {
            "position": _("Registration officer of the Technopark"),
            "name": str(doing.by or ""),
            "line": False,
        },
        "footer": _("Signed with the electronic digital signature of the Technopark."),
        "labels": {"number": _("Letter No."), "date": _("Date")},
    }


def _addressee(case: Case) -> list[str]:
    lang = words.language()
    lines = [
        case.organisation.name(lang),
        _("BIN %(bin)s") % {"bin": case.organisation.bin},
        case.chapter.address(case, lang),
    ]
    return [*filter(None, lines)]


def clause(number: str) -> str:
    return label(number, words.language())


def last(case: Case, act: str) -> Entry:
    """The newest entry of an act; DoesNotExist where there is none."""
    return case.entries.filter(act=act).latest("number")


def ground(case: Case, key: str) -> LetterItem:
    """A ground of the closed list, with its clause."""
    found = case.procedure.ground(key)
    text = words.words(found.title)
    return {"text": text[:1].upper() + text[1:] + ".", "reference": clause(found.clause)}


def remedy() -> str:
    """How one objects to a decision."""
    return _(
        "If you do not agree with the decision, write to the Technopark: state the number of this letter and your "
        "objections. You may also appeal to the authorised body or to a court, in the order and within the terms "
        "set by the Administrative Procedural and Process-Related Code of the Republic of Kazakhstan."
    )
