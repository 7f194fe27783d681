"""What salvage refuses to take over."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from cor_desktop.store import facts
from cor_desktop.store.database import open_database
from cor_desktop.store.learners import current, keep_profile, make_current
from cor_desktop.store.salvage import salvage
from cor_desktop.store.store import open_store
from tests.factories.facts import LEARNER, a_fact, sent
from tests.fakes.clock import HandClock


def test_a_profile_of_an_older_program_is_left_shut(tmp_path: Path) -> None:
    old = open_store(tmp_path / "old.db", HandClock().read())
    with old.transaction() as connection:
        make_current(connection, LEARNER)
        keep_profile(connection, LEARNER, b"sealed", signed_in=True)
        connection.execute("DROP TABLE unlocking")
    old.close()
    fresh = open_database(tmp_path / "fresh.db")
    salvage(tmp_path / "old.db", fresh)
    with fresh.reading() as connection:
        learner = current(connection)
        assert learner is not None
        assert (learner.has_account, learner.signed_in, learner.sealed_profile) == (True, False, None)
    fresh.close()


def test_a_row_that_is_no_fact_any_more_is_left_behind(tmp_path: Path) -> None:
    old = open_store(tmp_path / "old.db", HandClock().read())
    with old.transaction() as connection:
        make_current(connection, LEARNER)
        facts.join(connection, LEARNER, [sent(a_fact("a-module:one")), sent(a_fact("a-module:two"))], unsent=True)
    old.close()
    with sqlite3.connect(tmp_path / "old.db") as connection:
        connection.execute("UPDATE fact SET item = 'NOT AN ITEM' WHERE item = 'a-module:two'")
    connection.close()
    fresh = open_database(tmp_path / "fresh.db")
    salvage(tmp_path / "old.db", fresh)
    with fresh.reading() as connection:
        assert facts.all_facts(connection, LEARNER) == (sent(a_fact("a-module:one")),)
    fresh.close()
