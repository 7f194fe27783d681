from __future__ import annotations

from cor_protocol.words import marked


def test_a_mark_changes_nothing() -> None:
    assert marked("Good") == "Good"
