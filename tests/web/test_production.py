"""The portal as production sets it: HTTPS only, cookies bound to the host, the policy at its strictest."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from hub.config.env import ROOT

ASK = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "hub.config.settings"
import django
django.setup()
from hub.config.prepare import prepare
prepare()
from django.templatetags.static import static
from django.test import Client
host = {"HTTP_HOST": "portal.example.kz", "REMOTE_ADDR": "127.0.0.1"}
plain = Client().get("/en/how/", **host)
told = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}
page = Client().get("/en/account/login/", **host, **told)
demo = Client().get("/en/demo/", **host, **told)
look = Client().get(static("portal/portal.css"), **host, **told)
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location", "")],
    "page": dict(page.headers), "status": page.status_code,
    "cookies": {name: [one["secure"], one["httponly"], one["samesite"], one["path"], one["domain"]]
                for name, one in page.cookies.items()},
    "demo": demo.status_code, "look": [look.status_code, look.headers["Cache-Control"]],
    "modes": [oct(os.stat(os.environ["HUB_VAR"] + "/p.sqlite3").st_mode & 0o777)],
}))
"""


@pytest.fixture(scope="module")
def portal(tmp_path_factory):
    folder = tmp_path_factory.mktemp("production")
    base = {"HUB_VAR": str(folder), "DATABASE_URL": f"sqlite:///{folder}/p.sqlite3"}
    kept = {name: value for name, value in os.environ.items() if name not in ("TEST_DATABASE_URL", "HUB_MODE")}
    made = [sys.executable, "-c", "import hub.config.settings"]  # the demonstration makes the keys
    subprocess.run(made, cwd=ROOT, env=kept | base | {"HUB_MODE": "demo"}, check=True)
    given = kept | base | {
        "HUB_MODE": "production", "SECRET_KEY": "k7Jq2mZ4vXc9Lr1TfWb8Yn3HsDp6GaQe5UiOo0KtRxMzVyNlBw",
        "ALLOWED_HOSTS": "portal.example.kz", "PUBLIC_URL": "https://portal.example.kz",
        "FIELD_KEYS_FOLDER": str(folder / "keys"), "TRUSTED_PROXY_COUNT": "1",
    }  # fmt: skip
    done = subprocess.run([sys.executable, "-c", ASK], cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


def test_plain_http_is_moved_to_https(portal):
    assert portal["plain"] == [301, "https://portal.example.kz/en/how/"]


def test_the_browser_is_told_to_stay_with_https(portal):
    assert portal["status"] == 200
    assert portal["page"]["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert "upgrade-insecure-requests" in portal["page"]["Content-Security-Policy"]


def test_cookies_are_bound_to_the_host(portal):
    assert portal["cookies"]
    for name, (secure, _httponly, samesite, path, domain) in portal["cookies"].items():
        assert name.startswith("__Host-")
        assert secure
        assert samesite in ("Lax", "Strict")
        assert path == "/"
        assert not domain


def test_the_demonstration_is_not_there(portal):
    assert portal["demo"] == 404


def test_the_look_never_changes_under_its_name(portal):
    status, kept = portal["look"]
    assert status == 200
    assert "immutable" in kept
    assert "max-age=315360000" in kept


def test_the_database_is_for_the_portal_only(portal):
    assert portal["modes"] == ["0o600"]
