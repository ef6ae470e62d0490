"""Counting: quorum, majority, recusals, ties (clause 16; the commission's own rules, clause 13)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hub.commissions.decisions import Count


def count(votes_for, votes_against, *, members=5, recused=0, quorum=60, majority=50, chair="", breaks=True) -> Count:
    return Count(members, recused, votes_for, votes_against, quorum, majority, chair, breaks)


@st.composite
def counts(draw) -> Count:
    """Every count that a sitting can come to: nobody votes twice, the recused do not vote."""
    members = draw(st.integers(0, 15))
    recused = draw(st.integers(0, members))
    votes_for = draw(st.integers(0, members - recused))
    votes_against = draw(st.integers(0, members - recused - votes_for))
    return Count(
        members=members,
        recused=recused,
        votes_for=votes_for,
        votes_against=votes_against,
        quorum_percent=draw(st.integers(1, 100)),
        majority_percent=draw(st.integers(1, 99)),
        chair_vote=draw(
            st.sampled_from(["", *(["for"] if votes_for else []), *(["against"] if votes_against else [])])
        ),
        chair_breaks_tie=draw(st.booleans()),
    )


@pytest.mark.clause("16")
@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (count(3, 0), "for"),
        (count(0, 3), "against"),
        (count(2, 0), "no_decision"),
        (count(3, 2), "for"),
        (count(2, 2), "no_decision"),
        (count(2, 2, chair="against"), "against"),
        (count(2, 2, chair="for"), "for"),
        (count(2, 2, chair="for", breaks=False), "no_decision"),
        (count(2, 0, recused=2), "for"),
        (count(1, 0, recused=2), "no_decision"),
        (count(0, 0, recused=5), "no_decision"),
        (count(3, 2, majority=60), "no_decision"),
        (count(4, 1, majority=60), "for"),
        (count(1, 1, members=3, chair="for"), "for"),
    ],
)
def test_cl16_outcome_of_a_count(tally, outcome):
    assert tally.outcome == outcome


@pytest.mark.clause("16")
def test_cl16_quorum_is_rounded_up_and_counts_only_those_who_may_vote():
    assert [count(0, 0, members=members).needed for members in (5, 6, 7)] == [3, 4, 5]
    assert count(0, 0, members=7, recused=2).needed == 3


@pytest.mark.clause("16")
def test_cl16_majority_is_more_than_its_share_of_votes_cast():
    assert [count(cast, 0, members=9).majority for cast in (4, 5, 6)] == [3, 3, 4]
    assert count(6, 0, members=9, majority=66).majority == 4


@pytest.mark.clause("16")
def test_cl16_a_minority_never_decides_whatever_the_rules_say():
    assert count(2, 3, majority=20).outcome == "against"


@pytest.mark.clause("16")
@given(counts())
def test_cl16_no_outcome_without_a_quorum(tally):
    if not tally.quorum:
        assert tally.outcome == "no_decision"
    if tally.outcome != "no_decision":
        assert tally.cast >= tally.needed > 0


@pytest.mark.clause("16")
@given(counts())
def test_cl16_the_outcome_has_no_fewer_votes_than_the_other_side(tally):
    sides = {"for": (tally.votes_for, tally.votes_against), "against": (tally.votes_against, tally.votes_for)}
    if tally.outcome in sides:
        mine, theirs = sides[tally.outcome]
        assert mine > theirs or (mine == theirs and tally.chair_breaks_tie and tally.chair_vote == tally.outcome)


@pytest.mark.clause("16")
@given(counts(), st.integers(1, 5))
def test_cl16_recused_members_are_never_counted(tally, more):
    """As many more members, all of them recused, change nothing."""
    larger = Count(
        tally.members + more,
        tally.recused + more,
        tally.votes_for,
        tally.votes_against,
        tally.quorum_percent,
        tally.majority_percent,
        tally.chair_vote,
        tally.chair_breaks_tie,
    )
    assert (larger.eligible, larger.needed, larger.outcome) == (tally.eligible, tally.needed, tally.outcome)


@pytest.mark.clause("16")
@given(counts())
def test_cl16_the_two_sides_are_treated_alike(tally):
    swap = {"for": "against", "against": "for"}
    mirrored = Count(
        tally.members,
        tally.recused,
        tally.votes_against,
        tally.votes_for,
        tally.quorum_percent,
        tally.majority_percent,
        swap.get(tally.chair_vote, ""),
        tally.chair_breaks_tie,
    )
    assert mirrored.outcome == swap.get(tally.outcome, "no_decision")
