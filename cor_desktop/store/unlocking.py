"""How each learner's profile opens on this computer: keys and tokens, every one of them sealed.

`sealed_key` opens with the password, `kept_key` without one (own machine, not locked). The rest is sealed with the
device secret alone: what must work while nobody has typed a password. No name and no address can be read here.
"""

from __future__ import annotations

import sqlite3
from dataclasses import astuple, dataclass, fields


@dataclass(frozen=True, slots=True)
class Unlocking:
    """One learner's row. `belongs` opens only with this computer's secret; `lookup` finds the row by an email.

    What `belongs` holds is the address of the server that signed the learner in.
    `failures` counts wrong passwords in a row, `failed_boot` is when the last one was (seconds since boot);
    `locked_at` is UTC seconds, 0 where it is not locked; `ended` says why the server ended the sign-in, else is empty;
    `here_only`: the server does not know the password, because the account is opened by an organization's sign-in.
    """

    learner: str
    belongs: bytes
    lookup: bytes
    salt: bytes = b""
    sealed_key: bytes | None = None
    kept_key: bytes | None = None
    append_token: bytes | None = None
    device_pass: bytes | None = None
    remembered_name: bytes | None = None
    failures: int = 0
    failed_boot: float = 0.0
    locked_at: int = 0
    ended: str = ""
    here_only: bool = False


COLUMNS = tuple(field.name for field in fields(Unlocking))


def find(connection: sqlite3.Connection, learner: str) -> Unlocking | None:
    """How this learner's profile opens, where they have signed in here."""
    return _row(connection.execute(f"{_SELECT} WHERE learner = ?", (learner,)))


def find_by_email(connection: sqlite3.Connection, lookup: bytes) -> Unlocking | None:
    """The row of whoever signed in here last with the email of this lookup."""
    return _row(connection.execute(f"{_SELECT} WHERE lookup = ? ORDER BY rowid DESC LIMIT 1", (lookup,)))


def everyone(connection: sqlite3.Connection) -> tuple[Unlocking, ...]:
    """All rows, by learner."""
    return tuple(Unlocking(*row) for row in connection.execute(f"{_SELECT} ORDER BY learner"))


def keep(connection: sqlite3.Connection, row: Unlocking) -> None:
    """Keep a row in place of what was there. Needs a transaction."""
    marks = ", ".join("?" * len(COLUMNS))
    connection.execute(f"INSERT OR REPLACE INTO unlocking ({', '.join(COLUMNS)}) VALUES ({marks})", astuple(row))  # noqa: S608 - our own column names


def keep_tokens(connection: sqlite3.Connection, learner: str, append_token: bytes | None, device_pass: bytes) -> None:
    """Keep what a new sign-in at the server gave; nothing is ended any more. Needs a transaction."""
    connection.execute(
        "UPDATE unlocking SET append_token = ?, device_pass = ?, ended = '' WHERE learner = ?",
        (append_token, device_pass, learner),
    )


def keep_failures(connection: sqlite3.Connection, learner: str, failures: int, boot: float) -> None:
    """Keep how many wrong passwords there were in a row, and when the last one was. Needs a transaction."""
    connection.execute(
        "UPDATE unlocking SET failures = ?, failed_boot = ? WHERE learner = ?", (failures, boot, learner)
    )


def reopen(connection: sqlite3.Connection, learner: str, kept_key: bytes | None) -> None:
    """The right password was typed: nothing is locked or to wait for any more. Needs a transaction."""
    connection.execute(
        "UPDATE unlocking SET kept_key = ?, locked_at = 0, failures = 0, failed_boot = 0 WHERE learner = ?",
        (kept_key, learner),
    )


def shut(connection: sqlite3.Connection, learner: str) -> None:
    """Let the profile open by the password alone from now on. Needs a transaction."""
    connection.execute("UPDATE unlocking SET kept_key = NULL, locked_at = 0 WHERE learner = ?", (learner,))


def shut_all(connection: sqlite3.Connection) -> None:
    """Let no profile of this computer open without its password. Needs a transaction."""
    connection.execute("UPDATE unlocking SET kept_key = NULL WHERE kept_key IS NOT NULL")


def shut_others(connection: sqlite3.Connection, learner: str) -> None:
    """Let no profile but this learner's open without its password. Needs a transaction."""
    connection.execute("UPDATE unlocking SET kept_key = NULL WHERE learner <> ? AND kept_key IS NOT NULL", (learner,))


def lock(connection: sqlite3.Connection, learner: str, wall: int) -> None:
    """Let the profile open by the password alone, and the window ask for it first. Needs a transaction."""
    connection.execute("UPDATE unlocking SET kept_key = NULL, locked_at = ? WHERE learner = ?", (max(1, wall), learner))


def end(connection: sqlite3.Connection, learner: str, why: str) -> None:
    """Keep why the server ended the sign-in; only the password opens the profile from now on. Needs a transaction."""
    connection.execute("UPDATE unlocking SET kept_key = NULL, ended = ? WHERE learner = ?", (why, learner))


def begin_anew(connection: sqlite3.Connection, boot: float) -> None:
    """The computer was restarted: what is still to wait counts from its start. Needs a transaction."""
    connection.execute("UPDATE unlocking SET failed_boot = 0 WHERE failed_boot > ?", (boot,))


def keep_append_token(connection: sqlite3.Connection, learner: str, append_token: bytes) -> None:
    """Let facts be sent without the learner again. Needs a transaction."""
    connection.execute("UPDATE unlocking SET append_token = ? WHERE learner = ?", (append_token, learner))


def drop_append_token(connection: sqlite3.Connection, learner: str) -> None:
    """Nothing is left to append. Needs a transaction."""
    connection.execute("UPDATE unlocking SET append_token = NULL WHERE learner = ?", (learner,))


def forget_name(connection: sqlite3.Connection, learner: str) -> None:
    """Remember the learner's name no longer. Needs a transaction."""
    connection.execute("UPDATE unlocking SET remembered_name = NULL WHERE learner = ?", (learner,))


def forget_all_names(connection: sqlite3.Connection) -> None:
    """Remember nobody's name. Needs a transaction."""
    connection.execute("UPDATE unlocking SET remembered_name = NULL WHERE remembered_name IS NOT NULL")


_SELECT = f"SELECT {', '.join(COLUMNS)} FROM unlocking"  # noqa: S608 - our own column names


def _row(cursor: sqlite3.Cursor) -> Unlocking | None:
    row = cursor.fetchone()
    return Unlocking(*row) if row else None
