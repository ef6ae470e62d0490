"""Serving: two children of one parent that end together, and the worker that survives a bad round."""

import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from urllib.request import urlopen

import pytest

from hub.config import serve, worker
from hub.config.env import ROOT

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def _signals():
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("_signals")
def test_when_one_child_ends_the_other_is_stopped():
    began = time.monotonic()
    assert serve._together([sys.executable, "-c", ""], SLEEP) == 1
    assert time.monotonic() - began < 30


@pytest.mark.usefixtures("_signals")
def test_a_signal_stops_both_and_is_no_failure():
    threading.Timer(1, os.kill, (os.getpid(), signal.SIGTERM)).start()
    assert serve._together(SLEEP, SLEEP) == 0


def test_a_port_in_use_is_said_so(port, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        assert serve.run(["--port", str(port)]) == 1
    assert f"PORT={port + 1}" in capsys.readouterr().err


def test_the_portal_is_prepared_answers_and_stops(tmp_path, port):
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "HUB_MODE")}
    environment = kept | {"HUB_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "hub.config.settings", "PORT": str(port)}
    command = [sys.executable, "-c", "from hub.config.cli import main; main()"]
    subprocess.run([*command, "prepare"], cwd=ROOT, env=environment, check=True, capture_output=True)
    with subprocess.Popen(
        [*command, "serve"], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as portal:
        try:
            assert f"http://127.0.0.1:{port}/" in portal.stdout.readline()
            assert b"ok" in _answer(f"http://127.0.0.1:{port}/healthz")
        finally:
            portal.terminate()
        assert portal.wait(30) == 0
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def _answer(url):
    for _ in range(120):
        try:
            return urlopen(url, timeout=5).read()  # noqa: S310
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{url} does not answer")


def test_the_worker_survives_a_round_that_fails(monkeypatch, caplog):
    stop, rounds = threading.Event(), []

    def send_due(now):
        rounds.append(now)
        if len(rounds) == 1:
            raise RuntimeError("the mail server is away")
        stop.set()

    monkeypatch.setattr(worker, "JOBS", (worker.Job("letters", 0, send_due),))
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "PAUSE", 0)
    with caplog.at_level(logging.ERROR):
        worker.work(stop)
    assert len(rounds) == 2
    assert "will be tried again" in caplog.text
