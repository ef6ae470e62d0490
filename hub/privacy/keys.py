"""The keys of encrypted fields: a folder outside the database, one file a key, one of them current."""

from __future__ import annotations

import base64
import os
import re
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

KEY_BYTES = 32
FIRST = "k1"
CURRENT = "current"
INDEX = "index.key"
RETIRED = "retired"
NAME = re.compile(r"k([1-9]\d*)")
OTHERS = 0o077


class NoKeys(RuntimeError):
    """The folder has no key with which a value could be sealed."""


class OpenToOthers(RuntimeError):
    """A key can be read by other users of this machine."""


class StillCurrent(RuntimeError):
    """New values are sealed with this key: it cannot be retired."""


@dataclass(frozen=True)
class Ring:
    """All keys by id, which of them seals new values, and the key of the blind indexes."""

    keys: Mapping[str, bytes]
    current: str
    index: bytes


def ring(folder: Path) -> Ring:
    """The keys of a folder; read again when the current key has changed. Raises NoKeys and OpenToOthers."""
    try:
        stamp = (folder / CURRENT).stat().st_mtime_ns
    except FileNotFoundError:
        raise NoKeys(f"There are no keys in {folder}. Make the first one: hub keys new")
    return _read(folder, stamp)


@lru_cache(maxsize=8)
def _read(folder: Path, _stamp: int) -> Ring:
    keys = {path.stem: _key(path) for path in folder.glob("k*.key") if NAME.fullmatch(path.stem)}
    current = (folder / CURRENT).read_text().strip()
    if current not in keys:
        raise NoKeys(f"The current key {current!r} is not in {folder}.")
    return Ring(keys, current, _key(folder / INDEX))


def _key(path: Path) -> bytes:
    if path.stat().st_mode & OTHERS:
        raise OpenToOthers(f"{path} can be read by others. Set its mode to 0600.")
    return base64.urlsafe_b64decode(path.read_text().strip())


def ensure(folder: Path) -> None:
    """Make the first key where there is none; two processes at once make one."""
    if not (folder / CURRENT).exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _once(folder / INDEX, _fresh())
        _once(folder / f"{FIRST}.key", _fresh())
        _once(folder / CURRENT, FIRST)


def add(folder: Path) -> str:
    """Make a key and let it seal new values from now on; its id. Nothing that is sealed already changes."""
    if not (folder / CURRENT).exists():
        ensure(folder)
        return FIRST
    known = ring(folder)
    made = f"k{max(_number(key) for key in known.keys) + 1}"
    _once(folder / f"{made}.key", _fresh())
    _replace(folder / CURRENT, made)
    return made


def retire(folder: Path, key: str) -> None:
    """Set a key aside in `retired/`, where nothing reads it. Raises StillCurrent, KeyError."""
    known = ring(folder)
    if key == known.current:
        raise StillCurrent(key)
    if key not in known.keys:
        raise KeyError(key)
    (folder / RETIRED).mkdir(mode=0o700, exist_ok=True)
    (folder / f"{key}.key").rename(folder / RETIRED / f"{key}.key")
    forget()


def forget() -> None:
    """Read the folder anew at the next use: a key came or went."""
    _read.cache_clear()


def _number(key: str) -> int:
    found = NAME.fullmatch(key)
    return int(found[1]) if found else 0


def _fresh() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _once(path: Path, text: str) -> None:
    """Write a file whole and lasting, unless it is there already."""
    written = _written(path, text)
    try:
        os.link(written, path)
    except FileExistsError:
        pass
    finally:
        written.unlink()
    _lasting(path.parent)


def _replace(path: Path, text: str) -> None:
    _written(path, text).replace(path)
    _lasting(path.parent)


def _written(path: Path, text: str) -> Path:
    """A file beside `path`, readable by its owner alone, on the disk before it gets its name."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return Path(name)


def _lasting(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
