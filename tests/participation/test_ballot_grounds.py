"""What a ballot on an early end rests on: the grounds of which the participant was told (clause 41)."""

from datetime import timedelta

import pytest

from hub.commissions import sittings
from hub.commissions.forms import VoteForm
from hub.commissions.models import Commission
from hub.commissions.order import OutOfOrder
from hub.register import certificates, verify
from tests import world

GROUND = "agreement_not_kept"


@pytest.fixture
def item(participant, applicant, officer, monday):
    """An early end on ground 8, before an open sitting."""
    from hub.cases import drafts

    at = monday.replace(month=7, day=1)
    case = drafts.begin("early_end", participant.organisation, by=officer, language="ru", at=at)
    case = world.do(case, "raise", officer, at, given={"facts": "Обязательство не исполнено."}, grounds=(GROUND,))
    case = world.do(case, "tell", officer, at)
    case = world.do(case, "explain", applicant, at, given={"reasons": "Исполняем."})
    case = world.do(case, "refer", officer, at, grounds=(GROUND,))
    made, at = Commission.objects.get(), at + timedelta(days=1)
    users = [seat.user for seat in made.seats.all()]
    sitting = sittings.plan(made, on=at.date(), place="Астана", by=users[-1], at=at)
    item = sittings.put_on_agenda(sitting, case, by=users[-1], at=at)
    sittings.convene(sitting, by=users[0], at=at)
    item.refresh_from_db()
    return item, users[0], at


@pytest.mark.clause("41")
def test_cl41_the_page_offers_only_the_ground_that_was_told_and_asks_it_of_a_vote_for(item):
    form = VoteForm(item=item[0])
    assert [key for key, _title in form.fields["grounds"].choices] == [GROUND]
    assert VoteForm({"vote": "for", "grounds": [GROUND], "reasons": "Да."}, item=item[0]).is_valid()
    assert "grounds" in VoteForm({"vote": "for", "reasons": "Да."}, item=item[0]).errors
    assert "grounds" in VoteForm({"vote": "against", "grounds": [GROUND], "reasons": "Да."}, item=item[0]).errors
    assert VoteForm({"vote": "against", "reasons": "Нет."}, item=item[0]).is_valid()
    assert set(form.outcomes) == {"for", "against"}


@pytest.mark.clause("41")
def test_cl41_a_ground_of_which_nobody_told_the_participant_is_no_ground_of_a_vote(item):
    agenda, chair, at = item
    with pytest.raises(OutOfOrder):
        sittings.vote(agenda, vote="for", reasons="Да.", grounds=("results_reached",), by=chair, at=at)
    sittings.vote(agenda, vote="for", reasons="Да.", grounds=(GROUND,), by=chair, at=at)


@pytest.mark.clause("18", "9-1")
def test_cl18_a_certificate_whose_place_a_newer_one_took_says_so(participant, begin, applicant, officer, monday):
    first = participant.certificates.get()
    july = monday.replace(month=7, day=1)
    case = begin("activity", july, activities={"works": ["1.development", "14.development"]})
    case = world.do(case, "file", applicant, july, given={"declared": True})
    case = world.decide(world.referred(case, officer, july), "for", july)
    assert verify.by_number(first.number, july.date()).state == "valid"
    world.do(case, "certify", officer, july)
    newer = participant.certificates.first()
    check = verify.by_number(first.number, july.date())
    assert (check.state, check.valid, newer.number in check.text.ru) == ("replaced", False, True)
    assert verify.by_number(newer.number, july.date()).state == "valid"
    assert certificates.kind_held(participant) == "registration"
