"""The key that signs the heads of the chain: Ed25519, in a folder outside the database.

The folder holds `head.pem`, the key in use, and `public.txt`: the public keys in the order of their use, a line each,
which whoever verifies the chain keeps elsewhere.
"""

import hashlib
import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

KEY_FILE = "head.pem"
PUBLIC_FILE = "public.txt"
OTHERS = 0o077


class KeyProblem(RuntimeError):
    """The key cannot be used; the message says why and what to do."""


def public_keys() -> list[bytes]:
    """The public keys (32 bytes each) in the order of their use; the last one is in use."""
    listed = _folder() / PUBLIC_FILE
    return [bytes.fromhex(line) for line in listed.read_text().split()] if listed.exists() else []


def key_id(public: bytes) -> str:
    """How a head names its key: the first 16 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:16]


def public_key(named: str) -> Ed25519PublicKey | None:
    """The known key of this id."""
    return next((Ed25519PublicKey.from_public_bytes(raw) for raw in public_keys() if key_id(raw) == named), None)


def signing_key() -> Ed25519PrivateKey:
    """The key in use; the demonstration makes its own. Raises KeyProblem."""
    path = _folder() / KEY_FILE
    if settings.DEMO and not path.exists():
        new_key()
    if not path.exists():
        raise KeyProblem(f"There is no key in {path.parent}. Make one: hub audit key --new")
    if path.stat().st_mode & OTHERS:
        raise KeyProblem(f"{path} can be read by others. Set its mode to 0600.")
    key = load_pem_private_key(path.read_bytes(), None)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyProblem(f"{path} is not an Ed25519 key.")
    return key


def public_of(key: Ed25519PrivateKey) -> bytes:
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def new_key() -> bytes:
    """Make a key and use it from the next head on; its public part. The earlier key is gone: it can sign no more."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    listed = [*public_keys(), public_of(key)]
    _replace(folder / PUBLIC_FILE, "".join(f"{raw.hex()}\n" for raw in listed).encode())
    _replace(folder / KEY_FILE, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return public_of(key)


def _folder() -> Path:
    return Path(settings.AUDIT_KEY_FOLDER)


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole, readable by its owner only."""
    handle, fresh = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(fresh).replace(path)
