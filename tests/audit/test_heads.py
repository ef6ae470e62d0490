"""Heads: one an hour, each after the one before, stamped where an authority is named; and the command `hub audit`."""

import base64
import hashlib
import io
import json
import shutil
import subprocess
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.db import connection

from hub.audit import chain, heads, keys, watch
from hub.audit.command import run
from hub.audit.log import record
from hub.audit.models import Event
from tests.audit import tsa
from tests.audit.tampering import told, tool

pytestmark = pytest.mark.django_db


def test_one_head_an_hour_however_often_the_worker_looks(monday):
    told(2, monday)
    first = heads.write_due(monday)
    assert (first.number, first.digest) == (2, Event.objects.last().digest)
    assert heads.write_due(monday + timedelta(minutes=59)) is None
    assert heads.write_due(monday + timedelta(minutes=60)).prev == hashlib.sha256(first.line).hexdigest()
    assert len(list(heads.read())) == 2


def test_hours_that_were_missed_get_one_head_for_now(monday):
    told(1, monday, heads_at=(0,))
    assert heads.write_due(monday + timedelta(days=3))
    assert heads.write_due(monday + timedelta(days=3)) is None
    assert len(list(heads.read())) == 2


def test_a_clock_that_goes_back_signs_nothing(monday):
    heads.write_due(monday)
    assert heads.write_due(monday - timedelta(hours=5)) is None


def test_an_empty_log_has_a_head_as_well(monday, tmp_path):
    assert heads.write_due(monday).digest == chain.GENESIS
    assert tool(tmp_path)[0] == 0


def test_the_first_head_that_covers_an_event(monday):
    told(9, monday, heads_at=(3, 6, 9))
    assert [heads.after(number).number for number in (1, 3, 4, 9)] == [3, 3, 6, 9]
    assert heads.after(10) is None


@pytest.mark.parametrize("spoil", [lambda raw: raw[:-1], lambda raw: raw + b"junk\n", lambda raw: raw + b"{}\n"])
def test_nothing_is_added_to_a_spoilt_file(monday, spoil):
    heads.write_due(monday)
    heads.file().write_bytes(spoil(heads.file().read_bytes()))
    with pytest.raises(heads.BrokenHeads):
        heads.write_due(monday + timedelta(hours=1))


def test_nothing_is_added_after_a_head_that_another_signed(monday):
    heads.write_due(monday)
    shutil.rmtree(heads.keys._folder())
    with pytest.raises(heads.BrokenHeads, match="not signed"):
        heads.write_due(monday + timedelta(hours=1))


def test_production_makes_no_key_by_itself(monday, settings):
    settings.DEMO = False
    with pytest.raises(keys.KeyProblem, match="hub audit key --new"):
        heads.write_due(monday)
    assert keys.public_keys() == []


def test_a_key_that_others_can_read_is_not_used(monday):
    keys.new_key()
    (keys._folder() / keys.KEY_FILE).chmod(0o644)
    with pytest.raises(keys.KeyProblem, match="0600"):
        heads.write_due(monday)


# --- time stamps -----------------------------------------------------------------------------------------------------
def test_a_head_is_stamped_by_the_authority(monday, settings, tmp_path):
    with tsa.serving() as settings.TSA_URL:
        head = heads.write_due(monday)
    token = base64.b64decode(json.loads(head.line)["timestamp"])
    (tmp_path / "token").write_bytes(token)
    (tmp_path / "signed").write_bytes(head.signed)
    (tmp_path / "ca.pem").write_bytes(tsa.identity()[1].public_bytes(Encoding.PEM))
    if shutil.which("openssl"):
        told_by = ["openssl", "ts", "-verify", "-in", "token", "-token_in", "-data", "signed", "-CAfile", "ca.pem"]
        done = subprocess.run(told_by, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "Verification: OK" in done.stdout + done.stderr
    assert tool(tmp_path)[0] == 0


@pytest.mark.parametrize("how", [{"status": 500}, {"wrong": True}])
def test_without_a_good_stamp_the_head_stands_unstamped(monday, settings, caplog, how):
    with tsa.serving(**how) as settings.TSA_URL:
        head = heads.write_due(monday)
    assert "timestamp" not in json.loads(head.line)
    assert "time stamp" in caplog.text


def test_an_authority_that_is_away_delays_nothing(monday, settings, caplog):
    settings.TSA_URL = "http://127.0.0.1:9/"
    assert heads.write_due(monday)
    assert "no time stamp" in caplog.text


# --- the daily verification ------------------------------------------------------------------------------------------
def test_once_a_day(monday):
    for hours in (0, 1, 13):
        watch.verify_due(monday + timedelta(hours=hours))
    assert Event.objects.filter(action=watch.VERIFIED).count() == 1
    watch.verify_due(monday + timedelta(hours=14))  # midnight in Almaty
    assert Event.objects.filter(action=watch.VERIFIED).count() == 2


def test_a_fault_is_noted_and_reported(monday, caplog):
    told(3, monday, heads_at=(3,))
    heads.file().write_bytes(heads.file().read_bytes().replace(b'"number":3', b'"number":2'))
    watch.verify_due(monday)
    assert watch.last_verification().data["faults"] > 0
    assert "not whole" in caplog.text


# --- the command -----------------------------------------------------------------------------------------------------
def command(monday, *words):
    out, err = io.StringIO(), io.StringIO()
    return run(words, monday, out, err), out.getvalue(), err.getvalue()


def test_verify(monday):
    told(3, monday, heads_at=(3,))
    status, out, _err = command(monday, "verify")
    assert (status, "Nothing is wrong" in out, "events: 3, heads: 1" in out) == (0, True, True)
    from tests.audit.tampering import unguarded

    with unguarded() as cursor:
        cursor.execute("UPDATE audit_event SET about = 'x' WHERE number = 2")
    status, out, _err = command(monday, "verify")
    assert (status, "event 2: was changed" in out) == (1, True)


def test_export_is_itself_in_the_log(monday, tmp_path):
    told(3, monday)
    file = tmp_path / "log.jsonl"
    assert command(monday, "export", str(file))[0] == 0
    assert len(file.read_bytes().splitlines()) == 3
    assert file.stat().st_mode & 0o077 == 0
    assert Event.objects.last().action == "log.export"
    assert command(monday, "export", str(file))[0] == 1, "a file that is there is not written over"


def test_key(monday):
    assert command(monday, "key")[0] == 1
    first = command(monday, "key", "--new")[1]
    assert command(monday, "key")[1] == first
    assert command(monday, "key", "--new")[1].splitlines()[0] == first.strip()


def test_head(monday):
    assert command(monday, "head")[1].startswith("event 0")
    assert "has its head" in command(monday, "head")[1]


def test_grants(monday):
    status, out, _err = command(monday, "grants", "--role", 'od"d')
    assert status == 0
    assert 'REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON audit_event FROM "od""d";' in out
    if connection.vendor == "sqlite":
        assert command(monday, "grants", "--role", "x", "--apply")[0] == 1


def test_many_batches(monday, monkeypatch, tmp_path):
    monkeypatch.setattr("hub.audit.verify.BATCH", 3)
    told(7, monday, heads_at=(2, 7))
    record("x", "y:1", by=None, at=monday, private={"reason": "сөз"})
    assert command(monday, "verify")[0] == 0
    assert tool(tmp_path)[0] == 0
