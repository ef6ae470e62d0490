"""A file brought and led on by the worker, round by round."""

from __future__ import annotations

import pytest

from hub.importing import taking, work
from hub.importing.models import Import, State
from tests import world

ROUNDS = 50


@pytest.fixture
def bring(officer, monday):
    """Bring a file and check it to its end."""

    def bring(content: bytes, name: str = "register.csv", *, language: str = "en", at=monday) -> Import:
        made = taking.begin(taking.judge(world.upload(content, name)), by=officer, language=language, at=at)
        return go_on(made, at)

    return bring


@pytest.fixture
def enter(bring, officer, monday):
    """Bring a file, and enter all of it."""

    def enter(content: bytes, name: str = "register.csv", *, at=monday) -> Import:
        return confirm(bring(content, name, at=at), officer, at)

    return enter


def confirm(one: Import, by, at) -> Import:
    taking.tell_to_apply(one, by=by, at=at)
    return go_on(one, at)


def go_on(one: Import, at) -> Import:
    """The worker's rounds until the import stands still."""
    for _round in range(ROUNDS):
        one.refresh_from_db()
        if one.state not in (State.CHECKING, State.APPLYING):
            return one
        work.run(at)
    raise AssertionError(f"after {ROUNDS} rounds it is still {one.state}")


def faults(one: Import) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in one.faults.all()]
