"""A file that the virus scanner has not answered about waits: nobody opens it, nothing is filed with it."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from hub.audit.models import Event
from hub.cases import drafts, rescans
from hub.documents import clamav, content, store, translation
from hub.documents.models import State, StoredFile, Translation
from hub.notices.models import Notice, Outgoing
from rules.record import Unlawful
from tests import clock, world
from tests.documents import samples
from tests.documents.clamd import EICAR, Clamd

PNG = samples.png()


def infected():
    """A picture that passes our own checks and bears the mark that scanners know."""
    return PNG[:-12] + samples.chunk(b"tEXt", b"Comment\0" + EICAR) + PNG[-12:]


@pytest.fixture
def clamd(tmp_path, settings, monkeypatch):
    monkeypatch.setattr(store, "AT_UPLOAD", 0.5)
    with Clamd(tmp_path / "clamd.ctl") as one:
        settings.CLAMAV = clamav.address(one.address)
        yield one


@pytest.fixture
def client(client, applicant, monkeypatch, monday):
    clock.stop(monkeypatch, monday)
    client.force_login(applicant)
    return client


def put(case, by, at, content=None, name="Анықтама.png", slot="tax_statement"):
    with world.upload(PNG if content is None else content, name) as upload:
        file = store.take(upload, language="kk", organisation=case.organisation, by=by, at=at)
    drafts.attach(case, slot, file, single=True, by=by, at=at)
    return file


@pytest.fixture
def waiting(draft, applicant, monday, clamd):
    """A document of the draft that clamd kept silent about."""
    clamd.mood = "reset"
    return put(draft, applicant, monday)


def test_without_a_scanner_what_passes_our_checks_is_clean(draft, applicant, monday):
    assert put(draft, applicant, monday).state == State.CLEAN


def test_with_a_scanner_a_clean_file_is_clean_at_once(draft, applicant, monday, clamd):
    assert put(draft, applicant, monday).state == State.CLEAN
    assert clamd.asked == [PNG]


def test_an_infected_file_is_not_kept(draft, applicant, monday, clamd):
    kept = StoredFile.objects.count()
    with pytest.raises(store.Refused) as refused:
        put(draft, applicant, monday, infected())
    assert "Антивирус" in refused.value.message.ru
    assert StoredFile.objects.count() == kept


@pytest.mark.parametrize("mood", ["reset", "silent", "broken", "error", "deaf"])
def test_when_the_scanner_fails_the_file_is_kept_as_being_checked(draft, applicant, monday, clamd, mood):
    clamd.mood = mood
    assert put(draft, applicant, monday).state == State.CHECKING


def test_nobody_opens_it_whatever_the_door(client, draft, waiting, officer, applicant, monday):
    answer = client.get(reverse("document", args=[draft.pk, waiting.pk]))
    assert answer.status_code == 409
    assert "%PDF" not in answer.content.decode()
    assert not Event.objects.filter(action="document.read").exists()
    with pytest.raises(content.NotReady):
        content.content_of(waiting)
    row = Translation.objects.create(source=waiting, into="ru", asked_by=applicant, asked_at=monday, result=None)
    client.force_login(officer)
    assert client.get(reverse("translation_source", args=[row.pk])).status_code == 409


def test_its_owner_sees_that_it_is_being_checked(client, draft, waiting):
    page = client.get(reverse("part", args=[draft.pk, "tax"])).content.decode()
    assert "Тексерілуде" in page or "Being checked" in page
    assert reverse("document", args=[draft.pk, waiting.pk]) not in page


def test_filing_waits_and_says_for_which_document(draft, waiting, applicant, monday):
    told = [problem for problem in drafts.problems(draft, monday.date()) if problem.field == "slot-tax_statement"]
    assert [waiting.name in problem.text for problem in told] == [True]
    with pytest.raises(Unlawful):
        world.do(draft, "file", applicant, monday, given={"declared": True})


def test_an_optional_document_is_waited_for_too(draft, applicant, monday, clamd):
    clamd.mood = "reset"
    put(draft, applicant, monday, slot="extra")
    assert [problem.field for problem in drafts.problems(draft, monday.date())] == ["slot-extra"]


def test_the_worker_asks_again_and_then_it_can_be_filed(draft, waiting, applicant, monday, clamd):
    clamd.mood = "well"
    assert not rescans.rescan(monday), "not due yet"
    later = monday + timedelta(minutes=1)
    assert rescans.rescan(later)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.next_scan_at) == (State.CLEAN, None)
    assert Event.objects.filter(action="document.pass", about=f"file:{waiting.pk}").count() == 1
    assert not rescans.rescan(later), "nothing is left to ask"
    assert world.do(draft, "file", applicant, later, given={"declared": True}).filed


def test_while_the_scanner_fails_the_worker_waits_longer_and_longer(waiting, monday, clamd):
    now, waits = monday + timedelta(minutes=1), []
    for _ in range(7):
        assert rescans.rescan(now)
        waiting.refresh_from_db()
        waits.append(waiting.next_scan_at - now)
        now = waiting.next_scan_at
    assert waiting.state == State.CHECKING
    assert waits == sorted(waits)
    assert waits[-1] == timedelta(minutes=30)


def test_refused_late_it_leaves_its_slot_and_its_owner_is_told(draft, applicant, monday, clamd):
    clamd.mood = "reset"
    file = put(draft, applicant, monday, infected())
    clamd.mood = "well"
    later = monday + timedelta(minutes=1)
    rescans.rescan(later)
    file.refresh_from_db()
    assert file.state == State.REFUSED
    assert not draft.attachments.filter(file=file, removed_at=None).exists()
    notice = Notice.objects.get(user=applicant)
    assert file.name in notice.text
    assert Outgoing.objects.filter(to=applicant.email, key__startswith="refused:").count() == 1
    assert not Event.objects.filter(data__icontains=file.name).exists(), "names are not for the log"
    with pytest.raises(content.NotReady):
        content.content_of(file)


def test_a_refused_translation_is_delivered_anew(organisation, officer, monday, clamd):
    source = store.take(world.upload(name="Lease.pdf"), language="en", organisation=organisation, by=officer, at=monday)
    translation.ask([source], into="ru", by=officer, at=monday)
    row = Translation.objects.get()
    clamd.mood = "reset"
    result = store.take(world.upload(infected(), "А.png"), language="ru", organisation=None, by=officer, at=monday)
    translation.deliver(row.pk, result, by=officer, at=monday)
    source.refresh_from_db()
    assert not translation.is_translated(source), "a translation that nobody may open is none yet"
    clamd.mood = "well"
    rescans.rescan(monday + timedelta(minutes=1))
    row.refresh_from_db()
    assert (row.result, row.done_at, row.assignee) == (None, None, officer)


# What was removed before it was filed


def test_what_was_removed_is_erased_a_day_later(draft, applicant, monday, django_capture_on_commit_callbacks):
    first = put(draft, applicant, monday)
    second = put(draft, applicant, monday, infected(), "екінші.png")
    day = timedelta(days=1)
    assert rescans.erase_removed(monday + day / 2) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert rescans.erase_removed(monday + day) == 2, "this one and the one of the fixture"
    first.refresh_from_db()
    assert first.state == State.ERASED
    assert not first.content.storage.exists(first.content.name)
    assert content.content_of(second) == infected(), "what stands stays"
    assert rescans.erase_removed(monday + 2 * day) == 0


def test_an_erasing_that_is_undone_loses_nothing(draft, applicant, monday, django_capture_on_commit_callbacks):
    file = put(draft, applicant, monday)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        store.erase([file], by=None, at=monday)
        transaction.set_rollback(True)
    file.refresh_from_db()
    assert content.content_of(file) == PNG


def test_what_was_filed_is_never_erased(filed, officer, applicant, monday):
    with transaction.atomic():
        filed.remarks.create(part="tax", clause="9(2)", text="Жаңасын беріңіз.", written_by=officer, written_at=monday)
    case = world.do(filed, "remark", officer, monday)
    old = case.attachments.get(slot="tax_statement", removed_at=None).file
    put(case, applicant, monday)
    assert rescans.erase_removed(monday + timedelta(days=9)) == 0
    assert content.content_of(old)


def test_bytes_that_another_document_shares_stay(draft, applicant, monday, django_capture_on_commit_callbacks):
    first = put(draft, applicant, monday)
    twin = put(draft, applicant, monday, slot="location_proof")
    put(draft, applicant, monday, samples.jpeg(), "басқа.jpg")
    with django_capture_on_commit_callbacks(execute=True):
        rescans.erase_removed(monday + timedelta(days=1))
    first.refresh_from_db()
    assert first.state == State.ERASED
    assert content.content_of(twin) == PNG
