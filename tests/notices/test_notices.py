"""A person's notices: their own only, newest first, read when opened."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.notices.models import Notice
from tests import world


@pytest.fixture
def notice(applicant, monday):
    return Notice.objects.create(
        user=applicant,
        subject="R-2026-00001: ескерту",
        text="Бірінші жол\nЕкінші жол",
        path="/kk/account/profile/",
        at=monday,
    )


def test_opening_marks_read_and_leads_on(client, applicant, notice, monday):
    client.force_login(applicant)
    assert "Екінші жол" in client.get("/en/notices/").content.decode()
    answer = client.post(f"/en/notices/{notice.pk}/open/")
    assert answer["Location"] == "/kk/account/profile/"
    notice.refresh_from_db()
    assert notice.read_at == monday


def test_the_first_reading_counts(client, applicant, notice, monday):
    Notice.objects.update(read_at=monday - timedelta(days=1))
    client.force_login(applicant)
    client.post(f"/en/notices/{notice.pk}/open/")
    notice.refresh_from_db()
    assert notice.read_at == monday - timedelta(days=1)


@pytest.mark.parametrize(
    "path", ["", "https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_notice_never_leads_out_of_the_portal(client, applicant, notice, path):
    Notice.objects.update(path=path)
    client.force_login(applicant)
    assert client.post(f"/en/notices/{notice.pk}/open/")["Location"] == "/en/notices/"


def test_a_foreign_notice_is_no_page(client, notice):
    client.force_login(world.person("other@example.kz", "Басқа Адам"))
    assert "ескерту" not in client.get("/en/notices/").content.decode()
    assert client.post(f"/en/notices/{notice.pk}/open/").status_code == 404
    client.post("/en/notices/read/")
    notice.refresh_from_db()
    assert notice.read_at is None


def test_a_link_alone_opens_nothing(client, applicant, notice):
    client.force_login(applicant)
    assert client.get(f"/en/notices/{notice.pk}/open/").status_code == 405
    assert client.get("/en/notices/read/").status_code == 405


def test_all_are_marked_read_at_once(client, applicant, notice, monday):
    Notice.objects.create(user=applicant, subject="Тағы бір", text="", at=monday)
    client.force_login(applicant)
    client.post("/en/notices/read/")
    assert not Notice.objects.filter(read_at=None).exists()


def test_newest_first_page_by_page_with_the_same_queries(client, applicant, monday, django_assert_num_queries):
    client.force_login(applicant)

    def told(number):
        return Notice(user=applicant, subject=f"Notice {number:03}", text="", at=monday + timedelta(minutes=number))

    Notice.objects.bulk_create([told(0)])
    with CaptureQueriesContext(connection) as few:
        client.get("/en/notices/")
    Notice.objects.bulk_create([told(number) for number in range(1, 60)])
    with django_assert_num_queries(len(few)):
        first = client.get("/en/notices/").content.decode()
    assert first.index("Notice 059") < first.index("Notice 058")
    assert "Notice 000" in client.get("/en/notices/?page=3").content.decode()
    assert client.get("/en/notices/?page=junk").status_code == 200


def test_words_are_shown_as_words(client, applicant, notice):
    Notice.objects.update(subject="<img src=x>", text="<script>1</script>")
    client.force_login(applicant)
    page = client.get("/en/notices/").content.decode()
    assert "<script>1" not in page
    assert "<img src=x>" not in page
