from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_protocol.corrections import SET, TAKEN_BACK, Correction, from_control, newest, to_control

ONE = Correction("c" * 26, "module.completed", "a-module:1", TAKEN_BACK, 0, 100, "Two accounts were mixed up.")
GOLDEN = (
    '[["cccccccccccccccccccccccccc","module.completed","a-module:1","taken_back",0,100,"Two accounts were mixed up."]]'
)

corrections = st.builds(
    Correction,
    st.text(max_size=4),
    st.sampled_from(["module.completed", "module.started"]),
    st.sampled_from(["a-module:1", "b-module:1"]),
    st.sampled_from([TAKEN_BACK, SET, "from.the.future"]),
    st.integers(-9, 9),
    st.integers(0, 3),
    st.text(max_size=4),
)


def test_a_correction_travels_as_this_for_good() -> None:
    assert json.dumps(to_control([ONE]), separators=(",", ":")) == GOLDEN
    assert from_control(json.loads(GOLDEN)) == (ONE,)


@given(st.lists(corrections, max_size=5))
def test_what_is_told_is_read_again(told: list[Correction]) -> None:
    assert from_control(json.loads(json.dumps(to_control(told)))) == tuple(told)


def test_parts_that_a_later_server_adds_are_passed_over() -> None:
    assert from_control([[*ONE, "by whom"]]) == (ONE,)


@pytest.mark.parametrize(
    "told",
    [
        None,
        7,
        {},
        [7],
        [[]],
        [list(ONE[:6])],
        [[*ONE[:4], "0", 1, ""]],
        [[*ONE[:4], True, 1, ""]],
        [[*ONE[:5], 2**41, ""]],
    ],
)
def test_what_cannot_be_read_is_passed_over(told: object) -> None:
    assert from_control(told) == ()


@given(st.lists(corrections, max_size=5, unique_by=lambda each: each.id), st.randoms(use_true_random=False))
def test_the_newest_counts_in_whichever_order_they_came(told: list[Correction], random: object) -> None:
    shuffled = sorted(told, key=lambda _each: random.random())  # type: ignore[attr-defined]
    assert newest(shuffled) == newest(told)
    for (kind, item), each in newest(told).items():
        assert all(each.at >= other.at for other in told if (other.kind, other.item) == (kind, item))
