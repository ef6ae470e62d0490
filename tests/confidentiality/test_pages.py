"""The pages of clause 30 as the head, an officer and the auditor walk them."""

import hashlib
import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape

from hub.audit.models import Event
from hub.confidentiality import consents, disclosures
from hub.confidentiality.models import Disclosure, ParticipantConsent
from tests import clock, world
from tests.confidentiality.conftest import BANK, REGISTRATION
from tests.documents import samples

pytestmark = [pytest.mark.django_db, pytest.mark.clause("30")]
GIVEN = {
    "kinds": ["agreements", REGISTRATION],
    "recipient": "АО «Банк Пример»",
    "purpose": "Рассмотрение кредита",
    "until": "2026-12-31",
    "sure": "on",
}
BY_LAW = {"recipient": "Суд", "purpose": "Дело № 7", "basis": "ГПК, статья 73"}


@pytest.fixture(autouse=True)
def _now(monkeypatch, tuesday):
    clock.stop(monkeypatch, tuesday)


@pytest.fixture
def head(client, applicant, participant):
    client.force_login(applicant)
    return client


@pytest.fixture
def office(officer, participant):
    browser = world.Browser()
    browser.force_login(officer)
    return browser


def text(answer) -> str:
    return answer.content.decode()


def page_of(participant) -> str:
    return reverse("confidentiality", args=[participant.pk])


def test_cl30_the_head_consents_in_the_portal_sees_it_and_withdraws_it_at_once(head, participant, tuesday):
    answer = head.post(reverse("consent_give", args=[participant.pk]), GIVEN, follow=True)
    assert answer.status_code == 200
    assert escape(GIVEN["recipient"]) in text(answer)
    page = head.get(reverse("participation", args=[participant.pk]))
    assert escape(GIVEN["purpose"]) in text(page)
    given = ParticipantConsent.objects.get()
    assert (given.on_paper, given.document) == (False, None)
    assert reverse("consent_end", args=[given.pk]) in text(page)
    head.post(reverse("consent_end", args=[given.pk]))
    given.refresh_from_db()
    assert given.withdrawn_at == tuesday
    assert reverse("consent_end", args=[given.pk]) not in text(head.get(page_of(participant)))


@pytest.mark.parametrize(
    "change",
    [
        {"kinds": []},
        {"until": "2026-05-18"},
        {"sure": ""},
        {"recipient": " "},
        {"kinds": ["everything"]},
    ],
)
def test_cl30_a_consent_without_its_terms_is_none(head, participant, change):
    answer = head.post(reverse("consent_give", args=[participant.pk]), GIVEN | change)
    assert answer.status_code == 422
    assert not ParticipantConsent.objects.exists()


def test_cl30_an_officer_records_a_consent_on_paper_only_with_its_scan(office, participant, applicant, tuesday):
    url = reverse("consent_record", args=[participant.pk])
    paper = GIVEN | {"signed_by": "Айдос Үлгілі, директор", "signed_on": "2026-05-18"}
    assert office.post(url, paper).status_code == 422
    bad = SimpleUploadedFile("Келісім.pdf", b"MZ" + bytes(200), "application/pdf")
    assert office.post(url, paper | {"document": bad}).status_code == 422
    assert not ParticipantConsent.objects.exists()
    scan = SimpleUploadedFile("Келісім.pdf", samples.pdf(), "application/pdf")
    assert office.post(url, paper | {"document": scan}).status_code == 302
    given = ParticipantConsent.objects.get()
    assert (given.on_paper, given.signed_by) == (True, "Айдос Үлгілі, директор")
    assert applicant.notices.filter(path=page_of(participant)).count() == 1
    read = office.get(reverse("consent_document", args=[given.pk]))
    assert b"".join(read.streaming_content) == samples.pdf()
    assert Event.objects.filter(action="document.read", data__within=consents.about(given)).count() == 1


def test_cl30_an_officer_records_a_withdrawal_by_letter(office, consent, applicant):
    url = reverse("consent_end", args=[consent.pk])
    assert office.post(url).status_code == 422
    assert office.post(url, {"letter": "№ 3 от 19.05.2026"}).status_code == 302
    consent.refresh_from_db()
    assert consent.letter == "№ 3 от 19.05.2026"
    assert applicant.notices.filter(path=page_of(consent.participant)).exists()


def test_cl30_a_package_is_picked_prepared_handed_over_once_and_seen_by_the_participant(
    office, head, consent, offered, participant, tuesday
):
    url = reverse("disclose", args=[consent.pk])
    assert "figures:" not in text(office.get(url))  # not covered, so not offered
    keys = [key for key, one in offered.items() if one.kind in consent.kinds]
    answer = office.post(url, {"items": keys, "recipient": "Somebody else", "purpose": "Another"})
    made = Disclosure.objects.get()
    assert answer.url == reverse("disclosure", args=[made.pk])
    assert (made.recipient, made.purpose) == (BANK.recipient, BANK.purpose)
    take = reverse("disclosure_take", args=[made.pk])
    assert take in text(office.get(answer.url))
    sent = office.post(take)
    content = b"".join(sent.streaming_content)
    assert hashlib.sha256(content).hexdigest() == made.sha256
    assert "attachment" in sent["Content-Disposition"]
    assert sent["Cache-Control"] == "private, no-store"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert {"manifest.json", "data.json"} < set(names)
    assert not [name for name in names if ".." in name or name.startswith("/")]
    again = office.post(take, follow=True)
    assert again.status_code == 200
    assert "Content-Disposition" not in again.headers
    assert Event.objects.filter(about=disclosures.about(made)).count() == 2  # made, handed over
    page = text(head.get(page_of(participant)))
    assert answer.url in page
    seen = text(head.get(answer.url))
    assert made.sha256 in seen
    assert take not in seen


def test_cl30_what_is_not_covered_is_refused_even_if_it_is_sent(office, consent, offered):
    key = next(key for key, one in offered.items() if one.kind == "figures")
    answer = office.post(reverse("disclose", args=[consent.pk]), {"items": [key]})
    assert answer.status_code == 422
    assert not Disclosure.objects.exists()


def test_cl30_after_the_withdrawal_the_page_says_why_nothing_leaves(office, consent, applicant, offered, tuesday):
    url = reverse("disclose", args=[consent.pk])
    consents.withdraw(consent, by=applicant, at=tuesday)
    key = next(key for key, one in offered.items() if one.kind == "agreements")
    for answer in (office.get(url), office.post(url, {"items": [key]})):
        assert escape(consents.WITHDRAWN.kk) in text(answer)
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize("missing", ["recipient", "purpose", "basis", "items"])
def test_cl30_without_consent_only_with_a_typed_basis(office, participant, offered, missing):
    url = reverse("disclose_by_law", args=[participant.pk])
    given = {name: value for name, value in (BY_LAW | {"items": list(offered)}).items() if name != missing}
    assert office.post(url, given).status_code == 422
    assert not Disclosure.objects.exists()
    assert office.post(url, BY_LAW | {"items": list(offered)}).status_code == 302
    assert Disclosure.objects.get().basis == BY_LAW["basis"]


def test_cl30_what_may_not_be_told_yet_stands_on_no_page_of_the_participant(
    office, head, participant, offered, tuesday, monkeypatch
):
    day = tuesday.date() + timedelta(days=30)
    url = reverse("disclose_by_law", args=[participant.pk])
    office.post(url, BY_LAW | {"items": list(offered), "tell_on": day.isoformat()})
    made = Disclosure.objects.get()
    where = reverse("disclosure", args=[made.pk])
    pages = (page_of(participant), reverse("participation", args=[participant.pk]))
    assert head.get(where).status_code == 404
    assert not [page for page in pages if where in text(head.get(page))]
    assert where in text(office.get(page_of(participant)))
    clock.stop(monkeypatch, tuesday + timedelta(days=30))
    assert head.get(where).status_code == 200
    assert not [page for page in pages if where not in text(head.get(page))]


@pytest.mark.parametrize("route", ["consent_record", "disclose_by_law", "disclose", "disclosure_take"])
def test_cl30_what_lets_information_leave_is_confirmed_anew(officer, participant, prepared, tuesday, route):
    stale = world.Browser()
    stale.force_login(officer, at=tuesday - timedelta(minutes=16))
    target = {"disclose": prepared.consent_id, "disclosure_take": prepared.pk}.get(route, participant.pk)
    answer = stale.post(reverse(route, args=[target]), {"items": ["x"]})
    assert answer.status_code == 302
    assert reverse("account_reauthenticate") in answer.url
    prepared.refresh_from_db()
    assert prepared.taken_at is None


def test_cl30_the_head_signs_only_after_confirming_anew(applicant, participant, tuesday):
    stale = world.Browser()
    stale.force_login(applicant, at=tuesday - timedelta(minutes=16))
    answer = stale.post(reverse("consent_give", args=[participant.pk]), GIVEN)
    assert reverse("account_reauthenticate") in answer.url
    assert not ParticipantConsent.objects.exists()


def test_cl30_the_office_reads_all_disclosures_and_consents(office, prepared, consent):
    assert escape(BANK.recipient) in text(office.get(reverse("disclosures")))
    assert escape(BANK.purpose) in text(office.get(reverse("disclosures") + "?show=consents"))


@pytest.mark.parametrize("show", ["", "?show=consents"])
def test_the_list_asks_as_much_for_many_as_for_one(
    office, prepared, applicant, officer, covered, tuesday, show, django_assert_num_queries
):
    url = reverse("disclosures") + show
    with CaptureQueriesContext(connection) as few:
        office.get(url)
    for _time in range(4):
        other = consents.give(prepared.participant, BANK, by=applicant, at=tuesday)
        disclosures.under_consent(other, covered[:1], by=officer, at=tuesday)
    with django_assert_num_queries(len(few)):
        office.get(url)
