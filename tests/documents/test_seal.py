"""The seal: whole or nothing."""

import shutil
import stat
import subprocess
import warnings
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.sign.timestamps import DummyTimeStamper

from hub.documents import paper
from hub.documents.seal import CHAIN_FILE, KEY_FILE, SealError, SealKey, check_seal, seal
from hub.documents.seal_maker import CA_FILE, make_seal_key

NAME = "«Астана Хаб» халықаралық технологиялық паркі"
ON = datetime(2026, 1, 1, tzinfo=UTC)
AT = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)


def key_in(folder: Path, name: str = NAME, on: datetime = ON) -> SealKey:
    make_seal_key(folder, organisation=name, on=on)
    return SealKey.load(folder)


def blank(text: str = "") -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(200, 200))
    pdf.docinfo["/Title"] = text or "Blank"
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("seal")
    make_seal_key(folder, organisation=NAME, on=ON)
    return folder


@pytest.fixture(scope="module")
def key(folder) -> SealKey:
    return SealKey.load(folder)


@pytest.fixture(scope="module")
def ca(folder) -> bytes:
    return (folder / CA_FILE).read_bytes()


@pytest.fixture(scope="module")
def sealed(key) -> bytes:
    return seal(blank(), key, reason="Куәлік", at=AT)


# A key


def test_a_new_key_is_for_its_owner_only_and_is_never_overwritten(tmp_path):
    folder = tmp_path / "secret"
    make_seal_key(folder, organisation=NAME, on=ON, years=3)
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in (KEY_FILE, CHAIN_FILE, CA_FILE)} == {0o600}
    with pytest.raises(FileExistsError):
        make_seal_key(folder, organisation=NAME, on=ON)


def test_a_new_key_may_sign_and_not_deny_and_nothing_else(key):
    usage = key.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert (usage.digital_signature, usage.content_commitment, usage.key_cert_sign) == (True, True, False)
    assert isinstance(key.private_key.curve, ec.SECP256R1)
    assert key.certificate.not_valid_before_utc == ON
    assert key.certificate.not_valid_after_utc == ON + timedelta(days=1096)
    key.certificate.verify_directly_issued_by(key.chain[1])


def test_a_password_protects_the_key(tmp_path):
    make_seal_key(tmp_path, organisation=NAME, on=ON, password=b"correct horse")
    assert b"ENCRYPTED" in (tmp_path / KEY_FILE).read_bytes()
    assert SealKey.load(tmp_path, b"correct horse").chain
    for wrong in (None, b"battery"):
        with pytest.raises(SealError, match="cannot be read"):
            SealKey.load(tmp_path, wrong)


def test_unfit_keys_are_refused(tmp_path, folder):
    with pytest.raises(SealError, match="cannot be read"):
        SealKey.load(tmp_path)
    other = tmp_path / "other"
    make_seal_key(other, organisation="Other", on=ON)
    shutil.copy(folder / CHAIN_FILE, other / CHAIN_FILE)
    with pytest.raises(SealError, match="does not belong"):
        SealKey.load(other)


# Sealing


def test_a_sealed_paper_is_valid_by_its_authority_or_its_own_certificate(sealed, key, ca, folder):
    for trusted in (ca, key.certificate_pem, folder / CA_FILE):
        verdict = check_seal(sealed, [trusted])
        assert (verdict.state, verdict.signer, verdict.signed_at) == ("valid", NAME, AT)
        assert verdict.covers_whole
        assert verdict.certificate_sha256 == key.certificate_sha256


def test_a_seal_leaves_the_archival_paper_as_it_was(key, ca):
    data = {
        "letterhead": {"kk": NAME, "ru": NAME}, "number": "1", "date": "1", "addressee": [], "subject": "Хат",
        "paragraphs": ["Мәтін"], "signer": {"position": "", "name": ""}, "labels": {"number": "№", "date": "Күні"},
    }  # fmt: skip
    pdf = paper.render("letter", data, language="kk", made_at=AT)
    result = seal(pdf, key, reason="Хат", at=AT)
    assert result.startswith(pdf)
    assert check_seal(result, [ca]).state == "valid"
    with pikepdf.open(BytesIO(result)) as after, after.open_metadata() as about:
        assert (about["pdfaid:part"], about["dc:title"]) == ("2", "Хат")
        field = after.Root.AcroForm.Fields[0]
        assert field.V.SubFilter == "/ETSI.CAdES.detached"
        assert str(field.V.Reason) == "Хат"
        assert [float(side) for side in field.Rect] == [0, 0, 0, 0]


def test_a_seal_outside_its_certificate_is_refused(key):
    for at in (ON - timedelta(days=1), ON + timedelta(days=1097)):
        with pytest.raises(SealError, match=f"not valid on {at:%d.%m.%Y}"):
            seal(blank(), key, reason="", at=at)


@pytest.mark.parametrize("content", [b"", b"text", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_not_sealed(key, content):
    with pytest.raises(SealError, match="cannot be sealed"):
        seal(content, key, reason="", at=AT)


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="needs poppler-utils")
def test_another_program_agrees(sealed, tmp_path):
    path = tmp_path / "sealed.pdf"
    path.write_bytes(sealed)
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False).stdout.decode()
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    path.write_bytes(sealed.replace(b"/Reason", b"/Reasom", 1))
    said = subprocess.run(["pdfsig", "-nocert", path], capture_output=True, check=False).stdout.decode()
    assert "Signature is Valid." not in said


# Checking


def test_bytes_flipped_all_over_the_file_are_found(sealed, ca):
    assert check_seal(sealed, [ca]).state == "valid"
    for position in range(0, len(sealed), len(sealed) // 80):
        assert check_seal(flipped(sealed, position, 1), [ca]).state == "changed", position


@given(place=st.floats(0, 1, exclude_max=True), bit=st.sampled_from([1 << n for n in range(8)]))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_any_flipped_bit_is_found(sealed, ca, place, bit):
    assert check_seal(flipped(sealed, int(place * len(sealed)), bit), [ca]).state == "changed"


def test_a_flip_in_the_unsigned_envelope_is_found(sealed, ca):
    """The versions, algorithms and padding of a signature are not signed themselves."""
    start = sealed.index(b"/Contents") + len(b"/Contents <")
    end = sealed.index(b">", start)
    for position in [*range(start, start + 90, 2), *range(end - 9, end)]:
        digit = b"0" if sealed[position : position + 1] != b"0" else b"1"
        assert check_seal(sealed[:position] + digit + sealed[position + 1 :], [ca]).state == "changed", position


def flipped(content: bytes, position: int, bit: int) -> bytes:
    return content[:position] + bytes([content[position] ^ bit]) + content[position + 1 :]


@pytest.mark.parametrize("more", [b"\n", b"\0", b"%EOF", b"\n%%EOF\n"])
def test_bytes_added_at_either_end_are_found(sealed, ca, more):
    assert check_seal(sealed + more, [ca]).state == "changed"
    assert check_seal(more + sealed, [ca]).state == "changed"


def test_a_later_update_is_found(sealed, ca):
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    update = IncrementalPdfFileWriter(BytesIO(sealed))
    update.root["/Lang"] = update.root["/Type"]
    update.update_root()
    out = BytesIO()
    update.write(out)
    assert out.getvalue().startswith(sealed)
    assert check_seal(out.getvalue(), [ca]).state == "changed"


def test_cutting_is_found(sealed, ca):
    for length in (1, len(sealed) // 2, len(sealed) - 1):
        assert check_seal(sealed[:length], [ca]).state in {"changed", "unreadable"}


def test_another_key_is_not_ours_even_under_our_name(sealed, ca, tmp_path):
    stranger = key_in(tmp_path)
    verdict = check_seal(seal(blank(), stranger, reason="", at=AT), [ca])
    assert (verdict.state, verdict.signer, verdict.certificate_sha256) == (
        "untrusted",
        NAME,
        stranger.certificate_sha256,
    )
    assert check_seal(sealed, []).state == "untrusted"


def test_a_seal_dated_outside_its_certificate_is_untrusted(tmp_path):
    early = key_in(tmp_path / "a", on=datetime(2020, 1, 1, tzinfo=UTC))
    old = seal(blank(), early, reason="", at=datetime(2022, 12, 30, tzinfo=UTC))
    assert check_seal(old, [early.certificate_pem]).state == "valid"
    later = key_in(tmp_path / "b", on=datetime(2027, 1, 1, tzinfo=UTC))
    object.__setattr__(later, "chain", (WideCertificate(later.certificate), *later.chain[1:]))
    assert check_seal(seal(blank(), later, reason="", at=AT), [tmp_path / "b" / CA_FILE]).state == "untrusted"
    assert check_seal(seal(blank(), later, reason="", at=AT), [tmp_path / "b" / CHAIN_FILE]).state == "untrusted"


class WideCertificate:
    """A certificate whose dates the signing program does not look at."""

    not_valid_before_utc = datetime(2000, 1, 1, tzinfo=UTC)
    not_valid_after_utc = datetime(2100, 1, 1, tzinfo=UTC)

    def __init__(self, certificate: x509.Certificate) -> None:
        self.certificate = certificate

    def __getattr__(self, name: str):
        return getattr(self.certificate, name)


def test_the_last_of_several_seals_speaks(sealed, key, ca, tmp_path):
    stranger = key_in(tmp_path, "Басқа ұйым")
    again = seal(sealed, key, reason="", at=AT + timedelta(days=1))
    verdict = check_seal(again, [ca])
    assert (verdict.state, verdict.signed_at) == ("valid", AT + timedelta(days=1))
    ours_last = seal(seal(blank(), stranger, reason="", at=AT), key, reason="", at=AT)
    assert check_seal(ours_last, [ca]).state == "valid"
    theirs_last = seal(sealed, stranger, reason="", at=AT)
    assert (check_seal(theirs_last, [ca]).state, check_seal(theirs_last, [ca]).signer) == ("untrusted", "Басқа ұйым")
    broken_inside = again.replace(b"(Blank)", b"(Blonk)")
    assert broken_inside != again
    assert check_seal(broken_inside, [ca]).state == "changed"
    assert check_seal(seal(broken_inside[: len(sealed)], key, reason="", at=AT), [ca]).state == "changed"


@pytest.mark.parametrize(
    ("content", "state"),
    [(b"", "unreadable"), (b"\0" * 999, "unreadable"), (b"%PDF-1.7\nrubbish", "unreadable"), (blank(), "unsigned")],
)
def test_what_bears_no_seal(content, state, ca):
    verdict = check_seal(content, [ca])
    assert (verdict.state, verdict.signer, verdict.signed_at, verdict.covers_whole) == (state, "", None, False)


@given(content=st.binary(max_size=300))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_rubbish_is_never_valid(ca, content):
    assert check_seal(b"%PDF-1.7\n" + content, [ca]).state in {"unreadable", "unsigned", "changed"}


def test_a_strange_trusted_certificate_is_our_fault_and_is_told(sealed):
    with pytest.raises(SealError, match="trusted certificate cannot be read"):
        check_seal(sealed, [b"not a certificate"])


# A timestamp


def timestamper(moment: datetime) -> tuple[DummyTimeStamper, bytes]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), 7, ON, ON + timedelta(days=900))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.DER)
    )
    secret = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamp = DummyTimeStamper(
        asn1_x509.Certificate.load(certificate), asn1_keys.PrivateKeyInfo.load(secret), fixed_dt=moment
    )
    return stamp, certificate


def test_a_trusted_timestamp_tells_the_moment(key, ca):
    moment = AT + timedelta(minutes=5)
    stamp, authority = timestamper(moment)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        stamped = seal(blank(), key, reason="", at=AT, timestamper=stamp)
        verdict = check_seal(stamped, [ca, authority])
    assert (verdict.state, verdict.signed_at) == ("valid", moment)
    assert (check_seal(stamped, [ca]).state, check_seal(stamped, [ca]).signed_at) == ("valid", AT)
