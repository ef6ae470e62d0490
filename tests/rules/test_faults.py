"""Every way in which a table can be wrong is found and named."""

from dataclasses import replace

import pytest

from rules.clauses import CLAUSES
from rules.editions import editions
from rules.faults import faults
from rules.procedure import APPLICANT, COMMISSION, TECHNOPARK, TIMER, Actor, Limit
from rules.tables import procedures
from tests.rules.made_up import (
    CLOSED,
    EDITION,
    OPEN,
    SOUND,
    TO_REPLY,
    WAITING,
    act,
    duty,
    ground,
    need,
    said,
    state,
    table,
    with_terms,
)

NOBODY = Actor("nobody", said("nobody"))
ASK, REPLY, CLOSE = SOUND.acts


def found(*acts, begins=OPEN, edition=EDITION):
    return faults(table(begins, *acts), edition=edition, clauses=CLAUSES)


@pytest.mark.parametrize("edition", editions(), ids=lambda edition: edition.key)
@pytest.mark.parametrize("procedure", procedures().values(), ids=lambda procedure: procedure.key)
def test_the_tables_of_the_rules_have_no_faults(procedure, edition):
    assert faults(procedure, edition=edition, clauses=CLAUSES) == []


def test_a_sound_table_has_no_faults():
    assert found(*SOUND.acts) == []


@pytest.mark.parametrize(
    ("acts", "fault"),
    [
        ((ASK, REPLY, CLOSE, act("close", TECHNOPARK, WAITING, CLOSED)), "act 'close' is defined twice"),
        (
            (ASK, REPLY, CLOSE, act("leave", APPLICANT, OPEN, replace(CLOSED, title=said("other")))),
            "state 'closed' is defined twice",
        ),
        (
            (ASK, act("ask2", APPLICANT, OPEN, WAITING, opens=(replace(TO_REPLY, term=None),)), REPLY, CLOSE),
            "duty 'reply' is defined twice",
        ),
        (
            (ASK, REPLY, CLOSE, act("end", TECHNOPARK, OPEN, CLOSED, grounds=(ground("silent", clause="16/2"),))),
            "ground 'silent' is defined twice",
        ),
        (
            (ASK, REPLY, CLOSE, act("end", TECHNOPARK, OPEN, CLOSED, needs=(need("question", "11"),))),
            "need 'question' is defined twice",
        ),
        ((ASK, REPLY, CLOSE, act("end", TECHNOPARK, state("island"), CLOSED)), "state 'island' cannot be reached"),
        (
            (ASK, REPLY, CLOSE, act("reopen", TECHNOPARK, CLOSED, OPEN)),
            "state 'closed' is final, yet 'reopen' leaves it",
        ),
        ((ASK, REPLY, CLOSE, act("lose", TECHNOPARK, OPEN, state("lost"))), "state 'lost' is a dead end"),
        ((ASK, REPLY), "from state 'open' no final state can be reached"),
        ((ASK, REPLY, replace(CLOSE, clause="99")), "act 'close' cites clause '99', which is unknown"),
        (
            (ASK, REPLY, replace(CLOSE, grounds=(ground("x", clause="16/9"),))),
            "act 'close' cites clause '16/9', which is unknown",
        ),
        (
            (replace(ASK, needs=(need("question", "9(9)"),)), REPLY, CLOSE),
            "act 'ask' cites clause '9(9)', which is unknown",
        ),
        (
            (ASK, REPLY, replace(CLOSE, limit=Limit("ask_extension", "until", "36-6", said("late")))),
            "act 'close' cites clause '36-6', which is unknown",
        ),
        ((ASK, REPLY, replace(CLOSE, actor=NOBODY)), "act 'close' has an unknown actor"),
        ((ASK, REPLY, CLOSE, act("float", TECHNOPARK, (), CLOSED)), "act 'float' can be done in no state"),
        ((ASK, REPLY, CLOSE, act("hum", TECHNOPARK, OPEN)), "act 'hum' has no target and no duty asks for it"),
        ((ASK, REPLY, CLOSE, act("rule", TIMER, OPEN, CLOSED, vote="for")), "act 'rule': the timer never decides"),
        (
            (ASK, REPLY, replace(CLOSE, reaches=None, grounds=(ground("a", CLOSED), ground("b")))),
            "act 'close' and ground 'b' lead nowhere",
        ),
        (
            (replace(ASK, opens=(replace(TO_REPLY, clause="12/9"),)), REPLY, CLOSE),
            "duty 'reply' cites clause '12/9', which is unknown",
        ),
        ((replace(ASK, opens=(replace(TO_REPLY, actor=NOBODY),)), REPLY, CLOSE), "duty 'reply' has an unknown actor"),
        ((replace(ASK, opens=(replace(TO_REPLY, acts=()),)), REPLY, CLOSE), "duty 'reply' asks for no act"),
        (
            (replace(ASK, opens=(replace(TO_REPLY, acts=("reply", "sing")),)), REPLY, CLOSE),
            "duty 'reply' asks for act 'sing', which is not in the table",
        ),
        (
            (replace(ASK, opens=(replace(TO_REPLY, actor=COMMISSION),)), REPLY, CLOSE),
            "duty 'reply' is commission's, but act 'reply' is technopark's",
        ),
        (
            (replace(ASK, opens=(TO_REPLY, duty("close", TECHNOPARK, "close"))), REPLY, CLOSE),
            "duty 'close', opened by 'ask', can never be met",
        ),
        (
            (replace(ASK, opens=(replace(TO_REPLY, term="ask_extension"),)), REPLY, CLOSE),
            "duty 'reply' counts back from the act itself; name the date it counts back from",
        ),
        (
            (replace(ASK, opens=(replace(TO_REPLY, term="one_day"),)), REPLY, CLOSE),
            "duty 'reply' names term 'one_day', which edition 2023-08-04 does not know",
        ),
        (
            (ASK, REPLY, replace(CLOSE, limit=Limit("one_day", "until", "36", said("late")))),
            "act 'close' names term 'one_day', which edition 2023-08-04 does not know",
        ),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_each_fault_is_named(acts, fault):
    assert fault in found(*acts)


def test_a_term_that_one_edition_lacks_is_a_fault_in_that_edition_alone():
    acts = (replace(ASK, opens=(replace(TO_REPLY, term="new"),)), REPLY, CLOSE)
    assert found(*acts, edition=with_terms(new=(3, "working"))) == []
    assert len(found(*acts)) == 1


def test_all_faults_are_told_at_once():
    assert len(found(replace(ASK, clause="99"), replace(REPLY, actor=NOBODY), CLOSE)) >= 2
