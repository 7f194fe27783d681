"""The learners of this computer: who is learning now, what the server knows, and sealed profiles."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import Any

from cor_protocol.facts import MODULE_STARTED, Digest


@dataclass(frozen=True, slots=True)
class LearnerRow:
    """One learner as the database knows them. `revision` is the last of the server's that was merged.

    `certificates_seen` is the server's counter when the certificates were last fetched; `last_activity` and
    `last_sync` are UTC seconds; `last_outcome` is a sentence; `open_page` the
    page of the window that was open; the profile opens with the learner's data key. `declined_by` is the learner who
    said last that this guest's progress is not theirs. `odd`: how many facts the server's staff look at.
    """

    id: str
    has_account: bool = False
    signed_in: bool = False
    revision: int = 0
    digest: Digest = field(default_factory=Digest)
    last_activity: int = 0
    last_sync: int | None = None
    last_outcome: str = ""
    certificates_seen: int = 0
    open_page: str = ""
    sealed_profile: bytes | None = None
    declined_by: str = ""
    odd: int = 0


def current(connection: sqlite3.Connection) -> LearnerRow | None:
    """Who is learning now; nobody before the first start."""
    return _row(connection.execute(f"{_SELECT} WHERE is_current = 1"))


def find(connection: sqlite3.Connection, learner: str) -> LearnerRow | None:
    """The learner of that id, where this computer knows them."""
    return _row(connection.execute(f"{_SELECT} WHERE id = ?", (learner,)))


def make_current(connection: sqlite3.Connection, learner: str) -> None:
    """Let this learner be the one who is learning; a new id makes a new, empty record. Needs a transaction."""
    connection.execute("UPDATE learner SET is_current = 0 WHERE is_current = 1")
    connection.execute(
        "INSERT INTO learner (id, has_account, signed_in, is_current, revision, digest_count, digest_total,"
        " last_activity, last_outcome) VALUES (?, 0, 0, 1, 0, 0, zeroblob(16), 0, '')"
        " ON CONFLICT DO UPDATE SET is_current = 1",
        (learner,),
    )


def leave(connection: sqlite3.Connection) -> None:
    """Let nobody be learning; every record stays. Needs a transaction."""
    connection.execute("UPDATE learner SET is_current = 0 WHERE is_current = 1")


def waiting_guest(connection: sqlite3.Connection) -> LearnerRow | None:
    """The guest who started a module here last and is not learning now, where there is one."""
    waiting = (
        " WHERE has_account = 0 AND is_current = 0 AND EXISTS"
        " (SELECT 1 FROM fact WHERE fact.learner = learner.id AND kind = ?) ORDER BY last_activity DESC LIMIT 1"
    )
    return _row(connection.execute(_SELECT + waiting, (MODULE_STARTED,)))


def decline(connection: sqlite3.Connection, guest: str, learner: str) -> None:
    """Keep that a learner said this guest's progress is not theirs. Needs a transaction."""
    connection.execute("UPDATE learner SET declined_by = ? WHERE id = ?", (learner, guest))


def others_to_send_for(connection: sqlite3.Connection, learner: str) -> tuple[LearnerRow, ...]:
    """Learners with an account and an append token, other than this one, whose work may wait here."""
    rows = connection.execute(
        f"{_SELECT} JOIN unlocking ON unlocking.learner = learner.id"
        " WHERE has_account = 1 AND append_token IS NOT NULL AND id <> ? ORDER BY id",
        (learner,),
    )
    return tuple(_made(row) for row in rows)


def with_account(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The ids of all learners with an account: what they learn is for the server."""
    rows = connection.execute("SELECT id FROM learner WHERE has_account = 1 ORDER BY id")
    return tuple(str(row[0]) for row in rows)


def keep_profile(connection: sqlite3.Connection, learner: str, sealed_profile: bytes, *, signed_in: bool) -> None:
    """Keep a sealed profile of a learner with an account, and whether it holds a full token. Needs a transaction."""
    connection.execute(
        "UPDATE learner SET has_account = 1, signed_in = ?, sealed_profile = ? WHERE id = ?",
        (int(signed_in), sealed_profile, learner),
    )


def doubt_certificates(connection: sqlite3.Connection, learner: str) -> None:
    """Let the next sync look at all certificates again: another key may have sealed them. Needs a transaction."""
    connection.execute("UPDATE learner SET certificates_seen = 0 WHERE id = ?", (learner,))


def need_sign_in(connection: sqlite3.Connection, learner: str) -> None:
    """Keep that the server wants a new sign-in before it gives more. Needs a transaction."""
    connection.execute("UPDATE learner SET signed_in = 0 WHERE id = ?", (learner,))


def sign_out(connection: sqlite3.Connection, learner: str) -> None:
    """Let the learner be signed out and nobody be learning; facts and the sealed profile stay. Needs a transaction."""
    connection.execute("UPDATE learner SET signed_in = 0, is_current = 0 WHERE id = ?", (learner,))


def touch(connection: sqlite3.Connection, learner: str, wall: int) -> None:
    """Keep when the learner last did something, in UTC seconds. Needs a transaction."""
    connection.execute("UPDATE learner SET last_activity = ? WHERE id = ?", (wall, learner))


def keep_revision(connection: sqlite3.Connection, learner: str, revision: int) -> None:
    """Keep the server's revision that was merged. Needs a transaction."""
    connection.execute("UPDATE learner SET revision = ? WHERE id = ?", (revision, learner))


def keep_odd(connection: sqlite3.Connection, learner: str, count: int) -> None:
    """Keep how many facts the server's staff look at. Needs a transaction."""
    connection.execute("UPDATE learner SET odd = ? WHERE id = ?", (count, learner))


def keep_outcome(connection: sqlite3.Connection, learner: str, sentence: str, synced_at: int | None) -> None:
    """Keep how the last sync went; `synced_at` (UTC seconds) only where it went well. Needs a transaction."""
    connection.execute(
        "UPDATE learner SET last_outcome = ?, last_sync = coalesce(?, last_sync) WHERE id = ?",
        (sentence, synced_at, learner),
    )


def forget_outcomes(connection: sqlite3.Connection) -> None:
    """Let go of what is said of the last syncs, for everybody here. Needs a transaction."""
    connection.execute("UPDATE learner SET last_outcome = ''")


def keep_certificates_seen(connection: sqlite3.Connection, learner: str, counter: int) -> None:
    """Keep the server's counter of this learner's certificates, once all of them are here. Needs a transaction."""
    connection.execute("UPDATE learner SET certificates_seen = ? WHERE id = ?", (counter, learner))


def keep_page(connection: sqlite3.Connection, learner: str, page: str) -> None:
    """Keep which page of the window is open, so that a start goes on there. Needs a transaction."""
    connection.execute("UPDATE learner SET open_page = ? WHERE id = ?", (page, learner))


def re_key(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Take a learner's places over to another id and drop the rest; the caller joins the facts. Needs a transaction."""
    connection.execute("UPDATE OR IGNORE place SET learner = ? WHERE learner = ?", (new, old))
    connection.execute("UPDATE OR IGNORE correction SET learner = ? WHERE learner = ?", (new, old))
    forget(connection, old)


def forget(connection: sqlite3.Connection, learner: str) -> None:
    """Delete everything this computer has of a learner. Needs a transaction."""
    for table in ("fact", "place", "certificate", "unlocking", "correction"):
        connection.execute(f"DELETE FROM {table} WHERE learner = ?", (learner,))  # noqa: S608 - our own table names
    connection.execute("DELETE FROM learner WHERE id = ?", (learner,))


_SELECT = (
    "SELECT id, has_account, signed_in, revision, digest_count, digest_total, last_activity, last_sync, last_outcome,"
    " certificates_seen, open_page, sealed_profile, declined_by, odd FROM learner"
)


def _row(cursor: sqlite3.Cursor) -> LearnerRow | None:
    row = cursor.fetchone()
    return _made(row) if row is not None else None


def _made(row: tuple[Any, ...]) -> LearnerRow:
    learner, has_account, signed_in, revision, count, total, *rest = row
    digest = Digest(count, int.from_bytes(total, "big"))
    return LearnerRow(learner, bool(has_account), bool(signed_in), revision, digest, *rest)
