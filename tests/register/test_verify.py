"""Checking a certificate by its file, by its number, and from the command line."""

import json
from datetime import date, timedelta
from io import StringIO

import pytest

from hub.documents.keys import sealed
from hub.documents.paper import render
from hub.documents.seal import SealKey, seal
from hub.documents.seal_maker import make_seal_key
from hub.register.models import Certificate
from hub.register.publish import certificate_data
from hub.register.verify import by_number, verify
from hub.register.verify_cli import run
from tests.registration import stages

ON = date(2026, 6, 1)


@pytest.fixture
def certificate(filed, officer, monday):
    stages.certified(filed, officer, monday)
    return Certificate.objects.get()


@pytest.fixture
def pdf(certificate):
    with certificate.paper.file.content.open() as file:
        return file.read()


@pytest.fixture
def copy(certificate, tmp_path):
    """An unsealed paper that looks like the certificate, and a stranger's key."""
    at = certificate.paper.file.stored_at
    make_seal_key(tmp_path / "stranger", organisation="Stranger", on=at - timedelta(days=1))
    key = SealKey.load(tmp_path / "stranger")
    data = certificate_data(
        certificate.participant,
        certificate.number,
        kind="registration",
        issued_on=certificate.issued_on,
        at=at,
        key=key,
    )
    return render("certificate", data, language="kk", made_at=at), key, at


@pytest.mark.clause("18")
def test_the_issued_file_is_valid_to_the_last_day_of_participation(certificate, pdf):
    for on in (ON, certificate.until):
        check = verify(pdf, on)
        assert (check.state, check.certificate) == ("valid", certificate)
    assert "17\u00a0мая 2028" in check.text.ru


@pytest.mark.clause("18")
def test_after_the_last_day_it_has_ended(certificate, pdf):
    check = verify(pdf, certificate.until + timedelta(days=1))
    assert (check.state, check.valid, check.certificate) == ("ended", False, certificate)


def test_an_early_end_of_participation_ends_the_certificate(certificate, pdf):
    participant = certificate.participant
    participant.until = ON - timedelta(days=1)
    participant.save()
    assert verify(pdf, ON).state == "ended"
    assert by_number(certificate.number, ON).state == "ended"


@pytest.mark.parametrize("where", [100, -100, 5000])
def test_a_changed_byte_is_found(pdf, where):
    broken = bytearray(pdf)
    broken[where] ^= 1
    assert verify(bytes(broken), ON).state in ("changed", "unreadable")


def test_something_added_is_found(pdf):
    assert verify(pdf + b"\n", ON).state == "changed"


def test_a_copy_without_the_seal_is_not_valid(copy):
    check = verify(copy[0], ON)
    assert (check.state, check.certificate) == ("unsigned", None)


def test_a_copy_with_a_strangers_seal_is_not_valid(copy):
    paper, key, at = copy
    assert verify(seal(paper, key, reason="x", at=at), ON).state == "untrusted"


def test_our_seal_alone_makes_no_certificate(copy):
    paper, _key, at = copy
    check = verify(sealed(paper, reason="x", at=at), ON)
    assert (check.state, check.certificate) == ("unknown", None)


@pytest.mark.parametrize("content", [b"", b"hello", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_unreadable(db, content):
    assert verify(content, ON).state == "unreadable"


@pytest.mark.parametrize("typed", ["AH-2026-00001", " ah-2026-00001 ", "АН-2026-00001", "№ AH-2026-00001"])
def test_a_number_is_found_as_people_type_it(certificate, typed):
    check = by_number(typed, ON)
    assert (check.state, check.certificate) == ("valid", certificate)


@pytest.mark.parametrize("typed", ["", "AH-2026-00002", "AH", "%"])
def test_a_number_that_was_not_given_is_unknown(certificate, typed):
    assert by_number(typed, ON).state == "unknown"


# The command


@pytest.fixture
def kept(pdf, tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(pdf)
    return str(path)


def told(*argv):
    out = StringIO()
    return run([*map(str, argv)], out), out.getvalue()


def test_the_command_says_valid(kept, certificate):
    status, said = told(kept, "--on", "2026-06-01")
    assert status == 0
    assert said.splitlines()[0] == "VALID"
    assert certificate.number in said


def test_the_command_speaks_the_language_asked_for(kept):
    assert told(kept, "--lang", "kk", "--on", "2026-06-01")[1].startswith("ЖАРАМДЫ\n")
    assert "Үлгі Софт ЖШС" in told(kept, "--lang", "kk", "--on", "2026-06-01")[1]


def test_the_command_gives_json(kept, certificate):
    status, said = told(kept, "--json", "--on", "2026-06-01")
    data = json.loads(said)
    assert (status, data["state"], data["valid"]) == (0, "valid", True)
    assert data["certificate"] == certificate.says
    assert set(data["text"]) == {"kk", "ru", "en"}


@pytest.mark.parametrize("extra", [(), ("--json",)])
def test_what_is_not_valid_has_status_one(kept, extra):
    status, _said = told(kept, "--on", "2030-01-01", *extra)
    assert status == 1


@pytest.mark.parametrize("argv", [("missing.pdf",), ("/",), (), ("--what",), ("x.pdf", "--on", "tomorrow")])
def test_a_missing_file_or_wrong_words_have_status_two(db, argv):
    status, said = told(*argv)
    assert status == 2
    assert said.strip()


def test_the_command_explains_itself():
    status, said = told("--help")
    assert (status, said.startswith("hub certificate verify FILE")) == (0, True)
