from __future__ import annotations

import pytest

from cor_desktop.presenters.countdown import Countdown, seconds
from tests.fakes.clock import HandClock


def test_it_runs_down_with_the_clock_and_ends_at_nothing() -> None:
    clock = HandClock()
    countdown = Countdown(clock)
    shown: list[int] = []
    countdown.left.subscribe(shown.append)
    countdown.start(2)
    for _ in range(3):
        clock.advance(1)
        countdown.tick()
    assert shown == [2, 1, 0]


def test_a_wall_clock_that_is_set_changes_nothing() -> None:
    clock = HandClock()
    countdown = Countdown(clock)
    countdown.start(30)
    clock.set_wall(clock.wall + 3600)
    countdown.tick()
    assert countdown.left.value == 30


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 second"), (59, "59 seconds"), (60, "60 seconds"), (121, "3 minutes"), (1800, "30 minutes")],
)
def test_durations_are_said_as_people_say_them(count: int, words: str) -> None:
    assert seconds(count) == words
