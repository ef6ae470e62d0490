"""The receipt of a filing: what was filed, when, and what comes next (clauses 8, 11, 12)."""

from datetime import date

from django.utils.translation import gettext as _

from hub import words
from hub.cases.chapter import Doing
from hub.cases.models import Case, Filing
from hub.documents.keys import sealed
from hub.documents.letterhead import language, letterhead
from hub.documents.models import DocumentLanguage
from hub.documents.paper import render
from hub.documents.paper.shapes import Receipt, ReceiptDocument, ReceiptLabels, Row
from hub.reference.data import calendar
from rules.clauses import label


def receipt(filing: Filing, doing: Doing) -> bytes:
    """The sealed receipt in the case's language."""
    pdf = render("receipt", receipt_data(filing, doing), language=language(), made_at=doing.at)
    return sealed(pdf, reason=doing.case.chapter.receipt_title(), at=doing.at)


def receipt_name(case: Case) -> str:
    return _("Receipt %(number)s") % {"number": case.number} + ".pdf"


def receipt_data(filing: Filing, doing: Doing) -> Receipt:
    case = doing.case
    return {
        "letterhead": letterhead(),
        "title": case.chapter.receipt_title(),
        "number": f"{case.number}-{filing.entry.number}",
        "filed_at": words.moment(doing.at),
        "rows": _rows(filing, doing),
        "documents": _documents(filing),
        "declaration": _declaration(doing),
        "next_steps": _next_steps(filing, doing),
        "digest": filing.sha256,
        "labels": _labels(),
    }


def _rows(filing: Filing, doing: Doing) -> list[Row]:
    case = doing.case
    said = [
        (_("Applicant"), case.organisation.name(words.language())),
        (_("BIN"), case.organisation.bin),
        (_("What was filed"), _("%(title)s, No. %(number)s") % _named(case)),
        (_("What was done"), words.words(case.procedure.act(doing.act).past)),
        (_("Filed by"), str(doing.by or "")),
        (_("Day of receipt"), words.day(filing.entry.received_on)),
    ]
    return [{"label": name, "value": value} for name, value in said]


def _named(case: Case) -> dict[str, str]:
    return {"title": words.words(case.procedure.title), "number": str(case.number)}


def _documents(filing: Filing) -> list[ReceiptDocument]:
    slots, languages = filing.case.chapter.slots, dict(DocumentLanguage.choices)
    return [
        {
            "title": str(slots[slot]),
            "name": file["name"],
            "language": str(languages[file["language"]]),
            "size": words.size(file["size"]),
            "sha256": file["sha256"],
        }
        for slot in slots
        for file in filing.content["files"].get(slot, ())
    ]


def _declaration(doing: Doing) -> str:
    return _(
        "The applicant answers for the completeness and truth of the documents, the information and the calculations "
        "filed here (%(clause)s of the Rules). Declared on %(at)s by %(name)s."
    ) % {"clause": label("11", words.language()), "at": words.moment(doing.at), "name": doing.by or ""}


def _next_steps(filing: Filing, doing: Doing) -> list[str]:
    """What the Technopark does now and by when, and what comes after."""
    later = [_later(filing.entry.received_on)] if doing.on != filing.entry.received_on else []
    told = _("You are told of every change by e-mail and in the portal.")
    return [*later, *_due(filing, doing), *doing.case.chapter.next_steps(), told]


def _later(received_on: date) -> str:
    return _("It came outside office hours. It counts as received on %(day)s; the term counts from that day.") % {
        "day": words.day(received_on)
    }


def _due(filing: Filing, doing: Doing) -> list[str]:
    """When the Technopark must act: the duties that the filing opened, with their terms of the edition."""
    done, working = filing.entry.done(), calendar()
    opened = [duty for duty in doing.case.procedure.act(doing.act).opens if duty.term]
    return [
        _("%(who)s: %(what)s by %(due)s (%(clause)s of the Rules).")
        % {
            "who": words.words(duty.actor.title),
            "what": words.words(duty.title).lower(),
            "due": words.day(doing.edition.term(str(duty.term)).due(working, done.start(duty.since))),
            "clause": label(duty.clause, words.language()),
        }
        for duty in opened
    ]


def _labels() -> ReceiptLabels:
    return {
        "number": _("Number of the receipt"),
        "filed_at": _("Filed (Almaty time)"),
        "documents": _("Documents filed"),
        "name": _("Document"),
        "language": _("Language"),
        "size": _("File size"),
        "sha256": "SHA-256",
        "declaration": _("Declaration of the applicant"),
        "next_steps": _("What happens next"),
        "digest": _("SHA-256 of everything that was filed"),
    }
