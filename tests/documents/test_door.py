"""One door out: checked, proven, logged before the first byte, saved by the browser and not shown."""

import ast
import pathlib
from email.message import EmailMessage

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

import hub
from hub.audit.models import Event
from hub.documents import content
from tests import clock, world

HUB = pathlib.Path(hub.__file__).parent
OPENERS = {"hub/documents/content.py"}
SENDERS = {"hub/documents/door.py"}
KEEPERS = {"hub/documents/store.py"}


@pytest.fixture
def client(client, applicant, monkeypatch, monday):
    clock.stop(monkeypatch, monday)
    client.force_login(applicant)
    return client


@pytest.fixture
def file(draft):
    return draft.attachments.get(slot="tax_statement").file


def address(draft, file):
    return reverse("document", args=[draft.pk, file.pk])


def stored_at(file):
    return pathlib.Path(file.content.storage.path(file.content.name))


def test_a_document_is_an_attachment_that_no_browser_runs_or_keeps(client, draft, file):
    answer = client.get(address(draft, file))
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(
    "name", ["Қосымша «А» № 5.pdf", 'a"; filename="b.exe.pdf', "a\r\nSet-Cookie: x=1.pdf", "100%25.pdf", "ё;ж=з.pdf"]
)
def test_a_name_makes_no_header_of_its_own(client, draft, applicant, monday, name):
    file = world.store.take(
        world.upload(name=name), language="kk", organisation=draft.organisation, by=applicant, at=monday
    )
    world.drafts.attach(draft, "extra", file, single=False, by=applicant, at=monday)
    answer = client.get(address(draft, file))
    assert "Set-Cookie" not in answer.headers
    parsed = EmailMessage()
    parsed["Content-Disposition"] = answer["Content-Disposition"]
    assert parsed["Content-Disposition"].params == {"filename": file.name}


def test_each_download_is_in_the_log_before_its_first_byte(client, draft, file, applicant, monkeypatch):
    answer = client.get(address(draft, file))
    event = Event.objects.get(action="document.read")
    assert (event.about, event.actor) == (f"file:{file.pk}", applicant)
    assert event.data["within"] == f"case:{draft.pk}"
    assert b"".join(answer.streaming_content)

    def broken(*_args, **_data):
        raise RuntimeError("the log is full")

    monkeypatch.setattr("hub.documents.door.log", broken)
    with pytest.raises(RuntimeError, match="the log is full"):
        client.get(address(draft, file))


@pytest.mark.parametrize("change", [lambda b: b[:-1] + b"X", lambda b: b[:-1], lambda b: b + b"X", lambda _: b""])
def test_changed_bytes_are_never_sent_and_always_reported(client, draft, file, change, caplog):
    path = stored_at(file)
    path.write_bytes(change(path.read_bytes()))
    answer = client.get(address(draft, file))
    assert answer.status_code == 503
    assert "text/html" in answer["Content-Type"]
    assert [
        event.action for event in Event.objects.filter(action__startswith="document.", about=f"file:{file.pk}")
    ] == ["document.damaged"]
    assert f"file {file.pk} is damaged" in caplog.text
    assert file.name not in caplog.text


def test_missing_bytes_are_a_page_and_no_crash(client, draft, file, caplog):
    stored_at(file).unlink()
    answer = client.get(address(draft, file))
    assert answer.status_code == 503
    assert Event.objects.filter(action="document.missing", about=f"file:{file.pk}").count() == 1
    assert "is missing" in caplog.text


def test_the_same_content_again_mends_what_was_damaged(draft, file, applicant, monday):
    whole = stored_at(file).read_bytes()
    stored_at(file).write_bytes(whole[:100])
    with pytest.raises(content.Damaged):
        content.content_of(file)
    again = world.store.take(world.upload(whole), language="ru", organisation=None, by=applicant, at=monday)
    assert content.content_of(again) == content.content_of(file) == whole


def test_kept_files_are_for_the_portal_alone(file):
    assert stored_at(file).stat().st_mode & 0o777 == 0o600
    assert file.name not in str(stored_at(file))


def test_a_letter_waits_while_its_paper_cannot_be_read(filed, monday):
    from hub.notices.models import Outgoing
    from hub.notices.outbox import send_due

    letter = Outgoing.objects.exclude(attachment=None).first()
    path = stored_at(letter.attachment)
    whole = path.read_bytes()
    path.write_bytes(b"%PDF- other")
    send_due(monday)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.error.startswith("Damaged")) == (None, True)
    path.write_bytes(whole)
    send_due(letter.next_try_at)
    letter.refresh_from_db()
    assert letter.sent_at


# No other door


def calls(tree):
    """What a module reaches for: names of functions called, and whether bytes of a stored file are opened."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            of = node.func.value if isinstance(node.func, ast.Attribute) else None
            yield name, (of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", ""))


def faults(source):
    """Ways around the door in a module: a response that sends a file, bytes opened from the storage."""
    for name, of in calls(ast.parse(source)):
        if name in {"FileResponse", "StreamingHttpResponse"}:
            yield f"{name}()"
        if of in {"content", "default_storage", "storage"} and name in {
            "open",
            "read",
            "chunks",
            "url",
            "save",
            "delete",
        }:
            yield f"{of}.{name}()"


def test_nothing_else_opens_or_sends_a_document():
    found = {
        (str(path.relative_to(HUB.parent)), fault)
        for path in HUB.rglob("*.py")
        if "migrations" not in path.parts
        for fault in faults(path.read_text())
    }
    assert {place for place, fault in found if fault == "FileResponse()"} == SENDERS
    assert {place for place, fault in found if fault == "content.open()"} == OPENERS
    storage = {place for place, fault in found if fault.startswith(("default_storage.", "storage."))}
    assert storage == KEEPERS
    assert {fault for place, fault in found if place not in OPENERS | SENDERS | KEEPERS} <= {"StreamingHttpResponse()"}


@pytest.mark.parametrize(
    "way",
    [
        "FileResponse(x)",
        "http.FileResponse(x)",
        "file.content.open('rb')",
        "row.file.content.read()",
        "default_storage.open(name)",
        "file.content.storage.open(name)",
        "file.content.url()",
    ],
)
def test_a_way_around_the_door_is_found(way):
    assert list(faults(f"def view(file):\n    return {way}\n"))


def test_a_preview_is_logged_and_sent_the_same_way(client, draft):
    answer = client.get(reverse("plan", args=[draft.pk]))
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert Event.objects.get(action="document.preview").data["kind"] == "plan"
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_a_stored_name_cannot_lead_out_of_the_folder(file):
    from django.core.exceptions import SuspiciousFileOperation

    with pytest.raises(SuspiciousFileOperation):
        file.content.storage.save("../../etc/passwd", ContentFile(b"x"))
