"""The technopark's own seal: PAdES signatures on PDFs, and a strict check of them. Nothing here goes to the network.

A sealed PDF is trusted whole or not at all: a byte changed, a byte added, a form filled after the seal,
all of these break it.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal, Self

from asn1crypto import cms  # type: ignore[import-untyped]
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from asn1crypto.core import Void  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation import EmbeddedPdfSignature, PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

# Their words about a bad file are told by the verdict.
for library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(library).addHandler(logging.NullHandler())

KEY_FILE: Final = "seal.key.pem"
CHAIN_FILE: Final = "seal.chain.pem"
TRACES: Final = (b"/ByteRange", b"/ETSI.CAdES.detached")
ROOM: Final = 2048  # bytes of a signature beside its certificates
TIMESTAMP_ROOM: Final = 12288
NO_TIME: Final = datetime(1970, 1, 1, tzinfo=UTC)

State = Literal["valid", "untrusted", "changed", "unsigned", "unreadable"]


class SealError(ValueError):
    """The key cannot be used, or the document cannot be sealed; the message says what to do."""


@dataclass(frozen=True)
class SealKey:
    """The seal's private key (EC P-256) and its certificates, the seal's own first."""

    private_key: ec.EllipticCurvePrivateKey
    chain: tuple[x509.Certificate, ...]

    def __post_init__(self) -> None:
        if not self.chain or self.certificate.public_key() != self.private_key.public_key():
            raise SealError(f"the first certificate in {CHAIN_FILE} does not belong to the key in {KEY_FILE}")
        if not isinstance(self.private_key.curve, ec.SECP256R1):
            raise SealError("the seal needs an EC key on the curve P-256")

    @classmethod
    def load(cls, folder: Path, password: bytes | None = None) -> Self:
        """Read the key (PKCS#8 PEM) and the chain (PEM) from `folder`. Raises SealError when they are unfit."""
        try:
            key = serialization.load_pem_private_key((folder / KEY_FILE).read_bytes(), password)
            chain = x509.load_pem_x509_certificates((folder / CHAIN_FILE).read_bytes())
        except (OSError, ValueError, TypeError) as error:
            raise SealError(f"the seal in {folder} cannot be read: {error}") from error
        if not isinstance(key, ec.EllipticCurvePrivateKey):
            raise SealError("the seal needs an EC key on the curve P-256")
        return cls(key, tuple(chain))

    @property
    def certificate(self) -> x509.Certificate:
        return self.chain[0]

    @property
    def certificate_pem(self) -> bytes:
        """The seal's own certificate: keep it among the trusted ones as long as its papers live."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def certificate_sha256(self) -> str:
        return self.certificate.fingerprint(hashes.SHA256()).hex()


@dataclass(frozen=True)
class SealVerdict:
    """What a PDF's seal is worth.

    valid: sealed by a trusted key, not a byte differs. untrusted: whole, but by a key that we do not know.
    changed: the file is not what was sealed. unsigned: a PDF without a seal. unreadable: not a PDF.
    Who and when are told only of a whole file; `certificate_sha256` is hexadecimal.
    """

    state: State
    signer: str = ""
    signed_at: datetime | None = None
    covers_whole: bool = False
    certificate_sha256: str = ""


# Sealing


def seal(pdf: bytes, key: SealKey, *, reason: str, at: datetime, timestamper: TimeStamper | None = None) -> bytes:
    """Return `pdf` with an invisible PAdES B-B signature that claims the moment `at`; B-T with a timestamper.

    The metadata of the archival PDF stay as they are. Raises SealError when the certificate is not valid at `at`
    or the PDF cannot be read.
    """
    if not key.certificate.not_valid_before_utc <= at <= key.certificate.not_valid_after_utc:
        raise SealError(f"the seal's certificate is not valid on {at:%d.%m.%Y}: put a new key and chain in its folder")
    try:
        update = _Update(BytesIO(pdf))
    except Exception as error:
        raise SealError(f"this PDF cannot be sealed: {error}") from error
    field = f"Seal{len(update.prev.embedded_signatures) + 1}"
    metadata = PdfSignatureMetadata(
        field_name=field, reason=reason, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    signer = _PdfSignerAt(metadata, _signer(key), timestamper=timestamper)
    signer.moment = at
    # Half a byte is a hexadecimal digit; a fixed room spares a trial signature.
    size = ROOM + sum(map(len, _ders(key))) + (TIMESTAMP_ROOM if timestamper else 0)
    out = BytesIO()
    signer.sign_pdf(update, bytes_reserved=2 * size, output=out)
    return out.getvalue()


class _Update(IncrementalPdfFileWriter):
    """An update that leaves the document's own metadata alone: a seal is no new edition of the text."""

    def _update_meta(self) -> None:
        pass


class _PdfSignerAt(PdfSigner):
    """Signs at a given moment rather than at the machine's time."""

    moment: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


def _ders(key: SealKey) -> list[bytes]:
    return [certificate.public_bytes(serialization.Encoding.DER) for certificate in key.chain]


def _signer(key: SealKey) -> SimpleSigner:
    certificates = [asn1_x509.Certificate.load(der) for der in _ders(key)]
    secret = key.private_key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return SimpleSigner(
        signing_cert=certificates[0],
        signing_key=asn1_keys.PrivateKeyInfo.load(secret),
        cert_registry=SimpleCertificateStore.from_certs(certificates[1:]),  # type: ignore[no-untyped-call]
        embed_roots=False,
    )


# Checking


def check_seal(pdf: bytes, trusted: Iterable[bytes | Path]) -> SealVerdict:
    """Judge the seal of `pdf`.

    `trusted`: certificates (PEM or DER, or files of them) of our seals, past and present, or of an authority
    that issues nothing but seals; that of a timestamp authority beside them.
    Of several signatures each must be whole, and the last must cover the whole file: it speaks for the paper.
    Certificates are judged on the moment of signing, so that a paper outlives its seal's certificate.
    Raises SealError only when a trusted certificate cannot be read.
    """
    marked = any(trace in pdf for trace in TRACES)
    anchors = [certificate for source in trusted for certificate in _certificates(source)]
    try:
        signatures = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
        if signatures:
            return _verdict(pdf, signatures, anchors)
    except Exception:  # noqa: BLE001  a damaged or hostile file may break the parser in any way
        return SealVerdict("changed" if marked else "unreadable")
    return SealVerdict("changed" if marked else "unsigned")


def _certificates(source: bytes | Path) -> list[asn1_x509.Certificate]:
    try:
        content = source.read_bytes() if isinstance(source, Path) else source
        is_pem = content.lstrip().startswith(b"-----BEGIN")
        found = x509.load_pem_x509_certificates(content) if is_pem else [x509.load_der_x509_certificate(content)]
    except (OSError, ValueError) as error:
        raise SealError(f"a trusted certificate cannot be read: give PEM or DER ({error})") from error
    return [asn1_x509.Certificate.load(one.public_bytes(serialization.Encoding.DER)) for one in found]


def _verdict(pdf: bytes, signatures: list[EmbeddedPdfSignature], anchors: list[asn1_x509.Certificate]) -> SealVerdict:
    last = next((signature for signature in signatures if _covers_whole(pdf, signature)), None)
    if last is None:
        return SealVerdict("changed")
    statuses = {id(signature): _status(signature, anchors) for signature in signatures}
    status, certificate = statuses[id(last)], last.signer_cert
    if not all(map(_is_whole, statuses.values())) or (status.trusted and not _is_as_we_write(last)):
        return SealVerdict("changed", covers_whole=True)
    signed_at = _signed_at(last, status)
    within = certificate.not_valid_before <= signed_at <= certificate.not_valid_after
    return SealVerdict(
        "valid" if status.trusted and within else "untrusted",
        signer=_owner(certificate),
        signed_at=signed_at if signed_at > NO_TIME else None,
        covers_whole=True,
        certificate_sha256=certificate.sha256.hex(),
    )


def _owner(certificate: asn1_x509.Certificate) -> str:
    names = certificate.subject.native
    return str(names.get("organization_name") or names.get("common_name") or certificate.subject.human_friendly)


def _covers_whole(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Everything is signed but the signature itself, whose place holds its digits and nothing else."""
    start, length, resume, rest = (int(number) for number in signature.byte_range)
    gap = pdf[length:resume]
    written = signature.pkcs7_content.hex().encode()
    in_place = start == 0 and length < resume and resume + rest == len(pdf)
    return in_place and gap in (b"<" + written + b">", b"<" + written.upper() + b">")


def _is_as_we_write(last: EmbeddedPdfSignature) -> bool:
    """Our envelope around the protected parts has one form only, and zeros fill the room left: nothing hides there.

    A timestamp's own envelope is its authority's affair.
    """
    info = last.signer_info
    digest = {"algorithm": "sha256"}
    owner = {"issuer": last.signer_cert.issuer, "serial_number": last.signer_cert.serial_number}
    kept = ("signed_attrs", "signature_algorithm", "signature", "unsigned_attrs")
    signer = {name: info[name] for name in kept if not isinstance(info[name], Void)}
    sid = cms.SignerIdentifier("issuer_and_serial_number", cms.IssuerAndSerialNumber(owner))
    signed = {
        "version": "v1",
        "digest_algorithms": [digest],
        "encap_content_info": {"content_type": "data"},
        "certificates": last.signed_data["certificates"],
        "signer_infos": [{"version": "v1", "sid": sid, "digest_algorithm": digest, **signer}],
    }
    envelope: bytes = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)}).dump()
    return bool(last.pkcs7_content == envelope.ljust(len(last.pkcs7_content), b"\0"))


def _status(signature: EmbeddedPdfSignature, anchors: list[asn1_x509.Certificate]) -> PdfSignatureStatus:
    moment = _claimed(signature)
    context = ValidationContext(
        trust_roots=anchors, allow_fetching=False, moment=moment, best_signature_time=moment, other_certs=[]
    )
    return validate_pdf_signature(signature, context, skip_diff=True)


def _is_whole(status: PdfSignatureStatus) -> bool:
    stamp = status.timestamp_validity
    return bool(status.intact and status.valid and (stamp is None or (stamp.intact and stamp.valid)))


def _claimed(signature: EmbeddedPdfSignature) -> datetime:
    """The moment that the signer claims; without one it is 1970, when nobody's certificate was valid."""
    moment = signature.self_reported_timestamp or NO_TIME
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)


def _signed_at(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> datetime:
    """The moment of a trusted timestamp if there is one, else the claimed one."""
    stamp = status.timestamp_validity
    return stamp.timestamp.astimezone(UTC) if stamp is not None and stamp.trusted else _claimed(signature)
