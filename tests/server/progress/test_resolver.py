"""When something happened, rule by rule, and the laws that hold whatever a clock said."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.facts import MAX_EPOCH, MAX_WALL, Stamp
from sync_server.progress.epochs import EpochEvidence
from sync_server.progress.resolver import EARLIEST, Resolved, Rule, exact, may_have_met, resolve

DAY = 86_400
MAY_3 = 1_746_230_400
YEARS = 1000 * DAY


def met(epoch: int, wall: int, time: int, line: int = 0) -> EpochEvidence:
    """An epoch of an hour that had an online contact."""
    lag = time - wall
    return EpochEvidence(epoch, wall - 3600, wall, 0, line, wall, time, lag - 600, lag)


def unmet(epoch: int, wall: int, line: int = 0) -> EpochEvidence:
    return EpochEvidence(epoch, wall, wall + 3600, 0, line)


def test_own_a_clock_that_was_known_in_this_epoch_is_corrected() -> None:
    found = resolve(Stamp(1, MAY_3 - YEARS), MAY_3 + 9 * DAY, [met(1, MAY_3 - YEARS + 60, MAY_3 + 60)])
    assert (found.date, found.rule, found.checked) == (MAY_3, Rule.OWN, MAY_3 + 60)
    assert (found.floor, found.top) == (MAY_3 - 900, MAY_3 + 300)


def test_line_a_constant_error_is_taken_from_the_nearest_epoch_where_it_was_known() -> None:
    known = [met(1, MAY_3 - 2 * DAY, MAY_3 - 2 * DAY + 7 * DAY), unmet(3, MAY_3 - YEARS), met(4, MAY_3, MAY_3 + YEARS)]
    found = resolve(Stamp(3, MAY_3 - DAY), MAY_3 + YEARS, known)
    assert (found.date, found.rule, found.checked) == (MAY_3 - DAY + YEARS, Rule.LINE, MAY_3 + YEARS)


def test_line_what_was_known_on_another_line_is_not_borrowed() -> None:
    known = [unmet(3, MAY_3, line=1), met(4, MAY_3 + DAY, MAY_3 + 2 * DAY, line=2)]
    assert resolve(Stamp(3, MAY_3), MAY_3 + 2 * DAY, known).rule is Rule.WALL


def test_line_an_error_that_is_impossible_here_is_not_borrowed() -> None:
    """The clock was set forward by years after epoch 2, so that no time ran backwards."""
    known = [met(1, MAY_3, MAY_3), unmet(2, MAY_3 + DAY), met(3, MAY_3 + 2 * DAY + YEARS, MAY_3 + 2 * DAY)]
    assert resolve(Stamp(2, MAY_3 + DAY), MAY_3 + 2 * DAY, known)[1:4:2] == (MAY_3 + DAY, Rule.LINE)


def test_wall_a_clock_that_nobody_checked_is_believed_where_it_says_what_is_possible() -> None:
    found = resolve(Stamp(1, MAY_3), MAY_3 + DAY, [])
    assert found == Resolved(EARLIEST, MAY_3, MAY_3 + DAY, Rule.WALL)


def test_line_a_wrong_clock_known_by_stick_alone_is_as_good_as_the_quickest_stick() -> None:
    slow = [EpochEvidence(epoch, 0, 10, 0, 0, low=MAY_3, high=MAY_3 + days * DAY) for epoch, days in ((1, 9), (2, 2))]
    found = resolve(Stamp(1, 5), MAY_3 + 9 * DAY, slow)
    assert (found.date, found.rule) == (MAY_3 + 2 * DAY + 5, Rule.LINE)


def test_rank_days_of_a_dead_battery_are_placed_in_their_order() -> None:
    dead = [unmet(epoch, 1000, line=epoch) for epoch in range(2, 10)]
    known = [met(1, MAY_3, MAY_3, line=1), *dead, met(10, 4600, MAY_3 + 9 * DAY + 3600, line=10)]
    found = [resolve(Stamp(epoch, 1000), MAY_3 + 9 * DAY, known) for epoch in range(2, 10)]
    assert {each.rule for each in found} == {Rule.RANK}
    assert [round((each.date - MAY_3) / DAY) for each in found] == list(range(1, 9))
    assert {(each.floor, each.top) for each in found} == {(MAY_3 - 900, MAY_3 + 9 * DAY)}


def test_rank_without_any_evidence_there_is_the_receipt() -> None:
    assert resolve(Stamp(7, 0), MAY_3, []) == Resolved(EARLIEST, MAY_3, MAY_3, Rule.RANK)


def test_rank_the_first_days_of_a_clock_that_was_never_known_follow_its_programs_date() -> None:
    floored = [EpochEvidence(epoch, 0, 10, 0, epoch, low=MAY_3) for epoch in (1, 2, 3)]
    found = [resolve(Stamp(epoch, 5), MAY_3 + 6 * DAY, floored).date for epoch in (1, 2, 3)]
    assert [round((date - MAY_3) / DAY, 1) for date in found] == [1.5, 2, 4]


def test_the_servers_own_clock_is_exact() -> None:
    assert exact(MAY_3, MAY_3 + 5) == Resolved(MAY_3, MAY_3, MAY_3, Rule.OWN, MAY_3)
    assert exact(MAY_3 + 9, MAY_3).top == MAY_3


@pytest.mark.parametrize(("deadline", "is_met"), [(MAY_3 - 1, False), (MAY_3, True), (MAY_3 + 99 * DAY, True)])
def test_a_deadline_counts_as_met_if_any_instant_meets_it(deadline: int, is_met: bool) -> None:
    assert may_have_met(Resolved(MAY_3, MAY_3 + 3 * DAY, MAY_3 + 9 * DAY, Rule.RANK), deadline) is is_met


walls = st.integers(-MAX_WALL, MAX_WALL) | st.integers(EARLIEST, 4_102_444_800) | st.sampled_from([0, MAY_3])
bounds = st.none() | st.integers(-2 * MAX_WALL, 2 * MAX_WALL) | st.integers(-YEARS, YEARS)
any_evidence = st.lists(
    st.builds(
        EpochEvidence,
        st.integers(0, 6) | st.just(MAX_EPOCH),
        walls,
        walls,
        st.integers(-50_000, 50_000),
        st.none() | st.integers(0, 3),
        st.none() | walls,
        st.none() | walls,
        bounds,
        bounds,
    ),
    unique_by=lambda evidence: evidence.epoch,
    max_size=6,
)


@given(st.integers(0, 7), walls, walls, any_evidence)
def test_invariant_11_floor_date_top_and_receipt_stand_in_this_order_whatever_a_clock_says(
    epoch: int, wall: int, received: int, evidence: list[EpochEvidence]
) -> None:
    found = resolve(Stamp(epoch, wall), received, evidence)
    assert found.floor <= found.date <= found.top <= received


@given(st.integers(0, 7), walls, walls, any_evidence, st.randoms(use_true_random=False))
def test_the_order_of_evidence_does_not_matter(
    epoch: int, wall: int, received: int, evidence: list[EpochEvidence], dice: random.Random
) -> None:
    shuffled = list(evidence)
    dice.shuffle(shuffled)
    assert resolve(Stamp(epoch, wall), received, shuffled) == resolve(Stamp(epoch, wall), received, evidence)
