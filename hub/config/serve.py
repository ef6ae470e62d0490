"""The web server and the background worker, as children of one process that stops both together."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import Final

HOST = "127.0.0.1"
GRACE = 15
"""Seconds that the children get to finish what they are doing."""
CLOSED: Final = 0o077
"""What the portal writes is for its own user only."""
GUNICORN = (
    "--worker-class",
    "gthread",
    "--workers",
    "2",
    "--threads",
    "4",
    "--graceful-timeout",
    "5",
    "--log-level",
    "warning",
    # nginx is the only neighbour: nobody else's word on the scheme is taken.
    "--forwarded-allow-ips",
    HOST,
    "--limit-request-line",
    "4094",
    "--limit-request-fields",
    "60",
    "--limit-request-field_size",
    "8190",
    # A process that grows is replaced; the second number keeps the two from going at once.
    "--max-requests",
    "5000",
    "--max-requests-jitter",
    "500",
)


def run(argv: Sequence[str], before: Sequence[str] = ()) -> int:
    """Serve until a signal comes (status 0) or a child ends by itself (1); `before` is said after the address."""
    parser = argparse.ArgumentParser(prog="hub serve")
    parser.add_argument("--port", type=int, default=os.environ.get("PORT", "8000"))
    port = parser.parse_args(argv).port
    os.umask(CLOSED)
    _refuse_if_unsafe()
    if not _free(port):
        sys.stderr.write(f"Port {port} is taken by another program. Choose another one: PORT={port + 1}\n")
        return 1
    os.environ["PORT"] = str(port)
    sys.stdout.write("\n".join([f"Astana Hub Portal: http://{HOST}:{port}/", *before, "Ctrl+C stops it."]) + "\n")
    sys.stdout.flush()
    return _together(
        [sys.executable, "-m", "gunicorn", "--bind", f"{HOST}:{port}", *GUNICORN, "hub.config.wsgi"],
        [sys.executable, "-c", "from hub.config.cli import run; raise SystemExit(run(['worker']))"],
    )


def _refuse_if_unsafe() -> None:
    """In production nothing is served with unsafe settings; raises UnsafeSetting with what to do."""
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections

    if settings.PRODUCTION:
        from hub.config.checks import refuse_if_unsafe

        refuse_if_unsafe()
        connections.close_all()


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _together(*commands: Sequence[str]) -> int:
    """Run the commands side by side; the first to end, or a signal, ends them all."""
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    children = [subprocess.Popen(command) for command in commands]  # noqa: S603  our own interpreter and modules
    while not asked.wait(0.5) and all(child.poll() is None for child in children):
        pass
    _stop(children)
    return 0 if asked.is_set() else 1


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(GRACE)
        except subprocess.TimeoutExpired:
            child.kill()
