"""A sitting in words for its pages: where it stands, who is there, what each item awaits, how votes were counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hub import words
from hub.cases import present as cases
from hub.commissions.decisions import awaits, charter_on
from hub.commissions.models import Item, Seat, Sitting
from hub.reference.data import calendar
from rules.calendar import Calendar
from rules.clauses import label
from rules.record import Owed

if TYPE_CHECKING:
    from datetime import date

    from hub.accounts.models import User
    from hub.cases.models import Case, Deadline
    from hub.commissions.models import Ballot, Charter

SITTING_TONES = {"planned": "grey", "open": "yellow", "closed": "green"}
AWAITS_YOU = "yellow"
OUTCOME_TONES = {"for": "green", "against": "red", "no_decision": "grey"}


@dataclass(frozen=True)
class House:
    """Who sits on the day of a sitting, by which rules, and who came."""

    sitting: Sitting
    seats: Sequence[Seat]
    charter: Charter | None
    came: frozenset[int]

    @property
    def voters(self) -> frozenset[int]:
        return frozenset(seat.user_id for seat in self.seats if seat.votes)

    @property
    def present(self) -> int:
        """Members with a vote who are there."""
        return len(self.voters & self.came)

    @property
    def needed(self) -> int | None:
        """How many of them make a quorum where nobody is recused; None without rules."""
        return None if self.charter is None else -(-len(self.voters) * self.charter.quorum_percent // 100)

    @property
    def quorum(self) -> bool:
        return self.needed is not None and 0 < self.present >= self.needed


def house(sitting: Sitting) -> House:
    seats = Seat.objects.on(sitting.on).filter(commission=sitting.commission_id).select_related("user")
    came = frozenset(sitting.attendance.values_list("user_id", flat=True))
    return House(sitting, list(seats), charter_on(sitting.commission, sitting.on), came)


def members(there: House) -> list[dict[str, Any]]:
    """The table of members: name, office, kind of member, whether they came."""
    away = _("Absent") if there.sitting.state == Sitting.State.CLOSED else pgettext("attendance", "Not noted yet")
    return [
        {
            "name": seat.user.full_name,
            "office": seat.get_office_display(),
            "kind": seat.get_kind_display(),
            "came": seat.user_id in there.came,
            "text": away,
        }
        for seat in there.seats
    ]


def steps(sitting: Sitting) -> list[dict[str, str]]:
    """Prepared, open, closed: with the moments at which it happened."""
    order = [state.value for state in Sitting.State]
    notes = {"planned": words.day(sitting.on), "open": words.moment(sitting.opened_at)}
    notes["closed"] = words.moment(sitting.closed_at)
    titles = {"planned": _("The sitting is prepared"), "open": _("Votes are cast"), "closed": _("Minutes are made")}
    now = order.index(sitting.state)
    shown = []
    for number, state in enumerate(order):
        how = "done" if number < now or sitting.state == "closed" else "current" if number == now else "next"
        shown.append({"title": titles[state], "note": notes[state], "state": how})
    return shown


def turn(sitting: Sitting, *, left: int, votes_due: int, secretary: bool, chair: bool) -> dict[str, str]:
    """Whose turn it is, told to this person: the secretary's, the members', the chair's, nobody's."""
    if sitting.state == Sitting.State.CLOSED:
        return {"text": _("The sitting is closed. The minutes are made."), "tone": "green"}
    if sitting.state == Sitting.State.PLANNED:
        if secretary:
            return {"text": _("Your turn: prepare the agenda and open the sitting on its day."), "tone": "yellow"}
        return {"text": _("The secretary prepares the agenda and opens the sitting on its day."), "tone": "blue"}
    if votes_due:
        return {"text": _("Your turn: vote on the items that await your vote."), "tone": "yellow"}
    return _after_votes(left, chair=chair)


def _after_votes(left: int, *, chair: bool) -> dict[str, str]:
    if left and chair:
        return {"text": _("Your turn: close each item when its votes are cast."), "tone": "yellow"}
    if left:
        return {"text": _("Members vote; the chair closes each item."), "tone": "blue"}
    if chair:
        return {"text": _("Your turn: every item is closed, so close the sitting."), "tone": "yellow"}
    return {"text": _("Every item is closed. The chair closes the sitting."), "tone": "blue"}


def agenda(items: Sequence[Item], there: House, viewer: User, *, watches: bool) -> list[dict[str, Any]]:
    """The agenda's lines. `watches`: chair and secretary, who see how many have voted. Reads what was prefetched."""
    return [_line(item, there, viewer, watches=watches) for item in items]


def _line(item: Item, there: House, viewer: User, *, watches: bool) -> dict[str, Any]:
    text, tone = _standing(item, there, viewer)
    free = there.voters - {conflict.user_id for conflict in item.case.conflicts.all()}
    return {
        "item": item,
        "name": item.case.organisation.name(words.language()),
        "due": words.day(item.case.due_on) if item.closed_at is None else "",
        "text": text,
        "tone": tone,
        "awaits": tone == AWAITS_YOU,
        "voted": f"{len(item.ballots.all())} / {len(free)}" if watches else "",
    }


def _standing(item: Item, there: House, viewer: User) -> tuple[str, str]:
    """What an item is to this person: decided, conflicted, voted, or awaiting the vote."""
    if item.closed_at is not None:
        return outcome(item), OUTCOME_TONES[item.outcome]
    if any(conflict.user_id == viewer.pk for conflict in item.case.conflicts.all()):
        return _("You declared a conflict"), "grey"
    if not awaits(item.case, there.sitting.commission):
        return _("No longer before the commission"), "grey"
    if there.sitting.state != Sitting.State.OPEN:
        return _("On the agenda"), "blue"
    return _voting(item, there, viewer)


def _voting(item: Item, there: House, viewer: User) -> tuple[str, str]:
    if any(ballot.user_id == viewer.pk for ballot in item.ballots.all()):
        return _("You have voted"), "green"
    if viewer.pk in there.voters:
        return _("Awaits your vote"), AWAITS_YOU
    return _("Votes are cast"), "blue"


def outcome(item: Item) -> str:
    """What became of a closed item, in words."""
    if item.count.get("moot"):
        return _("Closed without a vote: the case had left the commission")
    return str(item.get_outcome_display())


def decision(item: Item) -> str:
    """The act that the votes gave, as the procedure says it; nothing where there was no decision."""
    act = next((act for act in item.case.procedure.acts if act.vote == item.outcome), None)
    return words.words(act.past) if act else outcome(item)


def counted(count: Mapping[str, Any]) -> list[dict[str, str]]:
    """The count explained line by line, with the rule beside each number."""
    result = _("There was a quorum.") if count["quorum"] else _("There was no quorum.")
    if count["tie"]:
        result = _("The votes were equal; the chair's vote decided.")
        if count["outcome"] == "no_decision":
            result = _("The votes were equal, and there was no deciding vote of the chair.")
    lines = [
        (
            _("Members who may vote"),
            count["eligible"],
            _("in office with a vote: %(members)s; recused: %(recused)s"),
        ),
        (_("Votes that make a quorum"), count["needed"], _("%(quorum_percent)s%% of those who may vote, rounded up")),
        (_("Votes cast"), count["cast"], _("for: %(votes_for)s; against: %(votes_against)s")),
        (
            _("Votes that make a decision"),
            count["majority"],
            _("more than %(majority_percent)s%% of the votes cast"),
        ),
    ]
    rows = [{"key": key, "value": f"{number} — {rule % count}"} for key, number, rule in lines]
    return [*rows, {"key": _("Result"), "value": result}, {"key": _("Counted by"), "value": count["charter"]}]


def ballot(one: Ballot, case: Case) -> dict[str, Any]:
    """A vote of a closed item with its grounds and reasons."""
    grounds = [case.procedure.ground(key) for key in one.grounds]
    lang = words.language()
    return {
        "title": one.user.full_name,
        "vote": str(one.get_vote_display()),
        "tone": OUTCOME_TONES[one.vote],
        "grounds": [f"{words.words(ground.title)} ({label(ground.clause, lang)})" for ground in grounds],
        "reasons": one.reasons,
        "when": words.moment(one.at),
    }


def waiting(deadlines: Iterable[Deadline], on: date) -> list[dict[str, Any]]:
    """Cases that wait for a sitting, as lines of the secretary's desk; reads the calendar once."""
    working = calendar()
    return [_waiting_line(one, on, working) for one in deadlines]


def _waiting_line(deadline: Deadline, on: date, working: Calendar) -> dict[str, Any]:
    case = deadline.case
    owed = Owed(case.procedure.duty(deadline.duty), deadline.event_on, deadline.due_on)
    return {
        "case": case,
        "name": case.organisation.name(words.language()),
        "procedure": words.words(case.procedure.title),
        "since": words.day(deadline.event_on),
        "due": words.day(deadline.due_on),
        "tone": cases.tone(owed, on, working),
        "note": cases.standing_words(owed, on, working),
    }
