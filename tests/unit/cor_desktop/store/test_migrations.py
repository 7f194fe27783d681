"""Each step of the database's shape, on the shape before it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import sqlite_utils

from cor_desktop.store import facts
from cor_desktop.store.database import SHAPE, open_database
from cor_desktop.store.learners import current
from cor_desktop.store.migrations import m0001_facts_and_learners, migrations
from cor_desktop.store.places import places
from tests.factories.facts import DEVICE, LEARNER, OTHER_LEARNER

TABLES = {"device", "learner", "fact", "epoch", "place", "certificate"}
SEALED = b"sealed the old way"


def of_shape_1(path: Path) -> None:
    """A database as the first release left it: Ana signed in, learning, with a certificate."""
    with sqlite3.connect(path) as connection:
        database = sqlite_utils.Database(connection)
        migrations.apply(database, stop_before="m0002_a_password_opens_the_profile")
        connection.execute(
            "INSERT INTO learner (id, has_account, signed_in, is_current, revision, digest_count, digest_total,"
            " last_activity, last_outcome, certificates_seen, open_page, sealed_profile)"
            " VALUES (?, 1, 1, 1, 7, 0, zeroblob(16), 5, 'Everything is sent.', 3, 'home', ?)",
            (LEARNER, SEALED),
        )
        connection.execute(
            "INSERT INTO fact VALUES (?, 'activity.opened', 'a-module:one', ?, 1, 10, ?, 1)", (LEARNER, DEVICE, LEARNER)
        )
        connection.execute("INSERT INTO place VALUES (?, 'a-module', 1, 'one')", (LEARNER,))
        connection.execute("INSERT INTO certificate VALUES ('COR-1', ?, 'a-module', ?, ?)", (LEARNER, SEALED, SEALED))
        connection.execute("PRAGMA user_version = 1")
    connection.close()


def test_m0001_facts_and_learners_makes_the_first_tables() -> None:
    database = sqlite_utils.Database(memory=True)
    m0001_facts_and_learners(database)
    assert set(database.table_names()) == TABLES
    database.close()


def test_m0002_a_password_opens_the_profile_signs_everybody_out_softly_and_loses_nothing(tmp_path: Path) -> None:
    path = tmp_path / "learning.db"
    of_shape_1(path)
    database = open_database(path)
    with database.reading() as connection:
        learner = current(connection)
        assert learner is not None
        assert (learner.has_account, learner.signed_in, learner.sealed_profile) == (True, False, None)
        assert (learner.revision, learner.open_page, learner.certificates_seen) == (7, "home", 0)
        assert facts.count_unsent(connection, LEARNER) == 1
        assert places(connection, LEARNER)["a-module"].activity == "one"
        assert connection.execute("PRAGMA user_version").fetchone() == (SHAPE,)
    database.close()
    assert SEALED not in path.read_bytes()


def test_m0003_what_is_known_of_a_clock_leaves_what_was_known_as_it_is() -> None:
    database = sqlite_utils.Database(memory=True)
    migrations.apply(database, stop_before="m0003_what_is_known_of_a_clock")
    database.execute("INSERT INTO epoch VALUES (3, 900.5, 1000, 2000, 3600, 1)")
    migrations.apply(database)
    assert database.execute("SELECT * FROM epoch").fetchall() == [(3, 900.5, 1000, 2000, 3600, 1, "", None)]
    database.close()


def test_m0004_what_staff_looked_at_asks_for_corrections_of_which_only_the_fact_came() -> None:
    database = sqlite_utils.Database(memory=True)
    migrations.apply(database, stop_before="m0004_what_staff_looked_at")
    for learner in (LEARNER, OTHER_LEARNER):
        database.execute(
            "INSERT INTO learner (id, has_account, signed_in, is_current, revision, digest_count, digest_total,"
            " last_activity, last_outcome) VALUES (?, 1, 1, 0, 7, 0, zeroblob(16), 5, '')",
            (learner,),
        )
    database.execute("INSERT INTO fact VALUES (?, 'correction', 'one', 'server', 0, 10, ?, 0)", (LEARNER, LEARNER))
    migrations.apply(database)
    found = database.execute("SELECT id, revision, odd FROM learner ORDER BY id").fetchall()
    assert found == [(LEARNER, 0, 0), (OTHER_LEARNER, 7, 0)]
    assert database.execute("SELECT count(*) FROM correction").fetchone() == (0,)
    database.close()


def test_applying_the_steps_again_changes_nothing() -> None:
    database = sqlite_utils.Database(memory=True)
    migrations.apply(database)
    shape = database.schema
    migrations.apply(database)
    assert database.schema == shape
    database.close()
