"""The virus scanner is asked over its own protocol; only a clear yes is a yes, only a clear no is a no."""

import time

import pytest

from hub.config import files
from hub.config.env import UnsafeSetting
from hub.documents import clamav
from hub.documents.clamav import Answer, Tcp, Unix
from tests.documents.clamd import EICAR, Clamd


def asked(clamd, content, seconds=5.0):
    return clamav.scan(content, clamav.address(clamd.address), seconds=seconds)


@pytest.mark.parametrize("by", ["unix", "tcp"])
def test_a_clean_and_an_infected_file_by_either_socket(tmp_path, by):
    with Clamd(tmp_path / "c.ctl" if by == "unix" else None) as clamd:
        assert asked(clamd, b"harmless") == Answer.CLEAN
        assert asked(clamd, b"before " + EICAR + b" after") == Answer.FOUND
        whole = bytes(range(256)) * 4096
        assert asked(clamd, whole) == Answer.CLEAN
    assert clamd.asked[-1] == whole, "every byte arrived, in its order"


@pytest.mark.parametrize("mood", ["reset", "broken", "error", "silent", "deaf", "slow"])
def test_anything_else_is_not_scanned_and_never_lasts(tmp_path, mood):
    with Clamd(tmp_path / "c.ctl", mood) as clamd:
        began = time.monotonic()
        assert asked(clamd, EICAR, seconds=1) == Answer.NOT_SCANNED
        assert time.monotonic() - began < 3


def test_a_stream_over_clamds_limit_is_not_scanned(tmp_path):
    with Clamd(tmp_path / "c.ctl", limit=100_000) as clamd:
        assert asked(clamd, bytes(5_000_000)) == Answer.NOT_SCANNED
        assert asked(clamd, bytes(99_000)) == Answer.CLEAN


def test_nobody_at_home_is_not_scanned(tmp_path):
    assert clamav.scan(b"x", Unix(str(tmp_path / "none")), seconds=1) == Answer.NOT_SCANNED
    assert clamav.scan(b"x", Tcp("127.0.0.1", 9), seconds=1) == Answer.NOT_SCANNED


def test_the_address_is_read_from_the_surroundings(monkeypatch):
    for text, read in [
        ("", None),
        ("unix:/run/clamav/clamd.ctl", Unix("/run/clamav/clamd.ctl")),
        ("tcp:clamav.internal:3310", Tcp("clamav.internal", 3310)),
        ("tcp:[::1]:3310", Tcp("::1", 3310)),
    ]:
        monkeypatch.setenv("CLAMAV", text)
        assert files.scanner() == read


@pytest.mark.parametrize("text", ["clamd", "unix:relative", "tcp:host", "tcp::3310", "tcp:host:port", "http://host:1"])
def test_an_address_that_cannot_be_meant_does_not_start_the_portal(monkeypatch, text):
    monkeypatch.setenv("CLAMAV", text)
    with pytest.raises(UnsafeSetting, match="CLAMAV"):
        files.scanner()
