"""Counting failures in the database."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync_server.accounts.failures import FORGOTTEN_AFTER, LONGEST_WAIT, count, counter, forget, take_back, wait_after
from sync_server.accounts.models import SignInDelay

NOW = 1_795_000_000


def waits(key: str, times: int, now: int = NOW) -> list[int]:
    """The waits that each of some tries is given, one after the other, each made as soon as it may."""
    found = []
    for _ in range(times):
        wait = count([counter("test", 4, key)], now).wait
        found.append(wait)
        now += wait
        if wait:
            assert count([counter("test", 4, key)], now).wait == 0
    return found


@pytest.mark.django_db
def test_four_are_free_then_the_wait_doubles_up_to_a_quarter_of_an_hour() -> None:
    assert [wait_after(failures, 4) for failures in range(4, 17)] == [
        0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, LONGEST_WAIT, LONGEST_WAIT,
    ]  # fmt: skip
    assert waits("doubling", 8) == [0, 0, 0, 0, 0, 1, 2, 4]


@given(st.integers(0, 10**6), st.integers(0, 100))
def test_a_wait_never_shrinks_with_failures_and_never_ends_in_a_lockout(failures: int, free: int) -> None:
    assert 0 <= wait_after(failures, free) <= wait_after(failures + 1, free) <= LONGEST_WAIT


@pytest.mark.django_db
def test_whoever_waits_is_not_counted_and_nothing_is_written(django_assert_num_queries: object) -> None:
    several = [counter("test", 0, "waiting")]
    assert count(several, NOW).wait == 0
    before = list(SignInDelay.objects.values_list())
    assert callable(django_assert_num_queries)
    with django_assert_num_queries(1) as asked:
        assert count(several, NOW).wait == 1
    assert asked[0]["sql"].startswith("SELECT")
    assert list(SignInDelay.objects.values_list()) == before


@pytest.mark.django_db
def test_the_longest_wait_of_several_counters_holds_and_none_of_them_counts() -> None:
    patient, strict = counter("test", 9, "patient"), counter("test", 0, "strict")
    assert count([patient, strict], NOW).failures == (1, 1)
    assert count([patient, strict], NOW).wait == 1
    assert count([patient], NOW).failures == (2,)


@pytest.mark.django_db
def test_failures_are_forgotten_a_day_after_the_last() -> None:
    several = [counter("test", 0, "old")]
    count(several, NOW)
    assert count(several, NOW + FORGOTTEN_AFTER - 1).failures == (2,)
    assert count(several, NOW + 2 * FORGOTTEN_AFTER).failures == (1,)


@pytest.mark.django_db
@pytest.mark.parametrize("back", [1, 3600, 365 * 24 * 3600])
def test_a_clock_that_is_set_back_neither_frees_nor_locks_for_ever(back: int) -> None:
    several = [counter("test", 0, "clock")]
    for late in (0, 1, 3):
        assert count(several, NOW + late).wait == 0
    assert count(several, NOW + 3).wait == 4
    assert count(several, NOW + 3 - back).wait == 4
    assert count(several, NOW + 3 - back + 3).wait == 1
    assert count(several, NOW + 3 - back + 4).failures == (4,)


@pytest.mark.django_db
def test_a_try_is_taken_back_and_a_counter_forgotten() -> None:
    several = [counter("test", 0, "back")]
    count(several, NOW)
    take_back(several)
    assert count(several, NOW).failures == (1,)
    forget(several)
    take_back(several)
    assert not SignInDelay.objects.exists()


def test_a_key_tells_nothing_and_parts_do_not_run_together() -> None:
    assert counter("test", 4, "ada@example.org").key != counter("test", 4, "ada@", "example.org").key
    assert "ada" not in repr(counter("test", 4, "ada@example.org"))
    assert len(counter("test", 4, "\ud800" * 1000).key) == 64
