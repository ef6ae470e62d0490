"""A person's copy of their data; who saw whose data; what is past its term."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse

from hub.accounts.models import RoleGrant
from hub.audit.models import Event
from hub.documents import store
from hub.notices.models import Notice, Outgoing
from hub.personal_data import command, past
from tests import world

pytestmark = pytest.mark.django_db


def opened(answer) -> tuple[dict, dict[str, bytes]]:
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    files = {name: archive.read(name) for name in archive.namelist()}
    return json.loads(files.pop("data.json")), files


def test_the_copy_holds_what_is_kept_of_the_person_and_no_secret(client, applicant, filed, monday):
    mine = store.take(world.upload(name="Удостоверение.pdf"), language="ru", organisation=None, by=applicant, at=monday)
    client.force_login(applicant)
    answer = client.post(reverse("take_away"))
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("application/zip", "no-store")
    data, files = opened(answer)
    assert data["account"]["email"] == applicant.email
    assert data["organisations"][0]["capacity"] == "owner"
    assert [act["act"] for act in data["acts"]] == ["file"]
    assert {"letters", "notices", "log", "consents", "requests", "seats", "second_factors"} <= data.keys()
    assert list(files) == [f"files/1-{mine.name}"]
    told = answer.content.decode("latin-1") + json.dumps(data)
    assert applicant.password not in told
    assert client.session.session_key not in told
    assert Event.objects.filter(action="personal.export", actor=applicant).exists()


def test_the_copy_holds_nothing_of_anybody_else(client, applicant, officer, filed):
    client.force_login(applicant)
    data, _files = opened(client.post(reverse("take_away")))
    told = json.dumps(data, ensure_ascii=False)
    assert officer.email not in told
    assert officer.full_name not in told


def test_every_reader_of_a_case_is_found(client, applicant, officer, filed, monday):
    document = filed.attachments.first().file
    client.force_login(officer)
    b"".join(client.get(reverse("document", args=[filed.pk, document.pk])).streaming_content)
    client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": "Звоню по замечанию"})
    for words in (["--person", applicant.email.upper()], ["--case", filed.number], ["--file", str(document.pk)]):
        status, told, _err = run("seen", *words)
        assert status == 0
        assert "document.read" in told
        assert officer.full_name in told
        assert ("personal.unmask" in told) == (words[0] != "--file")
    status, told, _err = run("seen", "--case", filed.number, "--csv")
    rows = list(csv.DictReader(io.StringIO(told)))
    assert rows[1]["fields"] == "about.email about.head about.phone"
    assert run("seen", "--case", filed.number, "--until", "2020-01-01")[1].startswith("0 event(s)")


def test_the_breach_notice_has_its_day(applicant, monday):
    assert "by 2026-05-19" in run("seen", "--person", applicant.email, at=monday)[1]


def test_an_unknown_subject_is_an_error_and_not_an_empty_report(db):
    assert run("seen", "--person", "nobody@example.kz")[0] == 1


def run(*words, at=None) -> tuple[int, str, str]:
    from django.utils import timezone

    out, err = io.StringIO(), io.StringIO()
    return command.run(words, at or timezone.now(), out, err), out.getvalue(), err.getvalue()


def test_the_auditor_has_the_same_as_a_page_and_is_seen_looking(client, applicant, officer, filed):
    auditor = world.person("auditor@example.kz", "Аудитор", roles=("auditor",))
    client.force_login(officer)
    client.post(reverse("unmask", args=[filed.pk, 1]), {"reason": "Звоню по замечанию"})
    client.force_login(auditor)
    assert officer.full_name in client.post(reverse("seen"), {"person": applicant.email}).content.decode()
    assert "personal.seen" in client.post(reverse("seen"), {"case": filed.number}).content.decode()
    assert client.post(reverse("seen"), {"person": "nobody@example.kz"}).status_code == 422
    assert client.post(reverse("seen"), {}).status_code == 422
    assert applicant.email not in json.dumps(list(Event.objects.values_list("data", flat=True)))
    client.force_login(officer)
    assert client.get(reverse("seen")).status_code == 404


def test_what_is_past_its_term_goes_only_when_an_administrator_says_so(applicant, officer, monday):
    Notice.objects.create(user=applicant, subject="Старое", text="", at=monday - timedelta(days=800))
    Notice.objects.create(user=applicant, subject="Новое", text="", at=monday)
    letter = {"subject": "Письмо", "text": "", "next_try_at": monday, "at": monday, "to": "a@example.kz"}
    Outgoing.objects.create(key="1", sent_at=monday - timedelta(days=370), **letter)
    Outgoing.objects.create(key="2", sent_at=None, **letter)
    status, told, _err = run("due", at=monday)
    assert (status, [line.split()[:2] for line in told.splitlines()[:2]]) == (0, [["notice", "1"], ["letter", "1"]])
    assert Notice.objects.count() == 2
    boss = world.person("administrator@example.kz", "Әкімші", roles=("administrator",))
    assert run("due", "--confirm", "notice", "--by", boss.email, at=monday)[0] == 2
    assert run("due", "--confirm", "notice", "--by", officer.email, "--reason", "срок вышел", at=monday)[0] == 1
    assert run("due", "--confirm", "notice", "--by", boss.email, "--reason", "срок вышел", at=monday)[0] == 0
    assert [notice.subject for notice in Notice.objects.all()] == ["Новое"]
    event = Event.objects.get(action="personal.expire")
    assert (event.actor, event.data["rows"], event.private.get().value) == (boss, 1, "срок вышел")
    assert [one.retention.key for one in past.past(monday.date())] == ["letter"]


def test_the_record_of_a_case_is_never_past_its_term(filed, monday):
    RoleGrant.objects.all().delete()
    found = {one.retention.key for one in past.past(monday.date().replace(year=2060))}
    assert not found & {"record", "register", "rights", "organisation", "log", "reference"}
