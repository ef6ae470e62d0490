"""The certificate of Appendix 1, the key that seals it, and the words by which the register finds a participant."""

import threading
from datetime import timedelta

import pytest

from hub.documents import keys
from hub.documents.seal import KEY_FILE, SealError, check_seal
from hub.reference.data import activities
from hub.register.models import Certificate, Participant
from hub.register.publish import certificate_data, certificate_pdf, index
from tests.registration import stages


@pytest.fixture
def certificate(filed, officer, monday):
    stages.certified(filed, officer, monday)
    return Certificate.objects.get()


def content(paper):
    with paper.file.content.open() as file:
        return file.read()


@pytest.mark.clause("18", "A1")
def test_the_certificate_says_what_appendix_1_asks_for(certificate):
    participant = certificate.participant
    data = certificate_data(
        participant,
        "AH-2026-00007",
        kind="registration",
        issued_on=certificate.issued_on,
        at=certificate.paper.file.stored_at,
        key=keys.seal_key(),
    )
    assert data["bin"] == participant.organisation.bin
    assert (data["name_kk"], data["name_ru"]) == ("Үлгі Софт ЖШС", "ТОО «Пример Софт»")
    assert data["location_ru"] == "город Астана, улица Примерная, дом 1, офис 10"
    assert (data["activities_kk"], data["activities_ru"]) == (["Бағдарламалық қамтылым"], ["Программное обеспечение"])
    assert data["issued_on_ru"] == "19.05.2026"
    assert data["term_kk"] == data["term_ru"] == "18.05.2026 – 17.05.2028"
    assert data["check_url"].endswith("/kk/certificates/AH-2026-00007/")
    assert "19.05.2026 10:00" in data["sealed_note_ru"]


@pytest.mark.clause("18")
def test_what_it_says_is_kept_as_plain_data_without_english(certificate):
    assert certificate.says == {
        "number": "AH-2026-00001",
        "kind": "registration",
        "bin": certificate.participant.organisation.bin,
        "name_kk": "Үлгі Софт ЖШС",
        "name_ru": "ТОО «Пример Софт»",
        "location_kk": "Астана қаласы, Үлгі көшесі, 1-үй, 10-кеңсе",
        "location_ru": "город Астана, улица Примерная, дом 1, офис 10",
        "activities_kk": ["Бағдарламалық қамтылым"],
        "activities_ru": ["Программное обеспечение"],
        "issued_on": "2026-05-19",
        "until": "2028-05-17",
    }


@pytest.mark.clause("18", "A1")
def test_the_issued_file_bears_the_seal(certificate):
    verdict = check_seal(content(certificate.paper), keys.trusted())
    assert verdict.state == "valid"
    assert verdict.signed_at == certificate.paper.file.stored_at


@pytest.mark.clause("A1")
def test_every_activity_of_the_list_fits_on_one_sheet(certificate, monday):
    participant = certificate.participant
    participant.works = [work.key for top in activities(monday.date()) for work in top.works]
    participant.location_ru = (
        "Республика Казахстан, 010000, город Астана, район Есиль, проспект Мәңгілік Ел, дом 55/8, офис 214"
    )
    says, pdf = certificate_pdf(participant, "AH-2026-00009", kind="registration", issued_on=monday.date(), at=monday)
    assert len(says["activities_ru"]) == 19
    assert pdf.startswith(b"%PDF")


@pytest.mark.clause("20")
@pytest.mark.parametrize(
    "query",
    ["улги", "примера софта", "AH-2026-00001", "software", "программного обеспечения", "астана", "кенсе", "Astana"],
)
def test_the_register_finds_a_participant_by_its_words(certificate, query):
    index(certificate.participant)
    assert Participant.objects.matching(query).exists()


@pytest.mark.clause("20")
def test_the_register_does_not_find_what_is_not_there(certificate):
    index(certificate.participant)
    assert Participant.objects.matching(certificate.participant.organisation.bin).exists()
    assert not Participant.objects.matching("микроэлектроника").exists()


# The key


def test_production_does_not_make_up_a_seal(settings, tmp_path):
    settings.DEMO, settings.SEAL_FOLDER = False, tmp_path / "seal"
    with pytest.raises(SealError, match=r"seal\.key\.pem"):
        keys.seal_key()


def test_the_demonstration_makes_its_seal_once(settings, tmp_path):
    settings.SEAL_FOLDER, settings.SEAL_PASSWORD = tmp_path / "seal", "a password"
    (tmp_path / "seal").mkdir()
    first = keys.seal_key()
    keys._load.cache_clear()
    assert keys.seal_key().certificate_sha256 == first.certificate_sha256
    assert b"ENCRYPTED" in (tmp_path / "seal" / KEY_FILE).read_bytes()


def test_a_folder_with_something_else_is_not_overwritten(settings, tmp_path):
    settings.SEAL_FOLDER = tmp_path
    (tmp_path / "notes.txt").write_text("kept")
    with pytest.raises(SealError, match="empty the folder"):
        keys.seal_key()
    assert (tmp_path / "notes.txt").read_text() == "kept"


def test_processes_that_begin_at_once_share_one_seal(tmp_path):
    folder = tmp_path / "seal"
    folder.mkdir()
    runners = [threading.Thread(target=keys._make, args=(folder, None)) for _ in range(4)]
    for runner in runners:
        runner.start()
    for runner in runners:
        runner.join()
    assert keys._load(folder, "", demo=True).certificate_sha256
    assert [path.name for path in tmp_path.iterdir()] == ["seal"]


def test_the_papers_of_an_earlier_seal_stay_trusted(settings, tmp_path, certificate):
    old, pdf = keys.seal_key(), content(certificate.paper)
    settings.SEAL_FOLDER = tmp_path / "seal"
    keys.seal_key()
    assert check_seal(pdf, keys.trusted()).state == "untrusted"
    (tmp_path / "seal" / keys.PAST).mkdir()
    (tmp_path / "seal" / keys.PAST / "2026.pem").write_bytes(old.certificate_pem)
    assert check_seal(pdf, keys.trusted()).state == "valid"


def test_the_demonstration_can_seal_in_its_past(monday):
    assert keys.seal_key().certificate.not_valid_before_utc < monday - timedelta(days=1500)
