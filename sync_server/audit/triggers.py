"""What the database itself refuses: to change or take out an audit entry, whoever asks for it in SQL.

Whoever may drop the triggers can still do it; then the chain shows (`queries.verify`).
"""

from __future__ import annotations

from typing import Any

REFUSAL = "audit entries are never changed or taken out"

_SQLITE = {
    "audit_entry_never_changed": "BEFORE UPDATE ON audit_entry",
    "audit_entry_never_deleted": "BEFORE DELETE ON audit_entry",
}
_POSTGRESQL = {
    "audit_entry_never_changed": "BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW",
    "audit_entry_never_emptied": "BEFORE TRUNCATE ON audit_entry FOR EACH STATEMENT",
}
_FUNCTION = f"""
    CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"""


def install(connection: Any) -> None:
    """Make the triggers, on SQLite and PostgreSQL."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, when in _SQLITE.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")
        if connection.vendor == "postgresql":
            cursor.execute(_FUNCTION)
            for name, when in _POSTGRESQL.items():
                cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION audit_entry_refuse()")


def remove(connection: Any) -> None:
    """Take the triggers away, as a migration does that is undone."""
    with connection.cursor() as cursor:
        for name in names(connection):
            on_table = " ON audit_entry" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def names(connection: Any) -> list[str]:
    """The triggers that this kind of database has."""
    return list({"sqlite": _SQLITE, "postgresql": _POSTGRESQL}.get(connection.vendor, {}))
