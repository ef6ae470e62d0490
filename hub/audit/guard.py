"""Tables whose rows are only ever added: the database itself refuses to change or remove what stands in them.

A migration of the room that owns a table installs its guard by `Guard(…).operation()`. On SQLite a table that a later
migration rebuilds loses its triggers: that migration ends with the same operation; `missing()` finds one that did not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.db.migrations import RunPython

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

REFUSE = "hub_append_only"
"""The function of PostgreSQL that refuses."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What of a table may still change: `mutable` columns, and whether rows may go."""

    table: str
    mutable: tuple[str, ...] = ()
    removable: bool = False

    def operation(self) -> RunPython:
        """The step of a migration that installs this guard, and takes it away when one goes back."""
        return RunPython(
            lambda _apps, editor: install(editor.connection, self), lambda _apps, editor: lift(editor.connection, self)
        )

    def names(self, vendor: str) -> list[str]:
        kinds = ["update", *([] if self.removable else ["delete"]), *(["truncate"] if vendor == "postgresql" else [])]
        return [f"{self.table}_no_{kind}" for kind in kinds]


GUARDS = (
    Guard("audit_event"),
    # A value may be sealed again with a newer key, and a person's values may go: the commitment in the chain stays.
    Guard("audit_private", mutable=("value",), removable=True),
    Guard("cases_entry"),
    # The content is sealed, and sealed again with a newer key; its hash beside it stands.
    Guard("cases_filing", mutable=("content",)),
    Guard("fees_booking"),
    Guard("fees_posting"),
)


def install(on: BaseDatabaseWrapper, guard: Guard) -> None:
    """Make the triggers of a guard; those that are there already are made anew."""
    lift(on, guard)
    with on.cursor() as cursor:
        if on.vendor == "postgresql":
            cursor.execute(_FUNCTION)
        for statement in _triggers(cursor, on, guard):
            cursor.execute(statement)


def lift(on: BaseDatabaseWrapper, guard: Guard) -> None:
    """Take the triggers of a guard away: for a migration that goes back."""
    tail = f" ON {guard.table}" if on.vendor == "postgresql" else ""
    with on.cursor() as cursor:
        for name in guard.names(on.vendor):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{tail}")


def missing(on: BaseDatabaseWrapper = connection) -> list[str]:
    """The names of the triggers that should stand in the database and do not, or are switched off."""
    wanted = {name for guard in GUARDS for name in guard.names(on.vendor)}
    with on.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal"
            if on.vendor == "postgresql"
            else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        )
        found = {row[0] for row in cursor.fetchall()}
    return sorted(wanted - found)


_FUNCTION = f"""
CREATE OR REPLACE FUNCTION {REFUSE}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are only ever added', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$
"""


def _triggers(cursor: Any, on: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """The statements that make the triggers of a guard."""
    wanted = guard.names(on.vendor)
    if on.vendor == "postgresql":
        made = [(name, _postgresql(guard, name)) for name in wanted]
    else:
        columns = [column.name for column in on.introspection.get_table_description(cursor, guard.table)]
        made = [(name, _sqlite(guard, name, columns)) for name in wanted]
    return [f"CREATE TRIGGER {name} {rest}" for name, rest in made]


def _postgresql(guard: Guard, name: str) -> str:
    event = name.rpartition("_")[2].upper()
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    when = ""
    if event == "UPDATE" and guard.mutable:
        old, new = (f"(to_jsonb({row}) - '{{{','.join(guard.mutable)}}}'::text[])" for row in ("OLD", "NEW"))
        when = f"WHEN ({old} IS DISTINCT FROM {new})"
    return f"BEFORE {event} ON {guard.table} FOR EACH {each} {when} EXECUTE FUNCTION {REFUSE}()"


def _sqlite(guard: Guard, name: str, columns: list[str]) -> str:
    event = name.rpartition("_")[2].upper()
    if event == "UPDATE" and guard.mutable:
        event += " OF " + ", ".join(f'"{column}"' for column in columns if column not in guard.mutable)
    refusal = f"SELECT RAISE(ABORT, 'rows of {guard.table} are only ever added');"
    return f"BEFORE {event} ON {guard.table} FOR EACH ROW BEGIN {refusal} END"
