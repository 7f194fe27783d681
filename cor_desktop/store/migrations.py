"""The shape of the client's database, step by small named step. A step never changes once it has shipped."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("cor-desktop")


@migrations()
def m0001_facts_and_learners(db: Database) -> None:
    """The first shape: one device, its learners, their facts, places, certificates, and the epochs of the clock."""
    for statement in _FIRST:
        db.execute(statement)


@migrations()
def m0002_a_password_opens_the_profile(db: Database) -> None:
    """How profiles open. Those of before opened with the device secret alone: their learners sign in once more.

    Facts and places stay and go on growing; what is unsent is sent after that sign-in, and certificates, which nobody
    could open until then, come anew with it.
    """
    db.execute(_UNLOCKING)
    db.execute("ALTER TABLE learner ADD COLUMN declined_by TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE learner SET sealed_profile = NULL, signed_in = 0, certificates_seen = 0 WHERE has_account = 1")
    db.execute("DELETE FROM certificate")


@migrations()
def m0003_what_is_known_of_a_clock(db: Database) -> None:
    """Which start of the computer an epoch belongs to, and how far true time is ahead of its clock at least."""
    db.execute("ALTER TABLE epoch ADD COLUMN run TEXT NOT NULL DEFAULT ''")
    db.execute("ALTER TABLE epoch ADD COLUMN ahead INTEGER")


@migrations()
def m0004_what_staff_looked_at(db: Database) -> None:
    """How many facts the server's staff look at, and corrections in words.

    Who has a correction of which only the fact came is told everything once more at the next sync, that one too.
    """
    db.execute("ALTER TABLE learner ADD COLUMN odd INTEGER NOT NULL DEFAULT 0")
    db.execute(_CORRECTION)
    db.execute("UPDATE learner SET revision = 0 WHERE id IN (SELECT learner FROM fact WHERE kind = 'correction')")


_FIRST = (
    "CREATE TABLE device (id TEXT PRIMARY KEY) STRICT",
    """CREATE TABLE learner (
        id TEXT PRIMARY KEY,
        has_account INTEGER NOT NULL,
        signed_in INTEGER NOT NULL,
        is_current INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        digest_count INTEGER NOT NULL,
        digest_total BLOB NOT NULL,
        last_activity INTEGER NOT NULL,
        last_sync INTEGER,
        last_outcome TEXT NOT NULL,
        certificates_seen INTEGER NOT NULL DEFAULT 0,
        open_page TEXT NOT NULL DEFAULT '',
        sealed_profile BLOB
    ) STRICT""",
    """CREATE TABLE fact (
        learner TEXT NOT NULL,
        kind TEXT NOT NULL,
        item TEXT NOT NULL,
        device TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        wall INTEGER NOT NULL,
        origin TEXT NOT NULL,
        unsent INTEGER NOT NULL,
        PRIMARY KEY (learner, kind, item, device)
    ) STRICT, WITHOUT ROWID""",
    "CREATE INDEX fact_unsent ON fact (learner) WHERE unsent = 1",
    """CREATE TABLE epoch (
        epoch INTEGER PRIMARY KEY,
        started REAL NOT NULL,
        first INTEGER NOT NULL,
        last INTEGER NOT NULL,
        utc_offset INTEGER NOT NULL,
        line INTEGER NOT NULL
    ) STRICT""",
    """CREATE TABLE place (
        learner TEXT NOT NULL,
        module TEXT NOT NULL,
        version INTEGER NOT NULL,
        activity TEXT NOT NULL,
        PRIMARY KEY (learner, module)
    ) STRICT, WITHOUT ROWID""",
    """CREATE TABLE certificate (
        number TEXT PRIMARY KEY,
        learner TEXT NOT NULL,
        module TEXT NOT NULL,
        sealed_entry BLOB NOT NULL,
        sealed_pdf BLOB
    ) STRICT, WITHOUT ROWID""",
)

_UNLOCKING = """CREATE TABLE unlocking (
    learner TEXT PRIMARY KEY,
    belongs BLOB NOT NULL,
    lookup BLOB NOT NULL,
    salt BLOB NOT NULL,
    sealed_key BLOB,
    kept_key BLOB,
    append_token BLOB,
    device_pass BLOB,
    remembered_name BLOB,
    failures INTEGER NOT NULL,
    failed_boot REAL NOT NULL,
    locked_at INTEGER NOT NULL,
    ended TEXT NOT NULL,
    here_only INTEGER NOT NULL
) STRICT"""

_CORRECTION = """CREATE TABLE correction (
    learner TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    item TEXT NOT NULL,
    effect TEXT NOT NULL,
    time INTEGER NOT NULL,
    at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (learner, id)
) STRICT, WITHOUT ROWID"""
