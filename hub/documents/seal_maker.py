"""A seal of our own making, for the demonstration and the tests: an authority, one certificate from it, both forgotten.

In production bring the key and chain of a real authority.
"""

import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hub.documents.seal import CHAIN_FILE, KEY_FILE

CA_FILE: Final = "seal.ca.pem"
COMMON_NAME_LIMIT: Final = 64  # bytes; the full name is the certificate's organisation


def make_seal_key(
    folder: Path, *, organisation: str, on: datetime, years: int = 3, password: bytes | None = None
) -> None:
    """Make a small authority and one seal certificate from it, valid for `years` from `on`; its key is forgotten.

    Writes the key and both certificates to `folder`, readable by their owner only. Raises FileExistsError
    rather than overwrite a key.
    """
    ca_key, seal_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority, owner = _name(f"CA · {organisation}"), _name(organisation)
    until = on + timedelta(days=round(365.25 * years))
    ca = _certificate(authority, authority, ca_key, ca_key, (on, until), is_ca=True)
    leaf = _certificate(owner, authority, seal_key, ca_key, (on, until), is_ca=False)
    cipher = serialization.BestAvailableEncryption(password) if password else serialization.NoEncryption()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    pem = serialization.Encoding.PEM
    _write(folder / KEY_FILE, seal_key.private_bytes(pem, serialization.PrivateFormat.PKCS8, cipher))
    _write(folder / CHAIN_FILE, leaf.public_bytes(pem) + ca.public_bytes(pem))
    _write(folder / CA_FILE, ca.public_bytes(pem))


def _name(organisation: str) -> x509.Name:
    short = organisation.encode()[:COMMON_NAME_LIMIT].decode(errors="ignore").strip()
    names = {NameOID.ORGANIZATION_NAME: organisation, NameOID.COMMON_NAME: short}
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in names.items()])


def _certificate(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    validity: tuple[datetime, datetime],
    *,
    is_ca: bool,
) -> x509.Certificate:
    """Sign a certificate: an authority's signs certificates, a seal's signs documents and cannot be denied."""
    usage = x509.KeyUsage(
        digital_signature=not is_ca,
        content_commitment=not is_ca,
        key_cert_sign=is_ca,
        crl_sign=is_ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    issuer_id = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key())
    return (
        x509.CertificateBuilder(subject_name=subject, issuer_name=issuer, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(validity[0])
        .not_valid_after(validity[1])
        .add_extension(x509.BasicConstraints(ca=is_ca, path_length=0 if is_ca else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer_id, critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _write(path: Path, content: bytes) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
