"""The minutes of a sitting, made from its attendance and ballots: who sat, how each voted and why, what was decided."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hub import words
from hub.commissions.models import Attendance, Charter, Item, Seat, Sitting
from hub.documents.letterhead import letterhead
from hub.documents.paper import Language, render
from hub.documents.paper.shapes import Minutes, MinutesItem, MinutesLabels, Row, Signer, SittingMember, Vote
from rules.clauses import label
from rules.procedure import Act, Ground
from rules.text import Text

TITLE = Text(
    "№\u00a0{number} отырыс хаттамасы", "Протокол заседания №\u00a0{number}", "Minutes of sitting No.\u00a0{number}"
)


def minutes_pdf(sitting: Sitting, *, at: datetime, language: Language = "ru") -> bytes:
    """The minutes as a PDF with lines for the chair and the secretary to sign on."""
    with override(language):
        return render("minutes", minutes_data(sitting), language=language, made_at=at)


def minutes_data(sitting: Sitting) -> Minutes:
    """The minutes in words, in the active language under a title that is Kazakh first."""
    seats = list(Seat.objects.on(sitting.on).filter(commission=sitting.commission).select_related("user"))
    items = sitting.items.for_voting().prefetch_related("dissents__user", "case__conflicts__user").order_by("position")
    titles = dict.fromkeys((TITLE.kk, words.words(TITLE)))
    return {
        "letterhead": letterhead(),
        "title": " / ".join(title.format(number=sitting.number) for title in titles),
        "rows": _head(sitting),
        "members": _members(sitting, seats),
        "items": [_item(item, seats) for item in items],
        "signatures": _signatures(sitting, seats),
        "labels": _labels(),
    }


def _row(name: str, value: str) -> Row:
    return {"label": name, "value": value}


def _head(sitting: Sitting) -> list[Row]:
    charter = Charter.objects.filter(commission=sitting.commission, since__lte=sitting.on).first()
    rows = [
        _row(_("Commission"), sitting.commission.name(words.language())),
        _row(_("Day of the sitting"), words.day(sitting.on)),
        _row(_("Place of the sitting"), sitting.place),
        _row(_("Opened at"), words.moment(sitting.opened_at)),
        _row(_("Closed at"), words.moment(sitting.closed_at)),
        _row(_("Rules of the commission"), _rules(charter) if charter else ""),
    ]
    return [row for row in rows if row["value"]]


def _rules(charter: Charter) -> str:
    said = _(
        "%(order)s: a quorum is %(quorum)s%% of the members who may vote; a decision needs more than %(majority)s%% of "
        "the votes cast."
    ) % {"order": charter.order, "quorum": charter.quorum_percent, "majority": charter.majority_percent}
    return f"{said} {_tie()}" if charter.chair_breaks_tie else said


def _tie() -> str:
    return _("With equal votes, the vote of the chair decides.")


def _members(sitting: Sitting, seats: list[Seat]) -> list[SittingMember]:
    present = {row.user_id: row.at for row in Attendance.objects.filter(sitting=sitting)}
    return [
        {
            "name": str(seat.user),
            "role": seat.get_office_display(),
            "kind": seat.get_kind_display(),
            "attendance": _attendance(present.get(seat.user_id)),
        }
        for seat in seats
    ]


def _attendance(since: datetime | None) -> str:
    return _("Present, from %(at)s") % {"at": f"{localtime(since):%H:%M}"} if since else _("Absent")


def _signatures(sitting: Sitting, seats: list[Seat]) -> list[Signer]:
    """Who presided (the chair, or the deputy who closed the sitting), then the secretary."""
    presided = [seat for seat in seats if seat.user_id == sitting.closed_by_id]
    chair = presided or [seat for seat in seats if seat.office == Seat.Office.CHAIR]
    secretary = [seat for seat in seats if seat.office == Seat.Office.SECRETARY]
    return [{"position": seat.get_office_display(), "name": str(seat.user)} for seat in [*chair, *secretary]]


# One item of the agenda


def _item(item: Item, seats: list[Seat]) -> MinutesItem:
    case = item.case
    return {
        "number": f"{item.position}.",
        "title": _("Application %(number)s: %(name)s")
        % {
            "number": case.number,
            "name": case.organisation.name(words.language()),
        },
        "rows": [_row(_("Procedure"), words.words(case.procedure.title)), _row(_("BIN"), case.organisation.bin)],
        "recused": _recused(item, seats),
        "votes": _votes(item),
        "tally": tally_words(item.count) if item.outcome else "",
        "decision": decision_words(item),
        "grounds": [_ground(ground) for ground in grounds_of(item)],
        "dissent": [{"member": str(dissent.user), "text": dissent.text} for dissent in item.dissents.all()],
    }


def _recused(item: Item, seats: list[Seat]) -> list[str]:
    """Members with a conflict in the case, whether they declared it at this sitting or at an earlier one."""
    voting = {seat.user_id for seat in seats if seat.votes}
    return [
        _("%(member)s: %(reason)s") % {"member": conflict.user, "reason": conflict.reason}
        for conflict in item.case.conflicts.all()
        if conflict.user_id in voting
    ]


def _votes(item: Item) -> list[Vote]:
    return [
        {"member": str(ballot.user), "vote": ballot.get_vote_display(), "reasons": ballot.reasons}
        for ballot in item.ballots.all()
    ]


def tally_words(count: Mapping[str, Any]) -> str:
    """How the votes were counted, in sentences: from `Count.as_data()`."""
    said = [
        ngettext(
            "%(eligible)s member could vote; recused: %(recused)s.",
            "%(eligible)s members could vote; recused: %(recused)s.",
            count["eligible"],
        )
        % count,
        _("For: %(votes_for)s. Against: %(votes_against)s.") % count,
        _quorum(count),
        _("A decision needs more than %(majority_percent)s%% of the votes cast.") % count,
    ]
    if count["votes_for"] == count["votes_against"] and count["outcome"] == count["chair_vote"] and count["quorum"]:
        said.append(_tie())
    return " ".join(said)


def _quorum(count: Mapping[str, Any]) -> str:
    cast = {**count, "cast": count["votes_for"] + count["votes_against"]}
    if count["quorum"]:
        return _("There was a quorum: %(cast)s votes, %(needed)s needed (%(quorum_percent)s%%).") % cast
    return _("There was no quorum: %(cast)s votes, %(needed)s needed (%(quorum_percent)s%%).") % cast


def decision_words(item: Item) -> str:
    """What was decided: the act that the ballot gives, or that there is no decision; empty while open."""
    if not item.outcome:
        return ""
    act = voted_act(item)
    return words.words(act.past) if act else item.get_outcome_display()


def voted_act(item: Item) -> Act | None:
    """The act that the outcome of the ballot performs; None without a decision."""
    return next((act for act in item.case.procedure.acts if act.vote and act.vote == item.outcome), None)


def grounds_of(item: Item) -> list[Ground]:
    """The grounds named in the ballots that carried the decision, each once, in the order of the Rules."""
    act = voted_act(item)
    named = {key for ballot in item.ballots.all() if ballot.vote == item.outcome for key in ballot.grounds}
    return [ground for ground in act.grounds if ground.key in named] if act else []


def _ground(ground: Ground) -> str:
    return _("%(ground)s (%(clause)s of the Rules)") % {
        "ground": words.words(ground.title),
        "clause": label(ground.clause, words.language()),
    }


def _labels() -> MinutesLabels:
    return {
        "members": _("Members"),
        "name": _("Full name"),
        "role": _("Office in the commission"),
        "kind": _("Whom the member represents"),
        "attendance": _("Attendance"),
        "recused": _("Recused because of a conflict of interest"),
        "votes": _("Votes"),
        "member": _("Member"),
        "vote": _("Vote"),
        "reasons": _("Reasons"),
        "tally": _("Count of votes"),
        "decision": _("Decision"),
        "grounds": _("Grounds"),
        "dissent": _("Dissenting opinions"),
        "signatures": _("Signatures"),
    }
