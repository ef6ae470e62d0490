"""Random walks through every procedure: no unlawful act gets through, no walk gets stuck, an end stays the end."""

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from rules.clauses import CLAUSES
from rules.procedure import ACTORS
from rules.record import Done, duties_of, lawful, refusals, state_of
from rules.tables import procedures
from tests.rules.made_up import CALENDAR, EDITION, SOUND, ground

FOREIGN = ground("foreign")


def walk_through(procedure):
    """A machine that tries anything at all and does what the law does not refuse."""

    class Walk(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.record, self.today, self.end = (), date(2024, 1, 9), None

        @rule(data=st.data(), act=st.sampled_from(procedure.acts), fair=st.booleans())
        def act(self, data, act, fair):
            actor = act.actor if fair else data.draw(st.sampled_from(ACTORS))
            needs = [need.key for need in act.needs]
            met = set(needs) if fair else set(data.draw(st.lists(st.sampled_from(needs or ["none"]))))
            doing = self.doing(
                act, data.draw(st.lists(st.sampled_from([*procedure.grounds, FOREIGN]), unique=True, max_size=2))
            )
            facts = {act.limit.fact: self.today + timedelta(days=60)} if act.limit else None
            found = refusals(
                procedure,
                self.record,
                doing,
                actor=actor,
                met=met,
                edition=EDITION,
                calendar=CALENDAR,
                facts=facts,
            )
            if found:
                assert all(refusal.clause in CLAUSES and all(refusal.reason) for refusal in found)
                return
            assert state_of(procedure, self.record) in act.leaves
            assert actor == act.actor
            assert met >= set(needs)
            assert bool(doing.grounds) == bool(act.grounds)
            assert {ground.key for ground in act.grounds} >= set(doing.grounds)
            self.record = (*self.record, doing)

        def doing(self, act, grounds):
            dates = {duty.since: self.today for duty in act.opens}
            return Done(act.key, self.today, self.today, dates, tuple(ground.key for ground in grounds))

        @rule(days=st.integers(1, 20))
        def time_passes(self, days):
            self.today += timedelta(days=days)

        @invariant()
        def the_end_stays_the_end(self):
            state = state_of(procedure, self.record)
            assert state in procedure.states
            assert self.end in (None, state)
            self.end = state if state.final else None

        @invariant()
        def somebody_can_go_on(self):
            state = state_of(procedure, self.record)
            moves = [act for act in lawful(procedure, self.record) if procedure.targets(act) - {state}]
            assert bool(moves) != state.final  # what is corrected stays where it stands

        @invariant()
        def what_is_owed_can_be_done_and_only_that_is_asked_for(self):
            open_duties = [one.duty for one in duties_of(procedure, self.record, EDITION, CALENDAR) if one.open]
            possible = {act.key for act in lawful(procedure, self.record)}
            assert all(possible.intersection(duty.acts) for duty in open_duties)
            asked = {key for duty in open_duties for key in duty.acts}
            assert {key for key in possible if not procedure.targets(procedure.act(key))} <= asked

    return Walk


@pytest.mark.parametrize("procedure", [SOUND, *procedures().values()], ids=lambda procedure: procedure.key)
def test_every_walk_is_lawful(procedure):
    run_state_machine_as_test(
        walk_through(procedure), settings=settings(max_examples=60, stateful_step_count=30, deadline=None)
    )
