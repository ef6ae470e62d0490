"""The letters of registration: remarks (clause 14), registration and reasoned refusal (clause 17)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hub import words
from hub.cases import drafts
from hub.cases.chapter import Doing
from hub.cases.models import Case, Entry, Remark
from hub.documents.keys import sealed
from hub.documents.letterhead import language, letterhead
from hub.documents.paper import render
from hub.documents.paper.shapes import Letter, LetterItem
from hub.registration.papers.places import Places
from rules.clauses import label
from rules.editions import Edition


def remarks_letter(case: Case, doing: Doing, number: str) -> bytes:
    """The notice with the remarks just sent (clause 14)."""
    return _pdf(remarks_data(case, doing, number), doing)


def registration_letter(case: Case, doing: Doing, number: str) -> bytes:
    """The notice of registration (clause 17)."""
    return _pdf(registration_data(case, doing, number), doing)


def refusal_letter(case: Case, doing: Doing, number: str) -> bytes:
    """The reasoned refusal (clause 17)."""
    return _pdf(refusal_data(case, doing, number), doing)


def letter_name(case: Case, number: str) -> str:
    return (
        _("Letter %(letter)s on application %(number)s")
        % {
            "letter": number.replace("/", "-"),
            "number": case.number,
        }
        + ".pdf"
    )


def _pdf(data: Letter, doing: Doing) -> bytes:
    pdf = render("letter", data, language=language(), made_at=doing.at)
    return sealed(pdf, reason=data["subject"], at=doing.at)


def _letter(case: Case, doing: Doing, number: str, subject: str, paragraphs: Sequence[str]) -> Letter:
    return {
        "letterhead": letterhead(),
        "number": number,
        "date": words.day(doing.on),
        "addressee": _addressee(case, doing),
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


def _addressee(case: Case, doing: Doing) -> list[str]:
    lang = words.language()
    about = drafts.answers(case, doing.on)["about"].cleaned()
    address = about.get("address_kk" if lang == "kk" else "address_ru", "")
    lines = [case.organisation.name(lang), _("BIN %(bin)s") % {"bin": case.organisation.bin}, address]
    return [*filter(None, lines)]


def _clause(number: str) -> str:
    return label(number, words.language())


# Remarks (clause 14)


def remarks_data(case: Case, doing: Doing, number: str) -> Letter:
    """The remarks of the newest notice, each with its place in words and its clause."""
    notice = _last(case, doing.act)
    places = Places(drafts.answers(case, doing.on))
    letter = _letter(
        case,
        doing,
        number,
        _("Remarks on application %(number)s") % {"number": case.number},
        [
            _(
                "The Technopark checked application %(number)s, filed on %(day)s, for completeness, truth and "
                "conformity to the Rules (%(clause)s). It cannot go to the Commission yet: the remarks are below."
            )
            % {"number": case.number, "day": words.day(case.filed_at), "clause": _clause("12")},
            _("Please mend what each remark names and answer each of them in the portal (%(clause)s).")
            % {"clause": _clause("14")},
        ],
    )
    letter["items"] = [_remark(remark, places) for remark in notice.remarks.all()]
    letter["labels"]["items"] = _("Remarks")
    letter["closing"] = [_recheck(doing.edition)]
    return letter


def _last(case: Case, act: str) -> Entry:
    """The newest entry of an act; DoesNotExist where there is none."""
    return case.entries.filter(act=act).latest("number")


def _remark(remark: Remark, places: Places) -> LetterItem:
    reference = _("%(place)s. Ground: %(clause)s of the Rules.") % {
        "place": places.of(remark.part, remark.field),
        "clause": _clause(remark.clause),
    }
    return {"text": remark.text, "reference": reference}


def _recheck(edition: Edition) -> str:
    days = edition.term("recheck_application").n
    return ngettext(
        "The Rules set no term for your answer. Once it comes, the Technopark checks it within %(days)s working day.",
        "The Rules set no term for your answer. Once it comes, the Technopark checks it within %(days)s working days.",
        days,
    ) % {"days": days}


# Registration (clause 17)


def registration_data(case: Case, doing: Doing, number: str) -> Letter:
    decided = _last(case, "register")
    letter = _letter(
        case,
        doing,
        number,
        _("Notice of registration as a participant of the Technopark"),
        [
            _(
                "On %(day)s the Participant Selection Commission considered application %(number)s and decided to "
                "register %(name)s as a participant of the Technopark (%(clause)s of the Rules)."
            )
            % {
                "day": words.day(decided.on),
                "number": case.number,
                "name": case.organisation.name(words.language()),
                "clause": _clause("16"),
            },
            _("Next, the Technopark and your organisation sign the agreement on conditions of activity."),
            _after_signing(doing.edition),
        ],
    )
    letter["closing"] = [_("We congratulate you and wish your project success.")]
    return letter


def _after_signing(edition: Edition) -> str:
    return _(
        "After the signing, you get the certificate of registration within %(certificate)s working days (%(issue)s), "
        "and the organisation is entered in the public register of participants within %(register)s working days "
        "(%(enter)s)."
    ) % {
        "certificate": edition.term("issue_certificate").n,
        "issue": _clause("18"),
        "register": edition.term("enter_register").n,
        "enter": _clause("20"),
    }


# Refusal (clause 17)


def refusal_data(case: Case, doing: Doing, number: str) -> Letter:
    """The refusal with its grounds of the closed list, the Commission's reasons, and what one can do next."""
    decided = _last(case, "refuse")
    letter = _letter(
        case,
        doing,
        number,
        _("Refusal of registration as a participant of the Technopark"),
        [
            _(
                "On %(day)s the Participant Selection Commission considered application %(number)s of %(name)s and "
                "decided to refuse registration (%(clause)s of the Rules)."
            )
            % {
                "day": words.day(decided.on),
                "number": case.number,
                "name": case.organisation.name(words.language()),
                "clause": _clause("16"),
            },
        ],
    )
    letter["items"] = [_ground(case, key) for key in decided.grounds]
    letter["labels"]["items"] = _("Grounds of the refusal")
    letter["closing"] = [*_reasons(decided), *_remedies()]
    return letter


def _ground(case: Case, key: str) -> LetterItem:
    ground = case.procedure.ground(key)
    text = words.words(ground.title)
    return {"text": text[:1].upper() + text[1:] + ".", "reference": _clause(ground.clause)}


def _reasons(decided: Entry) -> list[str]:
    reasons = decided.given.get("reasons", [])
    return [_("Reasons of the Commission:"), *(f"— {reason}" for reason in reasons)] if reasons else []


def _remedies() -> list[str]:
    return [
        _(
            "This refusal does not bar a new application: you may apply again as soon as its causes are gone "
            "(%(clause)s). In the portal, the new application can start from what you have filed."
        )
        % {"clause": _clause("17/2")},
        _(
            "If you do not agree with the decision, write to the Technopark: state the number of this letter and your "
            "objections. You may also appeal to the authorised body or to a court, in the order and within the terms "
            "set by the Administrative Procedural and Process-Related Code of the Republic of Kazakhstan."
        ),
    ]
