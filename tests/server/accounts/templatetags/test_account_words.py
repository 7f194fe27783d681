from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cor_protocol.accounts import ASSOCIATIONS
from sync_server.accounts.templatetags import account_words
from tests.server.conftest import Clock


@pytest.mark.parametrize(
    ("days", "words"), [(0, "today"), (1, "yesterday"), (2, "Monday"), (6, "Thursday"), (7, "11 November 2026")]
)
def test_a_day_is_said_as_people_say_it(time: Clock, days: int, words: str) -> None:
    now = datetime.fromtimestamp(time.now, UTC)
    assert account_words.day(now - timedelta(days=days)) == words


@pytest.mark.parametrize(
    ("platform", "words"),
    [
        ("linux", "Computer with Linux"),
        ("Linux 6.1.0-18", "Computer with Linux"),
        ("win32", "Computer with Windows"),
        ("darwin", "Computer with macOS"),
        ("plan9", "Computer with plan9"),
        ("", "Computer"),
    ],
)
def test_a_computer_is_called_by_its_system(platform: str, words: str) -> None:
    assert account_words.computer(platform) == words


def test_the_associations_are_those_the_client_offers() -> None:
    assert account_words.associations() == ASSOCIATIONS
