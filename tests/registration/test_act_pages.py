"""The officer's acts in the browser's stead: what is given is checked by the field, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from hub.cases.models import Case
from tests import clock, world

pytestmark = pytest.mark.django_db

TYPED = {
    "number": "15/2026",
    "years": "2",
    "fee_kind": "rate",
    "fee_amount": "1,5",
    "fee_at_least": "",
    "fee_at_most": "",
    "report_form": "2026-1",
}


@pytest.fixture
def approved(filed, officer, monday):
    return world.decide(world.referred(filed, officer, monday), "for", monday)


@pytest.fixture
def page(client, officer, monday, monkeypatch):
    clock.stop(monkeypatch, monday + timedelta(days=1))
    client.force_login(officer)
    return client


def send(page, case, **changes):
    signed = {"signed_on": "2026-05-19", "key": "agree", "seen": Case.objects.get(pk=case.pk).version}
    return page.post(reverse("act", args=[case.pk, "agree"]), {**TYPED, **signed, **changes})


@pytest.mark.clause("18", "34", "35")
def test_cl18_the_signed_agreement_makes_a_participant_with_its_term_and_fee(page, approved):
    assert send(page, approved).status_code == 302  # with a decimal comma, as people write
    agreement = Case.objects.get(pk=approved.pk).participant.agreements.get()
    assert agreement.until.isoformat() == "2028-05-18"
    assert str(agreement.fees.get().amount) == "1.5000"


@pytest.mark.parametrize(
    ("field", "value"),
    [("years", "0"), ("signed_on", "31.02.2026"), ("fee_amount", "101"), ("fee_at_most", "много"), ("number", "")],
)
def test_a_wrong_value_is_said_by_the_field_and_the_rest_is_kept(page, approved, field, value):
    answer = send(page, approved, **{"fee_amount": "1.5", field: value})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert f'id="id_{field}-error"' in html
    if field != "number":
        assert 'value="15/2026"' in html
    assert Case.objects.get(pk=approved.pk).state_key == "approved"


def test_a_date_of_signing_in_the_future_is_refused_by_the_law(page, approved):
    answer = send(page, approved, fee_amount="1.5", signed_on="2026-05-20")
    assert answer.status_code == 422
    assert Case.objects.get(pk=approved.pk).state_key == "approved"


def test_a_number_that_is_recorded_already_is_said_by_the_field(page, approved, applicant, officer, monday):
    send(page, approved, fee_amount="1.5")
    other = world.organisation("«Басқа» ЖШС", "ТОО «Другое»", owner=applicant, on=monday.date())
    second = world.do(world.draft(other, applicant, monday), "file", applicant, monday, given={"declared": True})
    second = world.decide(world.referred(second, officer, monday), "for", monday)
    answer = send(page, second, fee_amount="1.5", key="other")
    assert answer.status_code == 422
    assert 'id="id_number-error"' in answer.content.decode()
