"""The public register of clause 20: search, filters, entries, open data, and the pages that check a certificate."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from hub.cells import safe
from hub.documents.models import StoredFile
from hub.register.export import KEYS
from hub.register.models import Certificate
from tests import clock
from tests.registration import stages
from tests.site.made import certificate, participant

pytestmark = [pytest.mark.django_db]
LANGUAGES = ("kk", "ru", "en")


@pytest.fixture(autouse=True)
def _today(monkeypatch, monday):
    """Pages are asked for on Monday 18 May 2026."""
    clock.stop(monkeypatch, monday)


def names(client, **asked):
    response = client.get("/register.json", asked)
    assert response.status_code == 200
    return {row["name_kk"] for row in json.loads(response.getvalue())}


def shown(client, language="en", **asked):
    response = client.get(f"/{language}/register/", asked)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.clause("20")
@pytest.mark.parametrize("query", ["казакстан", "КАЗАҚСТАН", "қазақстан", "степ", "210540"])
def test_search_forgives_letters_case_and_endings(client, query):
    found = participant(1, name_kk="«Қазақстан Дала» ЖШС", name_ru="ТОО «Степной Казахстан»")
    participant(2, name_kk="«Ғарыш» ЖШС", name_ru="ТОО «Космос»", location_ru="Алматы")
    query = found.organisation.bin if query == "210540" else query
    assert names(client, q=query) == {"«Қазақстан Дала» ЖШС"}


@pytest.mark.clause("20")
def test_search_finds_by_certificate_and_activity_in_any_language(client):
    made = participant(1, works=["13.development"])
    certificate(made, "AH-2026-00009")
    participant(2, name_kk="«Басқа» ЖШС")
    for query in ("AH-2026-00009", "искусственный интеллект", "artificial intelligence", "жасанды"):
        assert names(client, q=query) == {"«Дала» ЖШС"}, query


@pytest.mark.clause("20")
def test_filters_by_region_activity_and_standing(client):
    participant(1, name_kk="A", region="abay")
    participant(2, name_kk="B", works=["13.sale"])
    participant(3, name_kk="C", since=date(2024, 1, 1), until=date(2026, 5, 17))
    participant(4, name_kk="D", works=["11.sale"], until=date(2026, 5, 18))
    assert names(client) == {"A", "B", "D"}
    assert names(client, region="abay") == {"A"}
    assert names(client, activity="1") == {"A"}
    assert names(client, activity="13") == {"B"}
    assert names(client, standing="ended") == {"C"}
    assert names(client, standing="all") == {"A", "B", "C", "D"}
    assert names(client, standing="all", activity="1", region="astana") == {"C"}


@pytest.mark.clause("20")
def test_an_agreement_alone_makes_no_entry(client):
    hidden = participant(1, entered_on=None)
    assert names(client, standing="all") == set()
    assert client.get(f"/en/register/{hidden.organisation.bin}/").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_and_an_entry_in_each_language(client, language):
    made = participant(1)
    certificate(made, "AH-2026-00001")
    name = made.organisation.name(language)
    assert name in shown(client, language)
    with override(language):
        text = client.get(reverse("participant", args=[made.organisation.bin])).content.decode()
        assert reverse("certificate", args=["AH-2026-00001"]) in text
    assert name in text
    assert made.organisation.bin in text
    assert (made.location_kk if language == "kk" else made.location_ru) in text


@pytest.mark.clause("20")
def test_an_entry_names_the_works_and_earlier_participation(client):
    ended = participant(1, since=date(2023, 1, 9), until=date(2025, 1, 8))
    again = participant(2, works=["13.development", "99.made_up"])
    again.organisation, old = ended.organisation, again.organisation
    again.save()
    text = client.get(f"/en/register/{ended.organisation.bin}/").content.decode()
    assert "13. Artificial intelligence" in text
    assert "development" in text
    assert "99.made_up" in text
    assert "Earlier participation" in text
    assert client.get(f"/en/register/{old.bin}/").status_code == 404


def test_a_participation_that_ended_says_so(client):
    made = participant(1, since=date(2023, 1, 9), until=date(2025, 1, 8))
    text = client.get(f"/en/register/{made.organisation.bin}/").content.decode()
    assert "Participation ended on 8\u00a0January 2025" in text


def test_twenty_five_to_a_page_and_filters_stay(client):
    for serial in range(1, 28):
        participant(serial, region="abay")
    first, second = shown(client, region="abay"), shown(client, region="abay", page=2)
    assert first.count('class="hub-entry"') == 25
    assert second.count('class="hub-entry"') == 2
    assert "?region=abay&amp;page=2" in first
    assert "27 entries" in first
    assert shown(client, page="x").count('class="hub-entry"') == 25


def test_a_filter_value_that_there_is_not_narrows_the_page_by_nothing_and_the_data_tells(client):
    participant(1)
    assert "ТОО «Степь»" in shown(client, region="atlantis")
    response = client.get("/register.json", {"region": "atlantis"})
    assert response.status_code == 400
    assert list(response.json()["errors"]) == ["region"]


@pytest.mark.clause("20")
def test_open_data_has_the_documented_keys_and_is_open_to_any_site(client):
    made = participant(1)
    certificate(made, "AH-2026-00001")
    response = client.get("/register.json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(response.getvalue()) == [
        {
            "bin": made.organisation.bin,
            "name_kk": "«Дала» ЖШС",
            "name_ru": "ТОО «Степь»",
            "region": "astana",
            "location_kk": "Астана қаласы, Үлгі көшесі, 1",
            "location_ru": "город Астана, улица Примерная, 1",
            "activities": ["1"],
            "works": ["1.development", "1.sale"],
            "since": "2026-03-02",
            "until": "2028-03-01",
            "entered_on": "2026-03-04",
            "active": True,
            "certificates": ["AH-2026-00001"],
        }
    ]
    assert all(f"<code>{key}</code>" in shown(client) for key in KEYS)


def test_an_empty_register_is_an_empty_list(client):
    assert json.loads(client.get("/register.json").getvalue()) == []


def test_csv_is_the_same_and_runs_nothing(client):
    participant(1, name_kk='=HYPERLINK("x")', name_ru="@sum")
    response = client.get("/register.csv")
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.getvalue().decode())))
    assert tuple(rows[0]) == KEYS
    assert rows[0]["name_kk"] == '\'=HYPERLINK("x")'
    assert rows[0]["name_ru"] == "'@sum"
    assert rows[0]["works"] == "1.development 1.sale"
    assert rows[0]["active"] == "true"


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(cell):
    assert safe(cell) == f"'{cell}"
    assert safe(f"a{cell}") == f"a{cell}"


@pytest.mark.parametrize("address", ["/en/register/", "/register.json", "/register.csv"])
def test_the_number_of_queries_does_not_grow(client, address):
    def ask():
        response = client.get(address, {"standing": "all", "activity": "1"})
        return b"".join(response) if response.streaming else response.content

    certificate(participant(1), "AH-2026-00001")
    ask()
    with CaptureQueriesContext(connection) as few:
        ask()
    for serial in range(2, 51):
        certificate(participant(serial), f"AH-2026-{serial:05d}")
    with CaptureQueriesContext(connection) as many:
        ask()
    assert len(many) == len(few)


@pytest.mark.clause("18")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_certificate_tells_what_it_says_and_its_standing(client, language):
    made = participant(1)
    certificate(made, "AH-2026-00001")
    text = client.get(f"/{language}/certificates/AH-2026-00001/").content.decode()
    for said in (made.organisation.name_kk, made.organisation.name_ru, made.location_kk, "a" * 64, "hub-tone-green"):
        assert said in text


@pytest.mark.clause("18")
def test_a_certificate_of_an_ended_participation_is_not_shown_as_in_force(client):
    certificate(participant(1, since=date(2023, 1, 9), until=date(2025, 1, 8)), "AH-2026-00001")
    text = client.get("/en/certificates/AH-2026-00001/").content.decode()
    assert "hub-tone-green" not in text
    assert "has passed" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_number_gets_a_friendly_page_and_404(client, language):
    response = client.get(f"/{language}/certificates/AH-2026-77777/")
    assert response.status_code == 404
    assert "AH-2026-77777" in response.content.decode()


def test_a_number_typed_in_the_form_leads_to_its_page(client):
    certificate(participant(1), "AH-2026-00001")
    typed = client.get("/en/certificates/", {"number": " ан-2026-00001 "})
    assert (typed.status_code, typed.headers["Location"]) == (302, "/en/certificates/AH-2026-00001/")
    unknown = client.get("/en/certificates/", {"number": "AH-1"})
    assert unknown.headers["Location"] == "/en/certificates/AH-1/"
    assert client.get("/en/certificates/", {"number": "a/b"}).status_code == 422


def give(client, content, name="certificate.pdf"):
    return client.post("/en/certificates/", {"pdf": SimpleUploadedFile(name, content, "application/pdf")})


@pytest.mark.clause("18")
def test_the_issued_file_is_recognised_and_not_kept(client, filed, officer, monday):
    stages.certified(filed, officer, monday)
    issued = Certificate.objects.get()
    kept = StoredFile.objects.count()
    with issued.paper.file.content.open() as file:
        response = give(client, file.read())
    text = response.content.decode()
    assert response.status_code == 200
    assert "hub-tone-green" in text
    assert f"/en/certificates/{issued.number}/" in text
    assert StoredFile.objects.count() == kept


def test_a_file_that_is_no_pdf_is_answered_kindly(client):
    response = give(client, b"hello")
    assert response.status_code == 200
    assert "hub-tone-yellow" in response.content.decode()


@pytest.mark.parametrize(("content", "said"), [(b"", "The file is empty."), (b"x" * (20 * 2**20 + 1), "too large")])
def test_an_empty_and_an_oversize_file_are_not_taken(client, content, said):
    response = give(client, content)
    assert response.status_code == 422
    assert said in response.content.decode()
    assert client.post("/en/certificates/").status_code == 422
