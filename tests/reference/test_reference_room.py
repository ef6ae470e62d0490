"""The monthly calculation index and the List, entered by their keeper."""

from datetime import date

import pytest

from hub.audit.models import Event
from hub.reference import changes
from hub.reference.data import mrp_on
from hub.reference.models import ListEntry, MrpValue
from rules.reference import UnknownMrp
from rules.text import Text
from tests import world

HOME = "/en/office/reference/"
ENTRY = {
    "key": "3.audit",
    "title_kk": "аудит",
    "title_ru": "аудит данных",
    "title_en": "data audit",
    "since": "2026-05-18",
    "until": "",
}


@pytest.fixture
def keeper(client, db):
    user = world.person("keeper@example.kz", "Сақтаушы Адам", roles=("reference",))
    client.force_login(user)
    return user


def test_the_page_tells_what_is_in_force(client, keeper):
    page = client.get(HOME).content.decode()
    assert "4,325" in page
    assert "data processing" in page.lower()
    assert "10 working days" in page


def test_the_index_of_a_new_year_is_entered(client, keeper):
    with pytest.raises(UnknownMrp):
        mrp_on(date(2027, 3, 1))
    client.post(f"{HOME}index/new/", {"since": "2027-01-01", "amount": "4600", "source": "Закон № 9"})
    assert mrp_on(date(2027, 3, 1)).amount == 4600
    assert "Закон № 9" in client.get(HOME).content.decode()
    assert Event.objects.get(action="mrp.enter").data["amount"] == 4600


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"since": "2026-01-01"}, "value from this day already"),
        ({"amount": "0"}, "Amount"),
        ({"amount": "99999999999999999999"}, "Amount"),
        ({"amount": "<b>"}, "Amount"),
        ({"source": ""}, "Law"),
    ],
)
def test_a_wrong_index_is_explained(client, keeper, change, words):
    sent = {"since": "2027-01-01", "amount": "4600", "source": "Закон № 9"} | change
    answer = client.post(f"{HOME}index/new/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not MrpValue.objects.exists()


def test_a_mistyped_index_is_taken_back(client, keeper, monday):
    made = changes.enter_mrp(date(2027, 1, 1), 46, "№ 9", by=keeper, at=monday)
    client.post(f"{HOME}index/{made.pk}/drop/")
    with pytest.raises(UnknownMrp):
        mrp_on(date(2027, 3, 1))


def test_a_work_is_added_to_the_list(client, keeper):
    client.post(f"{HOME}list/entry/", ENTRY)
    assert changes.titles_on(date(2026, 5, 18))["3.audit"].en == "data audit"
    assert "3.audit" not in changes.titles_on(date(2026, 5, 17))


def test_a_title_is_replaced_from_its_day_on(client, keeper):
    page = client.get(f"{HOME}list/entry/?key=3").content.decode()
    assert 'value="3"' in page
    client.post(f"{HOME}list/entry/", ENTRY | {"key": "3", "title_en": "Official wording"})
    assert changes.titles_on(date(2026, 5, 18))["3"].en == "Official wording"
    assert changes.titles_on(date(2026, 5, 17))["3"].en != "Official wording"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"key": "three"}, "Write the number of an activity"),
        ({"key": "999.audit"}, "no such activity"),
        ({"key": "3.<script>"}, "Write the number"),
        ({"until": "2026-05-01"}, "comes before the first one"),
        ({"title_kk": ""}, "Title in Kazakh"),
    ],
)
def test_a_wrong_entry_is_explained_and_kept(client, keeper, change, words):
    answer = client.post(f"{HOME}list/entry/", ENTRY | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "data audit" in page
    assert "<script>" not in page.partition("<main")[2]
    assert not ListEntry.objects.exists()


@pytest.mark.parametrize("key", ["3", "3.development"])
def test_an_entry_ends_on_its_last_day(client, keeper, key):
    client.post(f"{HOME}list/{key}/end/", {"until": "2026-05-31"})
    assert key in changes.titles_on(date(2026, 5, 17))
    assert key in changes.titles_on(date(2026, 5, 31))
    assert key not in changes.titles_on(date(2026, 6, 1))


def test_an_entry_of_staff_ends_too(client, keeper, monday):
    changes.enter_list_entry("3.audit", Text("а", "б", "c"), date(2026, 5, 1), None, by=keeper, at=monday)
    client.post(f"{HOME}list/3.audit/end/", {"until": "2026-05-18"})
    assert "3.audit" in changes.titles_on(date(2026, 5, 18))
    assert "3.audit" not in changes.titles_on(date(2026, 5, 19))


def test_the_past_of_the_list_stays(client, keeper):
    assert client.post(f"{HOME}list/3/end/", {"until": "2026-05-17"}).status_code == 422
    assert client.get(f"{HOME}list/999/end/").status_code == 404


def test_others_know_no_such_page(client, officer, applicant):
    for person in (officer, applicant):
        client.force_login(person)
        for path in ("", "index/new/", "list/entry/", "list/3/end/"):
            assert client.get(HOME + path).status_code == 404


def test_the_page_asks_as_much_for_many_entries_as_for_one(client, keeper, monday, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(HOME)
    for number in range(10):
        changes.enter_mrp(date(2027, 1, 1 + number), 4600, "№ 9", by=keeper, at=monday)
        changes.enter_list_entry(f"3.w{number}", Text("а", "б", "c"), date(2026, 5, 1), None, by=keeper, at=monday)
    with django_assert_num_queries(len(few)):
        client.get(HOME)
