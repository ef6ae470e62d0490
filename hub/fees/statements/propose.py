"""Whose payment a line is: by the reference in its purpose, by the BIN, by the amount alone. A person confirms each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from hub.cases.models import Case
from hub.fees.models import Account, Certainty, Posting
from hub.fees.reference import numbers_in
from hub.fees.statements.parsed import Line
from hub.register.models import Participant
from rules.fee import FEE


@dataclass(frozen=True, slots=True)
class Proposal:
    certainty: Certainty = Certainty.NONE
    participant: int | None = None
    case: UUID | None = None


@dataclass
class Known:
    """What lines are recognised by, read once for many: four queries, whatever their number."""

    fees: dict[str, tuple[UUID, int]] = field(default_factory=dict)
    """Number of a fee → its case and organisation."""
    by_organisation: dict[int, int] = field(default_factory=dict)
    by_bin: dict[str, int] = field(default_factory=dict)
    by_amount: dict[Decimal, list[tuple[UUID, int]]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def read(cls, lines: Iterable[Line]) -> Known:
        known = cls()
        rows = Participant.objects.order_by("since", "pk").values_list("organisation_id", "organisation__bin", "pk")
        for organisation, bin_, pk in rows:  # of several participations of an organisation the newest
            known.by_organisation[organisation] = known.by_bin[bin_] = pk
        numbers = {number for line in lines for number in numbers_in(line.purpose)}
        fees = Case.objects.filter(procedure_key=FEE.key)
        # By hundreds: a database takes only so many values at once.
        listed = sorted(numbers)
        for first in range(0, len(listed), 500):
            found = fees.filter(number__in=listed[first : first + 500])
            known.fees |= {str(one.number): (one.pk, one.organisation_id) for one in found}
        known._open()
        return known

    def _open(self) -> None:
        rows = Posting.objects.filter(account__kind=Account.Kind.RECEIVABLE).exclude(case=None)
        sums = rows.values("case", "account__participant").annotate(left=Sum("amount")).filter(left__gt=0)
        for row in sums:
            self.by_amount[row["left"]].append((row["case"], row["account__participant"]))

    def propose(self, line: Line) -> Proposal:
        if line.amount <= 0:
            return Proposal()
        for number in numbers_in(line.purpose):
            case, organisation = self.fees.get(number, (None, 0))
            if case is not None and organisation in self.by_organisation:
                return Proposal(Certainty.REFERENCE, self.by_organisation[organisation], case)
        if participant := self.by_bin.get(line.payer_bin):
            return Proposal(Certainty.BIN, participant)
        alike = self.by_amount.get(line.amount, [])
        if len(alike) == 1:
            return Proposal(Certainty.AMOUNT, alike[0][1], alike[0][0])
        return Proposal()
