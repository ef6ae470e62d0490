"""The officer's acts in the browser's stead: what is given is checked by the field, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hub.cases.models import Case
from hub.documents.models import StoredFile
from tests import clock, world
from tests.documents import samples
from tests.registration.stages import TERMS, drawn_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(filed, officer, monday):
    return world.decide(world.referred(filed, officer, monday), "for", monday)


@pytest.fixture
def page(client, officer, monday, monkeypatch):
    clock.stop(monkeypatch, monday + timedelta(days=1))
    client.force_login(officer)
    return client


def scan(content=None):
    return SimpleUploadedFile("Договор.pdf", samples.pdf() if content is None else content, "application/pdf")


def send(page, case, **changes):
    signed = {"signed_on": "2026-05-19", "scan": scan(), "key": "agree", "seen": Case.objects.get(pk=case.pk).version}
    return page.post(reverse("act", args=[case.pk, "agree"]), {**signed, **changes})


def draw_up(page, case, **changes):
    kept = case.parts.filter(key="agreement").first()
    typed = {**TERMS, "revision": kept.revision if kept else 0}
    return page.post(reverse("agreement_draft", args=[case.pk]), typed | changes)


@pytest.mark.clause("18", "34", "35")
def test_cl18_the_signed_agreement_makes_a_participant_with_its_term_and_fee(page, approved):
    assert draw_up(page, approved).status_code == 302
    assert send(page, approved).status_code == 302
    agreement = Case.objects.get(pk=approved.pk).participant.agreements.get()
    assert agreement.until.isoformat() == "2028-05-18"
    assert str(agreement.fees.get().amount) == "1.5000"


@pytest.mark.parametrize(
    ("field", "value"),
    [("years", "0"), ("fee-0-amount", "101"), ("fee-0-at_most", "много"), ("number", ""), ("report_form", "1")],
)
def test_a_wrong_term_is_said_by_the_field_and_the_rest_is_kept(page, approved, field, value):
    answer = draw_up(page, approved, **{field: value})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert f'id="id_{field}-error"' in html
    if field != "number":
        assert 'value="15/2026"' in html


@pytest.mark.parametrize(("field", "value"), [("signed_on", "31.02.2026"), ("scan", ""), ("scan", scan(b"no paper"))])
def test_a_wrong_day_or_scan_is_said_by_the_field(page, approved, officer, monday, field, value):
    answer = send(page, drawn_up(approved, officer, monday), **{field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}-error"' in answer.content.decode()
    assert Case.objects.get(pk=approved.pk).state_key == "approved"


def test_what_is_not_drawn_up_cannot_be_signed(page, approved):
    answer = send(page, approved)
    assert answer.status_code == 302
    assert answer.url == reverse("agreement_draft", args=[approved.pk])
    assert Case.objects.get(pk=approved.pk).state_key == "approved"


def test_a_date_of_signing_in_the_future_is_refused_by_the_law(page, approved, officer, monday):
    kept = StoredFile.objects.count()
    answer = send(page, drawn_up(approved, officer, monday), signed_on="2026-05-20")
    assert answer.status_code == 422
    assert Case.objects.get(pk=approved.pk).state_key == "approved"
    assert StoredFile.objects.count() == kept


def test_a_form_sent_twice_keeps_one_scan(page, approved, officer, monday):
    drawn_up(approved, officer, monday)
    seen = approved.version
    assert send(page, approved, seen=seen).status_code == 302
    kept = StoredFile.objects.count()
    assert send(page, approved, seen=seen).status_code in (302, 409, 422)
    assert StoredFile.objects.count() == kept


def test_a_number_that_is_recorded_already_is_said_by_the_field(page, approved, applicant, officer, monday):
    send(page, drawn_up(approved, officer, monday))
    other = world.organisation("«Басқа» ЖШС", "ТОО «Другое»", owner=applicant, on=monday.date())
    second = world.do(world.draft(other, applicant, monday), "file", applicant, monday, given={"declared": True})
    second = world.decide(world.referred(second, officer, monday), "for", monday)
    answer = draw_up(page, second)
    assert answer.status_code == 422
    assert 'id="id_number-error"' in answer.content.decode()
