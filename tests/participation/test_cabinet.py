"""The participant's cabinet: what comes next, and nothing of the Technopark's own preparation."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.cases import drafts
from hub.cases.models import Case
from hub.cases.registry import chapters
from tests import clock, world

pytestmark = pytest.mark.django_db


@pytest.fixture
def july(monday, monkeypatch):
    moment = monday.replace(month=7, day=13)
    clock.stop(monkeypatch, moment)
    return moment


def cabinet(client, user):
    client.force_login(user)
    with override("en"):
        return client.get(reverse("cabinet")).content.decode()


@pytest.mark.clause("31", "66")
def test_the_cabinet_leads_to_the_participation_and_names_what_comes_next(client, participant, applicant, july):
    text = cabinet(client, applicant)
    assert reverse("participation", args=[participant.pk]).split("/", 2)[2] in text
    assert "Pay the fees and payments" in text
    assert "Takes part until 14 June 2027" in text.replace("\xa0", " ")


@pytest.mark.clause("37", "38")
def test_of_a_participation_that_is_over_nothing_comes_next(client, participant, applicant, monday, monkeypatch):
    clock.stop(monkeypatch, monday.replace(year=2027, month=7))
    text = cabinet(client, applicant)
    assert "Participation ended on 14 June 2027" in text.replace("\xa0", " ")
    assert "Pay the fees and payments" not in text


def test_the_cabinet_shows_no_participation_of_another_organisation(client, participant, july):
    text = cabinet(client, world.person("other@example.kz", "Басқа Адам"))
    assert participant.organisation.bin not in text
    assert f"/participations/{participant.pk}/" not in text


@pytest.mark.clause("39")
def test_cl39_the_cabinet_shows_a_matter_only_once_the_participant_is_told(
    client, participant, applicant, officer, july
):
    matter = drafts.begin("early_end", participant.organisation, by=officer, language="ru", at=july)
    given, grounds = {"facts": "Сбор не уплачен."}, ("fees_unpaid",)
    matter = world.do(matter, "raise", officer, july, given=given, grounds=grounds)
    assert str(matter.pk) not in cabinet(client, applicant)
    world.do(matter, "tell", officer, july + timedelta(hours=1))
    assert str(matter.pk) in cabinet(client, applicant)


@pytest.mark.clause("39")
def test_what_the_technopark_begins_no_participant_begins(client, participant, applicant, july):
    client.force_login(applicant)
    for chapter in chapters():
        address = reverse("begin", args=[chapter.procedure.key, participant.organisation.bin])
        answer = client.post(address)
        assert (answer.status_code == 404) is (chapter.begun_from == "office"), chapter.procedure.key
    begun = set(Case.objects.filter(version=0).values_list("procedure_key", flat=True))
    assert "early_end" not in begun
    assert "location" in begun  # the control: what a participant may begin was begun
