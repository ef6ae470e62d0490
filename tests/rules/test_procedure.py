"""What can be asked of a table."""

import pytest

from rules.procedure import TECHNOPARK
from tests.rules.made_up import CLOSED, OPEN, SOUND, TO_REPLY, WAITING, act, duty, ground, need, state, table


def test_states_stand_in_the_order_in_which_the_acts_name_them():
    assert SOUND.states == (OPEN, WAITING, CLOSED)


def test_states_include_those_that_only_a_ground_leads_to():
    elsewhere = state("elsewhere", final=True)
    procedure = table(OPEN, act("end", TECHNOPARK, OPEN, CLOSED, grounds=(ground("other", elsewhere),)))
    assert elsewhere in procedure.states
    assert procedure.targets(procedure.act("end")) == {CLOSED, elsewhere}


def test_a_duty_that_two_acts_open_is_one_duty():
    again = act("again", TECHNOPARK, OPEN, WAITING, opens=(TO_REPLY,))
    assert table(OPEN, *SOUND.acts, again).duties == (TO_REPLY,)


def test_things_are_found_by_their_keys():
    assert SOUND.act("reply").reaches == OPEN
    assert SOUND.state("waiting") is WAITING
    assert SOUND.duty("reply") is TO_REPLY
    assert SOUND.ground("silent").key == "silent"
    assert SOUND.has("ask")
    assert not SOUND.has("sing")
    with pytest.raises(KeyError):
        SOUND.act("sing")


def test_the_acts_of_a_state_do_not_depend_on_duties():
    notify = act("notify", TECHNOPARK, (OPEN, CLOSED))
    procedure = table(OPEN, *SOUND.acts, notify)
    assert [one.key for one in procedure.leaving(OPEN)] == ["ask", "close", "notify"]
    assert [one.key for one in procedure.leaving(CLOSED)] == ["notify"]


def test_an_act_that_moves_nothing_has_no_targets():
    assert not SOUND.targets(act("notify", TECHNOPARK, OPEN))


def test_a_table_cannot_be_changed_by_who_reads_it():
    for thing in (SOUND, OPEN, TO_REPLY, duty("x", TECHNOPARK, "y"), need("z")):
        with pytest.raises(AttributeError):
            thing.key = "other"
