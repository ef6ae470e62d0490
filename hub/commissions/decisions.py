"""How a ballot is counted: by the commission's own dated rules, with recusals taken out of the count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hub.cases.models import Case


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
        return self.eligible > 0 and self.cast >= self.needed

    @property
    def outcome(self) -> str:
        """`for`, `against`, or `no_decision` where there is no quorum or neither side has the majority."""
        if not self.quorum:
            return "no_decision"
        for side, votes in (("for", self.votes_for), ("against", self.votes_against)):
            if votes * 100 > self.cast * self.majority_percent:
                return side
        if self.chair_breaks_tie and self.votes_for == self.votes_against and self.chair_vote:
            return self.chair_vote
        return "no_decision"

    def as_data(self) -> dict[str, Any]:
        return asdict(self) | {
            "eligible": self.eligible,
            "needed": self.needed,
            "quorum": self.quorum,
            "outcome": self.outcome,
        }


def decided(case: Case, act: str, given: Mapping[str, Any]) -> bool:
    """Whether the commission's ballot on this case gives the act that is to be performed."""
    from hub.commissions.models import Item

    item = Item.objects.filter(pk=given.get("item"), case=case).exclude(outcome="").first()
    return item is not None and item.outcome == case.procedure.act(act).vote
