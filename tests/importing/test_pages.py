"""The officer's pages: bring, watch, read the faults, enter."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from hub.importing import taking, work
from hub.importing.models import Import, State
from hub.register.models import Participant
from tests import clock, world
from tests.documents import samples
from tests.importing.conftest import go_on
from tests.importing.files import as_csv, row

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer_client(client, officer, monday, monkeypatch):
    clock.stop(monkeypatch, monday)
    client.force_login(officer)
    return client


def send(client, content: bytes, name: str = "Участники.csv"):
    with override("ru"):
        return client.post(reverse("imports"), {"file": world.upload(content, name)})


@pytest.mark.clause("20")
def test_from_the_file_to_the_register(officer_client, monday):
    answer = send(officer_client, as_csv(row(1)))
    one = Import.objects.get()
    assert answer.url == f"/ru/office/participants/imports/{one.pk}/"
    waiting = officer_client.get(answer.url).content.decode()
    assert 'hx-trigger="every 2s"' in waiting
    work.run(monday)
    checked = officer_client.get(answer.url).content.decode()
    assert "hx-trigger" not in checked
    sent = officer_client.post(f"{answer.url}apply/", follow=True)
    assert sent.redirect_chain[-1][0] == answer.url
    go_on(one, monday)
    made = Participant.objects.get()
    with override("ru"):
        for name, args in (("participation", [made.pk]), ("participant", [made.organisation.bin])):
            page = officer_client.get(reverse(name, args=args))
            assert page.status_code == 200
            assert made.organisation.name_ru in page.content.decode()
        assert officer_client.get(reverse("import", args=[one.pk])).status_code == 200


def test_a_page_that_was_left_open_stops_looking(officer_client, monday, monkeypatch):
    answer = send(officer_client, as_csv(row(1)))
    clock.stop(monkeypatch, monday + timedelta(minutes=31))
    assert "hx-trigger" not in officer_client.get(answer.url).content.decode()
    go_on(Import.objects.get(), monday)
    officer_client.post(f"{answer.url}apply/")
    assert "hx-trigger" in officer_client.get(answer.url).content.decode()


def test_progress_is_shown(officer_client):
    answer = send(officer_client, as_csv(row(1)))
    Import.objects.update(rows=100, done=40)
    assert (
        '<progress aria-labelledby="how-far" max="100" value="40">' in officer_client.get(answer.url).content.decode()
    )


def test_what_is_no_table_is_refused_at_its_field(officer_client):
    answer = send(officer_client, samples.pdf(), "a.pdf")
    assert answer.status_code == 422
    assert Import.objects.count() == 0
    assert officer_client.post(reverse("imports"), {}).status_code == 422


def test_the_faults_are_a_table_that_runs_nothing(officer_client, monday):
    send(officer_client, as_csv(row(1, region="=1+1"), row(2, name_ru="")))
    one = go_on(Import.objects.get(), monday)
    with override("ru"):
        answer = officer_client.get(reverse("import_faults", args=[one.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    found = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert [line[:2] for line in found[1:]] == [["2", "Регион"], ["3", "Наименование на русском"]]
    assert found[1][2].startswith("Такого региона нет: =1+1")
    page = officer_client.get(reverse("import", args=[one.pk])).content.decode()
    assert "Такого региона нет: =1+1" in page
    assert "import_apply" not in page


def test_a_file_with_faults_is_not_entered_by_a_sent_form(officer_client, monday):
    send(officer_client, as_csv(row(1, region="Марс")))
    one = go_on(Import.objects.get(), monday)
    officer_client.post(reverse("import_apply", args=[one.pk]))
    one.refresh_from_db()
    assert one.state == State.CHECKED


@pytest.mark.parametrize("route", ["import_apply", "import_faults"])
def test_who_did_not_confirm_themself_lately_is_asked_to(client, officer, monday, monkeypatch, route):
    clock.stop(monkeypatch, monday)
    one = taking.begin(taking.judge(world.upload(as_csv(row(1)), "a.csv")), by=officer, language="ru", at=monday)
    go_on(one, monday)
    client.force_login(officer, at=monday - timedelta(minutes=20))
    ask = client.post if route == "import_apply" else client.get
    answer = ask(reverse(route, args=[one.pk]))
    assert answer.status_code == 302
    assert reverse("import", args=[one.pk]) != answer.url
    one.refresh_from_db()
    assert one.state == State.CHECKED


def test_a_file_that_waits_for_the_scanner_waits(officer, monday):
    from hub.documents.models import State as FileState

    one = taking.begin(taking.judge(world.upload(as_csv(row(1)), "a.csv")), by=officer, language="ru", at=monday)
    one.file.state = FileState.CHECKING
    one.file.save()
    assert not work.run(monday)
    one.file.state = FileState.REFUSED
    one.file.save()
    assert go_on(one, monday).state == State.FAILED


def test_an_officers_own_data_hold_no_file_of_an_import(officer, monday):
    from hub.documents import privacy

    taking.begin(taking.judge(world.upload(as_csv(row(1)), "a.csv")), by=officer, language="ru", at=monday)
    assert list(privacy.files(officer)) == []


def test_as_many_queries_for_one_row_as_for_fifty(officer_client, django_assert_max_num_queries, monday):
    send(officer_client, as_csv(*(row(number, region="Марс") for number in range(1, 60))))
    one = go_on(Import.objects.get(), monday)
    with django_assert_max_num_queries(20):
        officer_client.get(reverse("import", args=[one.pk]))
