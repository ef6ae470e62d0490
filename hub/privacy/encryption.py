"""Values sealed at rest: AES-256-GCM, each bound to its place, so that a moved or changed value is noticed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import unicodedata
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from hub.privacy import keys

NONCE_BYTES = 12


class Broken(RuntimeError):
    """A sealed value is not what was put in this place: changed, moved, or its key is missing."""


def ring() -> keys.Ring:
    return keys.ring(Path(settings.FIELD_KEYS_FOLDER))


def seal(plain: bytes, bound: str) -> str:
    """`<key id>.<base64url of nonce and ciphertext>`; it opens only with the same `bound` (table:row:field)."""
    known = ring()
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(known.keys[known.current]).encrypt(nonce, plain, _place(known.current, bound))
    return f"{known.current}.{base64.urlsafe_b64encode(nonce + sealed).decode()}"


def unseal(token: str, bound: str) -> bytes:
    """What was sealed under the same `bound`. Raises Broken."""
    key_id, _dot, body = token.partition(".")
    key = _key(key_id)
    try:
        raw = base64.urlsafe_b64decode(body.encode())
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _place(key_id, bound))
    except (InvalidTag, binascii.Error, ValueError):
        raise Broken(f"The value of {bound} is not what was sealed there (key {key_id}).") from None


def key_of(token: str) -> str:
    """The id of the key under which a token is sealed."""
    return token.partition(".")[0]


def blind_index(value: str, purpose: str) -> str:
    """A keyed fingerprint by which equal values are found without reading them: HMAC-SHA-256, hex.

    Case, spaces at the ends and the writing of letters in Unicode do not matter; `purpose` keeps fields apart.
    """
    folded = unicodedata.normalize("NFKC", value).strip().casefold()
    return hmac.new(ring().index, f"{purpose}\0{folded}".encode(), hashlib.sha256).hexdigest()


def _key(key_id: str) -> bytes:
    """The key of an id; the folder is read again once, because another process may have added it."""
    if key_id not in ring().keys:
        keys.forget()
    try:
        return ring().keys[key_id]
    except KeyError:
        raise Broken(f"There is no key {key_id[:20]!r}.") from None


def _place(key_id: str, bound: str) -> bytes:
    return f"{key_id}\0{bound}".encode()
