"""The minutes are made from the attendance and the ballots."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hub.cases import drafts
from hub.commissions.decisions import Count
from hub.commissions.minutes import decision_words, minutes_data, minutes_pdf, tally_words
from hub.commissions.models import Item, Sitting
from tests import world
from tests.registration import stages


@pytest.fixture(autouse=True)
def _english():
    with override("en"):
        yield


@pytest.fixture
def item(filed, officer, monday):
    """A refusal by three votes to one."""
    case = world.referred(filed, officer, monday)
    return stages.voted(case, {0: "against", 1: "against", 2: "against", 3: "for"}, monday, ("plan",))[0]


@pytest.mark.clause("13")
def test_members_are_told_with_office_kind_and_attendance(item):
    members = minutes_data(item.sitting)["members"]
    assert [member["attendance"] for member in members] == ["Present, from 10:00"] * 4 + ["Absent"] * 2
    assert members[0]["role"] == "Chair"
    assert members[0]["kind"] == "Representative of a state body"
    assert [signer["name"] for signer in minutes_data(item.sitting)["signatures"]] == ["Мүше 0", "Мүше 5"]


def test_the_deputy_signs_a_sitting_that_the_deputy_closed(item):
    item.sitting.closed_by = item.sitting.commission.seats.get(office="deputy").user
    assert [signer["name"] for signer in minutes_data(item.sitting)["signatures"]] == ["Мүше 1", "Мүше 5"]


@pytest.mark.clause("16")
def test_an_item_tells_votes_with_reasons_count_decision_and_grounds(item):
    (told,) = minutes_data(item.sitting)["items"]
    assert told["votes"][0] == {"member": "Мүше 0", "vote": "Against", "reasons": "Довод 0"}
    assert [vote["vote"] for vote in told["votes"]] == ["Against", "Against", "Against", "For"]
    assert told["decision"] == "The Commission refused registration"
    assert told["grounds"] == [
        (
            "the business plan does not contain what Appendix 3 to the Rules asks for "
            "(clause 16, part 3, paragraph 2 of the Rules)"
        )
    ]
    assert "For: 1. Against: 3. There was a quorum: 4 votes, 3 needed (60%)." in told["tally"]


def test_recusal_and_dissent_are_on_record(item, monday):
    absent = item.sitting.commission.seats.get(user__full_name="Мүше 4").user
    item.conflicts.create(case=item.case, user=absent, reason="Учредитель заявителя", at=monday)
    item.dissents.create(user=item.ballots.last().user, text="План достаточен.", at=monday)
    (told,) = minutes_data(item.sitting)["items"]
    assert told["recused"] == ["Мүше 4: Учредитель заявителя"]
    assert told["dissent"] == [{"member": "Мүше 3", "text": "План достаточен."}]


def test_a_conflict_declared_at_an_earlier_sitting_is_on_record(item, monday):
    earlier = Sitting.objects.create(commission=item.sitting.commission, number=2, on=monday.date(), place="Астана")
    before = Item.objects.create(sitting=earlier, case=item.case, position=1, outcome="no_decision")
    member = item.sitting.commission.seats.get(user__full_name="Мүше 4").user
    before.conflicts.create(case=item.case, user=member, reason="Учредитель заявителя", at=monday)
    assert minutes_data(item.sitting)["items"][0]["recused"] == ["Мүше 4: Учредитель заявителя"]


def test_an_open_item_has_no_decision(item):
    item.outcome = ""
    item.save()
    (told,) = minutes_data(item.sitting)["items"]
    assert (told["decision"], told["tally"], told["grounds"]) == ("", "", [])


def test_without_a_quorum_there_is_no_decision_and_the_minutes_say_so(item):
    count = Count(5, 0, 1, 1, 60, 50, "for", chair_breaks_tie=True)
    item.outcome = count.outcome
    said = tally_words(count.as_data())
    assert "There was no quorum: 2 votes, 3 needed (60%)." in said
    assert "chair" not in said
    assert decision_words(item) == "No decision: the case goes to the next sitting"


def test_a_tie_is_told_to_be_broken_by_the_chair():
    count = Count(4, 0, 2, 2, 60, 50, "for", chair_breaks_tie=True)
    assert tally_words(count.as_data()).endswith("With equal votes, the vote of the chair decides.")


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("kk", "№\u00a03 отырыс хаттамасы"),
        ("ru", "№\u00a03 отырыс хаттамасы / Протокол заседания №\u00a03"),
    ],
)
def test_the_title_is_kazakh_first(item, language, title):
    with override(language):
        assert minutes_data(item.sitting)["title"] == title


def test_the_minutes_are_a_pdf_and_the_same_every_time(item, monday):
    pdf = minutes_pdf(item.sitting, at=monday)
    assert pdf.startswith(b"%PDF")
    assert pdf == minutes_pdf(item.sitting, at=monday)


def test_more_items_do_not_ask_the_database_more(item, applicant, today, monday):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            minutes_data(Sitting.objects.get(pk=item.sitting_id))
        return len(asked)

    item.dissents.create(user=applicant, text="Иначе", at=monday)
    one = queries()
    for number in (2, 3):
        other = world.organisation(f"Б{number}", f"Б{number}", owner=applicant, on=today)
        case = drafts.begin("registration", other, by=applicant, language="ru", at=monday)
        more = Item.objects.create(sitting=item.sitting, case=case, position=number)
        more.ballots.create(user=applicant, vote="for", reasons="Довод", at=monday)
        more.dissents.create(user=applicant, text="Иначе", at=monday)
    assert queries() == one
