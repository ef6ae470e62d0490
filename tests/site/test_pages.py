"""The public pages answer in three languages, from the record and from the Rules, at a steady cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from rules.clauses import CLAUSES
from tests import clock, world
from tests.site.made import participant, went

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_today")]
LANGUAGES = ("kk", "ru", "en")
PAGES = ("home", "how", "self_check", "rules", "statistics", "commissions", "accessibility")


def page(client, name, *args, language="en"):
    with override(language):
        response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return response.content.decode()


def filled() -> None:
    participant(1)
    went(2, ("file", date(2026, 5, 4)), ("refer", date(2026, 5, 5)), ("register", date(2026, 5, 12)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_answers_empty_and_filled(client, name, language):
    assert f'lang="{language}"' in page(client, name, language=language)
    filled()
    world.commission()
    page(client, name, language=language)


def test_the_root_leads_to_a_language(client):
    assert client.get("/").headers["Location"] == "/kk/"


def test_the_front_page_shows_figures_steps_and_the_newest(client):
    filled()
    text = page(client, "home")
    assert "ТОО «Степь»" in text
    assert "By the Rules a decision takes up to 15 working days." in text
    assert 'hub-stat__value">1</dd>' in text
    assert "too few to judge by" in text
    assert text.count('class="hub-way__step"') == 7


def test_how_gives_the_terms_documents_and_grounds_of_refusal(client):
    text = page(client, "how")
    for said in ("within 5 working days", "within 10 working days", "25,950", "the business plan does not contain"):
        assert said in text
    assert "no decisions" in text


def test_how_does_without_the_index_of_a_year_not_entered_yet(client, monkeypatch, monday):
    clock.stop(monkeypatch, monday.replace(year=2027))
    text = page(client, "how")
    assert "a debt of up to" not in text


def test_every_clause_has_a_page(client):
    for number in CLAUSES:
        with override("kk"):
            assert client.get(reverse("clause", args=[number])).status_code == 200, number


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_page_tells_summary_orders_uses_and_neighbours(client, language):
    text = page(client, "clause", "9(2)", language=language)
    assert CLAUSES["9(2)"].summary.to(language) in text
    assert "317/НҚ" in text
    with override(language):
        assert reverse("clause", args=["9(1)"]) in text
        assert reverse("clause", args=["9(3)"]) in text
        assert reverse("clause", args=["9"]) in text


def test_a_deleted_clause_is_known_as_deleted(client):
    text = page(client, "clause", "15")
    assert "Not in force" in text
    assert "Deleted by order No. 292/НҚ of 23.08.2022." in text


def test_a_clause_that_the_rules_do_not_have_is_not_found(client):
    assert client.get("/en/rules/999/").status_code == 404


def test_search_in_the_rules(client):
    text = client.get("/ru/rules/", {"q": "замечания"}).content.decode()
    assert reverse("clause", args=["14"]).replace("/kk/", "/ru/") in text
    assert "No clause has these words" in client.get("/en/rules/", {"q": "qqq"}).content.decode()
    assert client.get("/en/rules/", {"q": "<script>"}).content.decode().count("<script>") == 0


@pytest.mark.clause("13")
def test_commissions_are_shown_with_the_rules_and_members_of_the_day(client):
    made, users = world.commission()
    made.charters.create(since=date(2026, 6, 1), order="Приказ № 9", quorum_percent=80, majority_percent=66)
    made.seats.filter(user=users[2]).update(until=date(2026, 5, 17))
    text = page(client, "commissions")
    assert "at least 60% of the members" in text
    assert "80%" not in text
    assert users[0].full_name in text
    assert users[2].full_name not in text
    assert "Secretary, without a vote" in text
    assert "example.kz" not in text.split("</main>")[0]


def test_statistics_count_what_is_on_record(client):
    filled()
    text = page(client, "statistics")
    assert "Q2 2026" in text
    assert "Check the application" in text
    assert "Astana city" in text


def test_the_gallery_is_for_staff(client, officer, applicant):
    assert client.get("/en/gallery/").status_code == 302
    client.force_login(applicant)
    assert client.get("/en/gallery/").status_code == 404
    client.force_login(officer)
    assert client.get("/en/gallery/").status_code == 200


@pytest.mark.parametrize("name", ["home", "how", "statistics", "commissions"])
def test_the_number_of_queries_does_not_grow(client, name):
    commission, _users = world.commission()
    filled()
    page(client, name)
    with CaptureQueriesContext(connection) as few:
        page(client, name)
    for serial in range(10, 59):
        participant(serial)
        went(serial + 100, ("file", date(2026, 5, 4)), ("refer", date(2026, 5, 5)), ("refuse", date(2026, 5, 12)))
        user = world.person(f"more{serial}@example.kz", f"Тағы {serial}")
        commission.seats.create(user=user, kind="specialist", since=date(2026, 1, 1), order="Приказ № 5")
    with CaptureQueriesContext(connection) as many:
        page(client, name)
    assert len(many) == len(few)
