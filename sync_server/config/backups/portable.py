"""All rows from one kind of database into the other, through Django's fields, which know both.

So a backup of PostgreSQL is the same file as one of SQLite, each can be restored into the other, and no program has to
be there beside ours. The caller has Django set up, and holds a transaction on the target.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction

from sync_server.config import databases
from sync_server.config.backups.snapshot import LEFT_OUT
from sync_server.config.state import StateFault

OTHER = "other"
"""The alias of the database beside the one that this process works with."""

_AT_ONCE = 2000
_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.IntegerField, models.ForeignKey)
"""Fields whose values both kinds of database take as they are."""
_BESIDE_MODELS = {"django_migrations", "cor_cache"}
_OTHERS = """
    SELECT count(*) FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"""
_ONE_MOMENT = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


def snapshot_of_postgresql(folder: Path) -> None:
    """Copy this server's PostgreSQL, as it is at one moment, into a new SQLite database in `folder`."""
    join(databases.database("", folder))
    make_tables()
    with transaction.atomic(), transaction.atomic(using=OTHER):
        with connections["default"].cursor() as cursor:
            cursor.execute(_ONE_MOMENT)
        copy("default", OTHER)
    part()


@contextlib.contextmanager
def put_in_place(url: str, data: Path, schema: str) -> Iterator[None]:
    """Put this process's database in the place of that at `url`, whose tables move into `schema`; in one transaction,
    which is committed after the body. Raises StateFault where somebody else works with it.
    """
    join(databases.database(url, data))
    with transaction.atomic(using=OTHER):
        _check_unused()
        _put_aside(schema)
        make_tables()
        copy("default", OTHER)
        yield
    part()


def join(wanted: dict[str, Any]) -> None:
    """Make a database known under OTHER; `wanted` as in Django's DATABASES."""
    connections.databases[OTHER] = connections.configure_settings({"default": wanted})["default"]


def part() -> None:
    """Close the other database, and forget it."""
    connections[OTHER].close()
    del connections[OTHER]
    del connections.databases[OTHER]


def make_tables() -> None:
    """Make every table in the other database, in the shape that this program knows, and empty."""
    call_command("migrate", database=OTHER, interactive=False, verbosity=0)
    call_command("createcachetable", database=OTHER, verbosity=0)
    with connections[OTHER].cursor() as cursor:
        for model in _models():
            if model._base_manager.using(OTHER).exists():  # what migrations put in comes again with the rows
                cursor.execute(f"DELETE FROM {connections[OTHER].ops.quote_name(model._meta.db_table)}")  # noqa: S608


def copy(source: str, target: str) -> None:
    """Copy all rows of all models; both are aliases."""
    for model in _models():
        _copy_model(model, source, target)
    with connections[target].cursor() as cursor:
        for statement in connections[target].ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _check_unused() -> None:
    with connections[OTHER].cursor() as cursor:
        cursor.execute(_OTHERS)
        others = cursor.fetchone()[0]
    if others:
        raise StateFault(
            f"{others} others are connected to the database. Stop every server that works with it, and whatever else "
            "does. Nothing was changed."
        )


def _put_aside(schema: str) -> None:
    """Move our tables out of the way, with their rows, indexes and triggers."""
    connection = connections[OTHER]
    ours = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | _BESIDE_MODELS
    there = ours & set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {connection.ops.quote_name(schema)}")
        for table in sorted(there):
            names = connection.ops.quote_name(table), connection.ops.quote_name(schema)
            cursor.execute("ALTER TABLE {} SET SCHEMA {}".format(*names))


def _copy_model(model: type[models.Model], source: str, target: str) -> None:
    fields = model._meta.concrete_fields
    connection = connections[target]
    quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    found = model._base_manager.using(source).order_by().values_list(*(field.attname for field in fields))
    rows = _prepared(found.iterator(_AT_ONCE), [_preparer(field, connection) for field in fields])
    into = f"{table} ({', '.join(quoted)})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # twice as fast as INSERT, all in all
            with cursor.copy(f"COPY {into} FROM STDIN") as door:
                for row in rows:
                    door.write_row(row)
        while connection.vendor == "sqlite" and (batch := list(itertools.islice(rows, _AT_ONCE))):
            cursor.executemany(f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(fields))})", batch)  # noqa: S608


def _preparer(field: Any, connection: Any) -> Callable[[Any], Any] | None:
    """What makes a value of a field one of the database's; None where nothing has to be done."""
    if isinstance(field, _PLAIN):
        return None
    return lambda value: field.get_db_prep_save(value, connection)


def _prepared(rows: Iterable[tuple[Any, ...]], preparers: list[Callable[[Any], Any] | None]) -> Iterator[Any]:
    for row in rows:
        yield [value if prepare is None else prepare(value) for value, prepare in zip(row, preparers, strict=True)]


def _models() -> list[type[models.Model]]:
    """Every model with a table of its own, and rows that are worth something later."""
    by_table = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [model for model in by_table.values() if model._meta.managed and model._meta.db_table not in LEFT_OUT]
