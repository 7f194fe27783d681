"""Nothing lies on a learner's disk that is not named to them: whoever adds a column says what it is for."""

from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.presenters.my_data.disk import BY_PASSWORD, ON_DISK, OPEN, columns, disk_lines

SEALED = ("sealed_profile", "sealed_entry", "sealed_pdf", "sealed_key")


def columns_of(desk: Desk) -> dict[str, set[str]]:
    with desk.store.reading() as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = {table: {row[1] for row in connection.execute(f"PRAGMA table_info({table})")} for table in tables}
    return {table: names for table, names in found.items() if not table.startswith(("sqlite_", "_sqlite_"))}


def test_m1_every_column_of_the_database_is_named_to_the_learner(desk: Desk) -> None:
    assert columns() == columns_of(desk)


def test_m3_there_is_no_column_that_could_hold_an_answer(desk: Desk) -> None:
    names = {name for found in columns_of(desk).values() for name in found}
    assert [name for name in names if any(word in name for word in ("answer", "text", "note", "draft", "choice"))] == []


def test_what_is_sealed_is_not_called_readable() -> None:
    named = [(thing.lock, name) for thing in ON_DISK for names in thing.columns.values() for name in names.split()]
    assert {lock for lock, name in named if name in SEALED} == {BY_PASSWORD}
    assert OPEN not in {lock for lock, name in named if name in ("kept_key", "append_token", "device_pass")}


def test_what_can_be_read_comes_first() -> None:
    assert [line.left for line in disk_lines()] == (
        ["Readable"] * 10 + ["Sealed under your password"] * 3 + ["Sealed with this computer’s key"] * 3
    )
