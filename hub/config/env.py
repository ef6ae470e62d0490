"""What the surroundings say: folders, addresses and secrets, read once and checked."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from hub.privacy import keys

ROOT = Path(__file__).resolve().parents[2]


class UnsafeSetting(RuntimeError):
    """A setting with which the portal must not start."""


def folder(name: str, default: Path) -> Path:
    path = Path(os.environ.get(name, default))
    path.mkdir(parents=True, exist_ok=True)
    return path


def secret(name: str, keep_in: Path, *, production: bool) -> str:
    """The secret called `name`: from the environment; outside production one is made once and kept in a file."""
    if value := os.environ.get(name):
        return value
    if production:
        raise UnsafeSetting(f"Set {name}: in production a secret is given, never made up.")
    kept = keep_in / name.lower()
    if not kept.exists():
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48))
    return kept.read_text()


def field_keys(name: str, default: Path, *, production: bool) -> Path:
    """The folder with the keys of encrypted fields; outside production a first key is made."""
    path = Path(os.environ.get(name, default))
    if not production:
        keys.ensure(path)
    try:
        keys.ring(path)
    except (keys.NoKeys, keys.OpenToOthers) as fault:
        raise UnsafeSetting(f"{name}: {fault}")
    return path


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] or ":memory:",
            # Writers queue instead of failing: WAL, and the write lock taken when a transaction begins.
            # REPLACE fires the triggers of the rows that it removes, so that none slips past hub/audit/guard.py.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        asked = dict(parse_qsl(parts.query))
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or asked.get("host", ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": True} | {name: asked[name] for name in ("sslmode", "sslrootcert") if name in asked},
        }
    raise UnsafeSetting(f"DATABASE_URL begins with {parts.scheme!r}; use sqlite:/// or postgres://")


def identity_provider(issuer: str) -> dict[str, Any]:
    """The state identity provider for allauth, with PKCE; refuses to start without its client's name and secret."""
    missing = [name for name in ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET") if not os.environ.get(name)]
    if missing:
        raise UnsafeSetting(f"OIDC_ISSUER is set, but {' and '.join(missing)} are not.")
    app = {
        "provider_id": "state",
        "name": os.environ.get("OIDC_NAME", "eGov"),
        "client_id": os.environ["OIDC_CLIENT_ID"],
        "secret": os.environ["OIDC_CLIENT_SECRET"],
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def origin(address: str) -> str:
    """Scheme and host of an address, as a policy for browsers names them."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
