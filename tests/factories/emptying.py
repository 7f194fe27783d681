"""Emptying the database between tests that commit: the one act that passes the triggers of the audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from sync_server.audit import triggers


@pytest.fixture(autouse=True, scope="session")
def emptying_passes_the_audit() -> Iterator[None]:
    """Take the triggers away while Django empties the tables."""
    emptied: Any = TransactionTestCase
    original = emptied._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        triggers.remove(connection)
        original(self)
        triggers.install(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(emptied, "_fixture_teardown", teardown)
        yield
