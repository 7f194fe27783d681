"""The runs of a clock: restarts and steps begin a new epoch, wall time running backwards raises the line."""

from __future__ import annotations

from cor_desktop import RELEASED
from cor_desktop.clock import Reading
from cor_desktop.store import epochs
from cor_desktop.store.store import Store
from cor_protocol.facts import Stamp
from cor_protocol.wire import Floor, Span
from tests.fakes.clock import TUESDAY, HandClock


def stamp(store: Store, clock: HandClock) -> Stamp:
    with store.transaction() as connection:
        return epochs.stamp(connection, clock.read())


def spans(store: Store, *wanted: int) -> tuple[Span, ...]:
    with store.reading() as connection:
        return epochs.spans(connection, wanted)


def learn(store: Store, clock: HandClock, time: int) -> None:
    with store.transaction() as connection:
        epochs.learn(connection, clock.read(), time)


def ahead(store: Store, *wanted: int) -> tuple[Floor, ...]:
    with store.reading() as connection:
        return epochs.floors(connection, wanted)


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


def test_a_dead_battery_that_begins_each_start_at_the_same_time_begins_a_new_epoch_on_a_new_line(store: Store) -> None:
    """`wall - boot` is the same on each of these days: by it alone they would be one run of the clock."""
    clock = HandClock(wall=1_420_070_400 + 1000, boot=1000.0)
    stamp(store, clock)
    clock.advance(3600)
    stamp(store, clock)
    clock.wall, clock.boot = 1_420_070_400 + 2000, 2000.0
    assert stamp(store, clock).epoch == 2
    assert spans(store, 2)[0].line == 1


def test_a_start_is_told_from_the_one_before_by_its_name_where_the_system_gives_one(store: Store) -> None:
    with store.transaction() as connection:
        first = epochs.stamp(connection, Reading(TUESDAY, 1000.0, 0, "one"))
        same = epochs.stamp(connection, Reading(TUESDAY + 60, 1060.0, 0, "one"))
        other = epochs.stamp(connection, Reading(TUESDAY + 120, 1120.0, 0, "two"))
    assert (first.epoch, same.epoch, other.epoch) == (1, 1, 2)
    assert spans(store, 2)[0].line == 1, "at the second start the clock showed less than was seen before"


def test_a_suspend_that_time_since_boot_leaves_out_begins_an_epoch_on_the_same_line(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    clock.wall += 3600
    assert stamp(store, clock).epoch == 2
    assert spans(store, 2)[0].line == 0


def test_a_clock_that_drifts_from_the_boot_clock_begins_an_epoch_each_five_seconds(store: Store) -> None:
    clock = HandClock()
    seen = []
    for _day in range(20):
        clock.advance(86_400)
        clock.wall += 2
        seen.append(stamp(store, clock).epoch)
    assert seen[-1] == 7 and sorted(seen) == seen
    assert {span.line for span in spans(store, *seen)} == {0}


def test_true_time_is_never_less_than_the_programs_date_or_what_the_server_signed(store: Store) -> None:
    clock = HandClock(wall=0)
    stamp(store, clock)
    assert ahead(store, 1) == (Floor(1, RELEASED),)
    learn(store, clock, TUESDAY)
    learn(store, clock, TUESDAY - 5)
    assert ahead(store, 1) == (Floor(1, TUESDAY),)


def test_what_is_known_of_true_time_goes_on_into_the_next_epoch(store: Store) -> None:
    clock = HandClock(wall=0)
    learn(store, clock, TUESDAY)
    clock.advance(600)
    stamp(store, clock)
    clock.wall, clock.boot = 10, 10.0
    stamp(store, clock)
    assert ahead(store, 2) == (Floor(2, TUESDAY + 600 - 10 - 10),), "ten seconds less, as a clock may wander"


def test_an_epoch_from_before_such_things_were_kept_tells_no_floor(store: Store) -> None:
    clock = HandClock()
    stamp(store, clock)
    with store.transaction() as connection:
        connection.execute("UPDATE epoch SET ahead = NULL")
    assert ahead(store, 1) == ()
    clock.restart()
    stamp(store, clock)
    assert ahead(store, 2) == (Floor(2, RELEASED - clock.wall),)
