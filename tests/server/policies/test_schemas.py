from __future__ import annotations

from sync_server.policies.schemas import PolicyOut


def test_a_policy_is_told_with_its_version_and_when_it_was_published() -> None:
    assert set(PolicyOut.model_fields) == {"version", "title", "text", "language", "published"}
