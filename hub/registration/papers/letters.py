"""The letters of registration: registration and reasoned refusal (clause 17)."""

from django.utils.translation import gettext as _

from hub import words
from hub.cases import letters
from hub.cases.chapter import Doing
from hub.cases.models import Case, Entry
from hub.documents.paper.shapes import Letter
from rules.editions import Edition

# Registration (clause 17)


def registration_data(case: Case, doing: Doing, number: str) -> Letter:
    decided = letters.last(case, "register")
    letter = letters.letter(
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
                "clause": letters.clause("16"),
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
        "issue": letters.clause("18"),
        "register": edition.term("enter_register").n,
        "enter": letters.clause("20"),
    }


# Refusal (clause 17)


def refusal_data(case: Case, doing: Doing, number: str) -> Letter:
    """The refusal with its grounds of the closed list, the Commission's reasons, and what one can do next."""
    decided = letters.last(case, "refuse")
    letter = letters.letter(
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
                "clause": letters.clause("16"),
            },
        ],
    )
    letter["items"] = [letters.ground(case, key) for key in decided.grounds]
    letter["labels"]["items"] = _("Grounds of the refusal")
    letter["closing"] = [*_reasons(decided), *_remedies()]
    return letter


def _reasons(decided: Entry) -> list[str]:
    reasons = decided.given.get("reasons", [])
    return [_("Reasons of the Commission:"), *(f"— {reason}" for reason in reasons)] if reasons else []


def _remedies() -> list[str]:
    return [
        _(
            "This refusal does not bar a new application: you may apply again as soon as its causes are gone "
            "(%(clause)s). In the portal, the new application can start from what you have filed."
        )
        % {"clause": letters.clause("17/2")},
        letters.remedy(),
    ]
