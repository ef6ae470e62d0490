"""Correction and erasure: asked, counted, decided by a person; what is wiped and what stays."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from hub.accounts.models import Invitation, User
from hub.audit.models import Event, Private
from hub.audit.verify import verify
from hub.notices.models import Notice, Outgoing
from hub.personal_data import consents, contributions, requests
from hub.personal_data.models import Consent, Request
from hub.reference.data import calendar
from tests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return world.person("administrator@example.kz", "Әкімші", roles=("administrator",))


def test_the_term_is_one_working_day_from_the_day_of_receipt(applicant, monday):
    asked = requests.ask("correction", "Имя написано неверно", by=applicant, at=monday)
    assert asked.due(calendar()) == date(2026, 5, 19)
    friday_evening = monday + timedelta(days=4, hours=9)
    late = requests.ask("correction", "Имя написано неверно", by=applicant, at=friday_evening)
    assert late.received_on(calendar()) == date(2026, 5, 25)
    assert late.due(calendar()) == date(2026, 5, 26)
    assert not late.late(calendar(), monday + timedelta(days=8))
    assert late.late(calendar(), monday + timedelta(days=9))


def test_a_correction_is_asked_shown_and_decided(client, applicant, officer):
    client.force_login(applicant)
    client.post(reverse("data_correct"), {"text": "Телефон в заявлении не мой"})
    asked = Request.objects.get()
    html = client.get(reverse("my_data")).content.decode()
    assert "Телефон в заявлении не мой" in html
    client.force_login(officer)
    assert reverse("data_request", args=[asked.pk]) in client.get(reverse("data_requests")).content.decode()
    page = client.get(reverse("data_request", args=[asked.pk])).content.decode()
    assert "Телефон в заявлении не мой" in page
    assert Event.objects.filter(action="personal.read", about=f"request:{asked.pk}", actor=officer).exists()
    answer = {"outcome": "done", "answer": "Телефон исправлен в учётной записи."}
    client.post(reverse("data_request", args=[asked.pk]), answer)
    asked.refresh_from_db()
    assert (asked.outcome, asked.decided_by) == ("done", officer)
    assert Notice.objects.filter(user=applicant).exists()
    client.force_login(applicant)
    assert "Телефон исправлен" in client.get(reverse("my_data")).content.decode()


def test_a_refusal_needs_its_reasons(client, applicant, officer, monday):
    asked = requests.ask("correction", "Имя написано неверно", by=applicant, at=monday)
    client.force_login(officer)
    answer = client.post(reverse("data_request", args=[asked.pk]), {"outcome": "refused", "answer": ""})
    assert answer.status_code == 422
    assert Request.objects.open().exists()


def test_a_late_one_is_marked(client, applicant, officer, monday):
    requests.ask("correction", "Имя написано неверно", by=applicant, at=timezone.now() - timedelta(days=30))
    client.force_login(officer)
    assert "govuk-tag hub-tone-red" in client.get("/en/office/data/").content.decode()


def test_nobody_decides_on_their_own(client, officer, monday):
    asked = requests.ask("correction", "Имя написано неверно", by=officer, at=monday)
    with pytest.raises(requests.OwnRequest):
        requests.decide(asked.pk, "done", "Исправлено", by=officer, at=monday)
    client.force_login(officer)
    assert client.get(reverse("data_request", args=[asked.pk])).status_code == 404


def test_a_decision_stands(applicant, officer, monday):
    asked = requests.ask("correction", "Имя написано неверно", by=applicant, at=monday)
    requests.decide(asked.pk, "refused", "Нет подтверждения", by=officer, at=monday)
    with pytest.raises(requests.Decided):
        requests.decide(asked.pk, "done", "Исправлено", by=officer, at=monday)


def test_one_open_erasure_at_a_time(applicant, monday):
    requests.ask("erasure", "", by=applicant, at=monday)
    with pytest.raises(requests.Asked):
        requests.ask("erasure", "", by=applicant, at=monday)


def test_erasure_waits_for_what_the_law_keeps(applicant, officer, filed, monday):
    assert contributions.holds(applicant, monday.date())  # the only head of an organisation with an open case
    assert contributions.holds(officer, monday.date())  # a role in force
    _commission, seats = world.commission()
    assert contributions.holds(seats[0], monday.date())  # a seat
    asked = requests.ask("erasure", "", by=applicant, at=monday)
    with pytest.raises(contributions.Held):
        requests.decide(asked.pk, "done", "Стираем", by=officer, at=monday)
    assert Request.objects.open().exists()
    assert User.objects.get(pk=applicant.pk).email == "head@example.kz"


def test_another_head_sets_the_first_one_free(applicant, organisation, filed, monday):
    other = world.person("second@example.kz", "Екінші Басшы")
    organisation.memberships.create(user=other, capacity="owner", since=monday.date())
    assert contributions.holds(applicant, monday.date()) == []


def test_erasure_wipes_the_person_and_leaves_the_record(client, applicant, organisation, officer, filed, monday):
    other = world.person("second@example.kz", "Екінші Басшы")
    organisation.memberships.create(user=other, capacity="owner", since=date(2026, 1, 1))
    Invitation.objects.create(organisation=organisation, email=applicant.email, invited_by=other, invited_at=monday)
    consents.give("account", by=applicant, at=monday)
    client.force_login(applicant)
    entries = list(filed.entries.values_list("number", "act", "by"))
    hashes = list(filed.filings.values_list("sha256", flat=True))
    asked = requests.ask("erasure", "Больше не работаю здесь", by=applicant, at=monday)
    requests.decide(asked.pk, "done", "Учётная запись стёрта", by=officer, at=monday)

    gone = User.objects.get(pk=applicant.pk)
    assert (gone.is_active, gone.has_usable_password(), gone.full_name) == (False, False, f"№ {gone.pk}")
    for address in ("head@example.kz", "Айдос Үлгілі"):
        assert address not in everything_kept()
    assert client.get(reverse("cabinet")).status_code == 302  # signed out
    assert not Session.objects.exists()
    assert not Notice.objects.filter(user=gone).exists()
    assert not Outgoing.objects.filter(to__iexact="head@example.kz").exists()
    assert not Private.objects.filter(event__actor=gone).exists()
    asked.refresh_from_db()
    assert (asked.text, asked.outcome) == ("", "done")
    assert Consent.objects.get().withdrawn_at is not None

    assert list(filed.entries.values_list("number", "act", "by")) == entries
    assert list(filed.filings.values_list("sha256", flat=True)) == hashes
    filing = filed.filings.get()
    from hub.cases.drafts import digest

    assert digest(filing.content) == filing.sha256
    report = verify()
    assert report.whole, report.faults
    assert Event.objects.filter(actor=gone).exists()


def everything_kept() -> str:
    """All that stands in the columns of accounts, letters and the log, as text."""
    from django.apps import apps

    models = [m for m in apps.get_models() if m._meta.app_label in ("accounts", "account", "notices", "audit", "mfa")]
    return " ".join(str(list(model.objects.values())) for model in models)


def test_the_probe_sees_a_person_who_is_not_erased(applicant):
    """The negative control of the test above."""
    assert "head@example.kz" in everything_kept()


def test_withdrawing_the_consent_of_the_account_asks_for_erasure(client, applicant, monday):
    given = consents.give("account", by=applicant, at=monday)
    client.force_login(applicant)
    client.post(reverse("consent_withdraw", args=[given.pk]))
    given.refresh_from_db()
    assert given.withdrawn_by == applicant
    assert Request.objects.get().kind == "erasure"
    client.post(reverse("consent_withdraw", args=[given.pk]))
    assert Request.objects.count() == 1


def test_a_foreign_consent_is_none(client, applicant, officer, monday):
    given = consents.give("account", by=officer, at=monday)
    client.force_login(applicant)
    assert client.post(reverse("consent_withdraw", args=[given.pk])).status_code == 404
    given.refresh_from_db()
    assert given.withdrawn_at is None


def test_a_consent_ends_on_its_last_day_and_when_withdrawn(applicant, monday):
    given = consents.give("account", by=applicant, at=monday, until=monday.date())
    assert list(Consent.objects.in_force(monday)) == [given]
    assert not Consent.objects.in_force(monday + timedelta(days=1)).exists()
    consents.withdraw(given, by=applicant, at=monday + timedelta(hours=1))
    assert not Consent.objects.in_force(monday + timedelta(hours=2)).exists()
    with pytest.raises(consents.Withdrawn):
        consents.withdraw(given, by=applicant, at=monday)


def test_sign_up_needs_the_consent_and_keeps_it(client, db):
    new = {"full_name": "Жаңа Адам", "email": "new@example.kz", "password1": "staple purple window"}
    assert client.post("/kk/account/signup/", new).status_code == 422
    assert not User.objects.exists()
    client.post("/kk/account/signup/", new | {"consent": "on"})
    kept = Consent.objects.get()
    assert (kept.person.email, kept.purpose, kept.language) == ("new@example.kz", "account", "kk")
    assert kept.version == consents.WORDINGS["account"].version
    for language in ("kk", "ru", "en"):
        assert client.get(f"/{language}/consents/account/").status_code == 200
    assert client.get("/ru/consents/nothing/").status_code == 404
