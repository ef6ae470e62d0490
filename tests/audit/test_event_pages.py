"""An event's page, its private values, its proof, the state of the log; each reading is in the log itself."""

import json
import subprocess
import sys

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from hub.audit import heads, keys
from hub.audit.log import record
from hub.audit.models import Event, Private
from tests import world
from tests.audit.tampering import TOOL

LOG = "/en/office/log/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(client, db):
    user = world.person("auditor@example.kz", "Тексеруші Адам", roles=("auditor",))
    client.force_login(user)
    return user


@pytest.fixture
def event(auditor, applicant, monday):
    first = record("role.grant", "user:7", by=applicant, at=monday, private={"reason": "Құпия себеп"}, role="auditor")
    record("case.file", "case:one", by=applicant, at=monday, entry=1)
    return first


def text(answer):
    return answer.content.decode().replace("<wbr>", "")


def prove(tmp_path, content):
    """What the stand-alone verifier says of a downloaded proof."""
    proof, known = tmp_path / "proof.json", tmp_path / "keys.txt"
    proof.write_bytes(content)
    known.write_text("".join(f"{raw.hex()}\n" for raw in keys.public_keys()))
    done = subprocess.run([sys.executable, "-I", TOOL, "--proof", proof, known], capture_output=True, check=False)
    return done.returncode


def test_an_event_with_its_proof(client, event, monday):
    head = heads.write_due(monday)
    page = text(client.get(f"{LOG}{event.number}/"))
    for told in ("role.grant", "user:7", "Айдос Үлгілі", event.prev, event.digest, head.digest, "role: auditor"):
        assert told in page
    assert "Құпия себеп" not in page


def test_an_event_before_its_head(client, event):
    assert "Not signed yet" in text(client.get(f"{LOG}{event.number}/"))
    assert client.get(f"{LOG}{event.number}/proof/").status_code == 404


def test_a_changed_event_is_marked(client, event):
    from tests.audit.tampering import unguarded

    with unguarded() as cursor:
        cursor.execute("UPDATE audit_event SET action = 'x' WHERE number = 1")
    assert "This event was changed" in text(client.get(f"{LOG}1/"))
    assert "This event was changed" not in text(client.get(f"{LOG}2/"))


def test_private_values_are_shown_for_a_reason_that_is_in_the_log_first(client, event, monkeypatch):
    address = f"{LOG}{event.number}/private/"
    assert "Құпия себеп" not in text(client.get(address))
    assert client.post(address, {"reason": "short"}).status_code == 422
    assert not Event.objects.filter(action="personal.unmask").exists()
    answer = client.post(address, {"reason": "Шағым № 4 бойынша тексеру"})
    assert "Құпия себеп" in text(answer)
    assert answer["Cache-Control"] == "no-store"
    told = Event.objects.get(action="personal.unmask")
    assert (told.about, told.data["names"]) == (f"event:{event.number}", ["reason"])
    assert told.private.get().value == "Шағым № 4 бойынша тексеру"


def test_nothing_is_shown_where_the_log_cannot_be_written(client, event, monkeypatch):
    def fails(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr("hub.audit.views.record", fails)
    client.raise_request_exception = False
    for method, address, data in (
        ("post", "1/private/", {"reason": "Шағым № 4 бойынша"}),
        ("get", "1/", None),
        ("get", "", None),
    ):
        answer = getattr(client, method)(LOG + address, data)
        assert answer.status_code == 500
        assert "role.grant" not in text(answer)
        assert "Құпия себеп" not in text(answer)


def test_a_value_that_is_gone_stays_proved_by_nothing_but_its_commitment(client, event):
    Private.objects.all().delete()
    page = text(client.get(f"{LOG}{event.number}/"))
    assert event.data["private"]["reason"] in page
    assert "Erased" in page
    assert client.get(f"{LOG}{event.number}/private/").status_code == 404


def test_a_proof_stands_alone_and_tells_of_nothing_else(client, event, monday, tmp_path):
    heads.write_due(monday)
    answer = client.get(f"{LOG}{event.number}/proof/")
    assert answer["Content-Disposition"] == 'attachment; filename="event-1.json"'
    assert prove(tmp_path, answer.content) == 0
    assert "case.file" not in text(answer)
    assert "Құпия" not in text(answer)
    assert Event.objects.filter(action="log.proof", about="event:1").count() == 1


def test_a_proof_with_the_private_values(client, event, monday, tmp_path):
    heads.write_due(monday)
    sent = {"reason": "Шағым № 4 бойынша тексеру", "proof": "yes"}
    told = json.loads(client.post(f"{LOG}{event.number}/private/", sent).content)
    assert told["private"]["reason"]["value"] == "Құпия себеп"
    assert prove(tmp_path, json.dumps(told).encode()) == 0


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told["event"].update(action="x"),
        lambda told: told["event"].update(number=2),
        lambda told: told["event"]["data"].update(role="x"),
        lambda told: told.update(prev="a" * 64),
        lambda told: told["then"].clear(),
        lambda told: told["then"].reverse(),
        lambda told: told["head"]["head"].update(at="2020"),
        lambda told: told["head"]["head"].update(key="a" * 16),
        lambda told: told["head"].update(signature="00" * 64),
        lambda told: told["private"]["reason"].update(value="Басқа"),
        lambda told: told["private"]["reason"].update(salt="00" * 16),
        lambda told: told["private"].update(more={"salt": "00", "value": ""}),
        lambda told: told.pop("head"),
    ],
)
def test_a_spoilt_proof_is_refused(client, event, monday, tmp_path, spoil):
    record("case.take", "case:one", by=None, at=monday)
    heads.write_due(monday)
    sent = {"reason": "Шағым № 4 бойынша тексеру", "proof": "yes"}
    told = json.loads(client.post(f"{LOG}{event.number}/private/", sent).content)
    spoil(told)
    assert prove(tmp_path, json.dumps(told).encode()) == 1


def test_following_a_person(client, event, applicant, officer, monday):
    record("case.take", "case:one", by=officer, at=monday)
    record("role.grant", f"user:{applicant.pk}", by=officer, at=monday)
    page = text(client.get(f"{LOG}?follow={applicant.pk}")).partition("<tbody")[2]
    assert "case.file" in page
    assert f"user:{applicant.pk}" in page
    assert "case.take" not in page


def test_following_an_object_is_exact(client, event, monday):
    record("case.take", "case:one-more", by=None, at=monday)
    page = text(client.get(f"{LOG}?about=case:one")).partition("<tbody")[2]
    assert "case.file" in page
    assert "case.take" not in page
    assert "case.take" in text(client.get(f"{LOG}?about=case:")).partition("<tbody")[2]


def test_the_state_of_the_log(client, event, monday):
    from hub.audit.verify import verify
    from hub.audit.watch import note

    assert "None yet" in text(client.get(f"{LOG}state/"))
    head = heads.write_due(monday)
    note(verify(), monday)
    page = text(client.get(f"{LOG}state/"))
    for told in (head.digest, head.key, keys.public_keys()[0].hex(), "faults: 0"):
        assert told in page
    assert "The last verification found faults" not in page


def test_a_found_fault_is_shown(client, event, monday):
    from hub.audit.verify import Report
    from hub.audit.watch import note

    note(Report(count=2), monday)
    assert "The last verification found faults" in text(client.get(f"{LOG}state/"))


@pytest.mark.parametrize("address", ["", "1/"])
def test_each_reading_is_one_event(client, event, address):
    for _ in range(2):
        before = Event.objects.count()
        client.get(LOG + address)
        assert Event.objects.count() == before + 1
        assert Event.objects.last().action == "log.read"


def test_what_the_auditor_looks_for_is_private(client, event):
    client.get(f"{LOG}?person=Айдос")
    told = Event.objects.last()
    assert "Айдос" not in told.content
    assert "Айдос".encode()[:1].hex().upper() in told.private.get().value  # as in the address: %D0…


@pytest.mark.parametrize("address", ["1/", "1/proof/", "1/private/", "state/", "99/"])
def test_nobody_else(client, event, officer, applicant, monday, address):
    heads.write_due(monday)
    for person in (officer, applicant):
        client.force_login(person)
        assert client.get(LOG + address).status_code == 404


@pytest.mark.parametrize("address", ["1/", "1/private/", "state/"])
def test_a_page_costs_the_same_in_a_long_log(client, event, monday, address, django_assert_num_queries):
    client.get(LOG + address)
    with CaptureQueriesContext(connection) as few:
        client.get(LOG + address)
    for number in range(60):
        with transaction.atomic():
            record("case.file", f"case:{number}", by=None, at=monday)
    with django_assert_num_queries(len(few)):
        client.get(LOG + address)
