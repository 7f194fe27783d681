"""The runs of a clock: restarts and steps begin a new epoch, wall time running backwards raises the line."""

from __future__ import annotations

from cor_desktop.store import epochs
from cor_desktop.store.store import Store
from cor_protocol.facts import Stamp
from cor_protocol.wire import Span
from tests.fakes.clock import TUESDAY, HandClock


def stamp(store: Store, clock: HandClock) -> Stamp:
    with store.transaction() as connection:
        return epochs.stamp(connection, clock.read())


def spans(store: Store, *wanted: int) -> tuple[Span, ...]:
    with store.reading() as connection:
        return epochs.spans(connection, wanted)


def test_a_clock_that_runs_on_stays_in_its_epoch(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.advance(7200)
    assert stamp(store, clock) == Stamp(1, TUESDAY + 7200)
    assert spans(store, 1) == (Span(1, TUESDAY, TUESDAY + 7200, 3600, 0),)


def test_a_small_correction_of_the_clock_stays_in_its_epoch(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.set_wall(TUESDAY - 4)
    assert stamp(store, clock) == Stamp(1, TUESDAY - 4)
    assert spans(store, 1) == (Span(1, TUESDAY, TUESDAY, 3600, 0),)


def test_a_restart_begins_a_new_epoch_on_the_same_line(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.restart()
    assert stamp(store, clock).epoch == 2
    assert spans(store, 2)[0].line == 0


def test_a_clock_set_back_begins_a_new_epoch_on_a_new_line(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.set_wall(TUESDAY - 86400)
    assert stamp(store, clock).epoch == 2
    assert spans(store, 1, 2)[1].line == 1


def test_a_clock_of_1970_is_stamped_like_any_other(store: Store) -> None:
    assert stamp(store, HandClock(wall=0)) == Stamp(1, 0)


def test_only_the_epochs_asked_for_are_told(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.restart()
    stamp(store, clock)
    assert [span.epoch for span in spans(store, 2, 2)] == [2]
    assert spans(store) == ()
