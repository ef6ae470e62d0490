"""The translation desk (clause 10): documents in English are put into Kazakh or Russian."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.audit.models import Event
from hub.documents import store, translation
from hub.documents.models import StoredFile, Translation
from tests import clock, world
from tests.documents import samples

pytestmark = pytest.mark.clause("10")
DESK = "/en/office/translations/"


@pytest.fixture(autouse=True)
def _monday(monkeypatch, monday):
    clock.stop(monkeypatch, monday)


@pytest.fixture
def translator(client, db):
    user = world.person("translator@example.kz", "Аудармашы Адам", roles=("translation",))
    client.force_login(user)
    return user


def asked(organisation, by, at, name="Lease.pdf"):
    source = store.take(world.upload(name=name), language="en", organisation=organisation, by=by, at=at)
    translation.ask([source], into="ru", by=by, at=at)
    return Translation.objects.get(source=source)


@pytest.fixture
def row(organisation, officer, monday):
    return asked(organisation, officer, monday - timedelta(days=4))


@pytest.fixture
def mine(row, translator, monday):
    translation.take(row.pk, by=translator, at=monday)
    return row


def sent(content=None, name="Аренда.pdf", language="ru"):
    content = samples.pdf() if content is None else content
    return {"file": SimpleUploadedFile(name, content), "language": language}


def test_the_desk_tells_what_waits_for_whom_and_since_when(client, translator, row, organisation):
    page = client.get(DESK).content.decode()
    assert "Lease.pdf" in page
    assert organisation.name_ru in page
    assert "4 days" in page
    assert "@example.kz" not in page.partition("<main")[2]


def test_oldest_first(client, translator, row, organisation, officer, monday):
    asked(organisation, officer, monday - timedelta(days=9), name="Older.pdf")
    page = client.get(DESK).content.decode()
    assert page.index("Older.pdf") < page.index("Lease.pdf")


def test_take_translate_deliver(client, translator, row, monday):
    client.post(f"{DESK}{row.pk}/take/", {"seen": ""})
    assert "Lease.pdf" in client.get(f"{DESK}?show=mine").content.decode()
    answer = client.post(f"{DESK}{row.pk}/", sent())
    assert answer["Location"] == DESK
    row.refresh_from_db()
    assert (row.result.name, row.result.language, row.done_at) == ("Аренда.pdf", "ru", monday)
    assert row.result.organisation == row.source.organisation
    assert translation.is_translated(row.source)
    assert "Lease.pdf" in client.get(f"{DESK}?show=done").content.decode()
    actions = list(Event.objects.filter(action__startswith="translation.").values_list("action", flat=True))
    assert actions == ["translation.ask", "translation.take", "translation.deliver"]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"language": "ru"}, "Choose the file of the translation."),
        (sent(b"", "empty.pdf"), "The file is empty"),
        (sent(b"MZ not a document", "tool.pdf"), "Translated document"),
        (sent() | {"language": "en"}, "Language of the translation"),
    ],
)
def test_a_wrong_delivery_is_explained_at_its_field(client, mine, given, words):
    for part in given.values():
        if hasattr(part, "seek"):
            part.seek(0)
    answer = client.post(f"{DESK}{mine.pk}/", given)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert StoredFile.objects.count() == 1


def test_a_delivered_translation_is_not_replaced(client, mine):
    client.post(f"{DESK}{mine.pk}/", sent())
    first = Translation.objects.get().result_id
    answer = client.post(f"{DESK}{mine.pk}/", sent(), follow=True)
    assert "delivered already" in answer.content.decode()
    client.post(f"{DESK}{mine.pk}/take/", {"seen": ""})
    assert Translation.objects.get().result_id == first


def test_a_document_is_taken_before_it_is_delivered(client, translator, row):
    answer = client.post(f"{DESK}{row.pk}/", sent(), follow=True)
    assert "Take the document before" in answer.content.decode()
    assert Translation.objects.get().result is None


def test_two_translators_do_not_take_the_same_document_unawares(client, row, officer, monday, translator):
    translation.take(row.pk, by=officer, at=monday)
    late = client.post(f"{DESK}{row.pk}/take/", {"seen": ""}, follow=True)
    assert "A colleague has taken this document" in late.content.decode()
    assert Translation.objects.get().assignee == officer
    client.post(f"{DESK}{row.pk}/take/", {"seen": str(officer.pk)})
    assert Translation.objects.get().assignee == translator, "taking over knowingly is possible"


@pytest.mark.parametrize("seen", ["junk", "²", "-1", "9" * 40])
def test_junk_in_the_form_takes_a_free_document_at_most(client, translator, row, seen):
    assert client.post(f"{DESK}{row.pk}/take/", {"seen": seen}).status_code == 302


def test_the_files_are_downloads_and_nothing_else(client, mine):
    client.post(f"{DESK}{mine.pk}/", sent())
    for part in ("source", "result"):
        answer = client.get(f"/en/translations/{mine.pk}/{part}/")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert b"".join(answer.streaming_content).startswith(b"%PDF-")
    assert Event.objects.filter(action="document.read").count() == 2


def test_only_the_desk_reads_them(client, row, applicant):
    for person in (applicant, world.person("auditor@example.kz", "Аудитор", roles=("auditor", "reference"))):
        client.force_login(person)
        for path in (DESK, f"{DESK}{row.pk}/", f"/en/translations/{row.pk}/source/"):
            assert client.get(path).status_code == 404
        assert client.post(f"{DESK}{row.pk}/take/").status_code == 404


def test_what_is_not_there_is_no_page(client, translator, row):
    assert client.get(f"/en/translations/{row.pk}/result/").status_code == 404
    assert client.get("/en/translations/999/source/").status_code == 404
    assert client.get(f"{DESK}?show=junk&page=junk").status_code == 200


def test_the_desk_asks_as_much_for_many_documents_as_for_one(
    client, translator, row, organisation, officer, monday, django_assert_num_queries
):
    client.get(DESK)
    with CaptureQueriesContext(connection) as few:
        client.get(DESK)
    for number in range(5):
        asked(organisation, officer, monday, name=f"Paper {number}.pdf")
    with django_assert_num_queries(len(few)):
        client.get(DESK)
