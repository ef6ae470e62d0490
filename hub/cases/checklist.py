"""The officer's checklist (clauses 7, 9, 11, 12): each item found to hold or not, for the version filed last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from hub.audit.log import record as log
from hub.cases.models import Case, Tick

if TYPE_CHECKING:
    from hub.accounts.models import User


def findings(case: Case) -> dict[str, Tick]:
    """The last finding on each item; one on an earlier version is shown, but does not count."""
    return {tick.clause: tick for tick in case.ticks.select_related("by")}


def current_filing(case: Case) -> int:
    return case.filings.count()


def all_hold(case: Case) -> bool:
    """Whether every item of the checklist was found to hold for the version that was filed last."""
    found, filing = findings(case), current_filing(case)
    return all(
        (tick := found.get(clause)) is not None and tick.holds and tick.filing == filing
        for clause in case.chapter.checklist
    )


def tick(case: Case, clause: str, *, holds: bool, note: str, by: User, at: datetime) -> Tick:
    """Write a finding down; must run in a transaction that holds the case."""
    made = Tick.objects.create(
        case=case, clause=clause, filing=current_filing(case), holds=holds, note=note, by=by, at=at
    )
    log("case.tick", f"case:{case.pk}", by=by, at=at, private={"note": note}, clause=clause, holds=holds)
    return made
