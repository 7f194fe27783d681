"""Waiting grows from 30 seconds to 6 hours, and listens to the server."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from cor_desktop.sync.backoff import LONGEST, LONGEST_ASKED, SHORTEST, wait_after_failures


@given(st.integers(1, 500), st.integers())
def test_a_wait_is_between_30_seconds_and_6_hours(failures: int, seed: int) -> None:
    assert SHORTEST <= wait_after_failures(failures, random.Random(seed)) <= LONGEST


@given(st.integers(1, 500), st.integers(), st.integers(0, 86_400))
def test_a_wait_is_never_shorter_than_the_server_asked_for(failures: int, seed: int, retry_after: int) -> None:
    assert wait_after_failures(failures, random.Random(seed), retry_after) >= retry_after


def test_waits_grow_with_failures() -> None:
    longest = [max(wait_after_failures(failures, random.Random(seed)) for seed in range(99)) for failures in (1, 4, 9)]
    assert longest == sorted(set(longest))


@given(st.integers(86_400, 10**400))
def test_no_answer_keeps_a_learner_from_sending_for_more_than_a_day(retry_after: int) -> None:
    assert wait_after_failures(1, random.Random(0), retry_after) == LONGEST_ASKED
