"""Each unsafe setting is found, with words what to do; a safe production passes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.checks import Error
from django.core.checks import Warning as Caution

from hub.accounts.models import User
from hub.config import checks
from hub.config.env import ROOT, database
from hub.demo.people import ACCOUNTS
from hub.documents import keys

SAFE = {
    "DEMO": False,
    "PRODUCTION": True,
    "SECRET_KEY": "k7Jq2mZ4vXc9Lr1TfWb8Yn3HsDp6GaQe5UiOo0KtRxMzVyNlBw",
    "ALLOWED_HOSTS": ["portal.example.kz"],
    "PUBLIC_URL": "https://portal.example.kz",
    "ALLAUTH_TRUSTED_PROXY_COUNT": 1,
    "SECURE_HSTS_SECONDS": 63072000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_SSL_REDIRECT": True,
    "EMAIL_HOST": "smtp.example.kz",
    "EMAIL_USE_TLS": True,
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "CACHES": {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}},
    "LIMITS": {"act": "120/h", "letter": "30/d"},
    "PASSWORD_HASHERS": ["django.contrib.auth.hashers.PBKDF2PasswordHasher"],
    "CLAMAV": "unix:/run/clamd",
    "DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "hub", "HOST": "", "OPTIONS": {}}},
}
INLINE = {"default-src": ["'none'"], "script-src": ["'unsafe-inline'"]}
NOW = datetime(2026, 5, 18, 10, tzinfo=UTC)


@pytest.fixture
def production(monkeypatch, tmp_path):
    """Settings as a production has them, with a seal and keys of its own; only the checks see them."""
    for name in ("seal", "keys", "audit", "var/files", "var/static"):
        (tmp_path / name).mkdir(mode=0o700, parents=True)
    made = SimpleNamespace(**{name: getattr(settings, name) for name in dir(settings) if name.isupper()})
    monkeypatch.setattr(checks, "settings", made)
    monkeypatch.setattr(keys, "settings", made)
    made.SEAL_FOLDER, made.DEMO = tmp_path / "seal", True
    keys.seal_key()  # the demonstration makes one
    vars(made).update(SAFE)
    made.VAR, made.STATIC_ROOT = tmp_path / "var", tmp_path / "var/static"
    made.FIELD_KEYS_FOLDER, made.AUDIT_KEY_FOLDER = tmp_path / "keys", tmp_path / "audit"
    made.INSTALLED_APPS = [one for one in made.INSTALLED_APPS if one != "hub.demo"]
    return made


def found(only: type = Error) -> set[str]:
    every = [one for check in checks.OF_SETTINGS for one in check()]
    assert all(one.hint for one in every), "each finding says what to do"
    return {str(one.id) for one in every if isinstance(one, only)}


def test_a_safe_production_has_nothing_to_mend(production):
    assert found() == set()


BROKEN = [
    ("hub.E01", "DEMO", True),
    ("hub.E02", "DEBUG", True),
    ("hub.E03", "INSTALLED_APPS", ["hub.demo"]),
    ("hub.E04", "SECRET_KEY", "short"),
    ("hub.E05", "ALLOWED_HOSTS", ["*"]),
    ("hub.E05", "ALLOWED_HOSTS", [".example.kz", "portal.example.kz"]),
    ("hub.E06", "PUBLIC_URL", "http://portal.example.kz"),
    ("hub.E07", "PUBLIC_URL", "https://elsewhere.example.kz"),
    ("hub.E08", "ALLAUTH_TRUSTED_PROXY_COUNT", 0),
    ("hub.E09", "SECURE_HSTS_SECONDS", 3600),
    ("hub.E09", "SECURE_HSTS_INCLUDE_SUBDOMAINS", False),
    ("hub.E10", "EMAIL_USE_TLS", False),
    ("hub.E11", "SESSION_COOKIE_NAME", "sessionid"),
    ("hub.E11", "SESSION_COOKIE_SECURE", False),
    ("hub.E11", "CSRF_COOKIE_PATH", "/portal"),
    ("hub.E11", "SESSION_COOKIE_DOMAIN", "example.kz"),
    ("hub.E11", "SESSION_COOKIE_SAMESITE", "None"),
    ("hub.E11", "SESSION_COOKIE_HTTPONLY", False),
    ("hub.E12", "CONTENT_SECURITY_POLICY", None),
    (
        "hub.E12",
        "CONTENT_SECURITY_POLICY",
        {"DIRECTIVES": INLINE},
    ),
    ("hub.E12", "CONTENT_SECURITY_POLICY", {"DIRECTIVES": {"default-src": ["*"]}}),
    ("hub.E13", "LIMITS", {"act": ""}),
    ("hub.E13", "LIMITS", {"act": "many"}),
    ("hub.E13", "LIMITS", {"act": "0/h"}),
    ("hub.E14", "CACHES", {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}),
    ("hub.E15", "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"]),
]


@pytest.mark.parametrize(("fault", "setting", "value"), BROKEN, ids=[f"{one[1]}-{n}" for n, one in enumerate(BROKEN)])
def test_an_unsafe_setting_is_found(production, fault, setting, value):
    setattr(production, setting, value)
    assert fault in found()


def test_the_key_of_the_demonstration_is_known(production):
    (production.VAR / "secret_key").write_text(production.SECRET_KEY)
    assert "hub.E04" in found()


@pytest.mark.parametrize("setting", ["SEAL_FOLDER", "FIELD_KEYS_FOLDER", "AUDIT_KEY_FOLDER"])
def test_a_folder_of_keys_is_there_closed_and_apart(production, tmp_path, setting):
    folder = Path(getattr(production, setting))
    folder.chmod(0o755)
    assert "hub.E17" in found()
    folder.chmod(0o700)
    (folder / "one.pem").touch(mode=0o644)
    assert "hub.E17" in found()
    setattr(production, setting, tmp_path / "nowhere")
    assert "hub.E16" in found()
    served = production.STATIC_ROOT / "keys"
    served.mkdir(mode=0o700)
    setattr(production, setting, served)
    assert "hub.E18" in found()
    beside = production.VAR / "keys"
    beside.mkdir(mode=0o700)
    setattr(production, setting, beside)
    assert "hub.W03" in found(Caution)


def test_a_seal_is_there_and_valid(production, tmp_path):
    certificate = keys.seal_key().certificate
    ends = certificate.not_valid_after_utc
    assert not list(checks._seal(NOW))
    assert [one.id for one in checks._seal(ends + timedelta(days=1))] == ["hub.E19"]
    assert [one.id for one in checks._seal(ends - timedelta(days=1))] == ["hub.W04"]
    (tmp_path / "none").mkdir(mode=0o700)
    production.SEAL_FOLDER = tmp_path / "none"
    assert "hub.E19" in found()


def test_a_database_that_others_can_read_is_found(production, tmp_path):
    place = tmp_path / "portal.sqlite3"
    place.touch(mode=0o644)
    production.DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": place, "OPTIONS": {}}}
    assert "hub.E20" in found()
    place.chmod(0o600)
    assert "hub.E20" not in found()


@pytest.mark.parametrize(
    ("host", "sslmode", "open_"),
    [
        ("db.example.kz", "", True),
        ("db.example.kz", "verify-full", False),
        ("127.0.0.1", "", False),
        ("/run", "", False),
    ],
)
def test_a_database_over_the_open_network_is_said(production, host, sslmode, open_):
    given = {"HOST": host, "OPTIONS": {"sslmode": sslmode} if sslmode else {}}
    production.DATABASES = {"default": SAFE["DATABASES"]["default"] | given}
    assert ("hub.W06" in found(Caution)) is open_


def test_the_address_of_the_database_asks_for_tls():
    asked = database("postgres://hub:p%40ss@db.example.kz/hub?sslmode=verify-full&sslrootcert=/etc/ca.pem&other=1")
    assert asked["PASSWORD"] == "p@ss"
    assert asked["OPTIONS"] == {"pool": True, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}


def test_uploads_without_a_scanner_are_said(production):
    production.CLAMAV = None
    assert "hub.W05" in found(Caution)


@pytest.mark.django_db
def test_the_accounts_that_everybody_knows_are_found():
    assert not list(checks.demo_people())
    User.objects.create(email=ACCOUNTS[0].email, full_name="Адам", password=make_password(None))
    assert [one.id for one in checks.demo_people()] == ["hub.E21"]


def hub(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    program = [sys.executable, "-c", "from hub.config.cli import main; main()", *command]
    given = kept | {"HUB_VAR": str(folder), "HUB_MODE": "production"} | environment
    return subprocess.run(program, check=False, cwd=ROOT, env=given, capture_output=True, text=True, timeout=60)


def test_an_unsafe_production_does_not_serve(tmp_path):
    """The whole program: `hub serve` ends with words what to do and opens no port."""
    first = hub(tmp_path, "term", "2026-05-08", "5", HUB_MODE="demo")
    assert first.returncode == 0
    assert "Set SECRET_KEY" in hub(tmp_path, "serve").stderr
    (tmp_path / "keys").exists() or hub(tmp_path, "check", HUB_MODE="demo")
    done = hub(tmp_path, "serve", SECRET_KEY="short", FIELD_KEYS_FOLDER=str(tmp_path / "keys"))
    assert done.returncode == 1
    assert "The portal does not start" in done.stderr
    assert "hub.E04" in done.stderr
    assert "Traceback" not in done.stderr
    asked = hub(tmp_path, "check", "--deploy", SECRET_KEY="short", FIELD_KEYS_FOLDER=str(tmp_path / "keys"))
    assert asked.returncode == 1
    assert "to mend before the portal may serve" in asked.stdout
    door = [sys.executable, "-c", "import hub.config.wsgi"]
    environment = os.environ | {
        "HUB_VAR": str(tmp_path), "HUB_MODE": "production", "SECRET_KEY": "short", "DATABASE_URL": "sqlite:///",
        "DJANGO_SETTINGS_MODULE": "hub.config.settings",
    }  # fmt: skip
    bare = subprocess.run(door, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert bare.returncode != 0
    assert "The portal does not start" in bare.stderr
