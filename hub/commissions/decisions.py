"""How a ballot is counted: by the commission's own dated rules, with recusals taken out of the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hub.cases.models import Case
    from hub.commissions.models import Charter, Commission, Item, Sitting
    from rules.procedure import Act


@dataclass(frozen=True, slots=True)
class Count:
    """A count of one item: members in office with a vote, less the recused; votes cast; what the rules made of them."""

    members: int
    recused: int
    votes_for: int
    votes_against: int
    quorum_percent: int
    majority_percent: int
    chair_vote: str
    chair_breaks_tie: bool

    @property
    def eligible(self) -> int:
        return self.members - self.recused

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against

    @property
    def needed(self) -> int:
        """Votes that make a quorum: the percentage of those who may vote, rounded up."""
        return -(-self.eligible * self.quorum_percent // 100)

    @property
    def quorum(self) -> bool:
        return self.cast > 0 and self.cast >= self.needed

    @property
    def majority(self) -> int:
        """Votes that make a decision: more than the percentage of those cast, and never less than half."""
        return self.cast * max(self.majority_percent, 50) // 100 + 1

    @property
    def tie(self) -> bool:
        return self.quorum and self.votes_for == self.votes_against

    @property
    def outcome(self) -> str:
        """`for`, `against`, or `no_decision` where there is no quorum or neither side has the majority."""
        if not self.quorum:
            return "no_decision"
        for side, votes in (("for", self.votes_for), ("against", self.votes_against)):
            if votes >= self.majority:
                return side
        if self.tie and self.chair_breaks_tie and self.chair_vote:
            return self.chair_vote
        return "no_decision"

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {
            "eligible": self.eligible,
            "cast": self.cast,
            "needed": self.needed,
            "quorum": self.quorum,
            "majority": self.majority,
            "tie": self.tie,
            "outcome": self.outcome,
        }


def charter_on(commission: Commission, on: date) -> Charter | None:
    """The commission's own rules in force on a day."""
    return commission.charters.filter(since__lte=on).order_by("-since").first()


def voters(sitting: Sitting) -> dict[int, str]:
    """Who may vote at a sitting: user id → office, of the seats with a vote on the sitting's day (clause 13)."""
    from hub.commissions.models import Seat

    seats = Seat.objects.on(sitting.on).filter(commission=sitting.commission_id)
    return dict(seats.exclude(office=Seat.Office.SECRETARY).values_list("user_id", "office"))


def count(item: Item, charter: Charter) -> Count:
    """The ballots of an item as they stand; a recused person's ballot would not be counted."""
    offices = voters(item.sitting)
    recused = set(item.case.conflicts.values_list("user_id", flat=True)) & offices.keys()
    free = offices.keys() - recused
    cast = {user: vote for user, vote in item.ballots.values_list("user_id", "vote") if user in free}
    chair_votes = [vote for user, vote in cast.items() if offices[user] == "chair"]
    return Count(
        members=len(offices),
        recused=len(recused),
        votes_for=list(cast.values()).count("for"),
        votes_against=list(cast.values()).count("against"),
        quorum_percent=charter.quorum_percent,
        majority_percent=charter.majority_percent,
        chair_vote=chair_votes[0] if chair_votes else "",
        chair_breaks_tie=charter.chair_breaks_tie,
    )


def ballot_acts(case: Case) -> dict[str, Act]:
    """What each outcome of a ballot would perform on the case now: vote → act; empty where no ballot is due."""
    acts = [act for act in case.procedure.leaving(case.state) if act.vote]
    return {act.vote: replace(act, grounds=tuple(case.chapter.grounds(case, act))) for act in acts if act.vote}


def awaits(case: Case, commission: Commission) -> bool:
    """Whether the case is before this commission now."""
    return case.filed and any(act.actor.key == commission.actor for act in ballot_acts(case).values())


def decided(case: Case, act: str, given: Mapping[str, Any]) -> bool:
    """Whether the commission's ballot on this case gives the act that is to be performed."""
    from hub.commissions.models import Item

    item = Item.objects.filter(pk=given.get("item", 0), case=case).exclude(outcome="").first()
    return item is not None and item.outcome == case.procedure.act(act).vote
