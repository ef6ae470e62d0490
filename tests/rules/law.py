"""Questions to one table of the Rules, as its scenarios ask them: no database, no screen."""

from dataclasses import dataclass
from datetime import date

from rules.procedure import Actor, Procedure
from rules.record import Done, duties_of, lawful, refusals, state_of
from tests.rules.made_up import CALENDAR, EDITION


@dataclass(frozen=True)
class Law:
    procedure: Procedure

    def standing(self, *record: Done) -> str:
        return state_of(self.procedure, record).key

    def possible(self, *record: Done) -> set[str]:
        return {act.key for act in lawful(self.procedure, record)}

    def owed(self, *record: Done) -> dict[str, date | None]:
        """Duty → when it is due, of those still open."""
        return {one.duty.key: one.due for one in duties_of(self.procedure, record, EDITION, CALENDAR) if one.open}

    def cited(
        self, doing: Done, actor: Actor, *record: Done, without: str = "", **facts: date
    ) -> list[tuple[str, str]]:
        """Why the law refuses, each with its clause, where every need but `without` is met."""
        met = {need.key for act in self.procedure.acts for need in act.needs} - {without}
        found = refusals(
            self.procedure, record, doing, actor=actor, met=met, edition=EDITION, calendar=CALENDAR, facts=facts
        )
        return [(refusal.key, refusal.clause) for refusal in found]
