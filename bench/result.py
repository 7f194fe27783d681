"""One figure beside its floor, and the table and file of all figures of a run."""

from __future__ import annotations

import dataclasses
import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """A figure: `value` in `unit`; `floor` in the same unit and `ratio` to it where there is one; `target` in words."""

    id: str
    what: str
    value: float
    unit: str
    floor: float | None
    ratio: float | None
    target: str
    met: bool


def beside_floor(id: str, what: str, value: float, unit: str, floor: float, at_most: float) -> Result:
    """A figure that may be at most `at_most` times its floor."""
    ratio = value / floor
    return Result(
        id, what, _round(value), unit, _round(floor), _round(ratio), f"<= {at_most} x floor", ratio <= at_most
    )


def share_of_floor(id: str, what: str, value: float, unit: str, floor: float, at_least: float) -> Result:
    """A rate that shall be at least `at_least` times that of its floor."""
    ratio = value / floor
    return Result(
        id, what, _round(value), unit, _round(floor), _round(ratio), f">= {at_least} x floor", ratio >= at_least
    )


def at_most(id: str, what: str, value: float, unit: str, limit: float) -> Result:
    """A figure with a limit of its own and no floor."""
    return Result(id, what, _round(value), unit, None, None, f"<= {limit:g} {unit}", value <= limit)


def median(values: Iterable[float]) -> float:
    """The middle of the values: what a noisy machine shows most honestly."""
    return statistics.median(values)


def table(results: Sequence[Result]) -> str:
    """The results as lines of text, columns aligned."""
    head = ("id", "what", "value", "floor", "ratio", "target", "met")
    rows = [head, *(_row(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def write(path: Path, conditions: dict[str, object], results: Sequence[Result]) -> None:
    """Keep the results and the conditions of the run (machine, versions, date) as JSON at `path`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    content = conditions | {"results": [dataclasses.asdict(result) for result in results]}
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _row(result: Result) -> tuple[str, ...]:
    floor = "" if result.floor is None else f"{result.floor:g} {result.unit}"
    ratio = "" if result.ratio is None else f"{result.ratio:.2f}"
    met = "yes" if result.met else "NO"
    return (result.id, result.what, f"{result.value:g} {result.unit}", floor, ratio, result.target, met)


def _round(value: float) -> float:
    return round(value, 3) if value < 10 else round(value, 1)
