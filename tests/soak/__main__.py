"""`make soak`: what is worth more time than a test has. SECONDS is the budget of each fuzzing target."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.soak.targets import TARGETS
from tools.campaign import Step, run, tell

LOGS = Path(".run") / "soak"


def steps(seconds: int) -> Iterator[Step]:
    """What is done, in the order of how soon it ends."""
    for target in TARGETS:
        command = [sys.executable, "-m", "tests.soak.fuzz", target, str(seconds), str(LOGS)]
        yield Step(f"fuzz {target}", command)
    yield Step("known and unknown addresses", [sys.executable, "-m", "tests.soak.enumeration"])
    attacked = _pytest("-s", "tests/server/process/test_under_attack.py")
    yield Step("sign-in under attack", attacked, {"COR_TIMED": "1"})
    yield Step("messages to the server", _pytest("tests/server/test_schemathesis.py"), {"COR_FUZZ_EXAMPLES": "300"})
    answers = _pytest("tests/e2e/test_canary.py")
    yield Step("answers left in every way", answers, {"COR_CANARY": "all"})
    yield Step("wrong clocks for a school year", _pytest("tests/property/test_clocks.py"), {"COR_CLOCKS": "200"})
    machine = _pytest("tests/property/test_sync_machine.py", "-k", "no_order_of_events or sticks_alone")
    yield Step("sync machine", machine, {"COR_MACHINE_EXAMPLES": "500"})


def _pytest(*words: str) -> list[str]:
    # Without the limit of five minutes after which a test counts as hanging.
    return [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "faulthandler_timeout=0", *words]


def main() -> int:
    """Run everything; gives the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--seconds", type=int, default=60, help="for each fuzzing target")
    seconds: int = parser.parse_args().seconds
    print(f"Each step writes what it says to {LOGS}.", flush=True)
    return tell([run(step, LOGS) for step in steps(seconds)])


if __name__ == "__main__":
    sys.exit(main())
