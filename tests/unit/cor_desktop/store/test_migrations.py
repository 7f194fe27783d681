"""Each step of the database's shape, on the shape before it."""

from __future__ import annotations

import sqlite_utils

from cor_desktop.store.migrations import migrations

TABLES = {"device", "learner", "fact", "epoch", "place", "certificate"}


def test_m0001_facts_and_learners_makes_the_first_tables() -> None:
    database = sqlite_utils.Database(memory=True)
    migrations.apply(database)
    assert set(database.table_names()) >= TABLES
    database.close()


def test_applying_the_steps_again_changes_nothing() -> None:
    database = sqlite_utils.Database(memory=True)
    migrations.apply(database)
    shape = database.schema
    migrations.apply(database)
    assert database.schema == shape
    database.close()
