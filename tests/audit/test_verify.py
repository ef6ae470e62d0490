"""Both verifiers find each planted change, removal, insertion, swap, cut and replaced head, and nothing else."""

import ast
import random
import sys
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.audit import chain, guard, heads, keys
from hub.audit.log import record
from hub.audit.models import Event, Private
from hub.audit.verify import verify
from tests.audit import tampering
from tests.audit.tampering import both, head_with, lines, renumber, rewrite, told, tool, unguarded, write

pytestmark = pytest.mark.django_db
COUNT, HEADS = 12, (4, 8, 12)


@pytest.fixture
def log(monday):
    told(COUNT, monday, heads_at=HEADS)


def test_an_untouched_log_passes(log, tmp_path):
    report, status = both(tmp_path)
    assert (report.faults, status) == ([], 0)
    assert (report.number, report.heads) == (COUNT, 3)


# --- what one does who holds the database ----------------------------------------------------------------------------
def _change(column, value):
    def plant(cursor, place):
        Event.objects.filter(number=place).update(**{column: value})

    return plant


def _remove(cursor, place):
    cursor.execute("DELETE FROM audit_event WHERE number = %s", [place])


def _remove_and_close_the_gap(cursor, place):
    _remove(cursor, place)
    renumber(cursor, place, -1)


def _insert(cursor, place):
    renumber(cursor, place - 1, 1)
    Event.objects.create(
        number=place, at=datetime(2026, 5, 18, tzinfo=UTC), action="x", about="y:1", prev="0x", digest="d"
    )


def _insert_and_rewrite(cursor, place):
    _insert(cursor, place)
    rewrite(cursor, place)


def _swap(cursor, place):
    other = place % (COUNT - 1) + 1 if place < COUNT else 1
    other = other if other != place else place - 1
    for number, to in ((place, -1), (other, place), (-1, other)):
        cursor.execute("UPDATE audit_event SET number = %s WHERE number = %s", [to, number])


def _swap_and_rewrite(cursor, place):
    _swap(cursor, place)
    rewrite(cursor, 1)


def _change_and_rewrite(cursor, place):
    _change("about", "case:other")(cursor, place)
    rewrite(cursor, place)


def _cut_the_tail(cursor, place):
    cursor.execute("DELETE FROM audit_event WHERE number >= %s", [place])


def _cut_the_beginning(cursor, place):
    cursor.execute("DELETE FROM audit_event WHERE number <= %s", [place])


def _cut_the_beginning_and_rewrite(cursor, place):
    _cut_the_beginning(cursor, place)
    renumber(cursor, place, -place)
    rewrite(cursor, 1)


def _empty(cursor, _place):
    cursor.execute("DELETE FROM audit_event")


PLANTED = {
    "action": _change("action", "act.other"),
    "object": _change("about", "case:other"),
    "person": _change("actor_id", 7),
    "moment": _change("at", datetime(2026, 5, 18, 5, 0, 0, 1, tzinfo=UTC)),
    "data": _change("data", {"entry": 0}),
    "data, no fact": _change("data", {}),
    "data, one fact more": _change("data", {"entry": 1, "more": None}),
    "data, a fraction": _change("data", {"entry": 1.5}),
    "digest": _change("digest", "a" * 64),
    "prev": _change("prev", "a" * 64),
    "number": _change("number", 99),
    "remove": _remove,
    "remove, gap closed": _remove_and_close_the_gap,
    "insert": _insert,
    "insert, chain rewritten": _insert_and_rewrite,
    "swap": _swap,
    "swap, chain rewritten": _swap_and_rewrite,
    "change, chain rewritten": _change_and_rewrite,
    "cut of the tail": _cut_the_tail,
    "cut of the beginning": _cut_the_beginning,
    "cut of the beginning, chain rewritten": _cut_the_beginning_and_rewrite,
    "everything": _empty,
}


@pytest.mark.parametrize("kind", PLANTED)
def test_a_touched_log_is_found_out(log, tmp_path, kind):
    for place in {1, COUNT, random.randint(2, COUNT - 1)}:  # noqa: S311  any place will do
        with undone(), unguarded() as cursor:
            PLANTED[kind](cursor, place)
            report, status = both(tmp_path)
            assert report.count, f"{kind} at {place}"
            assert status == 1, f"{kind} at {place}"


def undone():
    from contextlib import contextmanager

    from django.db import transaction

    @contextmanager
    def inner():
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    return inner()


# --- what one does who holds the heads -------------------------------------------------------------------------------
def _forged(place):
    """A head that another key signed, under the name of the true one."""
    import json

    told_head = json.loads(lines()[place])
    told_head["signature"] = Ed25519PrivateKey.generate().sign(chain.canonical(told_head["head"]).encode()).hex()
    return chain.canonical(told_head).encode() + b"\n"


def _with(place, *lines_there):
    """The heads with other lines in the place of one."""
    all_ = lines()
    return [*all_[:place], *lines_there, *all_[place + 1 :]]


HEAD_FAULTS = {
    "another event": lambda head, n: _with(n, head_with(head, digest="a" * 64)),
    "another number": lambda head, n: _with(n, head_with(head, number=3)),
    "another hour": lambda head, n: _with(n, head_with(head, at="2027-01-01T00:00:00+00:00")),
    "another key": lambda head, n: _with(n, head_with(head, key="a" * 16)),
    "another signature": lambda _head, n: _with(n, _forged(n)),
    "another head of the file": lambda _head, n: _with(n, lines()[n - 1]),
    "twice": lambda head, n: _with(n, head, head),
    "no head": lambda _head, n: _with(n, b"{}\n"),
    "another writing": lambda head, n: _with(n, head.replace(b":", b": ", 1)),
    "the other way round": lambda _head, n: [*lines()[n:], *lines()[:n]] if n else lines()[::-1],
}


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize("kind", HEAD_FAULTS)
def test_a_touched_head_is_found_out(log, tmp_path, kind, place):
    write(HEAD_FAULTS[kind](lines()[place], place))
    report, status = both(tmp_path)
    assert report.count
    assert status == 1


@pytest.mark.parametrize("place", [0, 1])
def test_a_head_taken_out_is_found_out(log, tmp_path, place):
    write(lines()[:place] + lines()[place + 1 :])
    report, status = both(tmp_path)
    assert (report.whole, status) == (False, 1)


def test_a_log_and_heads_made_anew_with_another_key_are_found_out(log, tmp_path, monday):
    known = keys.public_keys()
    heads.file().unlink()
    keys.new_key()
    (tmp_path / "key" / keys.PUBLIC_FILE).write_text("".join(f"{raw.hex()}\n" for raw in known))
    with unguarded() as cursor:
        _change_and_rewrite(cursor, 2)
        told(0, monday, heads_at=(0,))
    report, status = both(tmp_path)
    assert (report.whole, status) == (False, 1)


def test_without_any_head_the_tool_does_not_vouch(monday, tmp_path):
    told(3, monday)
    heads.file().parent.mkdir()
    heads.file().touch()
    assert tool(tmp_path)[0] == 1


# --- keys that follow one another ------------------------------------------------------------------------------------
def test_a_new_key_signs_on_and_the_old_one_no_more(log, tmp_path, monday):
    old = (tmp_path / "key" / keys.KEY_FILE).read_bytes()
    keys.new_key()
    assert heads.write_due(monday + timedelta(hours=20))
    assert both(tmp_path)[1] == 0
    assert verify().whole
    (tmp_path / "key" / keys.KEY_FILE).write_bytes(old)
    assert heads.write_due(monday + timedelta(hours=21))
    report, status = both(tmp_path)
    assert (report.whole, status) == (False, 1)


# --- private values and guards ---------------------------------------------------------------------------------------
def test_a_private_value_may_go_but_not_change(log, monday):
    for value in ("бірінші", "екінші"):
        record("x", "y:1", by=None, at=monday, private={"reason": value})
    first, second = Private.objects.order_by("pk")
    first.delete()
    assert verify().whole
    second.value = "үшінші"
    second.save(update_fields=["value"])
    assert [str(fault) for fault in verify().faults] == ["event 14: its private value 'reason' was changed"]


def test_a_lifted_guard_is_found_out(log):
    from django.db import connection

    guard.lift(connection, guard.GUARDS[0])
    assert verify().count == len(guard.GUARDS[0].names(connection.vendor))


# --- the tool itself -------------------------------------------------------------------------------------------------
def test_the_tool_is_short_and_needs_nothing_but_python():
    text = tampering.TOOL.read_text()
    assert len(text.splitlines()) <= 150
    named = {
        alias.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Import) for alias in node.names
    } | {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in named} <= set(sys.stdlib_module_names)
    assert named


def _tool_module():
    space = {"__name__": "tool"}
    exec(compile(tampering.TOOL.read_text(), "tool", "exec"), space)  # noqa: S102  our own file
    return space


@settings(max_examples=25, deadline=None)
@given(message=st.binary(max_size=200), flip=st.integers(0, 511), seed=st.binary(min_size=32, max_size=32))
def test_its_signatures_are_those_of_the_library(message, flip, seed):
    key = Ed25519PrivateKey.from_private_bytes(seed)
    public, signature = keys.public_of(key), key.sign(message)
    signed = _SPACE["signed"]
    assert signed(public, message, signature)
    spoilt = bytearray(signature)
    spoilt[flip // 8] ^= 1 << flip % 8
    assert not signed(public, message, bytes(spoilt))
    assert not signed(public, message + b"x", signature)
    more = int.from_bytes(signature[32:], "little") + _SPACE["Q"]
    if more < 2**256:
        assert not signed(public, message, signature[:32] + more.to_bytes(32, "little")), "a second writing of it"


_SPACE = _tool_module()


def test_the_tool_says_what_it_wants():
    import subprocess

    for words in ([], ["/no/such", "/no/such", "/no/such"]):
        done = subprocess.run([sys.executable, tampering.TOOL, *words], capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "EVENTS HEADS KEYS" in done.stderr


@pytest.mark.parametrize(
    "junk", [b"\n", b"junk\n", b"{}\n", b"[]\n", b'{"digest":"","event":{},"prev":""}\n', b"\xff\n"]
)
def test_the_tool_is_not_put_out_by_junk(log, tmp_path, junk):
    tool(tmp_path)
    export = (tmp_path / "events.jsonl").read_bytes().splitlines(keepends=True)
    assert tool(tmp_path, log=b"".join([*export[:5], junk, *export[5:]]))[0] == 1
    assert tool(tmp_path, log=b"".join(export))[0] == 0
    assert tool(tmp_path, log=b"".join(export).replace(b'"number":3', b'"number": 3'))[0] == 1
