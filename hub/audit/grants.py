"""What the portal's own role may do in PostgreSQL: add to the append-only tables and read them, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from psycopg import sql

from hub.audit.guard import GUARDS

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

BY_MIGRATIONS_ONLY = "django_migrations"
"""The table that the portal reads and only its owner, who brings it up to date, writes."""


class Unsuitable(Exception):
    """The role cannot be held back; the message says why."""


def statements(role: str) -> list[str]:
    """The SQL that gives `role` all that the portal needs. The owner of the tables runs it after each upgrade."""
    name = sql.Identifier(role).as_string()
    told = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        f"REVOKE INSERT, UPDATE, DELETE ON {BY_MIGRATIONS_ONLY} FROM {{role}}",
    ]
    for guard in GUARDS:
        lost = "UPDATE" if guard.removable else "UPDATE, DELETE"
        told.append(f"REVOKE {lost}, TRUNCATE, REFERENCES, TRIGGER ON {guard.table} FROM {{role}}")
        told.extend(f"GRANT UPDATE ({column}) ON {guard.table} TO {{role}}" for column in guard.mutable)
    return [f"{one.format(role=name)};" for one in told]


def apply(role: str, on: BaseDatabaseWrapper = connection) -> None:
    """Run the statements. Raises Unsuitable for a role that no grant can hold back."""
    with on.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [role])
        found = cursor.fetchone()
        if found is None:
            raise Unsuitable(f"There is no role {role!r}. Make it first: CREATE ROLE … LOGIN PASSWORD …")
        if found[0]:
            raise Unsuitable(f"{role!r} is a superuser, whom no grant holds back.")
        cursor.execute("SELECT tablename FROM pg_tables WHERE pg_has_role(%s, tableowner, 'MEMBER')", [role])
        if {row[0] for row in cursor.fetchall()} & {guard.table for guard in GUARDS}:
            raise Unsuitable(f"{role!r} owns the tables and could drop their guards. Let another role own them.")
        for statement in statements(role):
            cursor.execute(statement)
