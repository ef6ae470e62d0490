"""Fields that a form does not offer change nothing, whatever they are called: every name of every model is sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tests.access.asking import CHANGE, UNCHANGING, Visitors, address
from tests.access.bodies import body
from tests.access.people import ALL, NOBODY
from tests.access.table import TABLE

pytestmark = pytest.mark.django_db

Writes = list[tuple[str, tuple[Any, ...]]]
DJANGO_ISH = frozenset(
    {
        "pk",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "user_permissions",
        "last_login",
        "created_by_id",
        "access",
    }
)
OWN = {
    "role_grant": frozenset({"until"}),
    "stand_in": frozenset({"until"}),
    "own_stand_in": frozenset({"until"}),
    "seat_new": frozenset({"until"}),
    "list_entry": frozenset({"until"}),
    "charter_new": frozenset({"chair_breaks_tie"}),
    "item_vote": frozenset({"grounds"}),
    "seen": frozenset({"case", "person", "since", "until"}),
    # What is typed on the page beside a document is kept with it.
    "attach": frozenset({"revision"}),
    # Which state of the case the person saw.
    "act": frozenset({"seen"}),
    "visit": frozenset({"present"}),
    "amend": frozenset({"report_form"}),
    "translation_take": frozenset({"seen"}),
    "detach": frozenset({"revision"}),
}
"""Names of models that are fields of the form itself, beside those that the body holds."""
OF_A_SEAL = frozenset({"content", "sha256", "size"})
"""Columns of a sealed paper: a seal is as long as its die falls."""
SUCCESS = frozenset({200, 302})


def names() -> set[str]:
    """What a hostile body is made of."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    return {field.name for field in fields} | {getattr(field, "attname", field.name) for field in fields}


def hostile(visitors: Visitors, name: str) -> str:
    """A value that would do harm if it were taken."""
    scene = visitors.scene
    if "organisation" in name:
        return str(scene.cases["foreign"].organisation_id)
    if name in ("case", "case_id", "previous", "previous_id"):
        return str(scene.cases["foreign"].pk)
    if name in ("user", "user_id", "by", "by_id", "owner", "assignee", "assignee_id") or name.endswith("_by_id"):
        return str(scene.administrator.pk)
    return {
        "role": "administrator",
        "capacity": "owner",
        "state": "clean",
        "state_key": "participant",
        "until": "2099-12-31",
        "since": "2000-01-01",
    }.get(name, "1")


@contextmanager
def writing() -> Iterator[Writes]:
    """The changing statements with their values."""
    found: Writes = []

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if (match := CHANGE.match(sql)) and match[2] not in UNCHANGING:
            found.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def posts() -> Iterator[Any]:
    """Each route with each object for which somebody's POST is taken."""
    for route, row in sorted(TABLE.items()):
        for line in row.lines:
            answers = line.post if isinstance(line.post, tuple) else (line.post,)
            if "post" in row.takes and line.who != NOBODY and SUCCESS & set(answers):
                persona = "public" if line.who >= ALL else min(line.who)
                yield pytest.param(
                    route, persona, line.objects[0], line.more, id=f"{route} {persona} {line.objects[0]}"
                )


def sent(visitors: Visitors, persona: str, route: str, target: str, more: tuple[str, ...], extra: Any) -> Any:
    url = address(route, visitors.scene.args.get(target, ()) + more)
    proper = body(visitors.scene, route, target, more)
    kept = OWN.get(route, frozenset()) | set(proper)
    data = {name: value for name, value in extra.items() if name not in kept} | proper
    with writing() as writes:
        answer = visitors.ask(persona, "post", url, data)
    return answer.status, writes


@pytest.mark.parametrize(("route", "persona", "target", "more"), list(posts()))
def test_a_field_that_is_not_offered_changes_nothing(visitors, route, persona, target, more):
    extra = {name: hostile(visitors, name) for name in sorted(names() | DJANGO_ISH)}
    # What a clock or a die decides differs between the first and the last.
    once, attacked, again = (sent(visitors, persona, route, target, more, fields) for fields in ({}, extra, {}))
    assert once[0] == again[0] == attacked[0]
    assert [sql for sql, _values in attacked[1]] == [sql for sql, _values in once[1]]
    assert list(changed(once[1], again[1], attacked[1])) == []


def changed(once: Writes, again: Writes, attacked: Writes) -> Iterator[str]:
    """Values that differ though two proper requests write the same; what differs between those is chance."""
    for (sql, first), (_same, second), (_sql, third) in zip(once, again, attacked, strict=True):
        names = columns(sql, len(first))
        for name, one, other, written in zip(names, first, second, third, strict=True):
            if one == other and written != one and name not in OF_A_SEAL:
                yield f"{sql[:80]} {name}: {written!r} instead of {one!r}"


def columns(sql: str, number: int) -> list[str]:
    """The names of the columns of an INSERT, in the order of its values; for other statements, numbers."""
    named = re.findall(r'"(\w+)"', sql.partition("(")[2].partition(")")[0]) if sql.startswith("INSERT") else []
    return named if len(named) == number else [str(place) for place in range(number)]


def test_a_taken_field_is_seen():
    """The negative control."""
    honest, attacked = [("UPDATE x SET role = %s", ("reader",))], [("UPDATE x SET role = %s", ("administrator",))]
    assert list(changed(honest, honest, attacked))
    chance = [("UPDATE x SET role = %s", ("k3",))]
    assert list(changed(honest, chance, attacked)) == []


def test_the_hostile_body_is_large():
    assert len(names()) > 150
