"""The lines around a certificate, as points: strands that weave round the page, and a rosette for the seal.

Pure geometry in millimetres, y down; document.py draws it. The strands stand for what the program is about: each
holds because the others do.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from math import cos, hypot, pi, sin

Point = tuple[float, float]

_STRANDS = 3
_STEP = 0.42  # millimetres between two points: below what the eye takes for a corner
_WAVE = 9.0  # millimetres, about; a whole number of waves goes round the page


@lru_cache(maxsize=8)
def woven_border(width: float, height: float, inset: float, amplitude: float) -> tuple[tuple[Point, ...], ...]:
    """Closed strands along a rounded rectangle that lies `inset` inside a page of `width` × `height`."""
    outline = _rounded_rectangle(width, height, inset, radius=14.0)
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise([*outline, outline[0]]))
    waves = round(length / _WAVE)
    phases = [2 * pi * strand / _STRANDS for strand in range(_STRANDS)]
    return tuple(_strand(outline, length, waves, phase, amplitude) for phase in phases)


@lru_cache(maxsize=8)
def rosette(centre: Point, radius: float, petals: int) -> tuple[tuple[Point, ...], ...]:
    """Closed curves of an engine-turned seal around `centre`, none further out than `radius`."""
    turns = [2 * pi * turn / (petals * 4) for turn in range(4)]
    return tuple(_flower(centre, radius, petals, turn) for turn in turns)


def _flower(centre: Point, radius: float, petals: int, turn: float) -> tuple[Point, ...]:
    steps = petals * 20
    angles = [2 * pi * step / steps for step in range(steps + 1)]
    return tuple(_polar(centre, radius * (0.86 + 0.14 * sin(petals * (angle + turn))), angle) for angle in angles)


def _polar(centre: Point, radius: float, angle: float) -> Point:
    return centre[0] + radius * cos(angle), centre[1] + radius * sin(angle)


def _rounded_rectangle(width: float, height: float, inset: float, radius: float) -> list[Point]:
    """Evenly spaced points round the rectangle, clockwise from the left end of its upper side."""
    left, top, right, bottom = inset, inset, width - inset, height - inset
    corners = [
        ((right - radius, top + radius), -pi / 2),
        ((right - radius, bottom - radius), 0.0),
        ((left + radius, bottom - radius), pi / 2),
        ((left + radius, top + radius), pi),
    ]
    points: list[Point] = [(left + radius, top)]
    for centre, start in corners:
        points += _line(points[-1], _polar(centre, radius, start))
        points += [_polar(centre, radius, start + pi / 2 * step / 56) for step in range(1, 57)]
    return points + _line(points[-1], points[0])[:-1]


def _line(start: Point, end: Point) -> list[Point]:
    """Points from after `start` up to and including `end`."""
    steps = max(1, round(hypot(end[0] - start[0], end[1] - start[1]) / _STEP))
    return [
        (start[0] + (end[0] - start[0]) * step / steps, start[1] + (end[1] - start[1]) * step / steps)
        for step in range(1, steps + 1)
    ]


def _strand(outline: list[Point], length: float, waves: int, phase: float, amplitude: float) -> tuple[Point, ...]:
    """Shift each point of the outline along its normal by a sine of the way gone."""
    points: list[Point] = []
    gone = 0.0
    for here, following in pairwise([*outline, outline[0]]):
        step = hypot(following[0] - here[0], following[1] - here[1])
        normal = ((following[1] - here[1]) / step, (here[0] - following[0]) / step)
        shift = amplitude * sin(2 * pi * waves * gone / length + phase)
        points.append((here[0] + normal[0] * shift, here[1] + normal[1] * shift))
        gone += step
    return (*points, points[0])
