from __future__ import annotations

from itertools import pairwise
from math import dist

import pytest

from sync_server.certificates.ornament import rosette, woven_border

A4 = (297.0, 210.0)
LETTER = (279.4, 215.9)


@pytest.mark.parametrize(("width", "height"), [A4, LETTER])
def test_the_border_stays_within_its_band(width: float, height: float) -> None:
    for strand in woven_border(width, height, 12.0, 2.4):
        assert all(9.5 <= x <= width - 9.5 and 9.5 <= y <= height - 9.5 for x, y in strand)


@pytest.mark.parametrize(("width", "height"), [A4, LETTER])
def test_every_strand_is_closed_without_a_gap(width: float, height: float) -> None:
    for strand in woven_border(width, height, 12.0, 2.4):
        assert strand[0] == strand[-1]
        assert max(dist(a, b) for a, b in pairwise(strand)) < 1.5


def test_the_strands_are_three_and_lie_apart() -> None:
    assert len({strand[0] for strand in woven_border(*A4, 12.0, 2.4)}) == 3


def test_a_rosette_stays_within_its_radius() -> None:
    for curve in rosette((50.0, 60.0), 17.0, petals=12):
        assert all(dist(point, (50.0, 60.0)) <= 17.001 for point in curve)
