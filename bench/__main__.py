"""`python -m bench [P1 P6 ...]`: measure, print the table, keep the figures."""

from __future__ import annotations

import datetime
import sys
from collections.abc import Callable, Iterator

from bench import course_update, first_paint, fresh_clone, one_sync, sync_rate
from bench.machine import ROOT, conditions
from bench.result import Result, table, write

MEASUREMENTS: dict[str, Callable[[], Iterator[Result]]] = {
    "P1": first_paint.measure,
    "P6": one_sync.measure,
    "P9": sync_rate.measure,
    "P15": course_update.measure,
    "P16": fresh_clone.measure,
}


def main(wanted: list[str]) -> int:
    """Measure what is named, or everything. 2 where a name is unknown."""
    if unknown := sorted(set(wanted) - set(MEASUREMENTS)):
        print(f"There is no figure {', '.join(unknown)}. There are: {', '.join(MEASUREMENTS)}.", file=sys.stderr)
        return 2
    before = conditions()
    results = _measure(wanted or list(MEASUREMENTS))
    print(table(results))
    day = datetime.datetime.now(datetime.UTC).date().isoformat()
    path = ROOT / "bench" / "results" / f"{day}-{before['commit']}.json"
    write(path, before, results)
    print(f"\nKept in {path.relative_to(ROOT)}.")
    return 0


def _measure(wanted: list[str]) -> list[Result]:
    results: list[Result] = []
    for name in wanted:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        results.extend(MEASUREMENTS[name]())
    return results


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
