from __future__ import annotations

import pytest

from cor_desktop.presenters.idle import IdlePresenter, minutes_allowed
from tests.fakes.clock import HandClock


class Watched:
    """Somebody at a computer that locks after ten minutes; notes each time it does."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.patience = 600
        self.away = 0
        self.idle = IdlePresenter(self.clock, lambda: self.patience, self._go_away)

    def wait(self, seconds: int) -> int:
        """Let time pass, look, and give the warning that is shown."""
        self.clock.advance(seconds)
        self.idle.tick()
        return self.idle.warning.value

    def _go_away(self) -> None:
        self.away += 1
        self.patience = 0


@pytest.fixture
def watched() -> Watched:
    return Watched()


def test_m6_a_minute_before_the_end_it_is_said_second_by_second(watched: Watched) -> None:
    assert [watched.wait(539), watched.wait(1), watched.wait(1), watched.wait(58)] == [0, 60, 59, 1]
    assert watched.away == 0


def test_m6_asvs_7_3_1_nobody_there_for_ten_minutes_is_away_once(watched: Watched) -> None:
    watched.wait(600)
    watched.wait(600)
    assert (watched.away, watched.idle.warning.value) == (1, 0)


def test_m6_a_key_during_the_warning_starts_the_time_anew(watched: Watched) -> None:
    watched.wait(590)
    watched.idle.touch()
    assert watched.idle.warning.value == 0
    assert (watched.wait(539), watched.wait(1)) == (0, 60)


def test_asvs_7_3_1_a_sleeping_computer_counts_and_the_first_key_after_it_is_too_late(watched: Watched) -> None:
    watched.clock.advance(3600)
    watched.idle.touch()
    assert watched.away == 1


def test_a_clock_that_is_set_locks_nobody_and_frees_nobody(watched: Watched) -> None:
    watched.clock.set_wall(0)
    assert watched.wait(539) == 0
    watched.clock.set_wall(4_000_000_000)
    watched.wait(61)
    assert watched.away == 1


def test_where_nobody_has_to_be_locked_time_does_not_run(watched: Watched) -> None:
    watched.patience = 0
    watched.wait(6000)
    watched.patience = 600
    assert (watched.wait(500), watched.away) == (0, 0)


@pytest.mark.parametrize(
    ("chosen", "shared", "minutes"), [(0, False, 30), (0, True, 10), (5, True, 5), (30, True, 10), (15, False, 15)]
)
def test_asvs_7_1_1_own_computers_wait_longer_than_shared_ones(chosen: int, shared: bool, minutes: int) -> None:
    assert minutes_allowed(chosen, shared) == minutes
