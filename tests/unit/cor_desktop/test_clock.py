"""The computer's clocks."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cor_desktop import clock
from cor_desktop.clock import SystemClock, local_time


def test_time_since_boot_never_runs_backwards() -> None:
    system = SystemClock()
    assert system.read().boot <= system.read().boot


def test_a_start_of_the_computer_keeps_its_name_while_it_runs() -> None:
    assert SystemClock().read().run == SystemClock().read().run


def test_a_system_that_does_not_name_its_starts_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_BOOT_ID", Path("/nowhere/to/be/found"))
    clock._run.cache_clear()
    assert SystemClock().read().run == ""
    clock._run.cache_clear()


def test_the_wall_clock_is_shown_as_the_learner_sees_it() -> None:
    assert local_time(1_795_528_800, 3600).isoformat() == "2026-11-24T15:00:00+01:00"


def test_a_reading_agrees_with_the_systems_own_calendar() -> None:
    reading = SystemClock().read()
    shown = local_time(reading.wall, reading.offset)
    assert shown.utcoffset() == datetime.datetime.fromtimestamp(reading.wall).astimezone().utcoffset()


@pytest.mark.parametrize(("wall", "year"), [(2**40, 9999), (-(2**40), 1)])
@pytest.mark.parametrize("offset", [-12 * 3600, 14 * 3600])
def test_a_clock_beyond_every_calendar_is_shown_at_its_edge(wall: int, year: int, offset: int) -> None:
    assert local_time(wall, offset).year == year
