"""How much may be uploaded: 20 MiB a file, 200 MiB an application, 1 GiB an organisation, even by two at once."""

import threading
from contextlib import suppress
from datetime import timedelta
from functools import cache

import pytest
from django.db import close_old_connections, connection
from django.urls import reverse

from hub.cases import drafts, rescans
from hub.cases.models import Attachment
from hub.documents import quotas, store
from hub.documents.models import StoredFile, Translation
from rules.text import LANGUAGES
from tests import clock, world
from tests.documents import samples


@cache
def picture(seed):
    """Pictures of about one size that differ in their bytes."""
    return samples.picture("PNG", (64, 48 + seed))


def put(case, by, at, content, slot="extra"):
    with world.upload(content, "сурет.png") as upload:
        file = store.take(upload, language="kk", organisation=case.organisation, by=by, at=at)
    return drafts.attach(case, slot, file, single=slot != "extra", by=by, at=at)


@pytest.fixture
def room(draft, monkeypatch):
    """Say how many bytes still fit into the application, and into the organisation."""

    def left(application=None, organisation=None):
        if application is not None:
            monkeypatch.setattr(quotas, "APPLICATION", quotas.taken(drafts.counted(draft)) + application)
        if organisation is not None:
            used = quotas.taken(quotas.of_organisation(draft.organisation))
            monkeypatch.setattr(quotas, "ORGANISATION", used + organisation)

    return left


def test_the_limits_are_those_of_the_order():
    assert (quotas.FILE, quotas.APPLICATION, quotas.ORGANISATION) == (20 * 2**20, 200 * 2**20, 2**30)


def test_what_fits_exactly_is_taken_and_a_byte_more_is_not(draft, applicant, monday, room):
    content = picture(1)
    room(application=len(content) - 1)
    with pytest.raises(quotas.Full):
        put(draft, applicant, monday, content)
    room(application=len(content))
    put(draft, applicant, monday, content)
    assert drafts.room_left(draft) == 0


def test_the_organisation_counts_over_all_its_applications(draft, applicant, monday, room):
    room(organisation=len(picture(1)))
    put(draft, applicant, monday, picture(1))
    with pytest.raises(quotas.Full) as full:
        put(draft, applicant, monday, picture(2))
    assert "ұйымыңызда" in full.value.message.kk


def test_another_organisation_has_room_of_its_own(draft, applicant, monday, room):
    put(draft, applicant, monday, picture(1))
    room(organisation=0)
    with pytest.raises(quotas.Full):
        put(draft, applicant, monday, picture(2))
    other = world.organisation("«Басқа» ЖШС", "ТОО «Другое»", owner=applicant, on=monday.date())
    with world.upload(picture(1), "a.png") as upload:
        assert store.take(upload, language="ru", organisation=other, by=applicant, at=monday)


def test_the_same_content_takes_its_place_once(draft, applicant, monday, room):
    put(draft, applicant, monday, picture(1))
    room(application=0, organisation=0)
    put(draft, applicant, monday, picture(1))


def test_replacing_and_removing_make_room_in_the_application(draft, applicant, monday, room):
    first = put(draft, applicant, monday, picture(1))
    room(application=0)
    drafts.detach(first, by=applicant, at=monday)
    assert drafts.room_left(draft) == len(picture(1))
    put(draft, applicant, monday, picture(1))


def test_what_was_filed_keeps_its_place(filed, officer, applicant, monday):
    filed.remarks.create(part="tax", clause="9(2)", text="Жаңасын беріңіз.", written_by=officer, written_at=monday)
    case = world.do(filed, "remark", officer, monday)
    before = quotas.taken(drafts.counted(case))
    put(case, applicant, monday, picture(1), slot="tax_statement")
    assert quotas.taken(drafts.counted(case)) == before + len(picture(1))


def test_the_organisation_has_its_place_again_once_the_removed_is_erased(draft, applicant, monday, room):
    first = put(draft, applicant, monday, picture(1))
    room(organisation=0)
    drafts.detach(first, by=applicant, at=monday)
    with pytest.raises(quotas.Full):
        put(draft, applicant, monday, picture(2))
    rescans.erase_removed(monday + timedelta(days=1))
    put(draft, applicant, monday, picture(1))


def test_papers_and_translations_do_not_take_the_organisations_place(filed, officer, monday):
    before = quotas.taken(quotas.of_organisation(filed.organisation))
    assert StoredFile.objects.filter(organisation=filed.organisation, stored_by=None).exists()
    with world.upload(picture(3), "a.png") as upload:
        judged = store.judge(upload)
    source = filed.current_files()[0]
    result = store.keep(judged, language="ru", organisation=filed.organisation, by=officer, at=monday, counted=False)
    Translation.objects.create(source=source, into="ru", asked_by=officer, asked_at=monday, result=result)
    assert quotas.taken(quotas.of_organisation(filed.organisation)) == before


def test_the_message_tells_what_is_left_and_what_to_do():
    used = quotas.APPLICATION - 3 * 2**20 // 2
    with pytest.raises(quotas.Full) as full:
        quotas.require_room(2 * 2**20 - 1, used, limit=quotas.APPLICATION, message=quotas.APPLICATION_IS_FULL)
    message = full.value.message
    assert "2 МБ" in message.ru
    assert "1,5 МБ" in message.ru
    assert "1.5 MB" in message.en
    assert "200" in message.kk
    assert "алып тастаңыз" in message.kk
    for language in LANGUAGES:
        assert "{" not in message.to(language)


def test_a_full_application_says_so_at_the_field_and_keeps_what_was_typed(
    client, draft, applicant, monday, room, monkeypatch
):
    clock.stop(monkeypatch, monday)
    client.force_login(applicant)
    room(application=10)
    kept = StoredFile.objects.count()
    revision = draft.parts.get(key="tax").revision
    with world.upload(picture(1), "сурет.png") as upload:
        answer = client.post(
            reverse("attach", args=[draft.pk, "tax_statement"]),
            {"revision": revision, "debt": "41", "file-tax_statement": upload, "language-tax_statement": "ru"},
        )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#file-tax_statement"' in page
    assert 'id="file-tax_statement-error"' in page
    assert 'value="41"' in page
    assert StoredFile.objects.count() == kept, "nothing is kept for a slot that it did not reach"


# Two at once


def two_at_once(draft, applicant, monday, monkeypatch):
    """Two uploads that both fit alone; they meet after counting, if nothing keeps them apart."""
    meeting = threading.Barrier(2)
    asked = quotas.require_room

    def slow(*args, **kwargs):
        asked(*args, **kwargs)
        with suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=2)

    monkeypatch.setattr(quotas, "require_room", slow)
    results = []

    def run(seed):
        close_old_connections()
        try:
            results.append(put(draft, applicant, monday, picture(seed)))
        except Exception as problem:  # noqa: BLE001  the outcome is what is asserted
            results.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(seed,)) for seed in (1, 2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return sorted(type(result).__name__ for result in results)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["application", "organisation"])
def test_two_uploads_at_once_do_not_pass_the_limit_together(draft, applicant, monday, monkeypatch, room, scope):
    room(**{scope: max(len(picture(1)), len(picture(2))) + 10})
    assert two_at_once(draft, applicant, monday, monkeypatch) == ["Attachment", "Full"]
    assert Attachment.objects.filter(case=draft, slot="extra").count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("scope", ["application", "organisation"])
def test_without_the_lock_they_would(draft, applicant, monday, monkeypatch, room, scope):
    """The negative control: counting outside of the transaction, with nothing held."""
    room(**{scope: max(len(picture(1)), len(picture(2))) + 10})
    monkeypatch.setattr(store, "keep", store.keep.__wrapped__)
    monkeypatch.setattr(drafts, "attach", drafts.attach.__wrapped__)
    monkeypatch.setattr(drafts, "lock_writable", lambda _case: None)
    monkeypatch.setattr(drafts, "log", lambda *_args, **_data: None)
    monkeypatch.setattr("django.db.models.query.QuerySet.select_for_update", lambda self, **_more: self)
    assert two_at_once(draft, applicant, monday, monkeypatch) == ["Attachment", "Attachment"]
