"""What the surroundings say: folders, addresses and secrets, read once and checked."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

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


def database(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///path` or `postgres://user:password@host:port/name`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": parts.path[1:] or ":memory:",
            # Writers queue instead of failing: WAL, and the write lock taken when a transaction begins.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path[1:],
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or "") or dict(parse_qsl(parts.query)).get("host", ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": True},
        }
    raise UnsafeSetting(f"DATABASE_URL begins with {parts.scheme!r}; use sqlite:/// or postgres://")
