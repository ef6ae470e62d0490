import base64
import os
from pathlib import Path

import pytest

from hub.config.env import UnsafeSetting, field_keys
from hub.privacy import keys
from hub.privacy.encryption import Broken, blind_index, key_of, seal, unseal

PLACE = "cases_partdata:[1]:data"


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.FIELD_KEYS_FOLDER = tmp_path / "keys"
    keys.ensure(settings.FIELD_KEYS_FOLDER)
    return settings.FIELD_KEYS_FOLDER


def test_a_value_comes_back_and_is_never_sealed_alike(folder):
    first, second = seal("Пасспорт N 0".encode(), PLACE), seal("Пасспорт N 0".encode(), PLACE)
    assert unseal(first, PLACE).decode() == "Пасспорт N 0"
    assert first != second
    assert first.startswith("k1.")


def test_a_value_opens_in_its_place_alone(folder):
    with pytest.raises(Broken):
        unseal(seal(b"mine", PLACE), PLACE.replace("[1]", "[2]"))


@pytest.mark.parametrize("place", [0, 5, -5])
def test_a_changed_byte_is_noticed(folder, place):
    key_id, body = seal(b"plain text", PLACE).split(".")
    raw = bytearray(base64.urlsafe_b64decode(body))
    raw[place] ^= 1
    with pytest.raises(Broken):
        unseal(f"{key_id}.{base64.urlsafe_b64encode(raw).decode()}", PLACE)


@pytest.mark.parametrize("token", ["", "k1", "k1.", "k1.%%%", "k1.AAAA", "k9.AAAA", "../k1.AAAA"])
def test_what_is_no_token_is_broken(folder, token):
    with pytest.raises(Broken):
        unseal(token, PLACE)


def test_the_key_id_cannot_be_changed(folder):
    token = seal(b"plain", PLACE)
    keys.add(folder)
    (folder / "k2.key").write_text((folder / "k1.key").read_text())
    keys.forget()
    with pytest.raises(Broken):
        unseal(token.replace("k1.", "k2."), PLACE)


def test_a_new_key_seals_and_the_old_one_still_opens(folder):
    old = seal(b"before", PLACE)
    assert keys.add(folder) == "k2"
    assert key_of(seal(b"after", PLACE)) == "k2"
    assert unseal(old, PLACE) == b"before"


def test_a_key_made_by_another_process_is_found(folder):
    seal(b"read the folder once", PLACE)
    keys.add(folder)
    token = seal(b"after", PLACE)
    assert unseal(token, PLACE) == b"after"


def test_ids_are_never_given_twice(folder):
    keys.add(folder)
    keys.retire(folder, "k1")
    assert keys.add(folder) == "k3"
    assert sorted(keys.ring(folder).keys) == ["k2", "k3"]
    assert (folder / "retired" / "k1.key").exists()


def test_the_current_key_is_not_retired(folder):
    with pytest.raises(keys.StillCurrent):
        keys.retire(folder, "k1")


def test_a_retired_key_opens_nothing(folder):
    token = seal(b"before", PLACE)
    keys.add(folder)
    keys.retire(folder, "k1")
    with pytest.raises(Broken):
        unseal(token, PLACE)


def test_keys_are_for_their_owner_alone(folder):
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())
    (folder / "k1.key").chmod(0o640)
    keys.forget()
    with pytest.raises(keys.OpenToOthers):
        keys.ring(folder)
    (folder / "k1.key").chmod(0o600)


def test_the_blind_index_finds_equal_values_and_keeps_purposes_apart(folder):
    assert blind_index(" Aidos@Example.KZ ", "email") == blind_index("aidos@example.kz", "email")
    assert blind_index("aidos@example.kz", "email") != blind_index("aidos@example.kz", "iin")
    assert len(blind_index("x", "email")) == 64


def test_the_blind_index_needs_the_key(folder, tmp_path, settings):
    mine = blind_index("x", "email")
    settings.FIELD_KEYS_FOLDER = tmp_path / "other"
    keys.ensure(settings.FIELD_KEYS_FOLDER)
    assert blind_index("x", "email") != mine


def test_production_does_not_start_without_keys(tmp_path, monkeypatch):
    monkeypatch.setitem(os.environ, "FIELD_KEYS_FOLDER", str(tmp_path / "none"))
    with pytest.raises(UnsafeSetting, match="hub keys new"):
        field_keys("FIELD_KEYS_FOLDER", tmp_path, production=True)
    assert field_keys("FIELD_KEYS_FOLDER", tmp_path, production=False) == tmp_path / "none"
    assert field_keys("FIELD_KEYS_FOLDER", tmp_path, production=True) == tmp_path / "none"
