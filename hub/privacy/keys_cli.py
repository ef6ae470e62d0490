"""`hub keys`: make, list, rotate and retire the keys of encrypted fields. Keys themselves are never printed."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from hub.privacy import keys

USAGE = "Usage: hub keys new | list | rotate | retire KEY\n"
BAD_INPUT = 2


def new(folder: Path, out: TextIO) -> int:
    """Needs no database and no Django: the first key is made before the portal can start."""
    made = keys.add(folder)
    out.write(f"Made the key {made} in {folder}. New values are sealed with it.\n")
    out.write(
        "Keep a copy of the folder apart from the copies of the database: without it nothing sealed can be read.\n"
    )
    return 0


def run(argv: Sequence[str], folder: Path, out: TextIO) -> int:
    """The other words after `hub keys`; Django has started."""
    match list(argv):
        case ["list"]:
            return _list(folder, out)
        case ["rotate"]:
            return _rotate(folder, out)
        case ["retire", key]:
            return _retire(folder, key, out)
    out.write(USAGE)
    return BAD_INPUT


def _list(folder: Path, out: TextIO) -> int:
    from hub.privacy import rotation

    known, values = keys.ring(folder), rotation.standing()
    for key in sorted(known.keys.keys() | values.keys()):
        state = "current" if key == known.current else "opens older values" if key in known.keys else "MISSING"
        out.write(f"{key:<6} {state:<18} {values[key]} value(s)\n")
    return 0 if known.keys.keys() >= values.keys() else 1


def _rotate(folder: Path, out: TextIO) -> int:
    """Go on with a rotation that was cut off; begin one where everything stands under the current key."""
    from hub.privacy import rotation

    current = keys.ring(folder).current
    if not rotation.standing().keys() - {current}:
        current = keys.add(folder)
        out.write(f"Made the key {current}.\n")
    done = rotation.renew()
    out.write(f"{done} value(s) sealed anew with {current}. When no backup needs the older keys: hub keys retire KEY\n")
    return 0


def _retire(folder: Path, key: str, out: TextIO) -> int:
    from hub.privacy import rotation

    if left := rotation.standing()[key]:
        out.write(f"{left} value(s) still stand under {key}. Seal them anew first: hub keys rotate\n")
        return 1
    try:
        keys.retire(folder, key)
    except keys.StillCurrent:
        out.write(f"{key} is the current key. Make another one first: hub keys rotate\n")
        return 1
    except KeyError:
        out.write(f"There is no key {key}.\n")
        return 1
    out.write(f"{key} is set aside in {folder / keys.RETIRED}: nothing reads it. Backups made before need it.\n")
    return 0
