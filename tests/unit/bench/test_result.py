from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.result import Result, at_most, beside_floor, share_of_floor, table, write


@pytest.mark.parametrize(("value", "met"), [(130.0, True), (131.0, False)])
def test_a_cost_is_met_up_to_its_share_of_the_floor(value: float, met: bool) -> None:
    assert beside_floor("P1", "x", value, "ms", 100.0, 1.3).met is met


@pytest.mark.parametrize(("value", "met"), [(50.0, True), (49.0, False)])
def test_a_rate_is_met_from_its_share_of_the_floor(value: float, met: bool) -> None:
    assert share_of_floor("P9", "x", value, "1/s", 100.0, 0.5).met is met


@pytest.mark.parametrize(("value", "met"), [(90.0, True), (90.1, False)])
def test_a_limit_needs_no_floor(value: float, met: bool) -> None:
    result = at_most("P16", "x", value, "s", 90.0)
    assert (result.met, result.floor, result.ratio) == (met, None, None)


def test_the_ratio_is_taken_before_rounding() -> None:
    assert beside_floor("P1", "x", 100.04, "ms", 99.96, 1.3).ratio == 1.001


def test_the_table_says_plainly_what_was_missed() -> None:
    lines = table([beside_floor("P1", "paint", 200.0, "ms", 100.0, 1.3)]).splitlines()
    assert lines == [
        "id  what   value   floor   ratio  target          met",
        "P1  paint  200 ms  100 ms  2.00   <= 1.3 x floor  NO",
    ]


def test_the_file_holds_conditions_once_and_a_list_of_results(tmp_path: Path) -> None:
    path = tmp_path / "results" / "day.json"
    write(path, {"machine": "m"}, [Result("P1", "w", 1.0, "ms", 2.0, 0.5, "t", True)])
    entry = {
        "id": "P1",
        "what": "w",
        "value": 1.0,
        "unit": "ms",
        "floor": 2.0,
        "ratio": 0.5,
        "target": "t",
        "met": True,
    }
    assert json.loads(path.read_text("utf-8")) == {"machine": "m", "results": [entry]}
