"""The outbox: every letter goes out, none goes out twice, one that fails holds up no other."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction

from hub.notices import outbox
from hub.notices.models import Notice, Outgoing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _to_memory(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def write(number, at):
    outbox.write_letter(f"reader{number}@example.kz", "Хабарлама", "Мәтін", key=f"letter-{number}", at=at)


def test_each_letter_is_sent_once(monday):
    for number in range(3):
        write(number, monday)
    assert outbox.send_due(monday) == 3
    assert outbox.send_due(monday + timedelta(days=1)) == 0
    assert sorted(message.to[0] for message in mail.outbox) == [f"reader{n}@example.kz" for n in range(3)]


def test_the_same_key_is_written_once(monday):
    write(1, monday)
    write(1, monday)
    assert Outgoing.objects.count() == 1


def test_a_letter_that_fails_waits_and_holds_up_no_other(monday, monkeypatch):
    for number in range(2):
        write(number, monday)
    send = outbox.EmailMessage.send

    def refuse_the_first(message, **more):
        if message.to == ["reader0@example.kz"]:
            raise ConnectionRefusedError("mail server is away")
        return send(message, **more)

    monkeypatch.setattr(outbox.EmailMessage, "send", refuse_the_first)
    assert outbox.send_due(monday) == 1
    failed = Outgoing.objects.get(key="letter-0")
    assert failed.sent_at is None
    assert "mail server is away" in failed.error
    assert failed.next_try_at > monday
    assert outbox.send_due(monday + timedelta(minutes=1)) == 0
    monkeypatch.setattr(outbox.EmailMessage, "send", send)
    assert outbox.send_due(monday + timedelta(minutes=2)) == 1


def test_a_worker_that_died_with_a_letter_leaves_it_to_the_next_try(monday):
    write(1, monday)
    assert outbox._claim(Outgoing.objects.get().pk, monday) is not None
    assert outbox.send_due(monday) == 0
    assert outbox.send_due(monday + timedelta(minutes=3)) == 1


def test_a_notice_lives_or_dies_with_its_act(applicant, monday):
    with transaction.atomic():
        outbox.tell(applicant, "Тақырып", "Мәтін", path="", key="act", at=monday)
        transaction.set_rollback(True)
    assert not Notice.objects.exists()
    assert not Outgoing.objects.exists()


def test_a_line_break_in_a_subject_cannot_add_a_header(monday):
    outbox.write_letter("reader@example.kz", "Атауы\nBcc: other@example.kz", "Мәтін", key="k", at=monday)
    outbox.send_due(monday)
    assert mail.outbox[0].recipients() == ["reader@example.kz"]
    assert "\n" not in mail.outbox[0].subject
