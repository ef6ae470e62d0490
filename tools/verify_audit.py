#!/usr/bin/env python3
"""Verifies the audit log of the portal without the portal: Python 3.11, standard library only.

  verify_audit.py EVENTS HEADS KEYS       EVENTS: hub audit export; HEADS: heads.jsonl; KEYS: hub audit key
  verify_audit.py --proof PROOF KEYS      PROOF: what the auditor downloads for one event

Keep KEYS yourself: keys that come with the log prove nothing. Exit status: 0 (nothing is wrong), 1 (faults), 2 (usage).
"""

import hashlib
import json
import sys
from collections.abc import Iterable

GENESIS = "0" * 64
P = 2**255 - 19  # Ed25519 as in RFC 8032, for verification only: nothing here is secret
Q = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT = pow(2, (P - 1) // 4, P)
faults = []


def check(holds: object, text: str) -> None:
    if not holds:
        faults.append(text)


def add(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """The sum of two points (x, y) of the curve."""
    both = D * a[0] * b[0] * a[1] * b[1]
    x, y = (a[0] * b[1] + b[0] * a[1]) * pow(1 + both, -1, P), (a[1] * b[1] + a[0] * b[0]) * pow(1 - both, -1, P)
    return x % P, y % P


def times(number: int, point: tuple[int, int]) -> tuple[int, int]:
    total = (0, 1)
    for bit in f"{number:b}":
        total = add(add(total, total), point) if bit == "1" else add(total, total)
    return total


def point_of(raw: bytes) -> tuple[int, int] | None:
    """The point that 32 bytes name; None for bytes that name none."""
    y, odd = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    good = y < P and x * x % P == square and (x or not odd)
    return ((x if x & 1 == odd else P - x), y) if good else None


BASE = point_of((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made with the key whose public part is `public`."""
    key, point = point_of(public), point_of(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % Q
    return None not in (key, point) and s < Q and times(s, BASE) == add(point, times(h, key))


def canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def link(prev: str, body: bytes) -> str:
    return hashlib.sha256(bytes.fromhex(prev) + body).hexdigest()


def events(lines: Iterable[bytes]) -> Iterable[tuple[int, str]]:
    """Yields (number, digest) of each event, oldest first."""
    number, digest = 0, GENESIS
    for place, line in enumerate(lines, start=1):
        now, content, prev = line[11:75].decode(), line[85:-76], line[-67:-3].decode()
        form = b'{"digest":"%b","event":%b,"prev":"%b"}\n' % (now.encode(), content, prev.encode())
        event = json.loads(content)
        where = f"event {event['number']} (line {place})"
        check(line == form and canonical(event) == content, f"{where}: is not in its canonical form")
        check(event["number"] == number + 1, f"{where}: comes after {number}")
        check(prev == digest, f"{where}: does not follow the event before it")
        check(link(prev, hashlib.sha256(content).digest()) == now, f"{where}: was changed")
        number, digest = event["number"], now
        yield number, digest


def heads(lines: Iterable[bytes], keys: dict[str, bytes]) -> dict[int, list[tuple[int, str]]]:
    """{event number: [(line, digest)]}. The last signature of each key vouches, through `prev`, for all before it."""
    names, found, last = list(keys), {}, {}
    prev, at, number, used = GENESIS, "", 0, 0
    for place, line in enumerate(lines, start=1):
        told = json.loads(line)
        head = told["head"]
        key = names.index(head["key"])
        check(canonical(told) + b"\n" == line, f"head {place}: is not in its canonical form")
        check(head["prev"] == prev, f"head {place}: does not follow the head before it")
        check(head["at"] > at and head["number"] >= number and key >= used, f"head {place}: goes back in time")
        found.setdefault(head["number"], []).append((place, head["digest"]))
        prev, at, number, used = hashlib.sha256(line[:-1]).hexdigest(), head["at"], head["number"], key
        last[head["key"]] = place, canonical(head), bytes.fromhex(told["signature"])
    for name, (place, message, signature) in last.items():
        check(signed(keys[name], message, signature), f"head {place}: is not signed by its key")
    return found


def whole(log: Iterable[bytes], signed_heads: Iterable[bytes], keys: dict[str, bytes]) -> int:
    """Compares the chain with the heads; how many events there are."""
    waiting, number = heads(signed_heads, keys), 0
    check(waiting, "there are no heads: nothing vouches for this log")
    check(all(digest == GENESIS for _, digest in waiting.pop(0, [])), "a head signs something before the first event")
    for number, digest in events(log):
        for place, told in waiting.pop(number, []):
            check(told == digest, f"head {place}: signs another event {number} than the log holds")
    for missing in waiting:
        check(False, f"event {missing} has a signed head and is not in the log")
    return number


def proof(told: dict, keys: dict[str, bytes]) -> int:
    """Checks one event against the head that covers it, and the private values that are shown with it."""
    head, event, digest = told["head"]["head"], told["event"], told["prev"]
    for body in [hashlib.sha256(canonical(event)).digest(), *map(bytes.fromhex, told["then"])]:
        digest = link(digest, body)
    check(digest == head["digest"], "the event does not lead to the head")
    signature = bytes.fromhex(told["head"]["signature"])
    check(signed(keys[head["key"]], canonical(head), signature), "the head is not signed by its key")
    for name, shown in told.get("private", {}).items():
        made = hashlib.sha256(bytes.fromhex(shown["salt"]) + shown["value"].encode()).hexdigest()
        check(made == event["data"].get("private", {}).get(name), f"the private value {name} is another one")
    return 1


def main(arguments: list[str]) -> int:
    try:
        *files, keys = [open(name, "rb") for name in arguments if name != "--proof"]
    except (OSError, ValueError) as problem:
        print(problem, __doc__, sep="\n", file=sys.stderr)
        return 2
    count = 0
    try:
        keys = {hashlib.sha256(key).hexdigest()[:16]: key for key in map(bytes.fromhex, keys.read().decode().split())}
        count = whole(*files, keys) if len(files) == 2 else proof(json.load(files[0]), keys)
    except (ValueError, LookupError, TypeError) as problem:
        faults.append(f"what follows cannot be read: {problem!r}")
    print(*faults[:100], f"faults: {len(faults)}" if faults else f"nothing is wrong; events: {count}", sep="\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
